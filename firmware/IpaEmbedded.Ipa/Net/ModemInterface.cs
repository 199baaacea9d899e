using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.PowerManagement;

namespace IpaEmbedded.Ipa.Net;

/// <summary>
/// The interface to the modem ("rmnet_ipa0"): QMAP frames in both directions. It exists while the modem is ready; sending holds power.
/// </summary>
public sealed class ModemInterface
{
    /// <summary>Protocol number of QMAP frames.</summary>
    public const ushort MapProtocol = 0x00f9;

    /// <summary>Largest packet in bytes.</summary>
    public const int Mtu = 1500;

    /// <summary>Name as network tools show it.</summary>
    public const string Name = "rmnet_ipa0";

    /// <summary>Longest time that the ring may stay full before it is looked at by hand, in microseconds.</summary>
    public const long WatchdogMicroseconds = 10000000;

    private readonly EventLoop _loop;
    private readonly EventLoopTimer _watchdog;
    private readonly ApEndpoints _endpoints;
    private readonly RuntimePower _power;
    private readonly Receiver _receiver;
    private FrameSink _sink;
    private InterfaceListener _listener;
    private bool _stoppedForPower;
    private bool _stoppedForRoom;

    /// <summary>Creates the interface; it does not exist before <see cref="Register"/>.</summary>
    public ModemInterface(EventLoop loop, ApEndpoints endpoints, RuntimePower power)
    {
        _loop = loop;
        _watchdog = new EventLoopTimer(loop, OnWatchdog);
        _endpoints = endpoints;
        _power = power;
        _receiver = new Receiver(this);
    }

    /// <summary>Whether the interface exists.</summary>
    public bool IsRegistered { get; private set; }

    /// <summary>Whether the interface is open.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether frames may be given now.</summary>
    public bool IsQueueRunning
    {
        get { return IsOpen && !_stoppedForPower && !_stoppedForRoom; }
    }

    /// <summary>Statistics since the interface was registered.</summary>
    public InterfaceCounters Counters { get; private set; } = new InterfaceCounters();

    /// <summary>Buffer memory that the next frame is written into, see <see cref="Reserve"/>.</summary>
    public DmaMemory TransmitMemory
    {
        get { return _endpoints.ModemTx.Buffers; }
    }

    /// <summary>Byte offset in <see cref="TransmitMemory"/> for the next frame.</summary>
    public int TransmitOffset
    {
        get { return _endpoints.ModemTx.NextOffset; }
    }

    /// <summary>Says who gets received frames.</summary>
    public void SetSink(FrameSink sink)
    {
        _sink = sink;
    }

    /// <summary>Says who is told about changes.</summary>
    public void SetListener(InterfaceListener listener)
    {
        _listener = listener;
    }

    /// <summary>Makes the interface exist; nothing happens when it does.</summary>
    public void Register()
    {
        if (IsRegistered) { return; }
        IsRegistered = true;
        Counters = new InterfaceCounters();
        _endpoints.ModemRx.SetSink(_receiver);
        _endpoints.ModemTx.SetHandler(OnTransmitted);
        if (_listener != null) { _listener.OnRegistered(); }
    }

    /// <summary>Stops the interface if it is open and takes it away; nothing happens when it does not exist.</summary>
    public void Unregister()
    {
        if (!IsRegistered) { return; }
        try
        {
            Stop();
        }
        finally
        {
            // An interface that cannot be stopped for want of power stays as it is.
            IsRegistered = IsOpen;
            if (_sink != null) { _sink.OnSenderGone(); }
            if (!IsRegistered && _listener != null) { _listener.OnUnregistered(); }
        }
    }

    /// <summary>Starts both endpoints and the queue.</summary>
    /// <exception cref="IpaException">The interface does not exist, or the hardware refused.</exception>
    /// <exception cref="EventLoopException">Called from an interrupt handler or a poll; nothing was changed.</exception>
    public void Open()
    {
        if (!IsRegistered) { throw new IpaException(IpaError.WrongState, "rmnet_ipa0: the modem is not ready, so there is nothing to open"); }
        if (IsOpen) { return; }
        _loop.DemandWait("open of rmnet_ipa0");
        AcquirePower();
        try
        {
            _endpoints.EnableTransmit(_endpoints.ModemTx.Channel);
            _endpoints.EnableReceive(_endpoints.ModemRx);
            IsOpen = true;
            _stoppedForPower = false;
            // A stop whose commands were stuck has left the ring full.
            _stoppedForRoom = false;
        }
        finally
        {
            if (!IsOpen) { StopTransmitting(); }
            _power.Release();
        }
        if (_listener != null) { _listener.OnQueueRunning(); }
    }

    /// <summary>Stops the queue and both endpoints; nothing happens when the interface is not open.</summary>
    /// <exception cref="IpaException">The power was refused, and the interface is still open; or an endpoint did not stop, and is reset by the next open.</exception>
    /// <exception cref="EventLoopException">Called from an interrupt handler or a poll; nothing was changed.</exception>
    public void Stop()
    {
        if (!IsOpen) { return; }
        _loop.DemandWait("stop of rmnet_ipa0");
        AcquirePower();
        IsOpen = false;
        _watchdog.Cancel();
        long before = _endpoints.Waits.Begin(WaitBudget.StopMicroseconds);
        try
        {
            _endpoints.DisableReceive(_endpoints.ModemRx);
        }
        finally
        {
            StopTransmitting();
            _endpoints.Waits.End(before);
            _power.Release();
        }
    }

    /// <summary>
    /// Sends a QMAP frame; the bytes are copied before the call returns. "More" delays the doorbell until a frame without it, be it sent or dropped, or until the power goes.
    /// </summary>
    public TransmitStatus Transmit(byte[] frame, int offset, int length, ushort protocol, bool moreFollows)
    {
        if (length <= 0 || length > TransmitEndpoint.BufferSize || protocol != MapProtocol) { return Drop(moreFollows); }
        TransmitStatus status = Reserve();
        if (status != TransmitStatus.Accepted) { return status; }
        TransmitMemory.CopyFrom(TransmitOffset, frame, offset, length);
        Submit(length, moreFollows);
        return TransmitStatus.Accepted;
    }

    /// <summary>
    /// Sends a QMAP frame that lies in fragments of memory that the hardware can reach. The memory stays as it is until the frame is completed,
    /// unless there are more fragments than the hardware takes in one frame: those are copied.
    /// </summary>
    public TransmitStatus TransmitFragments(DmaMemory memory, int[] offsets, int[] lengths, int count, bool moreFollows)
    {
        int total = 0;
        for (int i = 0; i < count; i++)
        {
            if (lengths[i] <= 0 || lengths[i] > TransmitEndpoint.BufferSize - total || offsets[i] < 0 || offsets[i] > memory.Size - lengths[i]) { return Drop(moreFollows); }
            total += lengths[i];
        }
        if (count <= 0) { return Drop(moreFollows); }
        GsiChannel channel = _endpoints.ModemTx.Channel;
        bool join = count > channel.Data.TlvCount;
        TransmitStatus status = Reserve();
        if (status != TransmitStatus.Accepted) { return status; }
        if (join)
        {
            Submit(_endpoints.ModemTx.Join(memory, offsets, lengths, count), moreFollows);
            return TransmitStatus.Accepted;
        }
        if (channel.Free < count)
        {
            StopForRoom();
            return Busy();
        }
        _endpoints.ModemTx.SendFragments(memory, offsets, lengths, count, moreFollows);
        Submitted(total);
        return TransmitStatus.Accepted;
    }

    /// <summary>
    /// Finds power and room for one frame. On <see cref="TransmitStatus.Accepted"/> the caller writes the frame and calls <see cref="Submit"/> before
    /// it waits for anything: the power stays for the autosuspend time from now.
    /// </summary>
    public TransmitStatus Reserve()
    {
        if (!IsOpen) { return TransmitStatus.Down; }
        if (!_power.Touch())
        {
            // The power comes as work; the queue is woken when it is there.
            StopQueue(ref _stoppedForPower);
            return Busy();
        }
        if (!_endpoints.ModemTx.HasRoom)
        {
            StopForRoom();
            return Busy();
        }
        return TransmitStatus.Accepted;
    }

    /// <summary>Sends the frame written since <see cref="Reserve"/>.</summary>
    public void Submit(int length, bool moreFollows)
    {
        _endpoints.ModemTx.Send(length, moreFollows);
        Submitted(length);
    }

    /// <summary>A frame that is not sent ends its batch as well as one that is: those before it would wait for a doorbell that nobody rings.</summary>
    internal void EndBatch(bool moreFollows)
    {
        if (!moreFollows && IsOpen && _power.IsActive) { _endpoints.ModemTx.Channel.RingDoorbell(); }
    }

    private TransmitStatus Drop(bool moreFollows)
    {
        EndBatch(moreFollows);
        Counters.TxDropped++;
        return TransmitStatus.Dropped;
    }

    private TransmitStatus Busy()
    {
        Counters.TxBusy++;
        return TransmitStatus.Busy;
    }

    private void AcquirePower()
    {
        try
        {
            _power.Acquire();
        }
        catch (HardwareException e)
        {
            throw new IpaException(IpaError.NoPower, "rmnet_ipa0: no power: " + e.Message);
        }
    }

    private void Submitted(int length)
    {
        if (!_endpoints.ModemTx.HasRoom) { StopForRoom(); }
        Counters.TxPackets++;
        Counters.TxBytes += (ulong)length;
    }

    /// <summary>The power is back: wakes a queue that was stopped for it.</summary>
    public void OnPowerResumed()
    {
        if (!_stoppedForPower) { return; }
        _stoppedForPower = false;
        Wake();
    }

    private void StopForRoom()
    {
        StopQueue(ref _stoppedForRoom);
        // Elements that wait for a doorbell would wait for ever when nothing more can be sent.
        _endpoints.ModemTx.Channel.RingDoorbell();
        if (!_watchdog.IsArmed) { _watchdog.Start(WatchdogMicroseconds); }
    }

    private void OnWatchdog()
    {
        Counters.TxTimeouts++;
        _loop.Trace.Add(IpaTraceId.TransmitStuck, (uint)_endpoints.ModemTx.Channel.Id, 0);
        // A ring that was full when the power went is served by nobody before it is back.
        if (_power.Touch()) { _endpoints.Stir(_endpoints.ModemTx.Channel); }
        _watchdog.Start(WatchdogMicroseconds);
    }

    private void StopTransmitting()
    {
        try
        {
            _endpoints.DisableTransmit(_endpoints.ModemTx.Channel);
        }
        catch (IpaException e)
        {
            // The channel is broken and the next open resets it.
            _loop.Trace.Add(IpaTraceId.TransmitNotStopped, (uint)_endpoints.ModemTx.Channel.Id, 0, e.Message);
        }
    }

    private void StopQueue(ref bool reason)
    {
        if (IsQueueRunning) { Counters.QueueStops++; }
        reason = true;
    }

    private void Wake()
    {
        if (!IsQueueRunning) { return; }
        Counters.QueueWakes++;
        if (_listener != null) { _listener.OnQueueRunning(); }
    }

    private void OnTransmitted(uint packets, uint bytes)
    {
        if (!_stoppedForRoom || !_endpoints.ModemTx.HasRoom) { return; }
        _stoppedForRoom = false;
        _watchdog.Cancel();
        Wake();
    }

    private sealed class Receiver : FrameSink
    {
        private readonly ModemInterface _owner;

        internal Receiver(ModemInterface owner)
        {
            _owner = owner;
        }

        public override void OnReceived(DmaMemory memory, int offset, int length)
        {
            InterfaceCounters counters = _owner.Counters;
            if (_owner._sink == null)
            {
                counters.RxDropped++;
                return;
            }
            counters.RxPackets++;
            counters.RxBytes += (ulong)length;
            _owner._sink.OnReceived(memory, offset, length);
        }
    }
}
