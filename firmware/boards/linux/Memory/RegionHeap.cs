using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Linux.Memory;

/// <summary>Divides one contiguous region into DMA memory, lowest free place first; the caller keeps the region mapped.</summary>
public sealed class RegionHeap : DmaHeap
{
    private readonly DmaRegion _region;
    private readonly SortedList<long, long> _used = [];

    /// <param name="region">The memory to divide; the caller keeps it.</param>
    public RegionHeap(DmaRegion region) => _region = region;

    /// <summary>Bytes handed out and not given back.</summary>
    public long BytesInUse => _used.Values.Sum();

    /// <inheritdoc/>
    public override DmaMemory Allocate(string label, int size, int alignment)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (alignment <= 0 || (alignment & (alignment - 1)) != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(alignment), $"{label}: alignment {alignment} is not a power of two");
        }

        var at = AlignUp(0, alignment);
        foreach (var (start, length) in _used)
        {
            if (size <= start - at)
            {
                break;
            }

            at = AlignUp(start + length, alignment);
        }

        if (size > _region.Size - at)
        {
            throw new HardwareException($"{_region.Name}: no room for {label}: {size} bytes aligned to {alignment}, {BytesInUse} of {_region.Size} bytes in use");
        }

        var memory = _region.Take(at, size);
        memory.Fill(0, size, 0);
        _used.Add(at, size);
        return memory;
    }

    /// <inheritdoc/>
    public override void Free(DmaMemory memory)
    {
        if (!_used.Remove((long)(memory.Address - _region.BusAddress)))
        {
            throw new InvalidOperationException($"{_region.Name}: 0x{memory.Address:x} is not allocated");
        }

        _region.GiveBack(memory);
    }

    // Alignment is of the bus address, which need not be aligned itself.
    private long AlignUp(long offset, int alignment)
    {
        var mask = (ulong)alignment - 1;
        return (long)(((_region.BusAddress + (ulong)offset + mask) & ~mask) - _region.BusAddress);
    }
}
