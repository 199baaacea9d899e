using System;

namespace IpaEmbedded.Runtime.Hal;

/// <summary>
/// The registers of one block for every version of the hardware, seen from one version. The constructor of a derived class states the
/// rows, each register followed by its fields; a row tells in which versions it exists and, by <see cref="Since"/>, where. What the version
/// lacks is null. Bits that no field names are reserved, unless a register has no field at all: then it is one value of 32 bits.
/// </summary>
public abstract class RegisterTable
{
    /// <summary>Stands for the newest version where a row says how long it holds.</summary>
    protected const int Newest = 0x7fffffff;

    private const int Oldest = 0;

    private readonly int _version;
    private Register _first;
    private Register _last;
    private Register _row;
    private Field _lastField;

    /// <summary>Starts a table for a version; versions are numbers that grow.</summary>
    protected RegisterTable(int version)
    {
        _version = version;
    }

    /// <summary>Every register that this version has, in the order of the table. A new array on every call.</summary>
    public Register[] All()
    {
        int count = 0;
        for (Register row = _first; row != null; row = row.Next) { count++; }
        Register[] all = new Register[count];
        count = 0;
        for (Register row = _first; row != null; row = row.Next) { all[count++] = row; }
        return all;
    }

    /// <summary>The register with an instance at a byte offset and the number of that instance; null when there is none.</summary>
    public Register Find(uint offset, out int index)
    {
        for (Register row = _first; row != null; row = row.Next)
        {
            index = row.IndexOf(offset);
            if (index >= 0) { return row; }
        }
        index = 0;
        return null;
    }

    /// <summary>A place (an offset, the number of a bit) that a version moved: <paramref name="place"/> since it, <paramref name="before"/> in earlier ones.</summary>
    protected int Since(int version, int place, int before)
    {
        return _version >= version ? place : before;
    }

    /// <summary>States a register that there is once.</summary>
    protected Register One(string name, Access access, int offset)
    {
        return Row(name, access, offset, 0, 1, Oldest, Newest);
    }

    /// <summary>States a register that there is once, in version <paramref name="from"/> and later ones.</summary>
    protected Register One(string name, Access access, int offset, int from)
    {
        return Row(name, access, offset, 0, 1, from, Newest);
    }

    /// <summary>States a register that there is once, in the versions from <paramref name="from"/> to <paramref name="to"/>.</summary>
    protected Register One(string name, Access access, int offset, int from, int to)
    {
        return Row(name, access, offset, 0, 1, from, to);
    }

    /// <summary>States a register with instances that lie <paramref name="stride"/> bytes apart.</summary>
    protected Register Many(string name, Access access, int offset, int stride, int count)
    {
        return Row(name, access, offset, stride, count, Oldest, Newest);
    }

    /// <summary>States a register with instances, in the versions from <paramref name="from"/> to <paramref name="to"/>.</summary>
    protected Register Many(string name, Access access, int offset, int stride, int count, int from, int to)
    {
        return Row(name, access, offset, stride, count, from, to);
    }

    /// <summary>States a field of one bit of the register above.</summary>
    protected Field Bit(string name, int bit)
    {
        return Bits(name, bit, bit, Oldest, Newest);
    }

    /// <summary>States a field of one bit, in version <paramref name="from"/> and later ones.</summary>
    protected Field Bit(string name, int bit, int from)
    {
        return Bits(name, bit, bit, from, Newest);
    }

    /// <summary>States a field of one bit, in the versions from <paramref name="from"/> to <paramref name="to"/>.</summary>
    protected Field Bit(string name, int bit, int from, int to)
    {
        return Bits(name, bit, bit, from, to);
    }

    /// <summary>States a field of the register above: bits <paramref name="high"/> down to <paramref name="low"/>.</summary>
    protected Field Bits(string name, int high, int low)
    {
        return Bits(name, high, low, Oldest, Newest);
    }

    /// <summary>States a field, in version <paramref name="from"/> and later ones.</summary>
    protected Field Bits(string name, int high, int low, int from)
    {
        return Bits(name, high, low, from, Newest);
    }

    /// <summary>States a field, in the versions from <paramref name="from"/> to <paramref name="to"/>.</summary>
    /// <exception cref="ArgumentException">It shares a bit with another field of the register, or does not fit into 32 bits.</exception>
    protected Field Bits(string name, int high, int low, int from, int to)
    {
        if (_row == null || _version < from || _version > to) { return null; }
        Field field = new Field(name, low, high - low + 1);
        _row.Claim(field);
        if (_lastField == null) { _row.FirstField = field; }
        else { _lastField.Next = field; }
        _lastField = field;
        return field;
    }

    /// <summary>Gives the register above the fields of an earlier one, and no others.</summary>
    protected void FieldsOf(Register other)
    {
        if (_row == null) { return; }
        for (Field field = other.FirstField; field != null; field = field.Next) { _row.Claim(field); }
        _row.FirstField = other.FirstField;
        _row = null;
    }

    private Register Row(string name, Access access, int offset, int stride, int count, int from, int to)
    {
        _row = null;
        _lastField = null;
        if (_version < from || _version > to) { return null; }
        Register row = new Register(name, access, (uint)offset, (uint)stride, count);
        for (Register other = _first; other != null; other = other.Next)
        {
            if (other.Overlaps(row)) { throw new ArgumentException("register " + name + " overlaps " + other.Name); }
        }
        if (_last == null) { _first = row; }
        else { _last.Next = row; }
        _last = row;
        _row = row;
        return row;
    }
}
