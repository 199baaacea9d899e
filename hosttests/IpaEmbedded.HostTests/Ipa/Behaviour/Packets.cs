using System.Buffers.Binary;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>IP packets with literal headers.</summary>
internal static class Packets
{
    private const int EchoBytes = 64;

    /// <summary>ICMP echo request from 192.0.2.2 to 192.0.2.1 with right checksums.</summary>
    public static byte[] EchoRequest(int sequence)
    {
        byte[] packet = Ipv4(1, EchoBytes);
        packet[20] = 8;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(26), (ushort)sequence);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(22), (ushort)~Sum(packet, 20, packet.Length - 20, 0));
        return packet;
    }

    public static bool IsAnswer(byte[] packet, int sequence) =>
        packet.Length == EchoBytes && packet[9] == 1 && packet[20] == 0 && BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(26)) == sequence;

    /// <summary>UDP over IPv4 whose checksum field holds the right checksum, or, for offload, the pseudo header's sum.</summary>
    public static byte[] Udp4(int total, bool offload)
    {
        byte[] packet = Ipv4(17, total);
        Transport(packet, 20, 6, 8, PseudoSum4(packet, 17), offload);
        return packet;
    }

    /// <summary>TCP over IPv4.</summary>
    public static byte[] Tcp4(int total, bool offload)
    {
        byte[] packet = Ipv4(6, total);
        Transport(packet, 20, 16, 20, PseudoSum4(packet, 6), offload);
        return packet;
    }

    /// <summary>UDP over IPv6.</summary>
    public static byte[] Udp6(int total, bool offload)
    {
        byte[] packet = new byte[total];
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)(total - 40));
        packet[6] = 17;
        packet[7] = 64;
        packet[8] = 0x20;
        packet[23] = 2;
        packet[24] = 0x20;
        packet[39] = 1;
        Transport(packet, 40, 6, 8, Sum(packet, 8, 32, 17 + (uint)(total - 40)), offload);
        return packet;
    }

    /// <summary>An IPv4 header of a protocol and a payload of counting bytes.</summary>
    public static byte[] Ipv4(byte protocol, int total)
    {
        byte[] packet = new byte[total];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)total);
        packet[8] = 64;
        packet[9] = protocol;
        new byte[] { 192, 0, 2, 2, 192, 0, 2, 1 }.CopyTo(packet, 12);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), (ushort)~Sum(packet, 0, 20, 0));
        return packet;
    }

    public static ushort Sum(byte[] bytes, int offset, int length, uint sum)
    {
        for (int i = 0; i < length; i += 2) { sum += (uint)(bytes[offset + i] << 8) | (i + 1 < length ? bytes[offset + i + 1] : 0u); }
        while (sum > 0xffff) { sum = (sum & 0xffff) + (sum >> 16); }
        return (ushort)sum;
    }

    /// <summary>Sum over pseudo header and transport part of an IPv4 packet; all ones when the checksum is right.</summary>
    public static ushort TransportSum4(byte[] packet) =>
        Sum(packet, 20, packet.Length - 20, PseudoSum4(packet, packet[9]));

    /// <summary>The same for IPv6.</summary>
    public static ushort TransportSum6(byte[] packet) => Sum(packet, 40, packet.Length - 40, Sum(packet, 8, 32, packet[6] + (uint)(packet.Length - 40)));

    private static ushort PseudoSum4(byte[] packet, byte protocol) => Sum(packet, 12, 8, protocol + (uint)(packet.Length - 20));

    private static void Transport(byte[] packet, int at, int checksum, int header, ushort pseudo, bool offload)
    {
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(at), 5000);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(at + 2), 6000);
        if (header == 8) { BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(at + 4), (ushort)(packet.Length - at)); }
        else { packet[at + 12] = 0x50; }
        for (int i = at + header; i < packet.Length; i++) { packet[i] = (byte)i; }
        ushort value = offload ? pseudo : (ushort)~Sum(packet, at, packet.Length - at, pseudo);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(at + checksum), value);
    }
}
