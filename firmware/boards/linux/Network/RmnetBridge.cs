using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>
/// Passes packets between a TUN interface of this machine and an interface of the modem. What the modem cannot take yet stays in the
/// kernel's own queue, which is bounded and drops and counts as that of any network card.
/// </summary>
public sealed class RmnetBridge
{
    private const int LargestPacketBytes = 65535;

    private readonly RmnetInterface _rmnet;
    private readonly byte[] _received = new byte[LargestPacketBytes];

    internal RmnetBridge(TunInterface tun, EventLoop loop, RmnetInterface rmnet)
    {
        Tun = tun;
        _rmnet = rmnet;
        Link = new TunLink(tun, loop, Send, LargestPacketBytes);
        rmnet.SetSink(new Receiver(this));
        rmnet.FlowHandler = Link.Resume;
    }

    /// <summary>This machine's interface.</summary>
    public TunInterface Tun { get; }

    /// <summary>Reads and writes it.</summary>
    public TunLink Link { get; }

    /// <summary>Mux id of the modem's interface.</summary>
    public int MuxId => _rmnet.MuxId;

    /// <summary>Statistics of the modem's interface.</summary>
    public InterfaceCounters Counters => _rmnet.Counters;

    /// <summary>Is told of each packet, outbound or not, or null; the bytes are valid only during the call.</summary>
    public PacketWatcher? Watcher { get; set; }

    internal void Close()
    {
        _rmnet.SetSink(null);
        _rmnet.FlowHandler = null;
    }

    private bool Send(byte[] packet, int length, int nextLength)
    {
        // One that could never be sent would ring no doorbell.
        TransmitStatus status = _rmnet.Send(packet, 0, length, false, nextLength is > 0 and <= ModemInterface.Mtu);
        if (status == TransmitStatus.Accepted)
        {
            Watcher?.Invoke(true, packet.AsSpan(0, length));
        }

        // A packet that can never be sent is counted and done with; the others wait for the queue to run.
        return status is TransmitStatus.Accepted or TransmitStatus.Dropped;
    }

    private sealed class Receiver(RmnetBridge owner) : PacketSink
    {
        public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
        {
            memory.CopyTo(offset, owner._received, 0, length);
            var packet = owner._received.AsSpan(0, length);
            owner.Watcher?.Invoke(false, packet);
            owner.Link.Deliver(packet);
        }
    }
}
