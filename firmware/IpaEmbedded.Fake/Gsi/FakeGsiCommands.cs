using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>Executes the commands of CH_CMD, EV_CH_CMD and GENERIC_CMD, one of each kind at a time, now or later.</summary>
internal sealed class FakeGsiCommands
{
    private const uint Nothing = 0xffffffff;
    private const int ModemChannels = 256;

    private readonly FakeGsi _gsi;
    private readonly ChipTiming _timing;
    private readonly FaultPlan _faults;
    private readonly EventLoopTimer _channelTimer;
    private readonly EventLoopTimer _eventTimer;
    private readonly EventLoopTimer _genericTimer;
    private readonly bool[] _modemAllocated = new bool[ModemChannels];
    private readonly bool[] _modemFlow = new bool[ModemChannels];
    private readonly bool[] _modemPaused = new bool[ModemChannels];
    private uint _channelCommand = Nothing;
    private uint _eventCommand = Nothing;
    private uint _genericCommand = Nothing;

    internal FakeGsiCommands(FakeGsi gsi, EventLoop loop, ChipTiming timing, FaultPlan faults)
    {
        _gsi = gsi;
        _timing = timing;
        _faults = faults;
        _channelTimer = new EventLoopTimer(loop, ExecuteChannel);
        _eventTimer = new EventLoopTimer(loop, ExecuteEventRing);
        _genericTimer = new EventLoopTimer(loop, ExecuteGeneric);
    }

    /// <summary>Whether the modem's channel is allocated for it by a generic command.</summary>
    internal bool IsModemChannelAllocated(int channel)
    {
        return _modemAllocated[channel];
    }

    /// <summary>Whether the modem's channel is held back by flow control.</summary>
    internal bool IsModemChannelHeld(int channel)
    {
        return _modemFlow[channel];
    }

    /// <summary>Whether the driver asked for the modem's channel to be held back, and did not take it back since, whatever the chip made of that.</summary>
    internal bool IsModemChannelPaused(int channel)
    {
        return _modemPaused[channel];
    }

    internal void Channel(uint value)
    {
        Check(_gsi.Registers.ChCmd, value);
        _channelCommand = value;
        int number = (int)_gsi.Registers.ChCmdChid.Decode(value);
        if (number < _gsi.Channels.Length) { _gsi.Check.Command(_gsi.Channels[number], _gsi.Registers.ChCmdOpcode.Decode(value), value); }
        int delay = Delay();
        if (delay == 0) { ExecuteChannel(); }
        else if (delay > 0) { _channelTimer.Start(delay); }
        else { _channelCommand = Nothing; }
    }

    internal void EventRing(uint value)
    {
        Check(_gsi.Registers.EvChCmd, value);
        _eventCommand = value;
        int number = (int)_gsi.Registers.EvCmdEvChid.Decode(value);
        if (number < _gsi.Rings.Length) { _gsi.Check.Command(_gsi.Rings[number], _gsi.Registers.EvCmdOpcode.Decode(value), value); }
        int delay = Delay();
        if (delay == 0) { ExecuteEventRing(); }
        else if (delay > 0) { _eventTimer.Start(delay); }
        else { _eventCommand = Nothing; }
    }

    internal void Generic(uint value)
    {
        Check(_gsi.Registers.GenericCmd, value);
        if (_gsi.Registers.GenericEeResult.IsSet(_gsi.Peek(_gsi.Registers.CntxtScratch0, 0)))
        {
            _gsi.Report(SanitizerRule.ResultNotCleared, _gsi.Registers.GenericCmd, 0, value, null);
        }
        _genericCommand = value;
        uint opcode = _gsi.Registers.GenericOpcode.Decode(value);
        bool pauses = opcode == GsiOpcode.GenericEnableFlowControl;
        if (pauses || opcode == GsiOpcode.GenericDisableFlowControl) { _modemPaused[(int)_gsi.Registers.GenericChid.Decode(value)] = pauses; }
        int delay = Delay();
        if (delay == 0) { ExecuteGeneric(); }
        else if (delay > 0) { _genericTimer.Start(delay); }
        else { _genericCommand = Nothing; }
    }

    /// <summary>Power goes: no channel of the modem may stay held back.</summary>
    internal void PowerEnds()
    {
        for (int i = 0; i < ModemChannels; i++)
        {
            if (_modemPaused[i]) { _gsi.Report(SanitizerRule.ModemLeftPaused, _gsi.Registers.GenericCmd, 0, (uint)i, "channel " + i.ToString()); }
        }
    }

    // One command at a time, of all kinds: they share the driver's lock and its completion (section 3.4).
    private void Check(Register register, uint value)
    {
        if (_channelCommand != Nothing || _eventCommand != Nothing || _genericCommand != Nothing) { _gsi.Report(SanitizerRule.CommandOverlap, register, 0, value, null); }
        if (!_gsi.Registers.Enabled.IsSet(_gsi.Peek(_gsi.Registers.GsiStatus, 0))) { _gsi.Report(SanitizerRule.GsiNotEnabled, register, 0, value, null); }
    }

    // 0 at once, positive microseconds, negative never.
    private int Delay()
    {
        int late;
        bool stuck;
        if (!_faults.NextCommand(out late, out stuck)) { return _timing.Command(); }
        return stuck ? -1 : late;
    }

    private void ExecuteChannel()
    {
        uint value = _channelCommand;
        _channelCommand = Nothing;
        uint opcode = _gsi.Registers.ChCmdOpcode.Decode(value);
        int number = (int)_gsi.Registers.ChCmdChid.Decode(value);
        if (number >= _gsi.Channels.Length)
        {
            _gsi.Report(SanitizerRule.CommandUnknown, _gsi.Registers.ChCmd, 0, value, "no such channel");
            return;
        }
        FakeChannel channel = _gsi.Channels[number];
        uint before = channel.State;
        uint after = After(channel, opcode, before);
        if (after == Nothing)
        {
            _gsi.Report(SanitizerRule.CommandState, _gsi.Registers.ChCmd, 0, value, "channel state " + before.ToString());
            after = before;
        }
        if (_faults.FailCommand()) { after = ChannelState.Error; }
        channel.State = after;
        if (opcode == GsiOpcode.Allocate || opcode == GsiOpcode.Reset)
        {
            channel.Ring.Rewind();
            channel.ChainReported = false;
        }
        _gsi.Engine.OnChannelCommand(channel, opcode, before, after);
        _gsi.ChannelCommandDone(number);
        if (opcode == GsiOpcode.Start && after == ChannelState.Started) { _gsi.Engine.Started(channel); }
    }

    private uint After(FakeChannel channel, uint opcode, uint state)
    {
        switch (opcode)
        {
            case GsiOpcode.Allocate:
                return state == ChannelState.NotAllocated ? ChannelState.Allocated : Nothing;
            case GsiOpcode.Start:
                return state == ChannelState.Allocated || state == ChannelState.Stopped ? ChannelState.Started : Nothing;
            case GsiOpcode.Stop:
                return AfterStop(channel, state);
            case GsiOpcode.Reset:
                return state == ChannelState.Allocated || state == ChannelState.Stopped || state == ChannelState.Error ? ChannelState.Allocated : Nothing;
            case GsiOpcode.Deallocate:
                return state == ChannelState.Allocated ? ChannelState.NotAllocated : Nothing;
            case GsiOpcode.DoorbellStop:
                return state == ChannelState.Started ? state : Nothing;
            default:
                return Nothing;
        }
    }

    private uint AfterStop(FakeChannel channel, uint state)
    {
        if (state == ChannelState.Started)
        {
            channel.StopsLeft = _faults.NextStop();
        }
        else if (state != ChannelState.StopInProgress)
        {
            return Nothing;
        }
        if (channel.StopsLeft == 0) { return ChannelState.Stopped; }
        channel.StopsLeft--;
        _faults.Tell(FaultKind.StopInProgress, _faults.Stops);
        return ChannelState.StopInProgress;
    }

    private void ExecuteEventRing()
    {
        uint value = _eventCommand;
        _eventCommand = Nothing;
        uint opcode = _gsi.Registers.EvCmdOpcode.Decode(value);
        int number = (int)_gsi.Registers.EvCmdEvChid.Decode(value);
        if (number >= _gsi.Rings.Length)
        {
            _gsi.Report(SanitizerRule.CommandUnknown, _gsi.Registers.EvChCmd, 0, value, "no such event ring");
            return;
        }
        FakeEventRing ring = _gsi.Rings[number];
        uint before = ring.State;
        uint after = Nothing;
        if (opcode == GsiOpcode.Allocate && before == EventRingState.NotAllocated) { after = EventRingState.Allocated; }
        else if (opcode == GsiOpcode.Reset && before != EventRingState.NotAllocated) { after = EventRingState.Allocated; }
        else if (opcode == GsiOpcode.Deallocate && before == EventRingState.Allocated) { after = EventRingState.NotAllocated; }
        if (after == Nothing)
        {
            _gsi.Report(SanitizerRule.CommandState, _gsi.Registers.EvChCmd, 0, value, "event ring state " + before.ToString());
            after = before;
        }
        if (_faults.FailCommand()) { after = EventRingState.Error; }
        ring.State = after;
        if (opcode != GsiOpcode.Deallocate)
        {
            ring.Ring.Rewind();
            ring.FullReported = false;
        }
        _gsi.Engine.OnEventRingCommand(ring, opcode, before, after);
        _gsi.EventCommandDone(number);
    }

    private void ExecuteGeneric()
    {
        uint value = _genericCommand;
        _genericCommand = Nothing;
        uint opcode = _gsi.Registers.GenericOpcode.Decode(value);
        int channel = (int)_gsi.Registers.GenericChid.Decode(value);
        uint environment = _gsi.Registers.GenericEe.Decode(value);
        uint result = GsiResult.Success;
        bool failed = _faults.FailCommand();
        if (failed) { result = GsiResult.IncorrectChannelState; }
        else if (environment != ChipEndpoint.Modem) { result = GsiResult.IncorrectChannel; }
        else if (_faults.RetryGeneric(opcode)) { result = GsiResult.Retry; }
        else
        {
            switch (opcode)
            {
                case GsiOpcode.GenericAllocateChannel: _modemAllocated[channel] = true; break;
                case GsiOpcode.GenericHaltChannel: _modemAllocated[channel] = false; break;
                case GsiOpcode.GenericEnableFlowControl: _modemFlow[channel] = true; break;
                case GsiOpcode.GenericDisableFlowControl: _modemFlow[channel] = false; break;
                case GsiOpcode.GenericQueryFlowControl: break;
                default: result = GsiResult.IncorrectChannelType; break;
            }
        }
        if (result != GsiResult.Success && result != GsiResult.Retry && !failed)
        {
            _gsi.Report(SanitizerRule.CommandUnknown, _gsi.Registers.GenericCmd, 0, value, "result " + result.ToString());
        }
        _gsi.Engine.OnGenericCommand(channel, opcode, result);
        _gsi.GenericCommandDone(result);
    }
}
