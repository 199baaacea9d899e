namespace IpaEmbedded.Simulation;

/// <summary>ICMP echo packets between this side and the network behind the modem, with all checksums; addresses are those for documentation.</summary>
public static class EchoPacket
{
    private const int V4HeaderBytes = 20;
    private const int V6HeaderBytes = 40;
    private const int IcmpHeaderBytes = 8;
    private const int PayloadBytes = 56;
    private const byte HopLimit = 64;
    private const byte IcmpV4 = 1;
    private const byte IcmpV6 = 58;
    private const ushort Identifier = 0x1fa;

    // The last byte says who it is: 1 the network, 2 this side.
    private static readonly byte[] V4Network = { 192, 0, 2, 0 };
    private static readonly byte[] V6Network = { 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };

    /// <summary>Whether a sequence number is sent over IPv6: the even ones are.</summary>
    public static bool IsV6(int sequence)
    {
        return sequence % 2 == 0;
    }

    /// <summary>The request of a sequence number, an IP packet of this side.</summary>
    public static byte[] Request(int sequence)
    {
        return IsV6(sequence) ? BuildV6(128, sequence, 2, 1) : BuildV4(8, sequence, 2, 1);
    }

    /// <summary>The answer that belongs to it, an IP packet of the network.</summary>
    public static byte[] Answer(int sequence)
    {
        return IsV6(sequence) ? BuildV6(129, sequence, 1, 2) : BuildV4(0, sequence, 1, 2);
    }

    private static byte[] BuildV4(byte type, int sequence, byte source, byte destination)
    {
        byte[] packet = Build(V4HeaderBytes, type, sequence);
        packet[0] = 0x45;
        Write16(packet, 2, packet.Length);
        // The answering side keeps the identification and the flag "do not fragment".
        Write16(packet, 4, sequence);
        packet[6] = 0x40;
        packet[8] = HopLimit;
        packet[9] = IcmpV4;
        WriteAddress(packet, 12, V4Network, source);
        WriteAddress(packet, 16, V4Network, destination);
        Write16(packet, 10, Checksum(packet, 0, V4HeaderBytes, 0));
        Write16(packet, V4HeaderBytes + 2, Checksum(packet, V4HeaderBytes, packet.Length, 0));
        return packet;
    }

    private static byte[] BuildV6(byte type, int sequence, byte source, byte destination)
    {
        byte[] packet = Build(V6HeaderBytes, type, sequence);
        packet[0] = 0x60;
        Write16(packet, 4, packet.Length - V6HeaderBytes);
        packet[6] = IcmpV6;
        packet[7] = HopLimit;
        WriteAddress(packet, 8, V6Network, source);
        WriteAddress(packet, 24, V6Network, destination);
        // The addresses are part of the sum, and so are length and protocol.
        Write16(packet, V6HeaderBytes + 2, Checksum(packet, 8, packet.Length, (uint)(packet.Length - V6HeaderBytes) + IcmpV6));
        return packet;
    }

    private static byte[] Build(int headerBytes, byte type, int sequence)
    {
        byte[] packet = new byte[headerBytes + IcmpHeaderBytes + PayloadBytes];
        packet[headerBytes] = type;
        Write16(packet, headerBytes + 4, Identifier);
        Write16(packet, headerBytes + 6, sequence);
        for (int i = 0; i < PayloadBytes; i++) { packet[headerBytes + IcmpHeaderBytes + i] = (byte)i; }
        return packet;
    }

    private static void WriteAddress(byte[] packet, int at, byte[] network, byte host)
    {
        for (int i = 0; i < network.Length; i++) { packet[at + i] = network[i]; }
        packet[at + network.Length - 1] = host;
    }

    private static void Write16(byte[] packet, int at, int value)
    {
        packet[at] = (byte)(value >> 8);
        packet[at + 1] = (byte)value;
    }

    private static int Checksum(byte[] packet, int from, int end, uint sum)
    {
        for (int i = from; i < end; i += 2) { sum += (uint)(packet[i] << 8 | packet[i + 1]); }
        sum = (sum & 0xffff) + (sum >> 16);
        return ~(int)(sum + (sum >> 16)) & 0xffff;
    }
}
