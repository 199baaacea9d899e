using IpaEmbedded.Qualcomm.Smem.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>The part of SMEM that two processors share; the other one writes it too, so every number in it is checked.</summary>
internal sealed class SmemPartition
{
    private readonly DmaMemory _heap;
    private readonly int _start;
    private readonly int _size;
    private readonly int _cacheLine;
    private readonly int _host;

    internal SmemPartition(DmaMemory heap, int start, int size, int cacheLine, int host)
    {
        _heap = heap;
        _start = start;
        _size = size;
        _cacheLine = cacheLine;
        _host = host;
    }

    internal int Host
    {
        get { return _host; }
    }

    internal void Validate(int host0, int host1)
    {
        if (_heap.Read32(_start) != SmemLayout.PartitionMagic) { throw Damaged("its header lacks the magic $PRT"); }
        if (_heap.Read16(_start + SmemLayout.PartitionHost0) != host0 || _heap.Read16(_start + SmemLayout.PartitionHost1) != host1)
        {
            throw Damaged("its header names other hosts than the partition table");
        }
        if (_heap.Read32(_start + SmemLayout.PartitionSize) != (uint)_size)
        {
            throw Damaged("its header says " + _heap.Read32(_start + SmemLayout.PartitionSize).ToString() + " bytes, the partition table "
                + _size.ToString());
        }
        FreeUncached();
        FreeCached();
    }

    /// <summary>Offset of an item's data in the heap, or -1 when the item does not exist.</summary>
    internal int Find(int item, out int size)
    {
        int offset = FindGrowingUp(item, out size);
        return offset >= 0 ? offset : FindGrowingDown(item, out size);
    }

    internal void Allocate(int item, int size)
    {
        int free = FreeUncached();
        int limit = FreeCached();
        int rounded = (size + 7) & ~7;
        if (rounded > limit - free - SmemLayout.ItemHeaderSize)
        {
            throw new HardwareException("SMEM item " + item.ToString() + " of host " + _host.ToString() + ": " + rounded.ToString()
                + " bytes asked for, " + (limit - free).ToString() + " bytes left");
        }
        int at = _start + free;
        _heap.Write16(at, SmemLayout.Canary);
        _heap.Write16(at + SmemLayout.ItemNumber, (ushort)item);
        _heap.Write32(at + SmemLayout.ItemSize, (uint)rounded);
        _heap.Write16(at + SmemLayout.ItemDataPadding, (ushort)(rounded - size));
        _heap.Write16(at + SmemLayout.ItemHeaderPadding, 0);
        _heap.Write32(at + 12, 0);

        // The item exists for the other processor once this word covers it, so it is written last.
        _heap.Write32(_start + SmemLayout.PartitionFreeUncached, (uint)(free + SmemLayout.ItemHeaderSize + rounded));
    }

    private int FindGrowingUp(int item, out int size)
    {
        size = 0;
        int end = FreeUncached();
        int at = SmemLayout.PartitionItems;
        while (at < end)
        {
            if (SmemLayout.ItemHeaderSize > end - at) { throw Damaged("an item header crosses the end of the used part at " + at.ToString()); }
            int header = _start + at;
            if (_heap.Read16(header) != SmemLayout.Canary) { throw Damaged("the canary at " + at.ToString() + " is overwritten"); }
            uint length = _heap.Read32(header + SmemLayout.ItemSize);
            int padding = _heap.Read16(header + SmemLayout.ItemHeaderPadding);
            int room = end - at - SmemLayout.ItemHeaderSize;
            if (padding > room || length > (uint)(room - padding)) { throw Damaged("the item at " + at.ToString() + " is longer than the used part"); }
            if (_heap.Read16(header + SmemLayout.ItemNumber) == item)
            {
                size = Net(header, length, at);
                return header + SmemLayout.ItemHeaderSize + padding;
            }
            at += SmemLayout.ItemHeaderSize + padding + (int)length;
        }
        return -1;
    }

    private int FindGrowingDown(int item, out int size)
    {
        size = 0;
        int headerRoom = (SmemLayout.ItemHeaderSize + _cacheLine - 1) / _cacheLine * _cacheLine;
        int begin = FreeCached();
        int above = _size;
        while (above > begin)
        {
            if (headerRoom > above - begin) { throw Damaged("a cached item header crosses the start of the used part at " + above.ToString()); }
            int at = above - headerRoom;
            int header = _start + at;
            if (_heap.Read16(header) != SmemLayout.Canary) { throw Damaged("the canary at " + at.ToString() + " is overwritten"); }
            uint length = _heap.Read32(header + SmemLayout.ItemSize);
            if (length > (uint)(at - begin)) { throw Damaged("the item at " + at.ToString() + " is longer than the used part"); }
            if (_heap.Read16(header + SmemLayout.ItemNumber) == item)
            {
                size = Net(header, length, at);
                return header - (int)length;
            }
            above = at - (int)length;
        }
        return -1;
    }

    private int Net(int header, uint length, int at)
    {
        int padding = _heap.Read16(header + SmemLayout.ItemDataPadding);
        if ((uint)padding > length) { throw Damaged("the item at " + at.ToString() + " has more padding than data"); }
        return (int)length - padding;
    }

    private int FreeUncached()
    {
        uint free = _heap.Read32(_start + SmemLayout.PartitionFreeUncached);
        if (free < SmemLayout.PartitionItems || free > (uint)_size) { throw Damaged("the end of its used part is " + free.ToString()); }
        return (int)free;
    }

    private int FreeCached()
    {
        uint free = _heap.Read32(_start + SmemLayout.PartitionFreeCached);
        if (free < (uint)FreeUncached() || free > (uint)_size) { throw Damaged("the start of its cached part is " + free.ToString()); }
        return (int)free;
    }

    private HardwareException Damaged(string what)
    {
        return new HardwareException("SMEM partition with host " + _host.ToString() + " is damaged: " + what);
    }
}
