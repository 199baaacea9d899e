using IpaEmbedded.Ipa.Commands;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Hardware;
using IpaEmbedded.Ipa.Interrupts;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>The four endpoints of the application processor: creates, programs, enables, suspends and resets them.</summary>
public sealed class ApEndpoints
{
    private const int AggregationPolls = 3;
    private const long AggregationPollMicroseconds = 1000;

    private readonly EventLoop _loop;
    private readonly IpaData _data;
    private readonly RegisterBlock _registers;
    private readonly GsiDevice _gsi;
    private readonly SuspendInterrupt _suspend;
    private readonly DmaHeap _heap;
    private readonly EndpointProgramming _programming;
    private ulong _enabled;

    /// <summary>Sender of immediate commands.</summary>
    public CommandChannel Commands;

    /// <summary>Exceptions and tagged status.</summary>
    public ReceiveEndpoint LanRx;

    /// <summary>Reader of what <see cref="LanRx"/> receives.</summary>
    public StatusReceiver LanStatus;

    /// <summary>Packets to the modem.</summary>
    public TransmitEndpoint ModemTx;

    /// <summary>Packets from the modem.</summary>
    public ReceiveEndpoint ModemRx;

    /// <summary>Creates the set; the endpoints exist after <see cref="Create"/>.</summary>
    public ApEndpoints(EventLoop loop, IpaData data, RegisterBlock registers, GsiDevice gsi, SuspendInterrupt suspend, DmaHeap heap)
    {
        _loop = loop;
        _data = data;
        _registers = registers;
        _gsi = gsi;
        _suspend = suspend;
        _heap = heap;
        _programming = new EndpointProgramming(data, registers);
    }

    /// <summary>How long all waits for the hardware together may take.</summary>
    internal WaitBudget Waits
    {
        get { return _gsi.Waits; }
    }

    /// <summary>Creates channels, rings and buffers in the order of the version's table.</summary>
    public void Create()
    {
        for (int i = 0; i < _data.Endpoints.Length; i++)
        {
            EndpointData endpoint = _data.Endpoints[i];
            if (endpoint.Environment != EndpointData.ApplicationProcessor) { continue; }
            GsiChannel channel = _gsi.CreateChannel(endpoint);
            switch (endpoint.Name)
            {
                case EndpointName.ApCommandTx:
                    Commands = new CommandChannel(_loop, channel, _data.ClearOptionInOpcode, _data.WideEndpointIds, _heap);
                    break;
                case EndpointName.ApLanRx:
                    LanRx = new ReceiveEndpoint(channel, _heap);
                    LanStatus = new StatusReceiver(endpoint, _data.Endpoint(EndpointName.ApCommandTx).Id, _data.WideEndpointIds);
                    LanRx.SetSink(LanStatus);
                    break;
                case EndpointName.ApModemTx:
                    ModemTx = new TransmitEndpoint(channel, _heap);
                    break;
                default:
                    ModemRx = new ReceiveEndpoint(channel, _heap);
                    break;
            }
        }
    }

    /// <summary>Frees rings and buffers.</summary>
    public void Destroy()
    {
        if (Commands != null) { Commands.Destroy(); }
        if (LanRx != null) { LanRx.Destroy(); }
        if (ModemTx != null) { ModemTx.Destroy(); }
        if (ModemRx != null) { ModemRx.Destroy(); }
        _gsi.DestroyChannels();
    }

    /// <summary>Programs every endpoint, ascending ids.</summary>
    public void Program()
    {
        EndpointData[] endpoints = _data.EndpointsOf(EndpointData.ApplicationProcessor);
        for (int i = 0; i < endpoints.Length; i++) { _programming.Program(endpoints[i]); }
    }

    /// <summary>Resets every endpoint's channel, descending ids; the endpoints must be disabled.</summary>
    public void Reset()
    {
        EndpointData[] endpoints = _data.EndpointsOf(EndpointData.ApplicationProcessor);
        IpaException refusal = null;
        for (int i = endpoints.Length - 1; i >= 0; i--)
        {
            try
            {
                ResetChannel(endpoints[i]);
            }
            catch (IpaException e)
            {
                if (refusal == null) { refusal = e; }
            }
        }
        if (refusal != null) { throw refusal; }
    }

    /// <summary>Whether an endpoint is enabled.</summary>
    public bool IsEnabled(EndpointData endpoint)
    {
        return (_enabled & (1ul << endpoint.Id)) != 0;
    }

    /// <summary>Starts a TX endpoint.</summary>
    public void EnableTransmit(GsiChannel channel)
    {
        _gsi.Recover(channel);
        _gsi.Start(channel);
        if (channel.Free == 0) { _gsi.Stir(channel); }
        _enabled |= 1ul << channel.Data.Id;
    }

    /// <summary>Stops a TX endpoint after what is under way; nothing happens when it is not enabled.</summary>
    public void DisableTransmit(GsiChannel channel)
    {
        if (!IsEnabled(channel.Data)) { return; }
        // A channel that does not stop is broken, not enabled: the next start resets it.
        _enabled &= ~(1ul << channel.Data.Id);
        _gsi.Stop(channel);
    }

    /// <summary>Looks after a channel that stands: see <see cref="GsiDevice.Stir"/>.</summary>
    public void Stir(GsiChannel channel)
    {
        _gsi.Stir(channel);
    }

    /// <summary>Starts an RX endpoint, lets it cause the suspend interrupt and fills its ring.</summary>
    public void EnableReceive(ReceiveEndpoint endpoint)
    {
        int id = endpoint.Channel.Data.Id;
        _gsi.Recover(endpoint.Channel);
        _gsi.Start(endpoint.Channel);
        bool wakes = false;
        try
        {
            _suspend.SetEndpoint(id, true);
            wakes = true;
        }
        finally
        {
            if (!wakes) { _gsi.Stop(endpoint.Channel); }
        }
        if (endpoint.Channel.Free < endpoint.Channel.Limit) { _gsi.Stir(endpoint.Channel); }
        endpoint.EnableRefill();
        _enabled |= 1ul << id;
    }

    /// <summary>Stops an RX endpoint; nothing happens when it is not enabled.</summary>
    public void DisableReceive(ReceiveEndpoint endpoint)
    {
        if (!IsEnabled(endpoint.Channel.Data)) { return; }
        int id = endpoint.Channel.Data.Id;
        endpoint.DisableRefill();
        _enabled &= ~(1ul << id);
        try
        {
            _suspend.SetEndpoint(id, false);
        }
        finally
        {
            _gsi.Stop(endpoint.Channel);
        }
    }

    /// <summary>Resets and restarts the channels for commands and exceptions when an earlier command left them unusable.</summary>
    public void RecoverBroken()
    {
        if (IsEnabled(Commands.Channel.Data) && Commands.Channel.NeedsReset) { EnableTransmit(Commands.Channel); }
        if (IsEnabled(LanRx.Channel.Data) && LanRx.Channel.NeedsReset) { EnableReceive(LanRx); }
    }

    /// <summary>Brings enabled endpoints to rest before the power goes: modem RX and TX, then LAN RX, then commands.</summary>
    public void Suspend()
    {
        SuspendReceive(ModemRx);
        SuspendTransmit(ModemTx.Channel);
        SuspendReceive(LanRx);
        SuspendTransmit(Commands.Channel);
    }

    /// <summary>Lets enabled endpoints work again, in the reverse order.</summary>
    public void Resume()
    {
        ResumeTransmit(Commands.Channel);
        ResumeReceive(LanRx);
        ResumeTransmit(ModemTx.Channel);
        ResumeReceive(ModemRx);
    }

    private void SuspendTransmit(GsiChannel channel)
    {
        if (!IsEnabled(channel.Data)) { return; }
        if (_data.ControlsEndpoints) { _gsi.Quiesce(channel); }
        else { StopForSuspend(channel); }
    }

    private void ResumeTransmit(GsiChannel channel)
    {
        // Where channels run through a suspend, one that had work left when the power went rings no doorbell before it is reset.
        if (IsEnabled(channel.Data) && (!_data.ControlsEndpoints || channel.NeedsReset)) { StartAfterSuspend(channel); }
    }

    // The power goes and comes whatever a channel says; one that refuses is quarantined, and the others run on.
    private void StopForSuspend(GsiChannel channel)
    {
        try
        {
            _gsi.StopForSuspend(channel);
        }
        catch (IpaException e)
        {
            _loop.Trace.Add(IpaTraceId.ChannelPower, (uint)channel.Id, 0, e.Message);
        }
    }

    // Nobody would start it again before the next sleep, so that what is sent meanwhile would wait for nothing: it is reset and asked once more.
    private void StartAfterSuspend(GsiChannel channel)
    {
        if (!TryStartAfterSuspend(channel)) { TryStartAfterSuspend(channel); }
    }

    private bool TryStartAfterSuspend(GsiChannel channel)
    {
        try
        {
            _gsi.Recover(channel);
            _gsi.StartAfterSuspend(channel);
            return true;
        }
        catch (IpaException e)
        {
            _loop.Trace.Add(IpaTraceId.ChannelPower, (uint)channel.Id, 0, e.Message);
            return false;
        }
    }

    private void SuspendReceive(ReceiveEndpoint endpoint)
    {
        EndpointData data = endpoint.Channel.Data;
        if (!IsEnabled(data)) { return; }
        endpoint.DisableRefill();
        if (!_data.ControlsEndpoints)
        {
            StopForSuspend(endpoint.Channel);
            return;
        }
        bool was = SetSuspended(endpoint.Channel, true);
        if (!was && data.Aggregation && _data.MissesSuspendInterrupt && IsAggregationOpen(data.Id))
        {
            // The hardware raises no interrupt for a frame that was open at this moment, so it is raised by hand.
            ForceClose(data.Id);
            _suspend.Handle();
        }
        _gsi.Quiesce(endpoint.Channel);
    }

    private void ResumeReceive(ReceiveEndpoint endpoint)
    {
        EndpointData data = endpoint.Channel.Data;
        if (!IsEnabled(data)) { return; }
        if (_data.ControlsEndpoints) { SetSuspended(endpoint.Channel, false); }
        else { StartAfterSuspend(endpoint.Channel); }
        endpoint.EnableRefill();
    }

    private bool SetSuspended(GsiChannel channel, bool suspended)
    {
        try
        {
            return EndpointControl.Change(_registers, _data.Registers.EndpInitCtrl, channel.Data.Id, _data.Registers.EndpSuspend, suspended);
        }
        catch (IpaException e)
        {
            _loop.Trace.Add(IpaTraceId.ChannelPower, (uint)channel.Id, 0, e.Message);
            return true;
        }
    }

    private bool IsAggregationOpen(int id)
    {
        return (_registers.Read32(_data.Registers.StateAggrActive.At(EndpointSet.WordOf(id))) & EndpointSet.BitOf(id)) != 0;
    }

    private void ForceClose(int id)
    {
        _registers.Write32(_data.Registers.AggrForceClose.At(EndpointSet.WordOf(id)), EndpointSet.BitOf(id));
    }

    private void ResetChannel(EndpointData endpoint)
    {
        GsiChannel channel = _gsi.Channel(endpoint.Channel);
        if (!endpoint.ToIpa && endpoint.Aggregation && _data.MissesSuspendInterrupt && IsAggregationOpen(endpoint.Id))
        {
            ResetWithOpenAggregation(endpoint, channel);
        }
        else
        {
            _gsi.Reset(channel, true);
        }
    }

    private void ResetWithOpenAggregation(EndpointData endpoint, GsiChannel channel)
    {
        // An open frame survives a reset on early versions; it is closed into a one-byte buffer first.
        Register control = _data.Registers.EndpInitCtrl;
        ForceClose(endpoint.Id);
        _gsi.Reset(channel, false);
        bool suspended = EndpointControl.Change(_registers, control, endpoint.Id, _data.Registers.EndpSuspend, false);
        _gsi.StartAfterSuspend(channel);
        channel.Transfer(channel.Ring.Memory.Address, 1, true);
        for (int i = 0; i < AggregationPolls && IsAggregationOpen(endpoint.Id); i++) { _loop.Sleep(AggregationPollMicroseconds); }
        _gsi.StopForSuspend(channel);
        _gsi.Reset(channel, true);
        _loop.Sleep(AggregationPollMicroseconds);
        if (suspended) { EndpointControl.Change(_registers, control, endpoint.Id, _data.Registers.EndpSuspend, true); }
    }
}
