using System;

namespace IpaEmbedded.Runtime.Hal;

/// <summary>One register, or a row of equal ones at a stride: name, place, access and fields. Overlapping fields are refused.</summary>
public class Register
{
    private readonly string _name;
    private readonly uint _offset;
    private readonly uint _stride;
    private readonly Access _access;
    private readonly Field[] _fields;

    /// <summary>Creates the description of a register; a stride of 0 means that there is one.</summary>
    /// <exception cref="ArgumentException">Two fields share a bit, or the offset is not a multiple of 4.</exception>
    public Register(string name, uint offset, uint stride, Access access, Field[] fields)
    {
        if ((offset & 3) != 0 || (stride & 3) != 0) { throw new ArgumentException("register " + name + " is not 4-byte aligned"); }
        uint used = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            if ((used & fields[i].Mask) != 0) { throw new ArgumentException("register " + name + ": field " + fields[i].Name + " overlaps another"); }
            used |= fields[i].Mask;
        }
        _name = name;
        _offset = offset;
        _stride = stride;
        _access = access;
        _fields = fields;
    }

    /// <summary>Name as the hardware's documents spell it.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>Byte offset of the first instance in its block.</summary>
    public uint Offset
    {
        get { return _offset; }
    }

    /// <summary>Bytes between instances, 0 when there is only one.</summary>
    public uint Stride
    {
        get { return _stride; }
    }

    /// <summary>What a driver may do with it.</summary>
    public Access Access
    {
        get { return _access; }
    }

    /// <summary>Its fields; empty when the whole register is one value.</summary>
    public Field[] Fields
    {
        get { return _fields; }
    }

    /// <summary>Bits that belong to a field; all bits when the register has none.</summary>
    public uint DefinedMask
    {
        get
        {
            if (_fields.Length == 0) { return 0xffffffff; }
            uint mask = 0;
            for (int i = 0; i < _fields.Length; i++) { mask |= _fields[i].Mask; }
            return mask;
        }
    }

    /// <summary>Byte offset of instance <paramref name="index"/>.</summary>
    public uint At(int index)
    {
        return _offset + _stride * (uint)index;
    }

    /// <summary>Finds a field by name, or null when this version of the register lacks it.</summary>
    public Field Find(string name)
    {
        for (int i = 0; i < _fields.Length; i++)
        {
            if (_fields[i].Name == name) { return _fields[i]; }
        }
        return null;
    }
}
