using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>A board that tells of each write to the GSI after it was done, and lets a test change what a read of it gives.</summary>
internal sealed class HookedBoard(IoMapper inner) : IoMapper
{
    private const ulong GsiAddress = 0x01e04000;

    public Action<uint, uint>? AfterGsiWrite { get; set; }

    public Func<uint, uint, uint>? GsiRead { get; set; }

    public override RegisterBlock MapRegisters(ulong address, ulong size, string label)
    {
        RegisterBlock registers = inner.MapRegisters(address, size, label);
        return address == GsiAddress ? new Hooked(registers, this) : registers;
    }

    public override DmaMemory MapMemory(ulong address, ulong size, string label) => inner.MapMemory(address, size, label);

    private sealed class Hooked(RegisterBlock inner, HookedBoard owner) : RegisterBlock
    {
        public override uint Read32(uint offset)
        {
            uint value = inner.Read32(offset);
            return owner.GsiRead is { } change ? change(offset, value) : value;
        }

        public override void Write32(uint offset, uint value)
        {
            inner.Write32(offset, value);
            owner.AfterGsiWrite?.Invoke(offset, value);
        }

        public override void DmaWriteBarrier() => inner.DmaWriteBarrier();
    }
}
