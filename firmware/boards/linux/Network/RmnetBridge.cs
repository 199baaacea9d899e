using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>
/// Passes packets between a TUN interface of this machine and an interface of the modem, and opens the modem's again when it has restarted.
/// Holds one packet at most: what the modem cannot take yet stays in the kernel's own queue, which is bounded and drops as for any network card.
/// </summary>
public sealed class RmnetBridge : InterfaceListener, IDisposable
{
    private const int LargestPacketBytes = 65535;
    private const long FlowRetryMicroseconds = 10000;

    private readonly EventLoop _loop;
    private readonly BoardTime _time;
    private readonly ModemInterface _modem;
    private readonly RmnetInterface _rmnet;
    private readonly TunLink _link;
    private readonly Receiver _receiver;
    private readonly WorkItem _open;
    private readonly EventLoopTimer _retry;

    /// <summary>A bridge that is idle until <see cref="Start"/>; the caller disposes the TUN interface, after the bridge.</summary>
    public RmnetBridge(TunInterface tun, EventLoop loop, BoardTime time, ModemInterface modem, RmnetInterface rmnet)
    {
        _loop = loop;
        _time = time;
        _modem = modem;
        _rmnet = rmnet;
        _link = new TunLink(tun, loop, Send, LargestPacketBytes);
        _receiver = new Receiver(_link);
        _open = new WorkItem(() => _modem.Open());
        _retry = new EventLoopTimer(loop, () => _link.Resume());
    }

    /// <summary>Packets of this machine that the modem took.</summary>
    public long Sent => (long)_rmnet.Counters.TxPackets;

    /// <summary>Packets of the modem that this machine took.</summary>
    public long Received => _link.Received;

    /// <summary>Packets that one side could never take: longer than the other's largest, or while the interface was down.</summary>
    public long Dropped => _link.Dropped + (long)_rmnet.Counters.TxDropped;

    /// <summary>Opens the modem's interface as soon as it exists, and passes packets from then on.</summary>
    public void Start()
    {
        _rmnet.SetSink(_receiver);
        _modem.SetListener(this);
        _time.Watch(_link);
        if (_modem.IsRegistered)
        {
            OnRegistered();
        }
    }

    /// <inheritdoc/>
    public override void OnRegistered() => _loop.Post(_open);

    /// <inheritdoc/>
    public override void OnUnregistered() => _loop.Cancel(_open);

    /// <inheritdoc/>
    public override void OnQueueRunning() => _link.Resume();

    /// <inheritdoc/>
    public void Dispose()
    {
        _retry.Cancel();
        _loop.Cancel(_open);
        _time.Unwatch(_link);
        _modem.SetListener(null);
        _rmnet.SetSink(null);
    }

    private bool Send(byte[] packet, int length)
    {
        TransmitStatus status = _rmnet.Send(packet, 0, length, false, false);
        if (status == TransmitStatus.Busy && _rmnet.IsFlowStopped)
        {
            // Nobody tells when the modem lets the flow of one interface go again.
            _retry.Start(FlowRetryMicroseconds);
        }

        // A packet that can never be sent is counted and done with; the others wait for the queue to run.
        return status is TransmitStatus.Accepted or TransmitStatus.Dropped;
    }

    private sealed class Receiver(TunLink link) : PacketSink
    {
        private readonly byte[] _packet = new byte[LargestPacketBytes];

        public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
        {
            memory.CopyTo(offset, _packet, 0, length);
            link.Deliver(_packet, 0, length);
        }
    }
}
