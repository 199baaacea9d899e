using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Hardware;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>
/// The generic software interface: the channels and event rings of the application processor and the commands that change them.
/// </summary>
/// <remarks>Commands are given by work items only, one at a time; whether one worked is decided by the state read afterwards.</remarks>
public sealed class GsiDevice
{
    internal readonly GsiInterrupts Interrupts;
    internal readonly GsiCommands Commands;

    /// <summary>How long all waits for the hardware together may take.</summary>
    internal readonly WaitBudget Waits;

    private const int MhiFirstEventRing = 10;
    private const int MhiLastEventRing = 16;
    private const int MaxChannels = 28;
    private const int MaxEventRings = 28;
    private const long QuiesceMicroseconds = 1000000;
    private const long QuiesceStepMicroseconds = 100;

    private readonly EventLoop _loop;
    private readonly IpaData _data;
    private readonly GsiRegisters _table;
    private readonly RegisterBlock _registers;
    private readonly DmaHeap _heap;
    private readonly GsiChannel[] _channels = new GsiChannel[32];
    private uint _usedEventRings;

    /// <summary>Creates the interface over its registers; nothing is touched before <see cref="Setup"/>.</summary>
    public GsiDevice(EventLoop loop, IpaData data, RegisterBlock registers, ConsumerInterrupt line, DmaHeap heap)
    {
        _loop = loop;
        _data = data;
        _table = data.Gsi;
        _registers = registers;
        _heap = heap;
        Interrupts = new GsiInterrupts(loop, data, registers, line);
        Waits = new WaitBudget(loop);
        Commands = new GsiCommands(loop, _table, registers, Interrupts, Waits);
        for (int ring = MhiFirstEventRing; ring <= MhiLastEventRing; ring++) { _usedEventRings |= 1u << ring; }
    }

    /// <summary>Finds a channel of the application processor, or null.</summary>
    public GsiChannel Channel(int id)
    {
        return id >= 0 && id < _channels.Length ? _channels[id] : null;
    }

    /// <summary>Creates the rings of an endpoint's channel; the event ring gets the lowest free id.</summary>
    public GsiChannel CreateChannel(EndpointData endpoint)
    {
        int ring = 0;
        while ((_usedEventRings & (1u << ring)) != 0) { ring++; }
        // Every element could complete alone, so more elements than events could lose one.
        int count = endpoint.ElementCount < endpoint.EventCount ? endpoint.ElementCount : endpoint.EventCount;
        GsiRing events = Allocate("evt_ring.", ring, endpoint.EventCount);
        GsiRing transfers;
        try
        {
            transfers = Allocate("tre_ring.", endpoint.Channel, count);
        }
        catch (HardwareException)
        {
            _heap.Free(events.Memory);
            throw;
        }
        _usedEventRings |= 1u << ring;
        GsiChannel channel = new GsiChannel(this, _table, _registers, endpoint, transfers, events);
        _channels[endpoint.Channel] = channel;
        Interrupts.Bind(ring, channel);
        return channel;
    }

    /// <summary>Frees the rings of all channels.</summary>
    public void DestroyChannels()
    {
        for (int i = 0; i < _channels.Length; i++)
        {
            if (_channels[i] == null) { continue; }
            Interrupts.Bind(_channels[i].Events.Id, null);
            _usedEventRings &= ~(1u << _channels[i].Events.Id);
            _heap.Free(_channels[i].Ring.Memory);
            _heap.Free(_channels[i].Events.Memory);
            _channels[i] = null;
        }
    }

    /// <summary>Refuses to go on when nobody has started the firmware.</summary>
    /// <exception cref="IpaException">The firmware does not run.</exception>
    internal void CheckFirmware()
    {
        if (_table.Enabled.IsSet(BusCheck.Read(_registers, _table.GsiStatus))) { return; }
        throw new IpaException(IpaError.WrongState, "GSI firmware is not running: GSI_STATUS.ENABLED is 0");
    }

    /// <summary>Takes the hardware's interrupt, checks it, and allocates and programs every channel. The firmware runs.</summary>
    public void Setup()
    {
        Interrupts.MaskAll();
        CheckCounts();
        Interrupts.EnableErrors();
        for (int i = 0; i < _channels.Length; i++)
        {
            if (_channels[i] == null) { continue; }
            // A command of an earlier attempt may have been done after it was given up.
            Commands.Release(_channels[i]);
            Commands.Release(_channels[i].Events);
            SetUpChannel(_channels[i]);
        }
        if (_data.AllocatesModemChannels) { Commands.ForModemChannels(_data, GsiOpcode.GenericAllocateChannel, true); }
    }

    /// <summary>Undoes <see cref="Setup"/>, also when it failed half way. What one channel refuses does not keep the others.</summary>
    /// <exception cref="IpaException">The first refusal, after everything was tried.</exception>
    public void Teardown()
    {
        IpaException refusal = null;
        if (_data.AllocatesModemChannels)
        {
            try
            {
                Commands.ForModemChannels(_data, GsiOpcode.GenericHaltChannel, false);
            }
            catch (IpaException e)
            {
                refusal = e;
            }
        }
        for (int i = _channels.Length - 1; i >= 0; i--)
        {
            if (_channels[i] == null) { continue; }
            try
            {
                Commands.Release(_channels[i]);
                Commands.Release(_channels[i].Events);
            }
            catch (IpaException e)
            {
                if (refusal == null) { refusal = e; }
            }
        }
        // Whoever takes the hardware next must not meet a command that is only late.
        Commands.AwaitLast();
        Interrupts.DisableAll();
        if (refusal != null) { throw refusal; }
    }

    /// <summary>
    /// Keeps the interrupt from being delivered while the power is off; one that waits already, and the polls that it schedules, are served while it is
    /// still on. Once more when the power stayed on for longer than expected.
    /// </summary>
    public void Suspend()
    {
        if (!Interrupts.IsListening) { Interrupts.Resume(); }
        _loop.Sleep(0);
        Interrupts.Suspend();
    }

    /// <summary>Lets the interrupt be delivered again.</summary>
    public void Resume()
    {
        Interrupts.Resume();
    }

    /// <summary>Stops or lets go the flow into one of the modem's channels.</summary>
    public void SetModemFlowControl(EndpointData endpoint, bool stop)
    {
        Commands.FlowControl(endpoint, stop, _data.FlowControlRetries);
    }

    /// <summary>Starts a channel and lets its events interrupt.</summary>
    public void Start(GsiChannel channel)
    {
        channel.InterruptWanted = true;
        Interrupts.EnableEvents(channel.Events.Id);
        try
        {
            Commands.Start(channel);
            channel.IsRewound = false;
        }
        catch (IpaException)
        {
            SilenceEvents(channel);
            throw;
        }
    }

    /// <summary>Waits for what is under way, stops a channel and its interrupts.</summary>
    public void Stop(GsiChannel channel)
    {
        Quiesce(channel);
        try
        {
            Commands.Stop(channel);
        }
        finally
        {
            SilenceEvents(channel);
        }
    }

    /// <summary>Resets a channel that an earlier command left unusable, or of which the hardware has said what cannot be, so that nobody knows what it still has; nothing happens to one that works.</summary>
    public void Recover(GsiChannel channel)
    {
        Commands.AwaitEarlier();
        if (channel.NeedsReset || channel.HasLied) { Reset(channel, true); }
    }

    /// <summary>A channel stands with elements that it should have done: its doorbell may have been lost, or its interrupt. What is in the event ring decides.</summary>
    public void Stir(GsiChannel channel)
    {
        if (channel.Data.ToIpa) { channel.RingDoorbellAgain(); }
        else { channel.RingDoorbellIfUnheard(); }
        _loop.Schedule(channel.Poll);
    }

    /// <summary>Stops a channel for a suspend; its interrupts stay as they are.</summary>
    public void StopForSuspend(GsiChannel channel)
    {
        Quiesce(channel);
        Commands.Stop(channel);
    }

    /// <summary>Starts a channel again after a suspend.</summary>
    public void StartAfterSuspend(GsiChannel channel)
    {
        Commands.Start(channel);
        channel.IsRewound = false;
    }

    /// <summary>
    /// Resets a stopped channel, programs it anew (early versions: with or without the doorbell engine) and gives cancelled
    /// transactions back to its client.
    /// </summary>
    public void Reset(GsiChannel channel, bool doorbellEngine)
    {
        if (channel.IsRewound && Commands.StateOf(channel) == ChannelState.Allocated)
        {
            // It was reset and has not started since: what it was given meanwhile it still has, or is shown now.
            channel.NeedsReset = false;
            channel.RingDoorbell();
            return;
        }
        Commands.Reset(channel);
        // The hardware's read pointer was not moved by the first command on early RX channels: the delay of the second attempt stays.
        if (_data.RxResetTwice && !channel.Data.ToIpa) { _loop.Sleep(GsiCommands.ResetDelayMicroseconds); }
        Program(channel, doorbellEngine);
        Rewind(channel);
    }

    /// <summary>
    /// Hands over what the hardware has done. What a TX channel still has gets up to a second to be done, or the channel needs a reset;
    /// buffers of an RX channel stay with the hardware.
    /// </summary>
    public void Quiesce(GsiChannel channel)
    {
        bool waits = channel.Data.ToIpa;
        // Whoever said that more follows may have sent nothing more.
        if (waits) { channel.RingDoorbell(); }
        long patience = Waits.Allow(QuiesceMicroseconds);
        long deadline = _loop.Now + patience;
        long half = _loop.Now + patience / 2;
        while (waits && channel.HasUncompleted && _loop.Now < deadline)
        {
            _loop.Sleep(QuiesceStepMicroseconds);
            if (_loop.Now < half) { continue; }
            channel.RingDoorbellAgain();
            half = deadline;
        }
        // Interrupts may have been lost; what is in the event ring decides.
        int rounds = channel.Ring.Count / EventLoop.PollBudget + 2;
        while ((channel.HasUnreleased || (waits && channel.HasUncompleted)) && rounds-- > 0)
        {
            _loop.Schedule(channel.Poll);
            _loop.Sleep(0);
        }
        if (!waits || !channel.HasUncompleted) { return; }
        channel.NeedsReset = true;
        channel.Counters.Timeouts++;
        _loop.Trace.Add(IpaTraceId.ChannelBusy, (uint)channel.Id, 0);
    }

    /// <summary>Tells of the first thing that a channel's event ring says and that cannot be.</summary>
    internal void NoteLie(int channel, string what)
    {
        _loop.Trace.Add(IpaTraceId.EventNotBelieved, (uint)channel, 0, what);
    }

    private GsiRing Allocate(string name, int id, int count)
    {
        int bytes = count * GsiRing.ElementSize;
        return new GsiRing(id, _heap.Allocate(name + id.ToString(), bytes, bytes));
    }

    private void Rewind(GsiChannel channel)
    {
        channel.CancelAndRewind();
        Quiesce(channel);
    }

    private void SilenceEvents(GsiChannel channel)
    {
        channel.InterruptWanted = false;
        Interrupts.DisableEvents(1u << channel.Events.Id);
    }

    private void CheckCounts()
    {
        uint parameters = BusCheck.Read(_registers, _table.HwParam2);
        int channels = (int)_table.NumChPerEe.Decode(parameters);
        if (_table.HwParam4 != null) { parameters = BusCheck.Read(_registers, _table.HwParam4); }
        int rings = (int)_table.NumEvPerEe.Decode(parameters);
        if (channels == 0 || rings == 0)
        {
            throw new IpaException(IpaError.Unsupported, "GSI reports " + channels.ToString() + " channels and " + rings.ToString() + " event rings");
        }
        if (channels > MaxChannels) { channels = MaxChannels; }
        if (rings > MaxEventRings) { rings = MaxEventRings; }
        for (int i = 0; i < _channels.Length; i++)
        {
            if (_channels[i] == null) { continue; }
            if (i >= channels || _channels[i].Events.Id >= rings)
            {
                throw new IpaException(IpaError.Unsupported, "channel " + i.ToString() + " with event ring " + _channels[i].Events.Id.ToString()
                    + ": the GSI has " + channels.ToString() + " channels and " + rings.ToString() + " event rings");
            }
        }
    }

    private void SetUpChannel(GsiChannel channel)
    {
        GsiRing events = channel.Events;
        Commands.EventRing(events, GsiOpcode.Allocate, EventRingState.NotAllocated, EventRingState.Allocated);
        int ring = events.Id;
        _registers.Write32(_table.EvCntxt0.At(ring), GsiProgramming.EventRingContext(_table));
        _registers.Write32(_table.EvCntxt1.At(ring), _table.EvRLength.Encode((uint)events.Memory.Size));
        _registers.Write32(_table.EvCntxt2.At(ring), (uint)events.Memory.Address);
        _registers.Write32(_table.EvCntxt3.At(ring), (uint)(events.Memory.Address >> 32));
        _registers.Write32(_table.EvCntxt8.At(ring), GsiProgramming.EventModeration(_table));
        _registers.Write32(_table.EvCntxt9.At(ring), 0);
        _registers.Write32(_table.EvCntxt10.At(ring), 0);
        _registers.Write32(_table.EvCntxt11.At(ring), 0);
        _registers.Write32(_table.EvCntxt12.At(ring), 0);
        _registers.Write32(_table.EvCntxt13.At(ring), 0);
        events.Index = 0;
        _registers.Write32(_table.EvDoorbell0.At(ring), events.PointerTo(events.Index - 1));

        Commands.Channel(channel, GsiOpcode.Allocate, ChannelState.NotAllocated, ChannelState.NotAllocated, ChannelState.Allocated);
        Program(channel, true);
        Rewind(channel);
    }

    private void Program(GsiChannel channel, bool doorbellEngine)
    {
        int id = channel.Id;
        EndpointData data = channel.Data;
        DmaMemory memory = channel.Ring.Memory;
        _registers.Write32(_table.ChCntxt0.At(id), GsiProgramming.ChannelContext(_table, data.ToIpa, channel.Events.Id));
        _registers.Write32(_table.ChCntxt1.At(id), GsiProgramming.ChannelLength(_table, memory.Size, channel.Events.Id));
        _registers.Write32(_table.ChCntxt2.At(id), (uint)memory.Address);
        _registers.Write32(_table.ChCntxt3.At(id), (uint)(memory.Address >> 32));
        uint qos = data.Name == EndpointName.ApCommandTx ? _data.CommandChannelQos : _data.ChannelQos;
        _registers.Write32(_table.ChQos.At(id), doorbellEngine ? qos : _table.UseDbEng.Replace(qos, 0));
        _registers.Write32(_table.ChScratch0.At(id), 0);
        _registers.Write32(_table.ChScratch1.At(id), 0);
        _registers.Write32(_table.ChScratch2.At(id), GsiProgramming.OutstandingElements(_table, data.TlvCount));
        uint scratch = BusCheck.Read(_registers, _table.ChScratch3, id);
        _registers.Write32(_table.ChScratch3.At(id), GsiProgramming.OutstandingThreshold(_table, scratch));
    }
}
