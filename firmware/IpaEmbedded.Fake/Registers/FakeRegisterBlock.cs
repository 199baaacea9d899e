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

    // Traits of a slot: reads give what is stored; writes are allowed.
    private const byte PlainRead = 1;
    private const byte Writable = 2;

    private readonly string _name;
    private readonly Sanitizer _sanitizer;
    private readonly short[][] _pages;
    private readonly uint _size;
    private readonly uint[] _values;
    private readonly Register[] _registers;
    private readonly short[] _register;
    private readonly byte[] _instance;
    private readonly byte[] _traits;
    private readonly uint[] _reserved;
    private readonly RegisterReadHandler[] _onRead;
    private readonly RegisterWriteHandler[] _onWrite;
    private uint _generation;
    private bool _powered;

    /// <summary>Creates the block of a table, <paramref name="size"/> bytes large.</summary>
    protected FakeRegisterBlock(string name, uint size, RegisterTable table, Sanitizer sanitizer)
    {
        _name = name;
        _size = size;
        _sanitizer = sanitizer;
        _registers = table.All();
        _pages = new short[(int)((size + 0xfff) >> PageShift)][];
        int slots = 0;
        for (int i = 0; i < _registers.Length; i++) { slots += _registers[i].Count; }
        _values = new uint[slots];
        _register = new short[slots];
        _instance = new byte[slots];
        _traits = new byte[slots];
        _onRead = new RegisterReadHandler[_registers.Length];
        _onWrite = new RegisterWriteHandler[_registers.Length];
        _reserved = new uint[_registers.Length];
        int slot = 0;
        for (int i = 0; i < _registers.Length; i++)
        {
            _reserved[i] = ~_registers[i].DefinedMask;
            for (int n = 0; n < _registers[i].Count; n++)
            {
                uint offset = _registers[i].At(n);
                int page = (int)(offset >> PageShift);
                if (_pages[page] == null) { _pages[page] = new short[WordsPerPage]; }
                _register[slot] = (short)i;
                _instance[slot] = (byte)n;
                _traits[slot] = (byte)(((_registers[i].Access & Access.Read) != 0 ? PlainRead : 0) | ((_registers[i].Access & Access.Write) != 0 ? Writable : 0));
                _pages[page][(int)(offset & 0xfff) >> 2] = (short)++slot;
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
        int slot = _powered && (offset & 3) == 0 ? Find(offset) : -1;
        if (slot < 0)
        {
            ReportSlot(offset, 0, "read");
            return 0;
        }
        if ((_traits[slot] & PlainRead) != 0) { return _values[slot]; }
        int index = _register[slot];
        if ((_registers[index].Access & Access.Read) == 0)
        {
            _sanitizer.Report(SanitizerRule.WriteOnly, _name, offset, _registers[index], _instance[slot], _values[slot], null);
        }
        RegisterReadHandler handler = _onRead[index];
        return handler == null ? _values[slot] : handler(_instance[slot], _values[slot]);
    }

    /// <inheritdoc/>
    public override void Write32(uint offset, uint value)
    {
        int slot = _powered && (offset & 3) == 0 ? Find(offset) : -1;
        if (slot < 0)
        {
            ReportSlot(offset, value, "write");
            return;
        }
        int index = _register[slot];
        uint reserved = value & _reserved[index];
        if ((_traits[slot] & Writable) != 0 && reserved == 0)
        {
            Store(slot, index, value);
            return;
        }
        Register register = _registers[index];
        if ((_traits[slot] & Writable) == 0)
        {
            _sanitizer.Report(SanitizerRule.ReadOnly, _name, offset, register, _instance[slot], value, null);
            return;
        }
        if (!(register.Access == Access.WriteOneToClear && value == 0xffffffff))
        {
            _sanitizer.Report(SanitizerRule.ReservedBits, _name, offset, register, _instance[slot], value, "reserved 0x" + reserved.ToString("x8"));
        }
        Store(slot, index, value);
    }

    /// <summary>Reads a register as the hardware has it, without checks and hooks; for models and tests.</summary>
    public uint Peek(Register register, int instance)
    {
        int slot = Find(register.At(instance));
        return slot < 0 ? 0 : _values[slot];
    }

    /// <summary>Sets a register as the hardware has it, without checks and hooks; for reset values and tests.</summary>
    public void Poke(Register register, int instance, uint value)
    {
        int slot = Find(register.At(instance));
        if (slot < 0) { return; }
        _values[slot] = value;
        _generation++;
    }

    /// <summary>Whether there is a register at the offset.</summary>
    public bool IsDefined(uint offset)
    {
        return (offset & 3) == 0 && Find(offset) >= 0;
    }

    /// <summary>Changes bits of a register from inside of the chip: hooks run, power does not matter.</summary>
    internal bool WriteInside(uint offset, uint value, uint mask)
    {
        int slot = (offset & 3) == 0 ? Find(offset) : -1;
        if (slot < 0) { return false; }
        Store(slot, _register[slot], (_values[slot] & ~mask) | (value & mask));
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
    }

    internal void Report(string rule, Register register, int instance, ulong value, string detail)
    {
        _sanitizer.Report(rule, _name, register == null ? 0 : register.At(instance), register, instance, value, detail);
    }

    /// <summary>Lets a handler answer reads of a register; one that the version lacks (null) is skipped.</summary>
    protected internal void OnRead(Register register, RegisterReadHandler handler)
    {
        if (register == null) { return; }
        int slot = Find(register.Offset);
        _onRead[_register[slot]] = handler;
        for (int i = 0; i < register.Count; i++) { _traits[slot + i] &= Writable; }
    }

    /// <summary>Tells a handler of writes to a register, in place of an earlier handler; one that the version lacks (null) is skipped.</summary>
    protected internal void OnWrite(Register register, RegisterWriteHandler handler)
    {
        if (register != null) { _onWrite[IndexOf(register)] = handler; }
    }

    private int IndexOf(Register register)
    {
        return _register[Find(register.Offset)];
    }

    private void Store(int slot, int index, uint value)
    {
        uint before = _values[slot];
        _values[slot] = value;
        _generation++;
        RegisterWriteHandler handler = _onWrite[index];
        if (handler != null) { handler(_instance[slot], before, value); }
    }

    // Why an access reaches no register.
    private void ReportSlot(uint offset, uint value, string kind)
    {
        if ((offset & 3) != 0)
        {
            _sanitizer.Report(SanitizerRule.Unaligned, _name, offset, null, 0, value, kind);
            return;
        }
        int slot = Find(offset);
        if (!_powered)
        {
            _sanitizer.Report(SanitizerRule.NoPower, _name, offset, slot < 0 ? null : _registers[_register[slot]], slot < 0 ? 0 : _instance[slot], value, kind);
            return;
        }
        _sanitizer.Report(SanitizerRule.UndefinedOffset, _name, offset, null, 0, value, kind);
    }

    private int Find(uint offset)
    {
        if (offset >= _size) { return -1; }
        short[] page = _pages[(int)(offset >> PageShift)];
        return page == null ? -1 : page[(int)(offset & 0xfff) >> 2] - 1;
    }
}
