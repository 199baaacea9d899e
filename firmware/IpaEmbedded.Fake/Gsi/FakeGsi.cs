using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>
/// The GSI's register block for the application processor: contexts, commands, doorbells and interrupts. What a doorbell
/// starts is done by the <see cref="TransferEngine"/>.
/// </summary>
public sealed class FakeGsi : FakeRegisterBlock
{
    private const uint IramSize = 2;
    private const uint Scratch3AfterReset = 0x5a5aa5a5;

    private readonly ChipDescription _chip;
    private readonly GsiRegisters _registers;
    private readonly LevelHandler _output;
    private readonly FakeGsiCommands _commands;
    private readonly FakeChannel[] _channels;
    private readonly FakeEventRing[] _rings;
    private readonly FakeInterruptSource _channelSource;
    private readonly FakeInterruptSource _eventSource;
    private readonly FakeInterruptSource _ieobSource;
    private readonly FakeInterruptSource _globalSource;
    private readonly FakeInterruptSource _generalSource;
    private readonly ChannelCheck _check;
    private TransferEngine _engine;
    private uint _typeMask;
    private bool _asserted;
    private bool _forNothing;

    internal FakeGsi(EventLoop loop, ChipDescription chip, ChipTiming timing, FaultPlan faults, Sanitizer sanitizer, LevelHandler output)
        : base("gsi", chip.GsiRegistersSize, chip.GsiRegisters, sanitizer)
    {
        _chip = chip;
        _registers = chip.GsiRegisters;
        _output = output;
        _channels = new FakeChannel[chip.Channels];
        _rings = new FakeEventRing[chip.EventRings];
        for (int i = 0; i < _channels.Length; i++)
        {
            _channels[i] = new FakeChannel(i);
            ChipEndpoint endpoint = chip.OfChannel(i);
            if (endpoint != null) { _channels[i].Endpoint = endpoint.Endpoint; }
        }
        for (int i = 0; i < _rings.Length; i++) { _rings[i] = new FakeEventRing(i); }
        for (int i = 0; i < _channels.Length; i++) { _rings[0].Channels |= 1u << i; }
        _commands = new FakeGsiCommands(this, loop, timing, faults);
        GsiRegisters table = _registers;
        _channelSource = new FakeInterruptSource(this, table.ChCtrl, table.CntxtSrcChIrq, table.CntxtSrcChIrqMsk, table.CntxtSrcChIrqClr);
        _eventSource = new FakeInterruptSource(this, table.EvCtrl, table.CntxtSrcEvChIrq, table.CntxtSrcEvChIrqMsk, table.CntxtSrcEvChIrqClr);
        _ieobSource = new FakeInterruptSource(this, table.Ieob, table.CntxtSrcIeobIrq, table.CntxtSrcIeobIrqMsk, table.CntxtSrcIeobIrqClr);
        _globalSource = new FakeInterruptSource(this, table.GlobEe, table.CntxtGlobIrqStts, table.CntxtGlobIrqEn, table.CntxtGlobIrqClr);
        _generalSource = new FakeInterruptSource(this, table.General, table.CntxtGsiIrqStts, table.CntxtGsiIrqEn, table.CntxtGsiIrqClr);
        AttachToRegisters();
        _check = new ChannelCheck(this);
        Poke(table.GsiStatus, 0, table.Enabled.Mask);
        uint rings = table.NumEvPerEe.Encode((uint)chip.EventRings);
        if (table.HwParam4 != null) { Poke(table.HwParam4, 0, rings); }
        Poke(table.HwParam2, 0, table.IramSize.Encode(IramSize) | table.NumChPerEe.Encode((uint)chip.Channels) | (table.HwParam4 == null ? rings : 0));
        for (int i = 0; i < _channels.Length; i++) { Poke(_registers.ChScratch3, i, Scratch3AfterReset); }
    }

    /// <summary>State of a channel of the application processor, one of <see cref="ChannelState"/>.</summary>
    public uint StateOfChannel(int channel)
    {
        return _channels[channel].State;
    }

    /// <summary>State of an event ring, one of <see cref="EventRingState"/>.</summary>
    public uint StateOfEventRing(int ring)
    {
        return _rings[ring].State;
    }

    /// <summary>Elements of a channel that the hardware has been given and has not used.</summary>
    public int ReadyElements(int channel)
    {
        return _channels[channel].Ring.Ready;
    }

    /// <summary>Holds a channel back (true): doorbells are taken but nothing is executed until it is let go.</summary>
    public void Hold(int channel, bool hold)
    {
        if (hold) { _channels[channel].Held = true; }
        else { _engine.LetGo(_channels[channel]); }
    }

    /// <summary>Puts an entry into ERROR_LOG and raises the error interrupt; codes and types are those of <see cref="GsiErrorCode"/>.</summary>
    public void LogError(uint type, uint index, uint code)
    {
        Poke(_registers.ErrorLog, 0, _registers.ErrorCode.Encode(code) | _registers.ErrorVirtIdx.Encode(index) | _registers.ErrorType.Encode(type));
        _globalSource.Raise(_registers.ErrorInt.Mask);
    }

    /// <summary>Raises general interrupts: 0 break point, 1 bus error, 2 command FIFO, 3 stack.</summary>
    public void RaiseGeneral(uint bits)
    {
        _generalSource.Raise(bits);
    }

    internal ChipDescription Chip
    {
        get { return _chip; }
    }

    internal GsiRegisters Registers
    {
        get { return _registers; }
    }

    internal FakeChannel[] Channels
    {
        get { return _channels; }
    }

    internal FakeEventRing[] Rings
    {
        get { return _rings; }
    }

    internal TransferEngine Engine
    {
        get { return _engine; }
    }

    /// <summary>What is watched in contexts.</summary>
    internal ChannelCheck Check
    {
        get { return _check; }
    }

    internal FakeGsiCommands Commands
    {
        get { return _commands; }
    }

    internal void Connect(TransferEngine engine)
    {
        _engine = engine;
    }

    internal override void SetPowered(bool powered)
    {
        base.SetPowered(powered);
        _forNothing = false;
        Update();
        if (powered && _engine != null) { _engine.PowerIsBack(); }
    }

    internal void RaiseIeob(int ring)
    {
        _ieobSource.Raise(1u << ring);
    }

    internal void ChannelCommandDone(int channel)
    {
        _channelSource.Raise(1u << channel);
    }

    internal void EventCommandDone(int ring)
    {
        _eventSource.Raise(1u << ring);
    }

    internal void GenericCommandDone(uint result)
    {
        uint scratch = Peek(_registers.CntxtScratch0, 0);
        Poke(_registers.CntxtScratch0, 0, _registers.GenericEeResult.Replace(scratch, result));
        _globalSource.Raise(_registers.GpInt1.Mask);
    }

    internal bool IsIeobPending(int ring)
    {
        return (_ieobSource.Pending & (1u << ring)) != 0;
    }

    /// <summary>Power goes: nothing is on its way to the processor, and no command's interrupts are left on (sections 3.6 and 10).</summary>
    internal void PowerEnds()
    {
        if (Types() != 0) { Report(SanitizerRule.InterruptUnserved, _registers.CntxtTypeIrq, 0, Types(), null); }
        if (((_registers.ChCtrl.Mask | _registers.EvCtrl.Mask) & _typeMask) != 0) { Report(SanitizerRule.CommandTypesOn, _registers.CntxtTypeIrqMsk, 0, _typeMask, null); }
        for (int i = 0; i < _rings.Length; i++)
        {
            if (_rings[i].Moderation.IsArmed && _rings[i].Unanswered != 0) { Report(SanitizerRule.InterruptUnserved, _registers.EvCntxt4, i, 0, "its moderation is running"); }
        }
        for (int i = 0; i < _channels.Length; i++) { _check.PowerEnds(_channels[i]); }
        _commands.PowerEnds();
    }

    /// <summary>Raises the interrupt until its type is read; nothing is behind it.</summary>
    internal void RaiseForNothing()
    {
        _forNothing = IsPowered;
        Update();
    }

    /// <summary>No channel has to be stopped again.</summary>
    internal void EndStops()
    {
        for (int i = 0; i < _channels.Length; i++) { _channels[i].StopsLeft = 0; }
    }

    internal void Update()
    {
        bool asserted = IsPowered && (_forNothing || Types() != 0);
        if (asserted == _asserted) { return; }
        _asserted = asserted;
        _output(asserted);
    }

    private void AttachToRegisters()
    {
        OnRead(_registers.ChCntxt0, ReadChannelContext);
        OnWrite(_registers.ChCntxt0, ProgramChannel);
        OnWrite(_registers.ChCntxt1, ProgramChannelLength);
        OnWrite(_registers.ChCntxt2, ProgramChannelBase);
        OnWrite(_registers.ChCntxt3, ProgramChannelBaseHigh);
        OnRead(_registers.ChCntxt4, ReadChannelReadPointer);
        OnRead(_registers.ChCntxt6, ReadChannelWritePointer);
        OnWrite(_registers.ChQos, CheckNotStarted);
        OnWrite(_registers.ChScratch0, CheckNotStarted);
        OnWrite(_registers.ChScratch1, CheckNotStarted);
        OnWrite(_registers.ChScratch2, ProgramOutstanding);
        OnWrite(_registers.ChScratch3, ProgramThreshold);
        OnWrite(_registers.EvCntxt0, ProgramEventRing);
        OnWrite(_registers.EvCntxt8, ProgramEventRing);
        OnRead(_registers.EvCntxt0, ReadEventContext);
        OnWrite(_registers.EvCntxt1, ProgramEventLength);
        OnWrite(_registers.EvCntxt2, ProgramEventBase);
        OnWrite(_registers.EvCntxt3, ProgramEventBaseHigh);
        OnRead(_registers.EvCntxt4, ReadEventPointer);
        OnWrite(_registers.ChDoorbell0, RingChannel);
        OnWrite(_registers.EvDoorbell0, RingEvent);
        OnWrite(_registers.ChCmd, CommandChannel);
        OnWrite(_registers.EvChCmd, CommandEventRing);
        OnWrite(_registers.GenericCmd, CommandGeneric);
        OnRead(_registers.CntxtTypeIrq, ReadTypes);
        OnWrite(_registers.CntxtTypeIrqMsk, MaskTypes);
        OnWrite(_registers.CntxtSrcIeobIrqClr, ClearIeob);
        OnWrite(_registers.CntxtSrcIeobIrqMsk, MaskIeob);
        OnWrite(_registers.CntxtSrcChIrqMsk, MaskChannels);
        OnWrite(_registers.CntxtSrcEvChIrqMsk, MaskEventRings);
        OnWrite(_registers.CntxtGlobIrqClr, ClearGlobal);
        OnWrite(_registers.InterEeSrcChIrqMsk, MaskInterEnvironment);
        OnWrite(_registers.InterEeSrcEvChIrqMsk, MaskInterEnvironment);
        OnWrite(_registers.ErrorLogClr, ClearErrorLog);
    }

    private uint ReadChannelContext(int channel, uint stored)
    {
        _channels[channel].IsStateUnread = false;
        return _registers.ChState.Replace(stored, _channels[channel].State);
    }

    private uint ReadChannelReadPointer(int channel, uint stored)
    {
        return (uint)_channels[channel].Ring.Base + (uint)_channels[channel].Ring.Own;
    }

    private uint ReadChannelWritePointer(int channel, uint stored)
    {
        return (uint)_channels[channel].Ring.Base + (uint)_channels[channel].Ring.Given;
    }

    private uint ReadEventContext(int ring, uint stored)
    {
        _rings[ring].IsStateUnread = false;
        return _registers.EvChstate.Replace(stored, _rings[ring].State);
    }

    private uint ReadEventPointer(int ring, uint stored)
    {
        FakeRing own = _rings[ring].Ring;
        int offset = own.Own + TransferElement.Size * _engine.Faults.NextIndex();
        return (uint)own.Base + (uint)(offset < 2 * own.Length ? offset % own.Length : offset);
    }

    private void CheckNotStarted(int channel, uint before, uint value)
    {
        uint state = _channels[channel].State;
        if (state == ChannelState.Started || state == ChannelState.StopInProgress)
        {
            Report(SanitizerRule.ProgrammedWhileStarted, _registers.ChCntxt0, channel, value, "channel is started");
        }
        else if (state != ChannelState.Allocated)
        {
            Report(SanitizerRule.ProgrammedState, _registers.ChCntxt0, channel, value, "channel state " + state.ToString());
        }
    }

    private void ProgramThreshold(int channel, uint before, uint value)
    {
        CheckNotStarted(channel, before, value);
        if (((before ^ value) & ~_registers.OutstandingThreshold.Mask) != 0) { Report(SanitizerRule.PreservedBits, _registers.ChScratch3, channel, value, null); }
    }

    private void ProgramEventRing(int ring, uint before, uint value)
    {
        if (_rings[ring].State == EventRingState.Allocated) { return; }
        Report(SanitizerRule.ProgrammedState, _registers.EvCntxt0, ring, value, "event ring state " + _rings[ring].State.ToString());
    }

    private void ProgramChannel(int channel, uint before, uint value)
    {
        CheckNotStarted(channel, before, value);
        _channels[channel].ToIpa = _registers.ChDir.IsSet(value);
        if (_registers.ChErindex != null) { BindEventRing(channel, (int)_registers.ChErindex.Decode(value)); }
    }

    private void BindEventRing(int channel, int ring)
    {
        int before = _channels[channel].EventRing;
        if (before < _rings.Length) { _rings[before].Channels &= ~(1u << channel); }
        if (ring < _rings.Length) { _rings[ring].Channels |= 1u << channel; }
        _channels[channel].EventRing = ring;
    }

    private void ProgramOutstanding(int channel, uint before, uint value)
    {
        CheckNotStarted(channel, before, value);
        _channels[channel].Outstanding = _registers.MaxOutstandingTre.Decode(value) / TransferElement.Size;
    }

    private void ProgramChannelLength(int channel, uint before, uint value)
    {
        CheckNotStarted(channel, before, value);
        _channels[channel].Ring.SetLength(_registers.ChRLength.Decode(value));
        if (_registers.ChLengthErindex != null) { BindEventRing(channel, (int)_registers.ChLengthErindex.Decode(value)); }
    }

    private void ProgramChannelBase(int channel, uint before, uint value)
    {
        CheckNotStarted(channel, before, value);
        _channels[channel].Ring.SetBase(value);
    }

    private void ProgramChannelBaseHigh(int channel, uint before, uint value)
    {
        CheckNotStarted(channel, before, value);
        _channels[channel].Ring.SetBaseHigh(value);
    }

    private void ProgramEventLength(int ring, uint before, uint value)
    {
        ProgramEventRing(ring, before, value);
        _rings[ring].Ring.SetLength(_registers.EvRLength.Decode(value));
    }

    private void ProgramEventBase(int ring, uint before, uint value)
    {
        ProgramEventRing(ring, before, value);
        _rings[ring].Ring.SetBase(value);
    }

    private void ProgramEventBaseHigh(int ring, uint before, uint value)
    {
        ProgramEventRing(ring, before, value);
        _rings[ring].Ring.SetBaseHigh(value);
    }

    private void RingChannel(int channel, uint before, uint value)
    {
        _engine.Doorbell(_channels[channel], value);
    }

    private void RingEvent(int ring, uint before, uint value)
    {
        _engine.EventDoorbell(_rings[ring], value);
    }

    private void CommandChannel(int instance, uint before, uint value)
    {
        _commands.Channel(value);
    }

    private void CommandEventRing(int instance, uint before, uint value)
    {
        _commands.EventRing(value);
    }

    private void CommandGeneric(int instance, uint before, uint value)
    {
        _commands.Generic(value);
    }

    private uint ReadTypes(int instance, uint stored)
    {
        if (_forNothing)
        {
            _forNothing = false;
            Update();
        }
        return Types();
    }

    private void MaskTypes(int instance, uint before, uint value)
    {
        uint known = _registers.ChCtrl.Mask | _registers.EvCtrl.Mask | _registers.GlobEe.Mask | _registers.Ieob.Mask | _registers.General.Mask;
        if ((value & ~known) != 0) { Report(SanitizerRule.InterEnvironment, _registers.CntxtTypeIrqMsk, 0, value, null); }
        if (_registers.Ieob.IsSet(value) && _ieobSource.Enabled == 0) { Report(SanitizerRule.IeobTypeWithoutRing, _registers.CntxtTypeIrqMsk, 0, value, null); }
        _typeMask = value;
        Update();
    }

    private void ClearIeob(int instance, uint before, uint value)
    {
        uint enabled = _ieobSource.Enabled;
        if ((value & enabled) != 0)
        {
            Report(SanitizerRule.IeobClearedWhileEnabled, _registers.CntxtSrcIeobIrqClr, 0, value, "enabled 0x" + enabled.ToString("x"));
        }
        _ieobSource.Clear(instance, before, value);
    }

    private void MaskIeob(int instance, uint before, uint value)
    {
        if (value == 0 && _registers.Ieob.IsSet(_typeMask)) { Report(SanitizerRule.IeobTypeWithoutRing, _registers.CntxtSrcIeobIrqMsk, 0, value, "type IEOB is enabled"); }
        _ieobSource.Enable(instance, before, value);
    }

    private void MaskChannels(int instance, uint before, uint value)
    {
        CheckStale(_channelSource, _registers.CntxtSrcChIrqMsk, value);
        _channelSource.Enable(instance, before, value);
    }

    private void MaskEventRings(int instance, uint before, uint value)
    {
        CheckStale(_eventSource, _registers.CntxtSrcEvChIrqMsk, value);
        _eventSource.Enable(instance, before, value);
    }

    private void CheckStale(FakeInterruptSource source, Register mask, uint value)
    {
        uint stale = value & ~source.Enabled & source.Pending;
        if (stale != 0) { Report(SanitizerRule.StaleInterrupt, mask, 0, value, "0x" + stale.ToString("x") + " are of earlier commands"); }
    }

    private void MaskInterEnvironment(int instance, uint before, uint value)
    {
        if (value != 0) { Report(SanitizerRule.InterEnvironment, _registers.InterEeSrcChIrqMsk, 0, value, null); }
    }

    private void ClearGlobal(int instance, uint before, uint value)
    {
        bool error = _registers.ErrorInt.IsSet(value & _globalSource.Pending & _globalSource.Enabled);
        if (error && Peek(_registers.ErrorLog, 0) != 0) { Report(SanitizerRule.ErrorLogKept, _registers.CntxtGlobIrqClr, 0, Peek(_registers.ErrorLog, 0), null); }
        _globalSource.Clear(instance, before, value);
    }

    private void ClearErrorLog(int instance, uint before, uint value)
    {
        Poke(_registers.ErrorLog, 0, 0);
    }

    private uint Types()
    {
        return (_channelSource.Type | _eventSource.Type | _globalSource.Type | _ieobSource.Type | _generalSource.Type) & _typeMask;
    }
}
