using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Hardware;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>Gives commands to channels and event rings and decides by the state read afterwards whether they worked.</summary>
internal sealed class GsiCommands
{
    internal const long ResetDelayMicroseconds = 1000;

    private const long CommandMicroseconds = 50000;
    private const long LateMicroseconds = 500000;
    private const long StopRetryMicroseconds = 3000;
    private const int StopRetries = 10;
    private const int HaltRetries = 10;

    /// <summary>What GENERIC_EE_RESULT holds from before a command until its answer.</summary>
    private const uint NoResult = 0;

    private readonly EventLoop _loop;
    private readonly GsiRegisters _table;
    private readonly RegisterBlock _registers;
    private readonly GsiInterrupts _interrupts;
    private readonly WaitBudget _waits;
    private long _busyUntil;

    internal GsiCommands(EventLoop loop, GsiRegisters table, RegisterBlock registers, GsiInterrupts interrupts, WaitBudget waits)
    {
        _loop = loop;
        _table = table;
        _registers = registers;
        _interrupts = interrupts;
        _waits = waits;
    }

    internal uint StateOf(GsiChannel channel)
    {
        bool believed = false;
        try
        {
            uint context = BusCheck.Read(_registers, _table.ChCntxt0, channel.Id);
            believed = true;
            return _table.ChState.Decode(context);
        }
        finally
        {
            if (!believed) { channel.NeedsReset = true; }
        }
    }

    internal void Start(GsiChannel channel)
    {
        Channel(channel, GsiOpcode.Start, ChannelState.Allocated, ChannelState.Stopped, ChannelState.Started);
    }

    internal void Stop(GsiChannel channel)
    {
        for (int attempt = 0; ; attempt++)
        {
            uint before = StateOf(channel);
            // It may have stopped by itself since the last attempt.
            if (before == ChannelState.Stopped) { return; }
            if (before != ChannelState.Started && before != ChannelState.StopInProgress) { ThrowUnexpectedState(channel, GsiOpcode.Stop, true, ChannelState.Started, before); }
            bool answered = IssueCommand(channel, GsiOpcode.Stop);
            uint state = StateOf(channel);
            if (state == ChannelState.Stopped) { return; }
            if (state != ChannelState.StopInProgress || attempt == StopRetries) { ThrowUnexpectedState(channel, GsiOpcode.Stop, answered, ChannelState.Stopped, state); }
            _loop.Sleep(StopRetryMicroseconds);
        }
    }

    internal void Reset(GsiChannel channel)
    {
        _loop.Sleep(ResetDelayMicroseconds);
        uint before = StateOf(channel);
        if (before == ChannelState.Started || before == ChannelState.StopInProgress)
        {
            // An earlier STOP did not work; without one there is no RESET.
            Stop(channel);
            before = StateOf(channel);
        }
        if (before == ChannelState.Allocated) { return; }
        if (before != ChannelState.Stopped && before != ChannelState.Error) { ThrowUnexpectedState(channel, GsiOpcode.Reset, true, ChannelState.Stopped, before); }
        Perform(channel, GsiOpcode.Reset, ChannelState.Allocated);
    }

    /// <summary>Takes a channel out of whatever state it was left in; nothing happens when it is not allocated.</summary>
    internal void Release(GsiChannel channel)
    {
        uint state = StateOf(channel);
        if (state == ChannelState.NotAllocated) { return; }
        if (state != ChannelState.Allocated) { Reset(channel); }
        Channel(channel, GsiOpcode.Deallocate, ChannelState.Allocated, ChannelState.Allocated, ChannelState.NotAllocated);
    }

    /// <summary>Takes an event ring out of whatever state it was left in; nothing happens when it is not allocated.</summary>
    internal void Release(GsiRing ring)
    {
        if (StateOf(ring) == EventRingState.NotAllocated) { return; }
        EventRing(ring, GsiOpcode.Reset, StateOf(ring), EventRingState.Allocated);
        EventRing(ring, GsiOpcode.Deallocate, EventRingState.Allocated, EventRingState.NotAllocated);
    }

    internal void Channel(GsiChannel channel, uint opcode, uint legal, uint alsoLegal, uint expected)
    {
        uint before = StateOf(channel);
        if (before != legal && before != alsoLegal) { ThrowUnexpectedState(channel, opcode, true, legal, before); }
        if (channel.NeedsReset && opcode == GsiOpcode.Start)
        {
            throw new IpaException(IpaError.WrongState, "channel " + channel.Id.ToString() + ": START refused, an earlier command timed out and the channel was not reset");
        }
        Perform(channel, opcode, expected);
    }

    internal void EventRing(GsiRing ring, uint opcode, uint legal, uint expected)
    {
        uint before = StateOf(ring);
        if (before != legal) { ThrowUnexpectedState(ring, opcode, true, legal, before); }
        DemandFree();
        _interrupts.BeginEventRingCommand(ring.Id);
        _registers.Write32(_table.EvChCmd.Offset, _table.EvCmdEvChid.Encode((uint)ring.Id) | _table.EvCmdOpcode.Encode(opcode));
        bool answered = Answered();
        _interrupts.EndEventRingCommand();
        uint state = StateOf(ring);
        if (state != expected) { ThrowUnexpectedState(ring, opcode, answered, expected, state); }
    }

    /// <summary>Halting goes on when one channel refuses; the first refusal is thrown at the end.</summary>
    internal void ForModemChannels(IpaData data, uint opcode, bool ascending)
    {
        IpaException refusal = null;
        for (int i = 0; i < 32; i++)
        {
            int channel = ascending ? i : 31 - i;
            for (int at = 0; at < data.Endpoints.Length; at++)
            {
                EndpointData endpoint = data.Endpoints[at];
                if (endpoint.Environment != EndpointData.Modem || endpoint.Channel != channel) { continue; }
                if (opcode != GsiOpcode.GenericHaltChannel)
                {
                    Generic(endpoint, opcode);
                    continue;
                }
                try
                {
                    Repeat(endpoint, opcode, HaltRetries);
                }
                catch (IpaException e)
                {
                    if (refusal == null) { refusal = e; }
                }
            }
        }
        if (refusal != null) { throw refusal; }
    }

    /// <summary>Starts or ends flow control. Only its end is ever put off: while its start is under way.</summary>
    internal void FlowControl(EndpointData endpoint, bool enable, int retries)
    {
        if (enable) { Repeat(endpoint, GsiOpcode.GenericEnableFlowControl, 0); }
        else { Repeat(endpoint, GsiOpcode.GenericDisableFlowControl, retries); }
    }

    private void Repeat(EndpointData endpoint, uint opcode, int retries)
    {
        int left = retries;
        while (Generic(endpoint, opcode) == GsiResult.Retry)
        {
            if (left-- == 0)
            {
                throw new IpaException(IpaError.WrongState, SubjectOf(endpoint) + GsiNames.OfGenericCommand(opcode) + " still asks to be repeated after " + retries.ToString() + " repetitions");
            }
        }
    }

    private uint Generic(EndpointData endpoint, uint opcode)
    {
        DemandFree();
        _interrupts.BeginGenericCommand();
        uint scratch;
        try
        {
            scratch = BusCheck.Read(_registers, _table.CntxtScratch0);
        }
        catch (IpaException)
        {
            _interrupts.EndGenericCommand();
            throw;
        }
        _registers.Write32(_table.CntxtScratch0.Offset, _table.GenericEeResult.Replace(scratch, NoResult));
        _registers.Write32(_table.GenericCmd.Offset, _table.GenericOpcode.Encode(opcode) | _table.GenericChid.Encode((uint)endpoint.Channel)
            | _table.GenericEe.Encode((uint)endpoint.Environment));
        Answered();
        _interrupts.EndGenericCommand();
        uint result = _table.GenericEeResult.Decode(BusCheck.Read(_registers, _table.CntxtScratch0));
        if (result == GsiResult.Success || result == GsiResult.IncorrectChannelState || result == GsiResult.Retry) { return result; }
        if (result == NoResult) { throw new IpaException(IpaError.Timeout, SubjectOf(endpoint) + "no answer to " + GsiNames.OfGenericCommand(opcode) + " in 50 ms"); }
        throw new IpaException(IpaError.WrongState, SubjectOf(endpoint) + GsiNames.OfGenericCommand(opcode) + " answered with result " + result.ToString());
    }

    private void Perform(GsiChannel channel, uint opcode, uint expected)
    {
        bool answered = IssueCommand(channel, opcode);
        uint state = StateOf(channel);
        if (state != expected) { ThrowUnexpectedState(channel, opcode, answered, expected, state); }
    }

    private bool IssueCommand(GsiChannel channel, uint opcode)
    {
        if (!IsFree()) { channel.NeedsReset = true; }
        DemandFree();
        _interrupts.BeginChannelCommand(channel.Id);
        _registers.Write32(_table.ChCmd.Offset, _table.ChCmdChid.Encode((uint)channel.Id) | _table.ChCmdOpcode.Encode(opcode));
        bool answered = Answered();
        _interrupts.EndChannelCommand();
        if (!answered) { channel.Counters.Timeouts++; }
        return answered;
    }

    private bool Answered()
    {
        long given = _loop.Now;
        if (_loop.Wait(_interrupts.CommandDone, _waits.Allow(CommandMicroseconds))) { return true; }
        // Too late already, but the next command must not meet this one: the hardware takes one at a time and says of none which it was.
        if (!_loop.Wait(_interrupts.CommandDone, _waits.Allow(LateMicroseconds))) { _busyUntil = given + CommandMicroseconds + LateMicroseconds; }
        return false;
    }

    /// <summary>Waits for a command that is only late, because a wait for it was cut short, before anything is decided by a channel's state.</summary>
    internal void AwaitEarlier()
    {
        if (!IsFree()) { _loop.Sleep(_waits.Allow(_busyUntil - _loop.Now)); }
    }

    /// <summary>The same for whoever comes later: however much was waited already, half a second at most.</summary>
    internal void AwaitLast()
    {
        if (!IsFree()) { _loop.Sleep(_busyUntil - _loop.Now); }
    }

    private bool IsFree()
    {
        return _loop.Now >= _busyUntil;
    }

    // Whose waits were cut short may have a command under way that is only late.
    private void DemandFree()
    {
        if (!IsFree()) { throw new IpaException(IpaError.Timeout, "GSI: an earlier command is still under way"); }
    }

    private uint StateOf(GsiRing ring)
    {
        return _table.EvChstate.Decode(BusCheck.Read(_registers, _table.EvCntxt0, ring.Id));
    }

    private static void ThrowUnexpectedState(GsiChannel channel, uint opcode, bool answered, uint expected, uint state)
    {
        channel.NeedsReset = true;
        ThrowUnexpectedState("channel " + channel.Id.ToString(), opcode, answered, GsiNames.OfChannelState(expected), GsiNames.OfChannelState(state));
    }

    private static void ThrowUnexpectedState(GsiRing ring, uint opcode, bool answered, uint expected, uint state)
    {
        ThrowUnexpectedState("event ring " + ring.Id.ToString(), opcode, answered, GsiNames.OfEventRingState(expected), GsiNames.OfEventRingState(state));
    }

    private static void ThrowUnexpectedState(string subject, uint opcode, bool answered, string expected, string state)
    {
        if (!answered) { throw new IpaException(IpaError.Timeout, subject + ": no answer to " + GsiNames.OfCommand(opcode) + " in 50 ms, hardware says " + state); }
        throw new IpaException(IpaError.WrongState, subject + ": expected " + expected + " for " + GsiNames.OfCommand(opcode) + ", hardware says " + state);
    }

    private static string SubjectOf(EndpointData endpoint)
    {
        return "modem channel " + endpoint.Channel.ToString() + ": ";
    }
}
