namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>Physical addresses: the first, how many bytes, and what is there, for messages.</summary>
public sealed record AddressRange(ulong Start, ulong Size, string Name)
{
    /// <summary>Whether any byte is in both ranges. Computed without wrap: an end may be 2^64 or beyond.</summary>
    public bool Overlaps(ulong start, ulong size) => start < (UInt128)Start + Size && Start < (UInt128)start + size;

    /// <summary>Whether every byte of the other range is in this one.</summary>
    public bool Contains(ulong start, ulong size) => start >= Start && (UInt128)start + size <= (UInt128)Start + Size;
}
