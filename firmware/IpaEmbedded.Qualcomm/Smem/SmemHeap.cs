using IpaEmbedded.Qualcomm.Smem.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>Gives items of the SMEM heap, as the SoC lays it out in reserved memory; an allocated item stays until the next reset.</summary>
public sealed class SmemHeap : SharedMemoryItems
{
    private const int MaxPartitions = 32;

    private readonly DmaMemory _heap;
    private readonly HardwareSpinlock _lock;
    private readonly SmemPartition[] _partitions = new SmemPartition[MaxPartitions];
    private int _count;

    /// <summary>Creates the heap over its reserved memory; the lock may be null when nobody else allocates.</summary>
    public SmemHeap(DmaMemory heap, HardwareSpinlock hardwareLock)
    {
        _heap = heap;
        _lock = hardwareLock;
    }

    /// <summary>The memory of the whole heap.</summary>
    public DmaMemory Memory
    {
        get { return _heap; }
    }

    /// <summary>Reads the partition table.</summary>
    /// <exception cref="HardwareException">The table or a partition of ours is damaged.</exception>
    public void Open()
    {
        _count = 0;
        int table = _heap.Size - SmemLayout.TableFromEnd;
        if (table < 0) { throw new HardwareException("SMEM heap of " + _heap.Size.ToString() + " bytes is too small for its partition table"); }
        if (_heap.Read32(table) != SmemLayout.TableMagic) { throw new HardwareException("SMEM partition table lacks the magic $TOC"); }
        uint version = _heap.Read32(table + SmemLayout.TableVersion);
        if (version != 1) { throw new HardwareException("SMEM partition table has version " + version.ToString() + ", expected 1"); }
        uint count = _heap.Read32(table + SmemLayout.TableCount);
        if (count > (SmemLayout.TableFromEnd - SmemLayout.TableEntries) / SmemLayout.TableEntrySize)
        {
            throw new HardwareException("SMEM partition table names " + count.ToString() + " partitions, which leave the heap");
        }
        for (int i = 0; i < (int)count; i++) { ReadEntry(table + SmemLayout.TableEntries + i * SmemLayout.TableEntrySize, i); }
    }

    /// <inheritdoc/>
    public override bool Allocate(int host, int item, int size)
    {
        if (item < SmemLayout.FirstDynamicItem || item > SmemLayout.LastItem)
        {
            throw new HardwareException("SMEM item " + item.ToString() + " cannot be allocated; expected 8 to 511");
        }
        if (size <= 0 || size > _heap.Size)
        {
            throw new HardwareException("SMEM item " + item.ToString() + " of host " + host.ToString() + " cannot have " + size.ToString() + " bytes");
        }
        SmemPartition partition = PartitionOf(host);
        if (_lock != null) { _lock.Acquire(); }
        try
        {
            int existing;
            if (partition.Find(item, out existing) >= 0) { return false; }
            partition.Allocate(item, size);
            return true;
        }
        finally
        {
            if (_lock != null) { _lock.Release(); }
        }
    }

    /// <inheritdoc/>
    public override ulong Find(int host, int item, out int size)
    {
        int offset = OffsetOf(host, item, out size);
        if (offset < 0) { throw new HardwareException("SMEM item " + item.ToString() + " of host " + host.ToString() + " does not exist"); }
        return _heap.Address + (uint)offset;
    }

    /// <summary>Offset of an item in the heap's memory, or -1 when it does not exist (yet).</summary>
    /// <exception cref="HardwareException">The heap is damaged, or there is no partition with the host.</exception>
    public int OffsetOf(int host, int item, out int size)
    {
        if (item < 0 || item > SmemLayout.LastItem)
        {
            size = 0;
            throw new HardwareException("SMEM item " + item.ToString() + " cannot exist; expected 0 to 511");
        }
        SmemPartition partition = PartitionOf(host);
        if (_lock != null) { _lock.Acquire(); }
        try
        {
            return partition.Find(item, out size);
        }
        finally
        {
            if (_lock != null) { _lock.Release(); }
        }
    }

    private SmemPartition PartitionOf(int host)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_partitions[i].Host == host) { return _partitions[i]; }
        }
        throw new HardwareException("SMEM has no partition with host " + host.ToString());
    }

    private void ReadEntry(int entry, int index)
    {
        uint offset = _heap.Read32(entry + SmemLayout.EntryOffset);
        uint size = _heap.Read32(entry + SmemLayout.EntrySize);
        int host0 = _heap.Read16(entry + SmemLayout.EntryHost0);
        int host1 = _heap.Read16(entry + SmemLayout.EntryHost1);
        uint cacheLine = _heap.Read32(entry + SmemLayout.EntryCacheLine);
        if (offset == 0 || size == 0) { return; }
        int remote;
        if (host0 == SmemLayout.HostApplications) { remote = host1; }
        else if (host1 == SmemLayout.HostApplications) { remote = host0; }
        else { return; }

        uint heapSize = (uint)_heap.Size;
        if (offset > heapSize || size > heapSize - offset || size < SmemLayout.PartitionItems)
        {
            throw new HardwareException("SMEM partition " + index.ToString() + " (offset " + offset.ToString() + ", " + size.ToString()
                + " bytes) leaves the heap of " + heapSize.ToString() + " bytes");
        }
        for (int i = 0; i < _count; i++)
        {
            if (_partitions[i].Host == remote) { throw new HardwareException("SMEM has two partitions with host " + remote.ToString()); }
        }
        if (_count == MaxPartitions) { throw new HardwareException("SMEM has more than 32 partitions of ours"); }
        if (cacheLine == 0) { cacheLine = 1; }
        if (cacheLine > 4096)
        {
            throw new HardwareException("SMEM partition " + index.ToString() + " has a cache line of " + cacheLine.ToString() + " bytes");
        }
        SmemPartition partition = new SmemPartition(_heap, (int)offset, (int)size, (int)cacheLine, remote);
        partition.Validate(host0, host1);
        _partitions[_count++] = partition;
    }
}
