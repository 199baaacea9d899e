using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Net;

/// <summary>A network interface for IP packets under one mux id ("rmnet0" and so on).</summary>
public sealed class RmnetInterface
{
    private readonly RmnetPort _port;
    private readonly ModemInterface _lower;
    private readonly DownlinkChecksum _downlink;
    private readonly UplinkChecksum _uplink;
    private PacketSink _sink;

    internal RmnetInterface(RmnetPort port, int muxId)
    {
        _port = port;
        _lower = port.Lower;
        MuxId = muxId;
        _downlink = new DownlinkChecksum(Checksums);
        _uplink = new UplinkChecksum(Checksums);
    }

    /// <summary>Mux id.</summary>
    public int MuxId { get; }

    /// <summary>Largest packet in bytes.</summary>
    public int Mtu
    {
        get { return ModemInterface.Mtu; }
    }

    /// <summary>Statistics.</summary>
    public InterfaceCounters Counters { get; } = new InterfaceCounters();

    /// <summary>Statistics of checksums.</summary>
    public ChecksumCounters Checksums { get; } = new ChecksumCounters();

    /// <summary>Whether the modem has stopped the flow; one that is gone has not.</summary>
    public bool IsFlowStopped { get; private set; }

    /// <summary>Called when the modem lets the flow go again, in a poll, or when it is gone that had stopped it, as work; or null.</summary>
    public EventLoopHandler FlowHandler { get; set; }

    /// <summary>Says who gets received packets.</summary>
    public void SetSink(PacketSink sink)
    {
        _sink = sink;
    }

    /// <summary>
    /// Sends an IP packet; the bytes are copied before the call returns. With <paramref name="computeChecksum"/> the hardware
    /// fills in the transport checksum, whose field holds the pseudo header's sum. "More" delays the doorbell.
    /// </summary>
    public TransmitStatus Send(byte[] packet, int offset, int length, bool computeChecksum, bool moreFollows)
    {
        if (length <= 0 || length > ModemInterface.Mtu)
        {
            _lower.EndBatch(moreFollows);
            Counters.TxDropped++;
            return TransmitStatus.Dropped;
        }
        if (IsFlowStopped)
        {
            _lower.EndBatch(moreFollows);
            Counters.TxBusy++;
            return TransmitStatus.Busy;
        }
        TransmitStatus status = _lower.Reserve();
        if (status != TransmitStatus.Accepted)
        {
            if (status == TransmitStatus.Busy) { Counters.TxBusy++; }
            return status;
        }
        DmaMemory memory = _lower.TransmitMemory;
        int at = _lower.TransmitOffset;
        uint flags = _port.Flags;
        bool v5 = (flags & RmnetFormat.EgressChecksumV5) != 0;
        bool v4 = !v5 && (flags & RmnetFormat.EgressChecksumV4) != 0;
        int header = QmapHeader.Size + (v5 || v4 ? QmapHeader.UplinkChecksumSize : 0);
        memory.CopyFrom(at + header, packet, offset, length);
        memory.Write32(at, (v5 ? QmapHeader.NextHeader : 0u) | (uint)MuxId << 8 | (uint)(length >> 8) << 16 | (uint)(length & 0xff) << 24);
        if (v5) { _uplink.WriteInline(memory, at + QmapHeader.Size, computeChecksum); }
        else if (v4) { _uplink.WriteHeader(memory, at + QmapHeader.Size, at + header, length, computeChecksum); }
        _lower.Submit(header + length, moreFollows);
        Counters.TxPackets++;
        Counters.TxBytes += (ulong)length;
        return TransmitStatus.Accepted;
    }

    internal void SetFlow(bool running)
    {
        bool resumed = running && IsFlowStopped;
        IsFlowStopped = !running;
        if (resumed && FlowHandler != null) { FlowHandler(); }
    }

    internal void Deliver(DmaMemory memory, int frame, int header, int length, int body)
    {
        uint flags = _port.Flags;
        int packet = frame + header;
        bool verified = false;
        if ((flags & RmnetFormat.IngressChecksumV4) != 0) { verified = _downlink.VerifyTrailer(memory, packet, length, packet + body); }
        else if ((flags & RmnetFormat.IngressChecksumV5) != 0) { verified = _downlink.VerifyInline(memory, frame + QmapHeader.Size); }
        if (_sink == null)
        {
            Counters.RxDropped++;
            return;
        }
        Counters.RxPackets++;
        Counters.RxBytes += (ulong)length;
        _sink.OnPacket(memory, packet, length, verified);
    }
}
