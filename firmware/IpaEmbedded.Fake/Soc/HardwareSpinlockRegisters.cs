using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>32 hardware locks: the first to write its id owns one until 0 is written.</summary>
internal sealed class HardwareSpinlockRegisters : RegisterBlock
{
    private const uint Stride = 0x1000;

    private readonly uint[] _owner = new uint[32];

    public override uint Read32(uint offset)
    {
        return offset / Stride < 32 ? _owner[offset / Stride] : 0;
    }

    public override void Write32(uint offset, uint value)
    {
        uint index = offset / Stride;
        if (index >= 32) { return; }
        if (value == 0 || _owner[index] == 0) { _owner[index] = value; }
    }
}
