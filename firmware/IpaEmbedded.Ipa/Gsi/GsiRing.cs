using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>
/// Elements in memory that driver and hardware share, and where the driver stands among them: a transfer ring, which it writes, or an event
/// ring, which it reads. Knows no register.
/// </summary>
/// <remarks>An index runs freely; its slot is the index modulo the number of elements, which is a power of two.</remarks>
public sealed class GsiRing
{
    /// <summary>Bytes per element of either kind.</summary>
    public const int ElementSize = 16;

    /// <summary>Hardware id: the channel's, or the event ring's own.</summary>
    public readonly int Id;

    /// <summary>Number of elements.</summary>
    public readonly int Count;

    /// <summary>The elements.</summary>
    public readonly DmaMemory Memory;

    /// <summary>Index of the element that is written, or read, next.</summary>
    public uint Index;

    private readonly uint _mask;

    /// <summary>Wraps memory whose size is a power of two.</summary>
    public GsiRing(int id, DmaMemory memory)
    {
        Id = id;
        Memory = memory;
        Count = memory.Size / ElementSize;
        _mask = (uint)Count - 1;
    }

    /// <summary>Slot of an index.</summary>
    public int SlotOf(uint index)
    {
        return (int)(index & _mask);
    }

    /// <summary>Low half of the bus address of an index, as the hardware's pointers have it.</summary>
    public uint PointerTo(uint index)
    {
        return (uint)Memory.Address + (index & _mask) * ElementSize;
    }

    /// <summary>Slot at a byte offset that the hardware named; false when no element begins there.</summary>
    public bool TryFind(ulong offset, out int slot)
    {
        slot = (int)((uint)offset / ElementSize);
        return offset < (ulong)Memory.Size && (offset & (ElementSize - 1)) == 0;
    }

    /// <summary>Writes the next element.</summary>
    public void Write(ulong low, ulong high)
    {
        Memory.WriteElement(SlotOf(Index) * ElementSize, low, high);
        Index++;
    }
}
