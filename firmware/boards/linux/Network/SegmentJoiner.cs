using System.Buffers.Binary;

namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>
/// Joins packets for one write to a TUN interface with offloads: segments of a TCP connection that follow each other become one of up to 64 KB, which costs the
/// kernel one way through its stack. Only segments that differ in nothing but their data and whose checksums are right are joined, since nobody looks at the
/// checksums of what is joined again. Whatever else comes is written alone.
/// </summary>
internal sealed class SegmentJoiner
{
    private const int Largest = 65535;

    private readonly byte[] _bytes = new byte[OffloadHeader.Size + Largest];
    private int _length;
    private int _network;
    private int _data;
    private int _segment;
    private uint _next;

    /// <summary>Packets that it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Whether nothing can follow what it holds.</summary>
    public bool IsComplete { get; private set; }

    private Span<byte> Packet => _bytes.AsSpan(OffloadHeader.Size, _length);

    /// <summary>Takes a packet; false if it does not follow what is held, which has to be written first.</summary>
    public bool Add(ReadOnlySpan<byte> packet)
    {
        var isSegment = TryFind(packet, out var network, out var data);
        if (Count == 0)
        {
            packet.CopyTo(_bytes.AsSpan(OffloadHeader.Size));
            (_length, _network, _data, _segment) = (packet.Length, network, data, packet.Length - data);
        }
        else if (!isSegment || IsComplete || !Follows(packet, network, data))
        {
            return false;
        }
        else
        {
            packet[data..].CopyTo(_bytes.AsSpan(OffloadHeader.Size + _length));
            _length += packet.Length - data;
            Packet[network + TcpFields.Flags] |= packet[network + TcpFields.Flags];
        }

        Count++;
        IsComplete = !isSegment || packet.Length - data < _segment || (packet[network + TcpFields.Flags] & TcpFields.Push) != 0;
        if (isSegment)
        {
            _next = SequenceOf(packet, network) + (uint)(packet.Length - data);
        }

        return true;
    }

    /// <summary>What is to be written: the header of offloads and a packet that stands for all that is held. Nothing is held afterwards.</summary>
    public ReadOnlySpan<byte> Take()
    {
        var header = default(OffloadHeader);
        if (Count > 1)
        {
            TcpFields.WriteLength(Packet, _network);
            BinaryPrimitives.WriteUInt16BigEndian(Packet[(_network + TcpFields.Checksum)..], (ushort)TcpFields.Pseudo(Packet, _network));
            header = new OffloadHeader(true, TcpFields.IsV6(Packet) ? OffloadHeader.Tcp6 : OffloadHeader.Tcp4, _data, _segment, _network, TcpFields.Checksum);
        }

        header.Write(_bytes);
        Count = 0;
        return _bytes.AsSpan(0, OffloadHeader.Size + _length);
    }

    // A segment with data, neither first nor last of its connection, in a packet without options or extensions: finds its TCP header and its data.
    private static bool TryFind(ReadOnlySpan<byte> packet, out int network, out int data)
    {
        (network, data) = (0, packet.Length);
        var isV6 = packet.Length > 0 && TcpFields.IsV6(packet);
        var size = isV6 ? TcpFields.Ipv6Size : TcpFields.Ipv4Size;
        if (packet.Length <= size + TcpFields.Size || packet[isV6 ? 6 : 9] != TcpFields.Protocol
            || packet.Length != BinaryPrimitives.ReadUInt16BigEndian(packet[(isV6 ? 4 : 2)..]) + (isV6 ? TcpFields.Ipv6Size : 0))
        {
            return false;
        }

        // 20 bytes of header, no fragment.
        if (!isV6 && (packet[0] != 0x45 || (packet[6] & 0x3f) != 0 || packet[7] != 0 || PacketChecksum.Of(packet[..size]) != 0))
        {
            return false;
        }

        var header = size + (packet[size + TcpFields.HeaderLength] >> 4) * 4;
        if (header < size + TcpFields.Size || header >= packet.Length || (packet[size + TcpFields.Flags] & ~TcpFields.Push) != TcpFields.Acknowledge
            || PacketChecksum.Of(packet[size..], TcpFields.Pseudo(packet, size)) != 0)
        {
            return false;
        }

        (network, data) = (size, header);
        return true;
    }

    private static uint SequenceOf(ReadOnlySpan<byte> packet, int network) => BinaryPrimitives.ReadUInt32BigEndian(packet[(network + TcpFields.Sequence)..]);

    private bool Follows(ReadOnlySpan<byte> packet, int network, int data)
    {
        ReadOnlySpan<byte> held = Packet;
        if (network != _network || data != _data || packet.Length - data > _segment || _length + packet.Length - data > Largest || SequenceOf(packet, network) != _next)
        {
            return false;
        }

        // Of the network header all but length, identification and checksum; of the transport header all but sequence, flags and checksum.
        var isSameNetwork = network == TcpFields.Ipv6Size
            ? packet[..4].SequenceEqual(held[..4]) && packet[6..40].SequenceEqual(held[6..40])
            : packet[..2].SequenceEqual(held[..2]) && packet[6..10].SequenceEqual(held[6..10]) && packet[12..20].SequenceEqual(held[12..20]);
        var own = packet[network..data];
        var first = held[network..data];
        return isSameNetwork && own[..4].SequenceEqual(first[..4]) && own[8..13].SequenceEqual(first[8..13]) && own[14..16].SequenceEqual(first[14..16])
            && own[18..].SequenceEqual(first[18..]);
    }
}
