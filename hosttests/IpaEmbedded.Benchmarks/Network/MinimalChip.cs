using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>
/// As little chip as the driver runs on: commands are done at once, events lie in their ring for good and only its pointer moves, and whatever a
/// doorbell hands over is done. So what is measured is the driver.
/// </summary>
internal sealed class MinimalChip : RegisterBlock
{
    private readonly GsiRegisters _table;
    private readonly InterruptLine _line;
    private readonly uint[] _words;
    private readonly uint _clear;
    private readonly uint _sourceMask;
    private readonly uint _typeMask;
    private readonly uint _source;
    private readonly uint _types;
    private readonly uint _ieob;
    private GsiChannel? _tx;
    private GsiChannel? _rx;
    private uint _doorbell = uint.MaxValue;
    private uint _txPointer;
    private uint _rxPointer;
    private uint _received;
    private uint _pending;
    private uint _commands;

    public MinimalChip(IpaData data, InterruptLine line)
    {
        _table = data.Gsi;
        _line = line;
        _words = new uint[0x40000 / 4];
        _clear = _table.CntxtSrcIeobIrqClr.Offset;
        _sourceMask = _table.CntxtSrcIeobIrqMsk.Offset;
        _typeMask = _table.CntxtTypeIrqMsk.Offset;
        _source = _table.CntxtSrcIeobIrq.Offset;
        _types = _table.CntxtTypeIrq.Offset;
        _ieob = _table.Ieob.Mask;
        this[_table.GsiStatus.Offset] = _table.Enabled.Mask;
        this[_table.HwParam2.Offset] = _table.NumChPerEe.Encode(16) | _table.NumEvPerEe.Encode(16);
    }

    private uint this[uint offset]
    {
        get => _words[(int)(offset >> 2)];
        set => _words[(int)(offset >> 2)] = value;
    }

    /// <summary>Fills both event rings for good: the event of slot n is in slot n.</summary>
    public void Connect(GsiChannel tx, GsiChannel rx, int length)
    {
        _tx = tx;
        _rx = rx;
        _doorbell = _table.ChDoorbell0.At(tx.Id);
        _txPointer = _table.EvCntxt4.At(tx.Events.Id);
        _rxPointer = _table.EvCntxt4.At(rx.Events.Id);
        Fill(tx, length);
        Fill(rx, length);
    }

    /// <summary>Whether it interrupts.</summary>
    public bool Interrupts { get; set; }

    /// <summary>Says that so many buffers are full.</summary>
    public void Receive(int buffers)
    {
        _received += (uint)buffers;
        this[_rxPointer] = _rx!.Events.PointerTo(_received);
        if (!Interrupts) { return; }
        _pending |= 1u << _rx.Events.Id;
        Update();
    }

    public override uint Read32(uint offset) => this[offset];

    public override void Write32(uint offset, uint value)
    {
        if (offset == _doorbell)
        {
            this[_txPointer] = (uint)_tx!.Events.Memory.Address + (value - (uint)_tx.Ring.Memory.Address);
            if (!Interrupts) { return; }
            _pending |= 1u << _tx.Events.Id;
            Update();
            return;
        }
        if (offset == _clear)
        {
            _pending &= ~value;
            Update();
            return;
        }
        if (_tx == null) { value = SetUp(offset, value); }
        this[offset] = value;
        if (_tx == null || offset == _sourceMask || offset == _typeMask) { Update(); }
    }

    // Commands and contexts, before the channels run; returns what the register then holds.
    private uint SetUp(uint offset, uint value)
    {
        if (offset == _table.ChCmd.Offset)
        {
            uint id = _table.ChCmdChid.Decode(value);
            uint opcode = _table.ChCmdOpcode.Decode(value);
            uint state = opcode switch
            {
                GsiOpcode.Allocate or GsiOpcode.Reset => ChannelState.Allocated,
                GsiOpcode.Start => ChannelState.Started,
                GsiOpcode.Stop => ChannelState.Stopped,
                _ => ChannelState.NotAllocated,
            };
            uint context = _table.ChCntxt0.At((int)id);
            this[context] = _table.ChState.Replace(this[context], state);
            _commands |= _table.ChCtrl.Mask;
        }
        else if (offset == _table.EvChCmd.Offset)
        {
            uint context = _table.EvCntxt0.At((int)_table.EvCmdEvChid.Decode(value));
            this[context] = _table.EvChstate.Replace(this[context], EventRingState.Allocated);
            _commands |= _table.EvCtrl.Mask;
        }
        else if (offset == _table.CntxtSrcChIrqClr.Offset) { _commands &= ~_table.ChCtrl.Mask; }
        else if (offset == _table.CntxtSrcEvChIrqClr.Offset) { _commands &= ~_table.EvCtrl.Mask; }
        else if (_table.ChCntxt0.IndexOf(offset) >= 0) { return _table.ChState.Replace(value, _table.ChState.Decode(this[offset])); }
        else if (_table.EvCntxt0.IndexOf(offset) >= 0) { return _table.EvChstate.Replace(value, _table.EvChstate.Decode(this[offset])); }
        return value;
    }

    private static void Fill(GsiChannel channel, int length)
    {
        for (int i = 0; i < channel.Events.Count; i++)
        {
            channel.Events.Memory.WriteElement(i * EventElement.Size, channel.Ring.Memory.Address + ((ulong)i * TransferElement.Size),
                (ulong)length | ((ulong)EventElement.CodeEndOfTransfer << EventElement.CodeShift)
                | ((ulong)EventElement.TypeTransferEvent << EventElement.TypeShift) | ((ulong)channel.Id << EventElement.ChannelShift));
        }
    }

    private void Update()
    {
        uint events = _pending & this[_sourceMask];
        uint types = (_commands | (events != 0 ? _ieob : 0)) & this[_typeMask];
        this[_source] = events;
        this[_types] = types;
        _line.SetLevel(types != 0);
    }
}
