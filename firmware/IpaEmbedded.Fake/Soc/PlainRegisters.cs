using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Registers of a block that is not modelled: the first ones read back what was written, the others 0.</summary>
internal sealed class PlainRegisters : RegisterBlock
{
    private readonly uint[] _values = new uint[256];

    public override uint Read32(uint offset)
    {
        return offset / 4 < (uint)_values.Length ? _values[offset / 4] : 0;
    }

    public override void Write32(uint offset, uint value)
    {
        if (offset / 4 < (uint)_values.Length) { _values[offset / 4] = value; }
    }
}
