using System.Buffers.Binary;

namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>Fields of IP and TCP headers that change where one packet stands for many segments; offsets are from the start of either header.</summary>
internal static class TcpFields
{
    public const int Protocol = 6;
    public const int Ipv4Size = 20;
    public const int Ipv6Size = 40;
    public const int Sequence = 4;
    public const int HeaderLength = 12;
    public const int Flags = 13;
    public const int Checksum = 16;
    public const int Size = 20;

    /// <summary>FIN, PSH, ACK and CWR of <see cref="Flags"/>.</summary>
    public const byte Finish = 1;
    public const byte Push = 8;
    public const byte Acknowledge = 0x10;
    public const byte CongestionReduced = 0x80;

    /// <summary>Whether a packet is one of IPv6.</summary>
    public static bool IsV6(ReadOnlySpan<byte> packet) => packet[0] >> 4 == 6;

    /// <summary>Sets an IP header's length, and of IPv4 its checksum, to what the packet is.</summary>
    public static void WriteLength(Span<byte> packet, int network)
    {
        if (IsV6(packet))
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet[4..], (ushort)(packet.Length - Ipv6Size));
            return;
        }

        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)packet.Length);
        packet[10..12].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(packet[10..], PacketChecksum.Of(packet[..network]));
    }

    /// <summary>The sum of the pseudo header that the checksum of a packet's TCP segment includes.</summary>
    public static uint Pseudo(ReadOnlySpan<byte> packet, int network) => IsV6(packet)
        ? PacketChecksum.Pseudo(packet.Slice(8, 16), packet.Slice(24, 16), Protocol, packet.Length - network)
        : PacketChecksum.Pseudo(packet.Slice(12, 4), packet.Slice(16, 4), Protocol, packet.Length - network);
}
