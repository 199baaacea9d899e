using System;

namespace IpaEmbedded.Runtime.Hal;

/// <summary>One register, or equal ones at a stride: a row of a <see cref="RegisterTable"/>.</summary>
public sealed class Register
{
    internal Register Next;
    internal Field FirstField;

    private readonly string _name;
    private readonly Access _access;
    private readonly uint _offset;
    private readonly uint _stride;
    private readonly int _count;
    private readonly uint _last;
    private uint _fieldMask;

    internal Register(string name, Access access, uint offset, uint stride, int count)
    {
        if ((offset & 3) != 0 || (stride & 3) != 0) { throw new ArgumentException("register " + name + " is not 4-byte aligned"); }
        if (count < 1 || (count > 1 && stride == 0)) { throw new ArgumentException("register " + name + ": " + count.ToString() + " instances at a stride of " + stride.ToString()); }
        _name = name;
        _access = access;
        _offset = offset;
        _stride = stride;
        _count = count;
        _last = At(count - 1);
    }

    /// <summary>Name as the hardware's documents spell it.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>What a driver may do with it.</summary>
    public Access Access
    {
        get { return _access; }
    }

    /// <summary>Byte offset of the first instance in its block.</summary>
    public uint Offset
    {
        get { return _offset; }
    }

    /// <summary>Bytes between instances, 0 when the register is not one of several.</summary>
    public uint Stride
    {
        get { return _stride; }
    }

    /// <summary>Number of instances, 1 or more.</summary>
    public int Count
    {
        get { return _count; }
    }

    /// <summary>Its fields in the order of the table; empty when the whole register is one value. A new array on every call.</summary>
    public Field[] Fields
    {
        get
        {
            int count = 0;
            for (Field field = FirstField; field != null; field = field.Next) { count++; }
            Field[] fields = new Field[count];
            count = 0;
            for (Field field = FirstField; field != null; field = field.Next) { fields[count++] = field; }
            return fields;
        }
    }

    /// <summary>Bits that belong to a field; all bits when the register has none. The others are reserved.</summary>
    public uint DefinedMask
    {
        get { return FirstField == null ? 0xffffffff : _fieldMask; }
    }

    /// <summary>Byte offset of instance <paramref name="index"/>.</summary>
    public uint At(int index)
    {
        return _offset + _stride * (uint)index;
    }

    /// <summary>Number of the instance at a byte offset, or -1 when there is none.</summary>
    public int IndexOf(uint offset)
    {
        if (offset == _offset) { return 0; }
        if (offset < _offset || _stride == 0 || (offset - _offset) % _stride != 0) { return -1; }
        uint index = (offset - _offset) / _stride;
        return index < (uint)_count ? (int)index : -1;
    }

    /// <summary>Finds a field by name, or null when this version of the register lacks it.</summary>
    public Field Find(string name)
    {
        for (Field field = FirstField; field != null; field = field.Next)
        {
            if (field.Name == name) { return field; }
        }
        return null;
    }

    internal bool Overlaps(Register other)
    {
        if (_last < other._offset || other._last < _offset) { return false; }
        if (_stride == other._stride) { return IndexOf(other._offset) >= 0 || other.IndexOf(_offset) >= 0; }
        for (int i = 0; i < _count; i++)
        {
            if (other.IndexOf(At(i)) >= 0) { return true; }
        }
        return false;
    }

    internal void Claim(Field field)
    {
        if ((_fieldMask & field.Mask) != 0) { throw new ArgumentException("register " + _name + ": field " + field.Name + " overlaps another"); }
        _fieldMask |= field.Mask;
    }
}
