using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>
/// A register block made from a register table: keeps the values, checks every access, and tells the model of accesses
/// to the registers that it has hooked. Other registers read back what was written.
/// </summary>
public abstract class FakeRegisterBlock : RegisterBlock
{
    private const int PageShift = 12;
    private const int WordsPerPage = 1024;

    // Traits of a slot: reads give what is stored; writes are allowed; somebody is told of them. Slot 0, which has none, is where no register is.
    private const byte PlainRead = 1;
    private const byte Writable = 2;
    private const byte Hooked = 4;

    private readonly string _name;
    private readonly Sanitizer _sanitizer;
    private readonly short[][] _pages;
    private readonly short[][] _dark;
    private readonly uint[] _values;
    private readonly Register[] _registers;
    private readonly short[] _register;
    private readonly byte[] _instance;
    private readonly byte[] _traits;
    private readonly uint[] _reserved;
    private readonly RegisterReadHandler[] _onRead;
    private readonly RegisterWriteHandler[] _onWrite;
    private short[][] _reachable;
    private uint _generation;
    private bool _powered;

    /// <summary>Creates the block of a table, <paramref name="size"/> bytes large.</summary>
    protected FakeRegisterBlock(string name, uint size, RegisterTable table, Sanitizer sanitizer)
    {
        _name = name;
        _sanitizer = sanitizer;
        _registers = table.All();
        int pages = (int)((size + 0xfff) >> PageShift);
        short[] empty = new short[WordsPerPage];
        _pages = new short[pages][];
        _dark = new short[pages][];
        for (int i = 0; i < pages; i++)
        {
            _pages[i] = empty;
            _dark[i] = empty;
        }
        _reachable = _dark;
        int slots = 1;
        for (int i = 0; i < _registers.Length; i++) { slots += _registers[i].Count; }
        _values = new uint[slots];
        _register = new short[slots];
        _register[0] = -1;
        _instance = new byte[slots];
        _traits = new byte[slots];
        _reserved = new uint[slots];
        _onRead = new RegisterReadHandler[_registers.Length];
        _onWrite = new RegisterWriteHandler[_registers.Length];
        int slot = 1;
        for (int i = 0; i < _registers.Length; i++)
        {
            Access access = _registers[i].Access;
            byte traits = (byte)(((access & Access.Read) != 0 ? PlainRead : 0) | ((access & Access.Write) != 0 ? Writable : 0));
            uint reserved = ~_registers[i].DefinedMask;
            for (int n = 0; n < _registers[i].Count; n++, slot++)
            {
                uint offset = _registers[i].At(n);
                int page = (int)(offset >> PageShift);
                if (_pages[page] == empty) { _pages[page] = new short[WordsPerPage]; }
                _register[slot] = (short)i;
                _instance[slot] = (byte)n;
                _traits[slot] = traits;
                _reserved[slot] = reserved;
                _pages[page][(int)(offset & 0xfff) >> 2] = (short)slot;
            }
        }
    }

    /// <summary>Name of the block in reports.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>Whether clock and interconnects are on.</summary>
    public bool IsPowered
    {
        get { return _powered; }
    }

    /// <summary>Where violations of the rules are collected.</summary>
    public Sanitizer Sanitizer
    {
        get { return _sanitizer; }
    }

    /// <inheritdoc/>
    public override uint Read32(uint offset)
    {
        int slot = Find(_reachable, offset);
        return (_traits[slot] & PlainRead) != 0 ? _values[slot] : ReadSlot(slot, offset);
    }

    /// <inheritdoc/>
    public override void Write32(uint offset, uint value)
    {
        int slot = Find(_reachable, offset);
        byte traits = _traits[slot];
        if (((traits & Writable) == 0 || (value & _reserved[slot]) != 0) && !IsAllowed(slot, offset, value)) { return; }
        uint before = _values[slot];
        _values[slot] = value;
        _generation++;
        if ((traits & Hooked) != 0) { _onWrite[_register[slot]](_instance[slot], before, value); }
    }

    /// <summary>Reads a register as the hardware has it, without checks and hooks; for models and tests.</summary>
    public uint Peek(Register register, int instance)
    {
        return _values[Find(_pages, register.At(instance))];
    }

    /// <summary>Sets a register as the hardware has it, without checks and hooks; for reset values and tests.</summary>
    public void Poke(Register register, int instance, uint value)
    {
        int slot = Find(_pages, register.At(instance));
        if (slot == 0) { return; }
        _values[slot] = value;
        _generation++;
    }

    /// <summary>Makes every register zero, without hooks.</summary>
    internal void ClearValues()
    {
        for (int i = 0; i < _values.Length; i++) { _values[i] = 0; }
        _generation++;
    }

    /// <summary>Whether there is a register at the offset.</summary>
    public bool IsDefined(uint offset)
    {
        return Find(_pages, offset) != 0;
    }

    /// <summary>Whether what is written now comes from inside of the chip.</summary>
    internal bool IsInside { get; private set; }

    /// <summary>Changes bits of a register from inside of the chip: hooks run, power does not matter; false when there is no such register.</summary>
    internal bool WriteInside(uint offset, uint value, uint mask)
    {
        int slot = Find(_pages, offset);
        if (slot == 0) { return false; }
        if (((_traits[slot] & Writable) == 0 || (value & mask & _reserved[slot]) != 0) && !IsAllowed(slot, offset, value & mask)) { return true; }
        uint before = _values[slot];
        _values[slot] = (before & ~mask) | (value & mask);
        _generation++;
        if ((_traits[slot] & Hooked) == 0) { return true; }
        IsInside = true;
        _onWrite[_register[slot]](_instance[slot], before, _values[slot]);
        IsInside = false;
        return true;
    }

    /// <summary>Changes with every write: what was decoded from registers holds as long as this stays.</summary>
    internal uint Generation
    {
        get { return _generation; }
    }

    internal virtual void SetPowered(bool powered)
    {
        _powered = powered;
        _reachable = powered ? _pages : _dark;
    }

    internal void Report(string rule, Register register, int instance, ulong value, string detail)
    {
        _sanitizer.Report(rule, _name, register == null ? 0 : register.At(instance), register, instance, value, detail);
    }

    /// <summary>Lets a handler answer reads of a register; one that the version lacks (null) is skipped.</summary>
    protected internal void OnRead(Register register, RegisterReadHandler handler)
    {
        if (register == null) { return; }
        int slot = Find(_pages, register.Offset);
        _onRead[_register[slot]] = handler;
        for (int i = 0; i < register.Count; i++) { _traits[slot + i] &= Writable | Hooked; }
    }

    /// <summary>Tells a handler of writes to a register, in place of an earlier handler; one that the version lacks (null) is skipped.</summary>
    protected internal void OnWrite(Register register, RegisterWriteHandler handler)
    {
        if (register == null) { return; }
        int slot = Find(_pages, register.Offset);
        _onWrite[_register[slot]] = handler;
        for (int i = 0; i < register.Count; i++) { _traits[slot + i] |= Hooked; }
    }

    private uint ReadSlot(int slot, uint offset)
    {
        if (slot == 0)
        {
            ReportSlot(offset, 0, "read");
            return 0;
        }
        int index = _register[slot];
        if ((_registers[index].Access & Access.Read) == 0)
        {
            _sanitizer.Report(SanitizerRule.WriteOnly, _name, offset, _registers[index], _instance[slot], _values[slot], null);
        }
        RegisterReadHandler handler = _onRead[index];
        return handler == null ? _values[slot] : handler(_instance[slot], _values[slot]);
    }

    // Whether a write that breaks a rule has an effect nevertheless.
    private bool IsAllowed(int slot, uint offset, uint value)
    {
        if (slot == 0)
        {
            ReportSlot(offset, value, "write");
            return false;
        }
        Register register = _registers[_register[slot]];
        if ((_traits[slot] & Writable) == 0)
        {
            _sanitizer.Report(SanitizerRule.ReadOnly, _name, offset, register, _instance[slot], value, null);
            return false;
        }
        if (register.Access != Access.WriteOneToClear || value != 0xffffffff)
        {
            _sanitizer.Report(SanitizerRule.ReservedBits, _name, offset, register, _instance[slot], value, "reserved 0x" + (value & _reserved[slot]).ToString("x8"));
        }
        return true;
    }

    // Why an access reaches no register.
    private void ReportSlot(uint offset, uint value, string kind)
    {
        if ((offset & 3) != 0)
        {
            _sanitizer.Report(SanitizerRule.Unaligned, _name, offset, null, 0, value, kind);
            return;
        }
        if (!_powered)
        {
            int slot = Find(_pages, offset);
            _sanitizer.Report(SanitizerRule.NoPower, _name, offset, slot == 0 ? null : _registers[_register[slot]], _instance[slot], value, kind);
            return;
        }
        _sanitizer.Report(SanitizerRule.UndefinedOffset, _name, offset, null, 0, value, kind);
    }

    // The slot of an offset, 0 where no register begins.
    private static int Find(short[][] pages, uint offset)
    {
        uint page = offset >> PageShift;
        return page < (uint)pages.Length && (offset & 3) == 0 ? pages[(int)page][(int)(offset & 0xfff) >> 2] : 0;
    }
}
