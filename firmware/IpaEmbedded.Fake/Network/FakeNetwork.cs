using System;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>
/// The network behind the modem: takes QMAP frames, answers echo requests, hands other packets on, and sends packets
/// down with the checksum headers that the endpoints are configured for. It allocates nothing per packet.
/// </summary>
public sealed class FakeNetwork
{
    private const int LargestPacket = 16384;
    private const int FrameOverhead = 32;

    private readonly FakeChip _chip;
    private readonly int _transmit;
    private readonly int _receive;
    private readonly bool _inline;
    private readonly int _maximumPacket;
    private readonly byte[] _frame;
    private readonly byte[] _reply;
    private FrameBacklog _queue;
    private readonly EventLoopTimer _timer;
    private bool _refused;
    private bool _waits;
    private bool _isUp;
    private long _decodedAt = -1;
    private int _headerLength;
    private bool _offloadsUplink;

    /// <summary>Creates a network behind the chip's modem endpoints and takes what they send.</summary>
    public FakeNetwork(FakeChip chip)
    {
        _chip = chip;
        _transmit = chip.Description.Find("AP_MODEM_TX").Endpoint;
        _receive = chip.Description.Find("AP_MODEM_RX").Endpoint;
        _inline = chip.Description.Version >= IpaVersion.V4_5;
        _maximumPacket = chip.Description.PacketBytes - FrameOverhead;
        if (_maximumPacket > LargestPacket) { _maximumPacket = LargestPacket; }
        _frame = new byte[_maximumPacket + FrameOverhead];
        _reply = new byte[_maximumPacket];
        _queue = new FrameBacklog(chip.Description.BacklogBytes);
        _timer = new EventLoopTimer(chip.Loop, SendQueued);
        chip.Pipeline.Uplink = OnUplink;
        chip.Pipeline.UplinkIdle = OnUplinkIdle;
        chip.Pipeline.DownlinkRoom = OnDownlinkRoom;
        IsUp = true;
        Answers = true;
    }

    /// <summary>Whether the modem passes packets; otherwise they are lost.</summary>
    public bool IsUp
    {
        get { return _isUp; }
        set
        {
            _isUp = value;
            // What waits for the IPA is lost with the modem.
            if (!value && _waits) { _timer.Start(0); }
        }
    }

    /// <summary>Whether echo requests are answered.</summary>
    public bool Answers { get; set; }

    /// <summary>Whether received frames say that their checksum is valid.</summary>
    public bool ChecksumsValid { get; set; } = true;

    /// <summary>Who takes packets that the network does not answer, or null: they are lost.</summary>
    public PacketHandler Forward { get; set; }

    /// <summary>Uplink packets that were understood.</summary>
    public long Packets { get; private set; }

    /// <summary>Bytes of IP packets that were understood.</summary>
    public long Bytes { get; private set; }

    /// <summary>Uplink frames that were no QMAP frames.</summary>
    public int Malformed { get; private set; }

    /// <summary>Packets that were lost because the modem was down or its queue was full.</summary>
    public int Lost
    {
        get { return LostUp + LostDown + Overflowed + TooLong; }
    }

    /// <summary>Uplink frames that were lost because the modem was down.</summary>
    public int LostUp { get; private set; }

    /// <summary>Downlink packets that were lost because the modem was down.</summary>
    public int LostDown { get; private set; }

    /// <summary>Downlink packets that found the modem's queue full: nobody had asked for <see cref="AskForRoom"/>.</summary>
    public int Overflowed { get; private set; }

    /// <summary>Downlink packets that were longer than the chip's largest.</summary>
    public int TooLong { get; private set; }

    /// <summary>Uplink packets that were understood, but neither answered nor handed on.</summary>
    public long Ignored { get; private set; }

    /// <summary>Downlink packets that the modem gave to the IPA.</summary>
    public long Delivered { get; private set; }

    /// <summary>Whether the queue takes a quarter of its bytes. That the answer was no is remembered, and <see cref="RoomHandler"/> says when it is yes.</summary>
    public bool AskForRoom()
    {
        bool room = _queue.Free >= _queue.Size / 4;
        if (!room) { _refused = true; }
        return room;
    }

    /// <summary>Called when there is room again after <see cref="AskForRoom"/> has said no, or null.</summary>
    public EventLoopHandler RoomHandler { get; set; }

    /// <summary>Whether uplink packets wait in the ring while the queue has no room, for networks that answer each of them.</summary>
    public bool HoldsUplink { get; set; }

    /// <summary>MAP command acknowledgements that came up.</summary>
    public int CommandAcknowledgements { get; private set; }

    /// <summary>Uplink packets whose checksum the hardware was asked to compute.</summary>
    public int ChecksumsComputed { get; private set; }

    /// <summary>Makes the downlink queue longer; what is in it stays.</summary>
    public void EnlargeQueue(int bytes)
    {
        FrameBacklog queue = new FrameBacklog(bytes);
        while (_queue.Count > 0)
        {
            queue.Add(_queue.Bytes, _queue.FirstOffset, _queue.FirstLength);
            _queue.RemoveFirst();
        }
        _queue = queue;
    }

    /// <summary>Sends an IP packet down to the processor.</summary>
    public void Inject(byte muxId, byte[] packet, int offset, int length)
    {
        if (!IsUp)
        {
            LostDown++;
            return;
        }
        if (length > _maximumPacket)
        {
            TooLong++;
            return;
        }
        Send(muxId, packet, offset, length);
        if (_chip.Timing.IsImmediate) { _chip.Pipeline.EndOfFrame(_receive); }
    }

    /// <summary>Sends a MAP command that stops (or allows) the flow of one mux id.</summary>
    public void SendFlowCommand(byte muxId, bool stop, uint transaction)
    {
        int at = 0;
        _frame[at++] = QmapHeader.Command;
        _frame[at++] = muxId;
        _frame[at++] = 0;
        _frame[at++] = 16;
        for (int i = 0; i < 24; i++) { _frame[at + i] = 0; }
        _frame[at] = stop ? QmapHeader.CommandFlowDisable : QmapHeader.CommandFlowEnable;
        _frame[at + 4] = (byte)(transaction >> 24);
        _frame[at + 5] = (byte)(transaction >> 16);
        _frame[at + 6] = (byte)(transaction >> 8);
        _frame[at + 7] = (byte)transaction;
        int length = 20 + (Offloads(_receive) && !_inline ? QmapHeader.DownlinkTrailerSize : 0);
        _chip.Pipeline.Downlink(_receive, _frame, length, true);
    }

    /// <summary>Builds the frame that the modem sends down for an IP packet; returns its length.</summary>
    public int BuildFrame(byte muxId, byte[] packet, int offset, int length, byte[] frame)
    {
        bool offload = Offloads(_receive);
        int pad = -length & 3;
        int total = length + pad;
        frame[0] = (byte)(pad | (offload && _inline ? QmapHeader.NextHeader : 0));
        frame[1] = muxId;
        frame[2] = (byte)(total >> 8);
        frame[3] = (byte)total;
        int at = QmapHeader.Size;
        if (offload && _inline)
        {
            frame[at] = QmapHeader.V5TypeChecksum;
            frame[at + 1] = ChecksumsValid ? QmapHeader.V5Valid : (byte)0;
            frame[at + 2] = 0;
            frame[at + 3] = 0;
            at += QmapHeader.ChecksumV5Size;
        }
        Array.Copy(packet, offset, frame, at, length);
        at += length;
        for (int i = 0; i < pad; i++) { frame[at++] = 0; }
        if (offload && !_inline)
        {
            ushort value = ChecksumEngine.Finish(ChecksumEngine.Add(0, packet, offset, length));
            frame[at] = 0;
            frame[at + 1] = ChecksumsValid ? QmapHeader.DownlinkValid : (byte)0;
            frame[at + 2] = 0;
            frame[at + 3] = 0;
            frame[at + 4] = (byte)(length >> 8);
            frame[at + 5] = (byte)length;
            frame[at + 6] = (byte)(value >> 8);
            frame[at + 7] = (byte)value;
            at += QmapHeader.DownlinkTrailerSize;
        }
        return at;
    }

    private void OnUplink(int endpoint, byte[] frame, int length)
    {
        if (endpoint != _transmit) { return; }
        if (!IsUp)
        {
            LostUp++;
            return;
        }
        if (_decodedAt != _chip.Ipa.Generation) { Decode(); }
        int header = _headerLength;
        int size = length < QmapHeader.Size ? 0 : (frame[2] << 8) | frame[3];
        if (size == 0)
        {
            Refuse(length);
            return;
        }
        byte flags = frame[0];
        if ((flags & QmapHeader.Command) != 0)
        {
            CommandAcknowledgements++;
            return;
        }
        int packet = size - (flags & QmapHeader.PadMask);
        if (packet <= 0 || packet > _maximumPacket || size > length - header)
        {
            Refuse(length);
            return;
        }
        FinishChecksum(frame, header, packet);
        Packets++;
        Bytes += packet;
        byte muxId = frame[1];
        int reply = Answers ? EchoResponder.Answer(frame, header, packet, _reply) : 0;
        if (reply == 0)
        {
            if (Forward != null) { Forward(muxId, frame, header, packet); }
            else { Ignored++; }
        }
        else { Send(muxId, _reply, 0, reply); }
        if (HoldsUplink && !AskForRoom()) { _chip.Pipeline.HoldUplink(); }
    }

    private void Refuse(int length)
    {
        Malformed++;
        _chip.Sanitizer.Report(SanitizerRule.QmapFrame, "modem", 0, null, 0, (uint)length, null);
    }

    private void Send(byte muxId, byte[] packet, int offset, int length)
    {
        int size = BuildFrame(muxId, packet, offset, length, _frame);
        if (_chip.Timing.IsImmediate)
        {
            Delivered++;
            _chip.Pipeline.Downlink(_receive, _frame, size, false);
            return;
        }
        if (!_queue.Add(_frame, 0, size))
        {
            Overflowed++;
            return;
        }
        if (!_timer.IsArmed && !_waits) { _timer.Start(_chip.Timing.Network()); }
    }

    private void OnUplinkIdle()
    {
        if (_chip.Timing.IsImmediate) { _chip.Pipeline.EndOfFrame(_receive); }
    }

    private void SendQueued()
    {
        while (_queue.Count > 0 && (!IsUp || _chip.Pipeline.HasRoom(_receive)))
        {
            int length = _queue.FirstLength;
            Array.Copy(_queue.Bytes, _queue.FirstOffset, _frame, 0, length);
            _queue.RemoveFirst();
            if (IsUp)
            {
                Delivered++;
                _chip.Pipeline.Downlink(_receive, _frame, length, _queue.Count == 0);
            }
            else { LostDown++; }
        }
        _waits = _queue.Count > 0;
        if (!_refused || !AskForRoom()) { return; }
        _refused = false;
        _chip.Pipeline.ReleaseUplink(_transmit);
        if (RoomHandler != null) { RoomHandler(); }
    }

    // The driver has given buffers: what did not fit into the IPA's own backlog follows.
    private void OnDownlinkRoom()
    {
        if (_waits && !_timer.IsArmed) { _timer.Start(0); }
    }

    // What the IPA strips in front of a packet (the QMAP header and the checksum header), and whether it computes checksums; anew when a register was written.
    private void Decode()
    {
        IpaRegisters table = _chip.Description.IpaRegisters;
        int length = (int)table.HdrLen.Decode(_chip.Ipa.Peek(table.EndpInitHdr, _transmit));
        _headerLength = length < QmapHeader.Size ? QmapHeader.Size : length;
        _offloadsUplink = Offloads(_transmit);
        _decodedAt = _chip.Ipa.Generation;
    }

    private bool Offloads(int endpoint)
    {
        IpaRegisters table = _chip.Description.IpaRegisters;
        uint mode = table.CsOffloadEn.Decode(_chip.Ipa.Peek(table.EndpInitCfg, endpoint));
        return endpoint == _receive && !_inline ? mode == EndpointMode.ChecksumDownlink : mode == EndpointMode.ChecksumUplink;
    }

    // In the frame itself, which is the hardware's own copy.
    private void FinishChecksum(byte[] frame, int header, int packet)
    {
        if (!_offloadsUplink) { return; }
        if (_inline)
        {
            if ((frame[0] & QmapHeader.NextHeader) != 0 && (frame[5] & QmapHeader.V5Valid) != 0) { ComputeWhole(frame, header, packet); }
            return;
        }
        int info = (frame[6] << 8) | frame[7];
        if ((info & QmapHeader.UplinkChecksumEnable) == 0) { return; }
        int start = (frame[4] << 8) | frame[5];
        int at = start + (info & 0x3fff);
        if (at + 2 > packet) { return; }
        // The field holds the complement of the pseudo-header's sum.
        uint seed = (uint)(ushort)~((frame[header + at] << 8) | frame[header + at + 1]);
        Store(frame, header + at, header + start, packet - start, seed, (info & QmapHeader.UplinkChecksumUdp) != 0);
    }

    // Inline offload: the hardware finds the transport header by itself; the field holds the pseudo-header's sum.
    private void ComputeWhole(byte[] frame, int header, int packet)
    {
        int version = frame[header] >> 4;
        if (packet < (version == 4 ? 20 : 40)) { return; }
        int start = version == 4 ? (frame[header] & 0xf) * 4 : 40;
        int protocol = version == 4 ? frame[header + 9] : frame[header + 6];
        int at = start + (protocol == 17 ? 6 : 16);
        if ((protocol != 17 && protocol != 6) || at + 2 > packet) { return; }
        uint seed = ChecksumEngine.Add((uint)(packet - start) + (uint)protocol, frame, header + (version == 4 ? 12 : 8), version == 4 ? 8 : 32);
        Store(frame, header + at, header + start, packet - start, seed, protocol == 17);
    }

    private void Store(byte[] frame, int at, int start, int length, uint seed, bool udp)
    {
        frame[at] = 0;
        frame[at + 1] = 0;
        ushort value = ChecksumEngine.Finish(ChecksumEngine.Add(seed, frame, start, length));
        if (udp && value == 0) { value = 0xffff; }
        frame[at] = (byte)(value >> 8);
        frame[at + 1] = (byte)value;
        ChecksumsComputed++;
    }
}
