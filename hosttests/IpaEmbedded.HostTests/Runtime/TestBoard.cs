using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>A board on which every address is plain memory; it remembers what was mapped.</summary>
internal sealed class TestBoard : IoMapper
{
    public List<string> Mapped { get; } = [];

    public override RegisterBlock MapRegisters(ulong address, ulong size, string label)
    {
        Mapped.Add($"{label} 0x{address:x} 0x{size:x}");
        return new MemoryRegisters(size);
    }

    public override DmaMemory MapMemory(ulong address, ulong size, string label)
    {
        Mapped.Add($"{label} 0x{address:x} 0x{size:x}");
        return new DmaMemory(address, (int)size);
    }

    private sealed class MemoryRegisters(ulong size) : RegisterBlock
    {
        private readonly uint[] _words = new uint[size / 4];

        public override uint Read32(uint offset) => _words[offset / 4];

        public override void Write32(uint offset, uint value) => _words[offset / 4] = value;
    }
}
