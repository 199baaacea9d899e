using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>The ring in which the hardware reports what it has done for one channel.</summary>
public sealed class EventRing
{
    /// <summary>Hardware id.</summary>
    public readonly int Id;

    /// <summary>Number of elements, a power of two.</summary>
    public readonly int Count;

    /// <summary>The elements.</summary>
    public readonly DmaMemory Memory;

    internal int Index;

    internal EventRing(int id, int count, DmaMemory memory)
    {
        Id = id;
        Count = count;
        Memory = memory;
    }

    /// <summary>Low half of the bus address of a slot; -1 is the last.</summary>
    internal uint AddressOf(int slot)
    {
        return (uint)Memory.Address + (uint)((slot & (Count - 1)) * EventElement.Size);
    }

    /// <summary>Slot at which the hardware says it will write next, or -1 when the pointer is not one of this ring's.</summary>
    internal int SlotOf(uint pointer)
    {
        uint offset = pointer - (uint)Memory.Address;
        if (offset >= (uint)(Count * EventElement.Size) || (offset & (EventElement.Size - 1)) != 0) { return -1; }
        return (int)(offset / EventElement.Size);
    }
}
