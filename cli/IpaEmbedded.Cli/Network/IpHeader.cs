using System.Buffers.Binary;

namespace IpaEmbedded.Cli.Network;

/// <summary>What the header of an IPv4 or IPv6 packet says, extension headers of IPv6 included; every length has been checked against the packet.</summary>
/// <param name="IsV6">Whether it is one of IPv6.</param>
/// <param name="Length">Bytes of the packet without what may follow it.</param>
/// <param name="Payload">Where the transport header begins, or the data of a fragment.</param>
/// <param name="Protocol">What begins there.</param>
/// <param name="ProtocolAt">Where the header says so: of a fragment of IPv6, in front of its fragment header.</param>
/// <param name="FragmentOffset">Bytes of the datagram in front of this fragment.</param>
/// <param name="HasMore">Whether more fragments follow.</param>
/// <param name="Identification">What fragments of one datagram have in common.</param>
internal readonly record struct IpHeader(bool IsV6, int Length, int Payload, byte Protocol, int ProtocolAt, int FragmentOffset, bool HasMore, uint Identification)
{
    public const int Ipv4Size = 20;
    public const int Ipv6Size = 40;

    /// <summary>Bytes of the fragment header of IPv6.</summary>
    public const int FragmentSize = 8;

    private const int MaxExtensions = 8;

    /// <summary>Whether the packet is a part of a datagram.</summary>
    public bool IsFragment => HasMore || FragmentOffset > 0;

    /// <summary>Reads a packet's header; false for what is no IP packet or is cut off.</summary>
    public static bool TryParse(ReadOnlySpan<byte> packet, out IpHeader header)
    {
        header = default;
        return packet.Length >= Ipv4Size && (packet[0] >> 4) switch
        {
            4 => TryParse4(packet, out header),
            6 when packet.Length >= Ipv6Size => TryParse6(packet, out header),
            _ => false,
        };
    }

    /// <summary>Reads the header of a packet of which only the beginning is there; its length is that of the beginning.</summary>
    public static bool TryParseQuote(ReadOnlySpan<byte> beginning, out IpHeader header)
    {
        header = default;
        if (beginning.Length < Ipv6Size)
        {
            return TryParse(beginning, out header);
        }
        Span<byte> copy = stackalloc byte[beginning.Length];
        beginning.CopyTo(copy);
        BinaryPrimitives.WriteUInt16BigEndian(copy[(copy[0] >> 4 == 6 ? 4 : 2)..], (ushort)(copy[0] >> 4 == 6 ? copy.Length - Ipv6Size : copy.Length));
        return TryParse(copy, out header);
    }

    /// <summary>The source address of a packet.</summary>
    public ReadOnlySpan<byte> Source(ReadOnlySpan<byte> packet) => IsV6 ? packet.Slice(8, 16) : packet.Slice(12, 4);

    /// <summary>The destination address of a packet.</summary>
    public ReadOnlySpan<byte> Destination(ReadOnlySpan<byte> packet) => IsV6 ? packet.Slice(24, 16) : packet.Slice(16, 4);

    private static bool TryParse4(ReadOnlySpan<byte> packet, out IpHeader header)
    {
        int size = (packet[0] & 0xf) * 4;
        int length = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        int fragment = BinaryPrimitives.ReadUInt16BigEndian(packet[6..]);
        header = new IpHeader(false, length, size, packet[9], 9, (fragment & 0x1fff) * 8, (fragment & 0x2000) != 0, BinaryPrimitives.ReadUInt16BigEndian(packet[4..]));
        return size >= Ipv4Size && length >= size && length <= packet.Length;
    }

    private static bool TryParse6(ReadOnlySpan<byte> packet, out IpHeader header)
    {
        int length = Ipv6Size + BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);
        header = default;
        if (length > packet.Length)
        {
            return false;
        }
        int protocolAt = 6;
        int at = Ipv6Size;
        for (int i = 0; i < MaxExtensions; i++)
        {
            byte protocol = packet[protocolAt];
            if (protocol is not (IpProtocol.HopByHop or IpProtocol.Routing or IpProtocol.DestinationOptions or IpProtocol.Fragment))
            {
                header = new IpHeader(true, length, at, protocol, protocolAt, 0, false, 0);
                return true;
            }
            int size = length - at < FragmentSize ? int.MaxValue : protocol == IpProtocol.Fragment ? FragmentSize : (packet[at + 1] + 1) * 8;
            if (size > length - at)
            {
                return false;
            }
            if (protocol == IpProtocol.Fragment)
            {
                int fragment = BinaryPrimitives.ReadUInt16BigEndian(packet[(at + 2)..]);
                if ((fragment & 0xfff9) != 0)
                {
                    header = new IpHeader(true, length, at + size, packet[at], protocolAt, fragment & 0xfff8, (fragment & 1) != 0, BinaryPrimitives.ReadUInt32BigEndian(packet[(at + 4)..]));
                    return true;
                }
            }
            protocolAt = at;
            at += size;
        }
        return false;
    }
}
