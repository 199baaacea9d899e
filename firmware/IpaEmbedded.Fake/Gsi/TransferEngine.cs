using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>Moves elements: executes what doorbells hand over on TX channels, fills buffers of RX channels, and has events written.</summary>
internal sealed class TransferEngine
{
    // Of the second half of an element: everything but length or opcode, CHAIN, IEOB, IEOT, BEI and TYPE.
    private const ulong ReservedBits = 0xff00f8fe_ffff0000;

    private readonly FakeGsi _gsi;
    private readonly FakeMemory _memory;
    private readonly ChipTiming _timing;
    private readonly RingCheck _check;
    private readonly EventWriter _events;
    private readonly FaultPlan _faults;
    private readonly Pipeline _pipeline;
    private readonly FakeChannel[] _byEndpoint;
    private readonly EventLoopTimer _lateTimer;
    private readonly EventLoopTimer _stallTimer;
    private FakeChannel _stalled;
    private readonly byte[] _packet;
    private readonly int _commandEndpoint;
    private int _packetLength;

    internal TransferEngine(EventLoop loop, FakeGsi gsi, FakeMemory memory, ChipTiming timing, FaultPlan faults, Pipeline pipeline)
    {
        _gsi = gsi;
        _memory = memory;
        _timing = timing;
        _faults = faults;
        _pipeline = pipeline;
        _packet = new byte[gsi.Chip.PacketBytes];
        _byEndpoint = new FakeChannel[gsi.Chip.EndpointSlots];
        _commandEndpoint = gsi.Chip.Find("AP_COMMAND_TX").Endpoint;
        _check = new RingCheck(gsi, memory);
        _events = new EventWriter(loop, gsi, _check, faults, pipeline);
        _lateTimer = new EventLoopTimer(loop, TakeLate);
        _stallTimer = new EventLoopTimer(loop, EndStall);
        for (int i = 0; i < gsi.Channels.Length; i++)
        {
            FakeChannel channel = gsi.Channels[i];
            if (channel.Endpoint < 0) { continue; }
            _byEndpoint[channel.Endpoint] = channel;
            channel.DoorbellTimer = new EventLoopTimer(loop, new ChannelRun(this, channel).Run);
        }
    }

    internal ChipObserver Observer
    {
        get { return _events.Observer; }
        set { _events.Observer = value; }
    }

    /// <summary>Takes a transfer doorbell: the elements up to the given address are the hardware's.</summary>
    internal void Doorbell(FakeChannel channel, uint value)
    {
        if (_faults.LoseDoorbell()) { return; }
        int delay = _faults.DelayDoorbell();
        // What rings now stands for what was rung before.
        channel.IsDoorbellLate = delay != 0;
        if (delay != 0)
        {
            channel.LateDoorbell = value;
            _lateTimer.Start(delay);
            return;
        }
        int stall = _faults.StallChannel();
        if (stall != 0 && _stalled == null)
        {
            _stalled = channel;
            channel.Held = true;
            _stallTimer.Start(stall);
        }
        Take(channel, value);
    }

    /// <summary>What goes wrong.</summary>
    internal FaultPlan Faults
    {
        get { return _faults; }
    }

    /// <summary>Raises the interrupt for nothing.</summary>
    internal void RaiseForNothing()
    {
        _gsi.RaiseForNothing();
    }

    private void TakeLate()
    {
        for (int i = 0; i < _gsi.Channels.Length; i++)
        {
            FakeChannel channel = _gsi.Channels[i];
            if (!channel.IsDoorbellLate) { continue; }
            channel.IsDoorbellLate = false;
            if (channel.State != ChannelState.NotAllocated && channel.State != ChannelState.Error) { Take(channel, channel.LateDoorbell); }
        }
    }

    /// <summary>Ends the stall of a channel, if one stands.</summary>
    internal void EndStall()
    {
        FakeChannel channel = _stalled;
        if (channel == null) { return; }
        _stallTimer.Cancel();
        _stalled = null;
        LetGo(channel);
    }

    /// <summary>Lets a channel go that was held back.</summary>
    internal void LetGo(FakeChannel channel)
    {
        channel.Held = false;
        channel.IsBehind = channel.ToIpa && channel.Ring.HasElements;
        Kick(channel);
    }

    private void Take(FakeChannel channel, uint value)
    {
        FakeRing ring = channel.Ring;
        if (channel.State == ChannelState.NotAllocated || channel.State == ChannelState.Error)
        {
            _gsi.Report(SanitizerRule.DoorbellState, _gsi.Registers.ChDoorbell0, channel.Number, value, "channel state " + channel.State.ToString());
            return;
        }
        if (!_check.IsUsable(channel)) { return; }
        int offset = ring.OffsetOf(value);
        if (offset < 0)
        {
            _gsi.Report(SanitizerRule.DoorbellOutsideRing, _gsi.Registers.ChDoorbell0, channel.Number, value, "ring 0x" + ring.Base.ToString("x"));
            return;
        }
        if ((offset & (TransferElement.Size - 1)) != 0)
        {
            _gsi.Report(SanitizerRule.DoorbellUnaligned, _gsi.Registers.ChDoorbell0, channel.Number, value, null);
            return;
        }
        if (offset != ring.Given) { HandOver(channel, offset, value); }
        _pipeline.CountEvent();
        Kick(channel);
    }

    private void HandOver(FakeChannel channel, int offset, uint value)
    {
        FakeRing ring = channel.Ring;
        int ready = ring.Ready;
        int before = ring.Given;
        FakeEventRing events = channel.EventRing < _gsi.Rings.Length ? _gsi.Rings[channel.EventRing] : null;
        if (channel.Endpoint == _commandEndpoint && (ready != 0 || (events != null && events.Unanswered != 0)))
        {
            _gsi.Report(SanitizerRule.CommandNotAwaited, _gsi.Registers.ChDoorbell0, channel.Number, value, null);
        }
        ring.Given = offset;
        int now = ring.Ready;
        string wrong = now < ready ? ready.ToString() + " elements were handed over, now " + now.ToString()
            : offset < before ? _check.MovedBack(ring, before, (int)channel.Outstanding) : null;
        if (wrong != null)
        {
            _gsi.Report(SanitizerRule.DoorbellPastPointer, _gsi.Registers.ChDoorbell0, channel.Number, value, wrong);
            return;
        }
        int max = RingCheck.MaxOutstanding(ring, (int)channel.Outstanding);
        if (events != null && events.Ring.Count < max) { max = events.Ring.Count; }
        if (now > max && max > 0)
        {
            _gsi.Report(SanitizerRule.TooManyOutstanding, _gsi.Registers.ChDoorbell0, channel.Number, value, now.ToString() + " elements, " + max.ToString() + " at most");
        }
        if (!channel.ToIpa) { CheckBuffers(channel, before, value); }
    }

    // Buffers are the hardware's from the doorbell on, though it may be long until data comes.
    private void CheckBuffers(FakeChannel channel, int from, uint value)
    {
        FakeRing ring = channel.Ring;
        for (int at = from; at != ring.Given; at = ring.After(at))
        {
            ulong address;
            ulong rest;
            int offset;
            ring.Memory.ReadElement(ring.MemoryOffset + at, out address, out rest);
            if (_memory.Resolve(address, (int)rest & 0xffff, ref channel.BufferHint, out offset) != null) { continue; }
            _gsi.Report(SanitizerRule.DeadMemory, _gsi.Registers.ChDoorbell0, channel.Number, address, "receive buffer of element " + (at / TransferElement.Size).ToString());
            return;
        }
    }

    /// <summary>Whether the chip holds a channel back by itself, or did so just before, so that its elements cannot have been executed.</summary>
    internal bool IsHeld(FakeChannel channel)
    {
        return channel.Held || channel.IsBehind || _pipeline.IsUplinkHeld;
    }

    /// <summary>Whether the endpoint of a channel is suspended.</summary>
    internal bool IsSuspended(FakeChannel channel)
    {
        return _pipeline.IsSuspended(channel.Endpoint);
    }

    /// <summary>Whether an endpoint of the application processor has a channel that is started; for others nobody knows.</summary>
    internal bool IsStarted(int endpoint)
    {
        return endpoint >= _byEndpoint.Length || _byEndpoint[endpoint] == null || _byEndpoint[endpoint].State == ChannelState.Started;
    }

    /// <summary>Whether the modem's channel was paused by its driver.</summary>
    internal bool IsModemPaused(int channel)
    {
        return _gsi.Commands.IsModemChannelPaused(channel);
    }

    internal void EventDoorbell(FakeEventRing ring, uint value)
    {
        _events.Doorbell(ring, value);
        uint channels = ring.Channels;
        for (int i = 0; channels != 0; i++, channels >>= 1)
        {
            if ((channels & 1) != 0) { Kick(_gsi.Channels[i]); }
        }
    }

    internal void Started(FakeChannel channel)
    {
        _check.IsUsable(channel);
        FakeEventRing events = channel.EventRing < _gsi.Rings.Length ? _gsi.Rings[channel.EventRing] : null;
        if (events != null && events.State == EventRingState.Allocated) { _check.IsUsable(events); }
        _gsi.Check.Started(channel);
        if (channel.Endpoint >= 0) { _pipeline.ChannelStarted(channel.Endpoint); }
        Kick(channel);
    }

    internal void PowerIsBack()
    {
        for (int i = 0; i < _gsi.Channels.Length; i++) { Kick(_gsi.Channels[i]); }
    }

    /// <summary>Executes what waits on a channel, now or after the latency of a doorbell.</summary>
    internal void Kick(FakeChannel channel)
    {
        if (channel.State != ChannelState.Started || channel.Held || !_gsi.IsPowered || channel.DoorbellTimer == null) { return; }
        if (_timing.IsImmediate) { Run(channel); }
        else if (!channel.DoorbellTimer.IsArmed && !channel.Running) { channel.DoorbellTimer.Start(_timing.Doorbell()); }
    }

    internal void KickEndpoint(int endpoint)
    {
        if (_byEndpoint[endpoint] != null) { Kick(_byEndpoint[endpoint]); }
    }

    internal void Run(FakeChannel channel)
    {
        if (channel.State != ChannelState.Started || channel.Held || channel.Running || !_gsi.IsPowered) { return; }
        channel.Running = true;
        if (!channel.ToIpa)
        {
            _pipeline.BuffersAdded(channel.Endpoint);
        }
        else if (channel.Ring.HasElements && Resolve(channel))
        {
            while (channel.Ring.HasElements && channel.State == ChannelState.Started && !channel.Held && !_pipeline.IsUplinkHeld && Chain(channel)) { }
            _pipeline.BurstEnd(channel.Endpoint);
        }
        if (!channel.Ring.HasElements) { channel.IsBehind = false; }
        channel.Running = false;
    }

    /// <summary>Whether an RX endpoint can take a buffer's worth of data now; one whose channel is programmed as TX cannot.</summary>
    internal bool CanDeliver(int endpoint)
    {
        FakeChannel channel = _byEndpoint[endpoint];
        return channel != null && channel.State == ChannelState.Started && !channel.ToIpa && !channel.Held && _gsi.IsPowered
            && channel.Ring.HasElements && _events.HasRoom(channel.EventRing);
    }

    /// <summary>Whether the endpoint's channel is started or stopped, so that data for it is kept and not dropped.</summary>
    internal bool IsProvided(int endpoint)
    {
        FakeChannel channel = _byEndpoint[endpoint];
        return channel != null && (channel.State == ChannelState.Started || channel.State == ChannelState.Stopped || channel.State == ChannelState.StopInProgress);
    }

    /// <summary>Whether the endpoint's channel is stopped, which on v4.0 and later is how an endpoint is suspended.</summary>
    internal bool IsStopped(int endpoint)
    {
        FakeChannel channel = _byEndpoint[endpoint];
        return channel != null && channel.State == ChannelState.Stopped;
    }

    /// <summary>Writes data into the next buffer of an RX endpoint and has the event written; ask <see cref="CanDeliver"/> first.</summary>
    internal void Deliver(int endpoint, byte[] data, int offset, int length)
    {
        FakeChannel channel = _byEndpoint[endpoint];
        if (!Resolve(channel)) { return; }
        FakeRing ring = channel.Ring;
        ulong address;
        ulong rest;
        ring.Memory.ReadElement(ring.MemoryOffset + ring.Own, out address, out rest);
        ulong element = ring.Base + (ulong)ring.Own;
        uint flags = (uint)(rest >> 32);
        int room = (int)(rest & 0xffff);
        CheckElement(channel, rest, TransferElement.TypeTransfer);
        CheckReceive(channel, flags);
        int written = length < room ? length : room;
        int at;
        DmaMemory target = _memory.Resolve(address, room, ref channel.BufferHint, out at);
        if (target == null) { _gsi.Report(SanitizerRule.DeadMemory, _gsi.Registers.ChDoorbell0, channel.Number, address, "receive buffer of " + room.ToString() + " bytes"); }
        else { target.CopyFrom(at, data, offset, written); }
        if (Observer != null) { Observer.OnDownlink(endpoint, address, data, offset, written); }
        ring.Advance();
        if (target == null) { written = 0; }
        _events.Write(channel, element, written, length > room ? EventElement.CodeOverflow : EventElement.CodeEndOfTransfer, (flags & TransferElement.BlockInterrupt) != 0);
    }

    internal void OnChannelCommand(FakeChannel channel, uint opcode, uint before, uint after)
    {
        _pipeline.CountEvent();
        if (opcode == GsiOpcode.Reset)
        {
            channel.IsDoorbellLate = false;
            _pipeline.ChannelReset(channel.Endpoint);
        }
        if (Observer != null) { Observer.OnChannelCommand(channel.Number, opcode, before, after); }
    }

    internal void OnEventRingCommand(FakeEventRing ring, uint opcode, uint before, uint after)
    {
        _pipeline.CountEvent();
        if (opcode != GsiOpcode.Allocate) { ring.Moderation.Cancel(); }
        if (Observer != null) { Observer.OnEventRingCommand(ring.Number, opcode, before, after); }
    }

    internal void OnGenericCommand(int channel, uint opcode, uint result)
    {
        _pipeline.CountEvent();
        if (Observer != null) { Observer.OnGenericCommand(channel, opcode, result); }
    }

    private bool Resolve(FakeChannel channel)
    {
        if (_check.IsUsable(channel)) { return true; }
        channel.Ring.Own = channel.Ring.Given;
        return false;
    }

    // Executes the elements of one chain and has its event written; false when it must wait.
    private bool Chain(FakeChannel channel)
    {
        FakeRing ring = channel.Ring;
        ulong address;
        ulong rest;
        ring.Memory.ReadElement(ring.MemoryOffset + ring.Own, out address, out rest);
        uint flags = (uint)(rest >> 32);
        int count = (flags & TransferElement.Chain) == 0 ? 1 : ChainLength(channel);
        if (count == 0) { return false; }
        channel.ChainReported = false;
        if (!_events.HasRoom(channel.EventRing))
        {
            _events.ReportFull(channel);
            return false;
        }
        if (count > channel.Outstanding)
        {
            _gsi.Report(SanitizerRule.ChainLong, _gsi.Registers.ChScratch2, channel.Number, (ulong)count,
                count.ToString() + " elements in a chain, " + channel.Outstanding.ToString() + " allowed");
        }
        bool data = false;
        _packetLength = 0;
        ulong element = ring.Base + (ulong)ring.Own;
        ring.Advance();
        int length = Execute(channel, address, rest, ref data);
        while (--count > 0)
        {
            ring.Memory.ReadElement(ring.MemoryOffset + ring.Own, out address, out rest);
            element = ring.Base + (ulong)ring.Own;
            ring.Advance();
            CheckOrder(channel, flags);
            flags = (uint)(rest >> 32);
            length = Execute(channel, address, rest, ref data);
        }
        if (data) { _pipeline.Data(channel.Endpoint, _packet, _packetLength); }
        if (channel.Endpoint == _commandEndpoint) { _pipeline.CommandsEnd(); }
        if ((flags & (TransferElement.InterruptOnTransfer | TransferElement.InterruptOnBlock)) == 0)
        {
            _gsi.Report(SanitizerRule.NoEventRequested, _gsi.Registers.ChDoorbell0, channel.Number, element, "flags 0x" + flags.ToString("x8"));
            return true;
        }
        _events.Write(channel, element, length, EventElement.CodeEndOfTransfer, (flags & TransferElement.BlockInterrupt) != 0);
        return true;
    }

    // Elements of a chain whose first has CHAIN set; 0 when its end was not handed over, which is reported once.
    private int ChainLength(FakeChannel channel)
    {
        FakeRing ring = channel.Ring;
        int count = 1;
        int last = ring.Own;
        while ((ring.Memory.Read32(ring.MemoryOffset + last + 12) & TransferElement.Chain) != 0)
        {
            last = ring.After(last);
            if (last == ring.Given)
            {
                if (!channel.ChainReported)
                {
                    channel.ChainReported = true;
                    _gsi.Report(SanitizerRule.ChainOpen, _gsi.Registers.ChDoorbell0, channel.Number, (uint)ring.Base + (uint)ring.Given, count.ToString() + " elements, the last has CHAIN");
                }
                return 0;
            }
            count++;
        }
        return count;
    }

    // Returns what the event of this element says: bytes transferred, 0 for a command.
    private int Execute(FakeChannel channel, ulong address, ulong rest, ref bool data)
    {
        uint type = (uint)(rest >> (32 + TransferElement.TypeShift)) & 0xff;
        int length = (int)rest & 0xffff;
        if (type == TransferElement.TypeImmediateCommand)
        {
            CheckElement(channel, rest, type);
            if (channel.Endpoint != _commandEndpoint)
            {
                _gsi.Report(SanitizerRule.CommandOpcode, _gsi.Registers.ChDoorbell0, channel.Number, (uint)length, "commands are for endpoint " + _commandEndpoint.ToString());
            }
            _pipeline.Command(channel.Endpoint, (uint)length, address);
            return 0;
        }
        if (type == TransferElement.TypeNop) { return 0; }
        CheckElement(channel, rest, TransferElement.TypeTransfer);
        if (type != TransferElement.TypeTransfer) { return 0; }
        data = true;
        int at;
        DmaMemory source = _memory.Resolve(address, length, ref channel.BufferHint, out at);
        if (source == null)
        {
            _gsi.Report(SanitizerRule.DeadMemory, _gsi.Registers.ChDoorbell0, channel.Number, address, "transmit buffer of " + length.ToString() + " bytes");
            return length;
        }
        int room = _packet.Length - _packetLength;
        int copied = length < room ? length : room;
        source.CopyTo(at, _packet, _packetLength, copied);
        _packetLength += copied;
        return length;
    }

    // What goes before the last element of a chain asks for no event of its own (section 4.1).
    private void CheckOrder(FakeChannel channel, uint flags)
    {
        if ((flags & (TransferElement.InterruptOnTransfer | TransferElement.InterruptOnBlock)) == 0) { return; }
        _gsi.Report(SanitizerRule.EventInsideChain, _gsi.Registers.ChDoorbell0, channel.Number, flags, null);
    }

    // One element for each buffer, and an event for each (section 4.1).
    private void CheckReceive(FakeChannel channel, uint flags)
    {
        if ((flags & TransferElement.Chain) != 0) { _gsi.Report(SanitizerRule.ReceiveChain, _gsi.Registers.ChDoorbell0, channel.Number, flags, null); }
        if ((flags & (TransferElement.InterruptOnTransfer | TransferElement.InterruptOnBlock)) == 0)
        {
            _gsi.Report(SanitizerRule.NoEventRequested, _gsi.Registers.ChDoorbell0, channel.Number, flags, "receive buffer");
        }
    }

    private void CheckElement(FakeChannel channel, ulong rest, uint expected)
    {
        uint flags = (uint)(rest >> 32);
        uint type = (flags >> TransferElement.TypeShift) & 0xff;
        if ((rest & ReservedBits) != 0) { _gsi.Report(SanitizerRule.ElementReserved, _gsi.Registers.ChDoorbell0, channel.Number, rest & ReservedBits, null); }
        if (type != expected)
        {
            _gsi.Report(SanitizerRule.ElementType, _gsi.Registers.ChDoorbell0, channel.Number, flags, "type " + type.ToString());
        }
        else if (type == TransferElement.TypeTransfer && (rest & 0xffff) == 0)
        {
            _gsi.Report(SanitizerRule.ZeroLength, _gsi.Registers.ChDoorbell0, channel.Number, flags, null);
        }
    }
}
