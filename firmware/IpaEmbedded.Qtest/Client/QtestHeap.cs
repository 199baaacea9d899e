using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qtest;

/// <summary>Gives out RAM of a machine behind a qtest connection, lowest free address first.</summary>
public sealed class QtestHeap : DmaHeap
{
    // Keeps a device that runs over the end of a buffer out of the next one.
    private const ulong Gap = 64;

    private readonly MemoryMirror _mirror;
    private readonly ulong _start;
    private readonly ulong _end;
    private readonly List<DmaMemory> _live = [];

    /// <summary>Takes over a range of the machine's RAM.</summary>
    public QtestHeap(MemoryMirror mirror, ulong address, ulong length)
    {
        _mirror = mirror;
        _start = address;
        _end = address + length;
    }

    /// <inheritdoc/>
    public override DmaMemory Allocate(string label, int size, int alignment)
    {
        ulong mask = (ulong)Math.Max(alignment, 1) - 1;
        ulong address = (_start + mask) & ~mask;
        int position = 0;
        while (position < _live.Count && address + (ulong)size + Gap > _live[position].Address)
        {
            DmaMemory taken = _live[position++];
            address = (taken.Address + (ulong)taken.Size + Gap + mask) & ~mask;
        }
        if (address + (ulong)size > _end)
        {
            throw new HardwareException($"the machine's RAM has no {size} bytes for {label}");
        }
        DmaMemory memory = _mirror.AddRam(address, size);
        _live.Insert(position, memory);
        return memory;
    }

    /// <inheritdoc/>
    public override void Free(DmaMemory memory)
    {
        if (!_live.Remove(memory))
        {
            throw new ArgumentException($"memory at 0x{memory.Address:x} is not allocated");
        }
        _mirror.Remove(memory);
    }
}
