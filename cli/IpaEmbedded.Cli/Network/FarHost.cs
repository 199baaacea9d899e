using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Network;

/// <summary>
/// A host behind the modem that has every address: puts fragments together, answers ICMP echo and, on port 7, UDP echo, and tells senders what it does
/// not have: ports by ICMP, connections by a reset, protocols by ICMP.
/// </summary>
internal class FarHost : FarSide
{
    private const int EchoPort = 7;

    private readonly EventLoop _loop;
    private readonly Reassembly _reassembly = new();
    private readonly byte[] _answer = new byte[65536];
    private long _notIp;
    private long _damaged;

    public FarHost(EventLoop loop, FarLink modem)
    {
        _loop = loop;
        Modem = modem;
        Errors = new IcmpErrors(modem);
    }

    public override IReadOnlyList<(string Reason, long Count)> Lost =>
    [
        ("no IP packet", _notIp),
        ("a fragment whose rest did not come", _reassembly.Lost + _reassembly.Waiting),
        ("a transport header or checksum was wrong", _damaged),
    ];

    public override bool AnswersEach => true;

    protected FarLink Modem { get; }

    protected IcmpErrors Errors { get; }

    protected EventLoop Loop => _loop;

    public override string Describe(IReadOnlyList<TunAddress> networks) =>
        $"{string.Join(" and ", networks.Select(network => network.Peer))} {(networks.Count == 1 ? "answers" : "answer")} echo requests";

    public override void OnPacket(byte muxId, byte[] bytes, int offset, int length)
    {
        ReadOnlySpan<byte> packet = bytes.AsSpan(offset, length);
        if (!IpHeader.TryParse(packet, out IpHeader header))
        {
            _notIp++;
            return;
        }
        int packets = 1;
        if (header.IsFragment)
        {
            packet = _reassembly.Add(packet, header, _loop.Now, out packets);
            if (packets == 0)
            {
                return;
            }
            if (!IpHeader.TryParse(packet, out header))
            {
                _notIp += packets;
                return;
            }
        }
        var datagram = new Datagram(muxId, packet, header);
        Delivered += packets;
        // What is for groups has arrived at a host that is in none of them.
        if (!datagram.IsForMany && !datagram.IsFromNobody)
        {
            OnDatagram(datagram);
        }
    }

    private void OnDatagram(in Datagram datagram)
    {
        switch (datagram.Protocol)
        {
            case IpProtocol.Icmp when !datagram.IsV6:
            case IpProtocol.Icmp6 when datagram.IsV6:
                OnIcmp(datagram);
                break;
            case IpProtocol.Udp when UdpFlow.IsWhole(datagram):
                OnUdp(datagram);
                break;
            case IpProtocol.Tcp when TcpHeader.TryParse(datagram.Payload, out TcpHeader segment) && segment.IsWhole(datagram):
                OnTcp(datagram, segment);
                break;
            case IpProtocol.Udp or IpProtocol.Tcp:
                Lose(ref _damaged);
                break;
            case IpProtocol.NoNext:
                break;
            default:
                Errors.ProtocolUnreachable(datagram);
                break;
        }
    }

    /// <summary>What has arrived was lost nevertheless, for a reason that has a count.</summary>
    protected void Lose(ref long reason)
    {
        Delivered--;
        reason++;
    }

    /// <summary>A datagram of UDP, which is whole.</summary>
    protected virtual void OnUdp(in Datagram datagram)
    {
        if (BinaryPrimitives.ReadUInt16BigEndian(datagram.Payload[2..]) != EchoPort)
        {
            Errors.PortUnreachable(datagram);
            return;
        }
        Span<byte> answer = Copy(datagram.Payload);
        // The checksum stays right: addresses and ports only change places.
        datagram.Payload[2..4].CopyTo(answer);
        datagram.Payload[..2].CopyTo(answer[2..]);
        Modem.SendDatagram(datagram.MuxId, datagram.Destination, datagram.Source, IpProtocol.Udp, answer);
    }

    /// <summary>A segment of TCP, which is whole.</summary>
    protected virtual void OnTcp(in Datagram datagram, in TcpHeader segment) => Reset(datagram, segment);

    /// <summary>Says that there is no such connection, as RFC 9293 wants it.</summary>
    protected void Reset(in Datagram datagram, in TcpHeader segment)
    {
        if (segment.Has(TcpFlags.Reset))
        {
            return;
        }
        Span<byte> answer = stackalloc byte[TcpHeader.Size];
        bool acknowledges = !segment.Has(TcpFlags.Acknowledge);
        new TcpHeader(segment.DestinationPort, segment.SourcePort, acknowledges ? 0 : segment.Acknowledgement, acknowledges ? segment.Sequence + (uint)segment.SequenceLength : 0,
            TcpFlags.Reset | (acknowledges ? TcpFlags.Acknowledge : TcpFlags.None), 0, TcpHeader.Size, TcpHeader.Size).Write(answer);
        TcpHeader.WriteChecksum(answer, datagram.Destination, datagram.Source);
        Modem.SendDatagram(datagram.MuxId, datagram.Destination, datagram.Source, IpProtocol.Tcp, answer);
    }

    private void OnIcmp(in Datagram datagram)
    {
        uint asked = datagram.IsV6 ? PacketChecksum.Pseudo(datagram.Source, datagram.Destination, IpProtocol.Icmp6, datagram.Payload.Length) : 0;
        if (PacketChecksum.Of(datagram.Payload, asked) != 0)
        {
            Lose(ref _damaged);
            return;
        }
        byte request = datagram.IsV6 ? (byte)128 : (byte)8;
        if (datagram.Payload.Length < 8 || datagram.Payload[0] != request || datagram.Payload[1] != 0)
        {
            return;
        }
        Span<byte> answer = Copy(datagram.Payload);
        answer[0] = datagram.IsV6 ? (byte)129 : (byte)0;
        answer[2..4].Clear();
        uint pseudo = datagram.IsV6 ? PacketChecksum.Pseudo(datagram.Destination, datagram.Source, IpProtocol.Icmp6, answer.Length) : 0;
        BinaryPrimitives.WriteUInt16BigEndian(answer[2..], PacketChecksum.Of(answer, pseudo));
        Modem.SendDatagram(datagram.MuxId, datagram.Destination, datagram.Source, datagram.Protocol, answer);
    }

    private Span<byte> Copy(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_answer);
        return _answer.AsSpan(0, bytes.Length);
    }
}
