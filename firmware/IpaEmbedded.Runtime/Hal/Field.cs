using System;

namespace IpaEmbedded.Runtime.Hal;

/// <summary>A named run of bits of one register.</summary>
public sealed class Field
{
    internal Field Next;

    private readonly string _name;
    private readonly int _shift;
    private readonly uint _mask;

    /// <summary>Creates a field of <paramref name="width"/> bits whose lowest bit is <paramref name="shift"/>.</summary>
    public Field(string name, int shift, int width)
    {
        if (shift < 0 || width < 1 || width > 32 - shift) { throw new ArgumentException("field " + name + " does not fit into 32 bits"); }
        _name = name;
        _shift = shift;
        _mask = (width == 32 ? 0xffffffff : (1u << width) - 1) << shift;
    }

    /// <summary>Name as the hardware's documents spell it.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>Number of the lowest bit.</summary>
    public int Shift
    {
        get { return _shift; }
    }

    /// <summary>Number of bits.</summary>
    public int Width
    {
        get
        {
            int width = 0;
            for (uint rest = Maximum; rest != 0; rest >>= 1) { width++; }
            return width;
        }
    }

    /// <summary>Largest value that fits.</summary>
    public uint Maximum
    {
        get { return _mask >> _shift; }
    }

    /// <summary>The field's bits in the register.</summary>
    public uint Mask
    {
        get { return _mask; }
    }

    /// <summary>Puts a value into the field's place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value does not fit.</exception>
    public uint Encode(uint value)
    {
        if (value > _mask >> _shift) { throw new ArgumentOutOfRangeException(_name); }
        return value << _shift;
    }

    /// <summary>Takes the field's value out of a register value.</summary>
    public uint Decode(uint registerValue)
    {
        return (registerValue & _mask) >> _shift;
    }

    /// <summary>Whether any bit of the field is set in a register value.</summary>
    public bool IsSet(uint registerValue)
    {
        return (registerValue & _mask) != 0;
    }

    /// <summary>Returns the register value with this field replaced.</summary>
    public uint Replace(uint registerValue, uint value)
    {
        return (registerValue & ~_mask) | Encode(value);
    }
}
