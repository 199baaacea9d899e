using System;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Registers of a block that is not modelled: they read back what was written, and 0 before. Takes memory for those that are written.</summary>
internal sealed class PlainRegisters : RegisterBlock
{
    private readonly ulong _size;
    private uint[] _values = new uint[16];

    internal PlainRegisters(ulong size)
    {
        _size = size;
    }

    public override uint Read32(uint offset)
    {
        return offset / 4 < (uint)_values.Length ? _values[offset / 4] : 0;
    }

    public override void Write32(uint offset, uint value)
    {
        if (offset >= _size) { return; }
        if (offset / 4 >= (uint)_values.Length)
        {
            uint[] more = new uint[(int)(offset / 4) + 16];
            Array.Copy(_values, more, _values.Length);
            _values = more;
        }
        _values[offset / 4] = value;
    }
}
