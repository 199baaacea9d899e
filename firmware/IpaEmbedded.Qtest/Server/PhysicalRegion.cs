using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qtest;

/// <summary>A range of physical addresses behind which there is memory or a register block.</summary>
internal sealed record PhysicalRegion(string Name, ulong Address, ulong Size, DmaMemory? Memory, RegisterBlock? Registers)
{
    public bool Contains(ulong address, ulong length) => address >= Address && address - Address < Size && length <= Size - (address - Address);
}
