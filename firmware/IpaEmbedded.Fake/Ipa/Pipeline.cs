using System;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>
/// What happens to data between endpoints: commands and tagged data of the command endpoint, packets toward the modem,
/// and packets from it through aggregation, suspend and backlog into receive buffers.
/// </summary>
public sealed class Pipeline
{
    private readonly FakeIpa _ipa;
    private readonly FaultPlan _faults;
    private readonly ImmediateCommands _commands;
    private readonly FakeEndpoint[] _endpoints;
    private readonly byte[] _scratch;
    private TransferEngine _engine;
    private int _plainEndpoint = -1;
    private uint _plainGeneration;

    internal Pipeline(EventLoop loop, FakeIpa ipa, FakeMemory memory, DmaMemory shared, FaultPlan faults)
    {
        _ipa = ipa;
        _faults = faults;
        _commands = new ImmediateCommands(ipa, memory, shared);
        _scratch = new byte[ipa.Chip.PacketBytes];
        _endpoints = new FakeEndpoint[ipa.Chip.EndpointSlots];
        ChipEndpoint[] endpoints = ipa.Chip.Endpoints;
        for (int i = 0; i < endpoints.Length; i++)
        {
            if (endpoints[i].ToIpa || endpoints[i].Environment != ChipEndpoint.Ap) { continue; }
            int number = endpoints[i].Endpoint;
            _endpoints[number] = new FakeEndpoint(loop, this, number, ipa.Chip.PacketBytes, ipa.Chip.BacklogBytes);
        }
    }

    /// <summary>Who takes packets toward the modem, or null: they are lost.</summary>
    public UplinkHandler Uplink { get; set; }

    /// <summary>Called when a TX endpoint has no more elements to execute, or null.</summary>
    public EventLoopHandler UplinkIdle { get; set; }

    /// <summary>Called when an RX endpoint's backlog has become shorter, or null.</summary>
    public EventLoopHandler DownlinkRoom { get; set; }

    /// <summary>Whether TX endpoints execute no more elements, because what is behind them takes no more packets: see <see cref="ReleaseUplink"/>.</summary>
    internal bool IsUplinkHeld { get; private set; }

    /// <summary>Called when the fault plan says that the modem crashes now, or null.</summary>
    public EventLoopHandler Crash { get; set; }

    /// <summary>What says once more that the firmware runs, as the fault plan has it.</summary>
    public EventLoopHandler SetupReady { get; set; }

    /// <summary>Packets for an RX endpoint that were lost: no room, no channel, or head-of-line drop.</summary>
    public int Dropped(int endpoint)
    {
        return _endpoints[endpoint].Dropped;
    }

    /// <summary>Buffers' worth of data that wait for an RX endpoint.</summary>
    public int Waiting(int endpoint)
    {
        return _endpoints[endpoint].Backlog.Count;
    }

    /// <summary>Whether the endpoint keeps another frame; what comes nevertheless may be dropped. An endpoint without a channel keeps nothing and drops everything.</summary>
    public bool HasRoom(int endpoint)
    {
        FakeEndpoint target = _endpoints[endpoint];
        return target.Backlog.Count == 0 || target.Backlog.Free >= target.Frame.Length || !_engine.IsProvided(endpoint);
    }

    /// <summary>Stops the execution of a TX endpoint's elements after the present one: they stay in the ring, whose owner sees it fill.</summary>
    public void HoldUplink()
    {
        IsUplinkHeld = true;
    }

    /// <summary>Lets a TX endpoint that was held go on.</summary>
    public void ReleaseUplink(int endpoint)
    {
        if (!IsUplinkHeld) { return; }
        IsUplinkHeld = false;
        _engine.KickEndpoint(endpoint);
    }

    /// <summary>Puts a packet of the modem's side through the endpoint's aggregation; <paramref name="endOfFrame"/> is the source's end-of-frame.</summary>
    public void Downlink(int endpoint, byte[] packet, int length, bool endOfFrame)
    {
        FakeEndpoint target = _endpoints[endpoint];
        IpaRegisters table = _ipa.Registers;
        uint config = _ipa.Peek(table.EndpInitAggr, endpoint);
        if (table.AggrEn.Decode(config) != EndpointMode.AggregationEnable)
        {
            DeliverBuffer(endpoint, packet, length);
            return;
        }
        int limit = (int)table.ByteLimit.Decode(config) * 1024;
        bool hard = table.HardByteLimitEn.IsSet(config);
        if (target.IsOpen && (length > target.Frame.Length - target.FrameLength || (hard && limit != 0 && target.FrameLength + length > limit)))
        {
            CloseFrame(target);
        }
        if (length > target.Frame.Length)
        {
            target.Dropped++;
            return;
        }
        if (!target.IsOpen)
        {
            if (IsSuspended(target))
            {
                DeliverBuffer(endpoint, packet, length);
                return;
            }
            OpenFrame(target, config);
        }
        Array.Copy(packet, 0, target.Frame, target.FrameLength, length);
        target.FrameLength += length;
        target.FramePackets++;
        uint packets = table.PktLimit.Decode(config);
        if ((limit != 0 && target.FrameLength >= limit) || (packets != 0 && target.FramePackets >= (int)packets)
            || (endOfFrame && table.SwEofActive.IsSet(config)))
        {
            CloseUnlessSuspended(target);
        }
    }

    /// <summary>Says that the source of an RX endpoint has nothing more for now: closes its frame when it is so configured.</summary>
    public void EndOfFrame(int endpoint)
    {
        FakeEndpoint target = _endpoints[endpoint];
        if (!target.IsOpen) { return; }
        if (_ipa.Registers.SwEofActive.IsSet(_ipa.Peek(_ipa.Registers.EndpInitAggr, endpoint))) { CloseUnlessSuspended(target); }
    }

    /// <summary>Puts bytes as they are into one receive buffer of an RX endpoint, now or when there is one.</summary>
    public void DeliverBuffer(int endpoint, byte[] data, int length)
    {
        Submit(_endpoints[endpoint], data, length);
    }

    internal void Connect(TransferEngine engine)
    {
        _engine = engine;
    }

    internal void CountEvent()
    {
        if (_faults.CrashNow() && Crash != null) { Crash(); }
        if (_faults.RaiseNow())
        {
            _ipa.RaiseForNothing();
            _engine.RaiseForNothing();
        }
        if (_faults.SayReadyNow() && SetupReady != null) { SetupReady(); }
    }

    /// <summary>Filter and route tables as they were loaded.</summary>
    internal TableCheck Tables
    {
        get { return _commands.Tables; }
    }

    internal bool IsSuspended(int endpoint)
    {
        return _ipa.IsSuspended(endpoint);
    }

    internal bool IsStarted(int endpoint)
    {
        return _engine.IsStarted(endpoint);
    }

    internal void ChannelStarted(int endpoint)
    {
        _ipa.Endpoints.Started(endpoint);
    }

    internal void CommandsEnd()
    {
        _commands.End();
    }

    /// <summary>The caches of filters and routes were flushed, all of them or not.</summary>
    internal void Flushed(bool all)
    {
        if (all) { _commands.Tables.NeedsFlush = false; }
    }

    /// <summary>A command changed the status of an endpoint: one of the modem has to be paused before (section 11).</summary>
    internal void CheckPaused(int endpoint)
    {
        ChipEndpoint known = _ipa.Chip.OfEndpoint(endpoint);
        if (known == null || known.Environment != ChipEndpoint.Modem) { return; }
        IpaRegisters table = _ipa.Registers;
        bool paused = table.EndpInitCtrl != null ? table.EndpDelay.IsSet(_ipa.Peek(table.EndpInitCtrl, endpoint)) : _engine.IsModemPaused(known.Channel);
        if (!paused) { _ipa.Report(SanitizerRule.ModemNotPaused, table.EndpStatus, endpoint, 0, null); }
    }

    /// <summary>Power goes: no frame is left open behind a suspended endpoint, the modem's endpoints run again, and no cache is stale.</summary>
    internal void PowerEnds()
    {
        IpaRegisters table = _ipa.Registers;
        _ipa.Endpoints.FinishBlocking();
        for (int i = 0; i < _endpoints.Length; i++)
        {
            if (_endpoints[i] != null && _endpoints[i].IsOpen && _ipa.IsSuspended(i)) { _ipa.Report(SanitizerRule.FrameLeftOpen, table.StateAggrActive, i / 32, 1u << (i % 32), null); }
        }
        ChipEndpoint[] endpoints = _ipa.Chip.Endpoints;
        for (int i = 0; i < endpoints.Length && table.EndpInitCtrl != null; i++)
        {
            uint control = _ipa.Peek(table.EndpInitCtrl, endpoints[i].Endpoint);
            if (endpoints[i].Environment == ChipEndpoint.Modem && control != 0) { _ipa.Report(SanitizerRule.ModemLeftPaused, table.EndpInitCtrl, endpoints[i].Endpoint, control, null); }
        }
        if (_commands.Tables.NeedsFlush) { _ipa.Report(SanitizerRule.FlushMissing, table.FiltRoutHashFlush ?? table.FiltRoutCacheFlush, 0, 0, null); }
    }

    internal void Command(int endpoint, uint field, ulong address)
    {
        _commands.Execute(field, address);
        if (_ipa.Observer != null) { _ipa.Observer.OnImmediateCommand(endpoint, field); }
        CountEvent();
    }

    internal void Data(int endpoint, byte[] data, int length)
    {
        // What most packets' endpoint is programmed for is decoded once.
        if (endpoint != _plainEndpoint || _ipa.Generation != _plainGeneration)
        {
            IpaRegisters table = _ipa.Registers;
            uint value = _ipa.Peek(table.EndpInitMode, endpoint);
            if (table.EndpMode.Decode(value) == EndpointMode.Dma)
            {
                int destination = _commands.Destination >= 0 ? _commands.Destination : (int)table.DestPipeIndex.Decode(value);
                Exception(endpoint, destination, data, length);
                return;
            }
            _plainEndpoint = endpoint;
            _plainGeneration = _ipa.Generation;
        }
        if (_ipa.Observer != null) { _ipa.Observer.OnUplink(endpoint, data, length); }
        if (Uplink != null) { Uplink(endpoint, data, length); }
    }

    internal void BurstEnd(int endpoint)
    {
        if (UplinkIdle != null) { UplinkIdle(); }
    }

    internal void BuffersAdded(int endpoint)
    {
        FakeEndpoint target = _endpoints[endpoint];
        if (target != null) { Flush(target); }
    }

    internal void ChannelReset(int endpoint)
    {
        FakeEndpoint target = endpoint < 0 ? null : _endpoints[endpoint];
        if (target == null) { return; }
        target.Backlog.Clear();
        Discard(target);
    }

    internal void SuspendChanged(int endpoint, bool suspended)
    {
        FakeEndpoint target = _endpoints[endpoint];
        if (target == null || suspended) { return; }
        if (target.IsOpen && !target.Close.IsArmed) { CloseFrame(target); }
        Flush(target);
    }

    /// <summary>Endpoints with an open frame, a bit each: those of a word of 32.</summary>
    internal uint OpenFrames(int word)
    {
        uint open = 0;
        for (int i = word * 32; i < _endpoints.Length && i < word * 32 + 32; i++)
        {
            if (_endpoints[i] != null && _endpoints[i].IsOpen) { open |= 1u << (i % 32); }
        }
        return open;
    }

    internal void ForceClose(int word, uint endpoints)
    {
        for (int i = word * 32; i < _endpoints.Length && i < word * 32 + 32; i++)
        {
            if (_endpoints[i] != null && _endpoints[i].IsOpen && (endpoints & (1u << (i % 32))) != 0) { CloseFrame(_endpoints[i]); }
        }
    }

    internal void TimeLimit(FakeEndpoint target)
    {
        if (target.IsOpen) { CloseUnlessSuspended(target); }
    }

    // Data of the command endpoint: a status element and the data, in one buffer of the destination.
    private void Exception(int source, int destination, byte[] data, int length)
    {
        FakeEndpoint target = destination < _endpoints.Length ? _endpoints[destination] : null;
        if (target == null)
        {
            _ipa.Report(SanitizerRule.CommandRange, _ipa.Registers.EndpInitMode, source, (ulong)destination, "data for endpoint " + destination.ToString() + ", which receives nothing");
            return;
        }
        int at = 0;
        if (_ipa.Registers.StatusEn.IsSet(_ipa.Peek(_ipa.Registers.EndpStatus, destination)))
        {
            at = StatusElement.Size;
            Array.Clear(_scratch, 0, at);
            _scratch[StatusElement.Opcode] = StatusElement.OpcodePacket;
            ushort reported = _faults.CorruptStatus() ? _faults.CorruptStatusLength : (ushort)length;
            _scratch[StatusElement.PacketLength] = (byte)reported;
            _scratch[StatusElement.PacketLength + 1] = (byte)(reported >> 8);
            _scratch[StatusElement.SourceEndpoint] = (byte)source;
            _scratch[_ipa.Chip.Version >= IpaVersion.V5_0 ? StatusElement.WideDestinationEndpoint : StatusElement.DestinationEndpoint] = (byte)destination;
            if (_commands.IsTagged)
            {
                _scratch[StatusElement.Mask] = (byte)StatusElement.MaskTagValid;
                for (int i = 0; i < 8; i++) { _scratch[StatusElement.Tag + i] = (byte)(_commands.Tag >> (8 * i)); }
            }
        }
        _commands.IsTagged = false;
        _commands.Destination = -1;
        int room = _scratch.Length - at;
        int copied = length < room ? length : room;
        Array.Copy(data, 0, _scratch, at, copied);
        int end = at + copied;
        while ((end & 3) != 0 && end < _scratch.Length) { _scratch[end++] = 0; }
        Submit(target, _scratch, end);
    }

    private void OpenFrame(FakeEndpoint target, uint config)
    {
        target.IsOpen = true;
        target.FrameLength = 0;
        target.FramePackets = 0;
        uint units = _ipa.Registers.TimeLimit.Decode(config);
        if (units != 0) { target.Close.Start((long)units * Granularity(config)); }
    }

    // Microseconds of one unit of the time limit.
    private int Granularity(uint config)
    {
        if (_ipa.Registers.CounterCfg != null)
        {
            uint value = _ipa.Registers.AggrGranularity.Decode(_ipa.Peek(_ipa.Registers.CounterCfg, 0));
            return (int)(value + 1) * 1000 / 32;
        }
        return _ipa.Registers.AggrGranSel != null && _ipa.Registers.AggrGranSel.IsSet(config) ? 1000 : 100;
    }

    // Before v4.0 a frame that is open when its endpoint is suspended stays open, and no interrupt tells of it.
    private void CloseUnlessSuspended(FakeEndpoint target)
    {
        if (_ipa.IsSuspended(target.Number)) { target.Close.Cancel(); }
        else { CloseFrame(target); }
    }

    private void CloseFrame(FakeEndpoint target)
    {
        int length = target.FrameLength;
        Discard(target);
        Submit(target, target.Frame, length);
    }

    private static void Discard(FakeEndpoint target)
    {
        target.Close.Cancel();
        target.IsOpen = false;
        target.FrameLength = 0;
        target.FramePackets = 0;
    }

    private bool IsSuspended(FakeEndpoint target)
    {
        return _ipa.IsSuspended(target.Number) || _engine.IsStopped(target.Number) || !_ipa.IsPowered;
    }

    private void Submit(FakeEndpoint target, byte[] data, int length)
    {
        bool suspended = IsSuspended(target);
        if (!suspended && target.Backlog.Count == 0 && _engine.CanDeliver(target.Number))
        {
            _engine.Deliver(target.Number, data, 0, length);
            return;
        }
        bool dropping = !suspended && _ipa.Registers.HolBlockEn.IsSet(_ipa.Peek(_ipa.Registers.EndpInitHolBlockEn, target.Number));
        if (dropping || !_engine.IsProvided(target.Number) || !target.Backlog.Add(data, 0, length))
        {
            target.Dropped++;
            return;
        }
        if (suspended) { _ipa.SuspendedDataArrived(target.Number); }
    }

    private void Flush(FakeEndpoint target)
    {
        while (target.Backlog.Count > 0 && !IsSuspended(target) && _engine.CanDeliver(target.Number))
        {
            _engine.Deliver(target.Number, target.Backlog.Bytes, target.Backlog.FirstOffset, target.Backlog.FirstLength);
            target.Backlog.RemoveFirst();
        }
        if (DownlinkRoom != null && HasRoom(target.Number)) { DownlinkRoom(); }
    }
}
