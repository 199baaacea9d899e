using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace IpaEmbedded.Cli.Boot;

/// <summary>ICMP echo packets of both IP versions with all checksums.</summary>
internal static class EchoPacket
{
    private const byte HopLimit = 64;

    public static byte[] Build(IPAddress source, IPAddress destination, bool isRequest, ushort identifier, ushort sequence, int payloadBytes)
    {
        bool isV6 = source.AddressFamily == AddressFamily.InterNetworkV6;
        int header = isV6 ? 40 : 20;
        int body = 8 + payloadBytes;
        byte[] packet = new byte[header + body];
        Span<byte> icmp = packet.AsSpan(header);
        icmp[0] = (byte)(isV6 ? (isRequest ? 128 : 129) : (isRequest ? 8 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(icmp[4..], identifier);
        BinaryPrimitives.WriteUInt16BigEndian(icmp[6..], sequence);
        for (int i = 0; i < payloadBytes; i++)
        {
            icmp[8 + i] = (byte)i;
        }
        if (isV6)
        {
            packet[0] = 0x60;
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)body);
            packet[6] = 58;
            packet[7] = HopLimit;
            source.TryWriteBytes(packet.AsSpan(8), out _);
            destination.TryWriteBytes(packet.AsSpan(24), out _);
            BinaryPrimitives.WriteUInt16BigEndian(icmp[2..], Finish(Sum(icmp, Sum(packet.AsSpan(8, 32), (uint)body + 58))));
            return packet;
        }
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        // The answering side keeps the identification and the flag "do not fragment".
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), sequence);
        packet[6] = 0x40;
        packet[8] = HopLimit;
        packet[9] = 1;
        source.TryWriteBytes(packet.AsSpan(12), out _);
        destination.TryWriteBytes(packet.AsSpan(16), out _);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), Finish(Sum(packet.AsSpan(0, 20), 0)));
        BinaryPrimitives.WriteUInt16BigEndian(icmp[2..], Finish(Sum(icmp, 0)));
        return packet;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes, uint sum)
    {
        for (int i = 0; i < bytes.Length; i += 2)
        {
            sum += (uint)(bytes[i] << 8) | (i + 1 < bytes.Length ? bytes[i + 1] : 0u);
        }
        return sum;
    }

    private static ushort Finish(uint sum)
    {
        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~(sum + (sum >> 16));
    }
}
