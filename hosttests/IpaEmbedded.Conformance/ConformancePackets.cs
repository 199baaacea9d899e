using System.Buffers.Binary;

namespace IpaEmbedded.Conformance;

/// <summary>The packets of the kit: IPv4 and IPv6 UDP of a length with a seed, as uplink and downlink frames.</summary>
public static class ConformancePackets
{
    private const int Udp4Header = 28;
    private const int Udp6Header = 48;
    private const byte NextHeader = 0x40;
    private const byte ChecksumHeader = 4;
    private const byte ChecksumValid = 0x80;

    /// <summary>An IPv4 UDP packet of <paramref name="total"/> bytes.</summary>
    public static byte[] Ipv4(int total, int seed)
    {
        byte[] packet = new byte[total];
        byte[] header = [0x45, 0, 0, 0, 0x12, (byte)(0x34 ^ (seed & 0xff)), 0x40, 0, 0x40, 0x11, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0x13, 0x88, 0x17, 0x70];
        header.CopyTo(packet, 0);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)total);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), Checksum(packet.AsSpan(0, 20)));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(24), (ushort)(total - 20));
        for (int i = Udp4Header; i < total; i++) { packet[i] = (byte)((i * 7) + seed); }
        return packet;
    }

    /// <summary>An IPv6 UDP packet of <paramref name="total"/> bytes with a given checksum field.</summary>
    public static byte[] Ipv6(int total, int seed, ushort checksum)
    {
        byte[] packet = new byte[total];
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)(total - 40));
        packet[6] = 17;
        packet[7] = 64;
        byte[] network = [0x20, 0x01, 0x0d, 0xb8];
        network.CopyTo(packet, 8);
        packet[23] = 1;
        network.CopyTo(packet, 24);
        packet[39] = 2;
        byte[] ports = [0x13, 0x88, 0x17, 0x70];
        ports.CopyTo(packet, 40);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(44), (ushort)(total - 40));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(46), checksum);
        for (int i = Udp6Header; i < total; i++) { packet[i] = (byte)((i * 5) + seed); }
        return packet;
    }

    /// <summary>A packet behind the MAP header (mux id 1) and a checksum header that asks for nothing.</summary>
    /// <param name="packet">The IP packet.</param>
    /// <param name="inlineChecksum">Whether headers are MAPv5, as from v4.5 on.</param>
    public static byte[] Uplink(byte[] packet, bool inlineChecksum)
        => inlineChecksum ? [.. MapHeader(NextHeader, packet.Length), ChecksumHeader, 0, 0, 0, .. packet] : [.. MapHeader(0, packet.Length), 0, 0, 0, 0, .. packet];

    /// <summary>A packet as the modem sends it, its checksum found right: behind the MAP header (mux id 1) and a MAPv5 header, or between MAP header, padding to 4 bytes and trailer.</summary>
    /// <param name="packet">The IP packet.</param>
    /// <param name="inlineChecksum">Whether headers are MAPv5, as from v4.5 on.</param>
    public static byte[] Downlink(byte[] packet, bool inlineChecksum)
    {
        if (inlineChecksum) { return [.. MapHeader(NextHeader, packet.Length), ChecksumHeader, ChecksumValid, 0, 0, .. packet]; }
        int pad = -packet.Length & 3, checkedBytes = packet.Length - 20;
        return [.. MapHeader((byte)pad, packet.Length + pad), .. packet, .. new byte[pad], 0, 1, 0, 0, (byte)(checkedBytes >> 8), (byte)checkedBytes, 0, 0];
    }

    /// <summary>L1: a status element and an IPv4 packet, as one buffer of the exception endpoint; from v5.0 on the element is wide.</summary>
    public static byte[] LanException(int sourceEndpoint, int lanEndpoint, bool wide)
    {
        byte[] status = new byte[32];
        status[0] = 1;
        status[4] = 60;
        status[6] = (byte)sourceEndpoint;
        status[wide ? 30 : 7] = (byte)lanEndpoint;
        return [.. status, .. Ipv4(60, 0x44)];
    }

    /// <summary>R3: three packets in one buffer.</summary>
    public static byte[] ThreeDownlink(bool inlineChecksum)
        => [.. Downlink(Ipv4(100, 0x11), inlineChecksum), .. Downlink(Ipv4(1399, 0x22), inlineChecksum), .. Downlink(Ipv6(120, 0x33, 0x646b), inlineChecksum)];

    private static byte[] MapHeader(byte flagsAndPadding, int length) => [flagsAndPadding, 1, (byte)(length >> 8), (byte)length];

    private static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i += 2) { sum += BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]); }
        while (sum >> 16 != 0) { sum = (sum & 0xffff) + (sum >> 16); }
        return (ushort)~sum;
    }
}
