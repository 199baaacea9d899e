using System;

namespace IpaEmbedded.Fake;

/// <summary>Answers ICMP echo and UDP echo (port 7) of IPv4 and IPv6 by turning the packet around.</summary>
internal static class EchoResponder
{
    private const int Icmp = 1;
    private const int Udp = 17;
    private const int Icmp6 = 58;
    private const int EchoPort = 7;

    /// <summary>Builds the answer in <paramref name="reply"/>; returns its length, 0 when the packet is no echo request.</summary>
    internal static int Answer(byte[] packet, int offset, int length, byte[] reply)
    {
        if (length < 20 || length > reply.Length || !MayAsk(packet, offset, length)) { return 0; }
        Array.Copy(packet, offset, reply, 0, length);
        int version = reply[0] >> 4;
        if (version == 4) { return AnswerIpv4(reply, length); }
        return version == 6 && length >= 40 ? AnswerIpv6(reply, length) : 0;
    }

    // What is surely no echo request is not even copied.
    private static bool MayAsk(byte[] packet, int offset, int length)
    {
        bool isIpv4 = packet[offset] >> 4 == 4;
        int header = isIpv4 ? (packet[offset] & 0xf) * 4 : 40;
        int protocol = packet[offset + (isIpv4 ? 9 : 6)];
        if (length < header + 8) { return false; }
        int at = offset + header;
        return protocol == Udp ? ((packet[at + 2] << 8) | packet[at + 3]) == EchoPort : protocol == Icmp || protocol == Icmp6;
    }

    private static int AnswerIpv4(byte[] packet, int length)
    {
        int header = (packet[0] & 0xf) * 4;
        int total = (packet[2] << 8) | packet[3];
        if (header < 20 || total > length || total < header + 8) { return 0; }
        if ((packet[6] & 0x3f) != 0 || packet[7] != 0) { return 0; }
        if (!Turn(packet, header, total - header, packet[9] == Icmp, 8, 0, packet[9] == Udp)) { return 0; }
        Swap(packet, 12, 16, 4);
        packet[8] = 64;
        Put(packet, 10, 0);
        Put(packet, 10, ChecksumEngine.Finish(ChecksumEngine.Add(0, packet, 0, header)));
        if (packet[9] == Icmp)
        {
            Put(packet, header + 2, 0);
            Put(packet, header + 2, ChecksumEngine.Finish(ChecksumEngine.Add(0, packet, header, total - header)));
        }
        return total;
    }

    private static int AnswerIpv6(byte[] packet, int length)
    {
        int payload = (packet[4] << 8) | packet[5];
        if (payload < 8 || payload > length - 40) { return 0; }
        if (!Turn(packet, 40, payload, packet[6] == Icmp6, 128, 129, packet[6] == Udp)) { return 0; }
        Swap(packet, 8, 24, 16);
        packet[7] = 64;
        if (packet[6] == Icmp6)
        {
            Put(packet, 42, 0);
            uint sum = ChecksumEngine.Add((uint)payload + Icmp6, packet, 8, 32);
            Put(packet, 42, ChecksumEngine.Finish(ChecksumEngine.Add(sum, packet, 40, payload)));
        }
        return 40 + payload;
    }

    // A UDP checksum stays right: addresses and ports only change places.
    private static bool Turn(byte[] packet, int at, int length, bool isIcmp, byte request, byte answer, bool isUdp)
    {
        if (isIcmp)
        {
            if (packet[at] != request || packet[at + 1] != 0) { return false; }
            packet[at] = answer;
            return true;
        }
        if (!isUdp || length < 8 || ((packet[at + 2] << 8) | packet[at + 3]) != EchoPort) { return false; }
        Swap(packet, at, at + 2, 2);
        return true;
    }

    private static void Swap(byte[] bytes, int a, int b, int count)
    {
        for (int i = 0; i < count; i++)
        {
            byte value = bytes[a + i];
            bytes[a + i] = bytes[b + i];
            bytes[b + i] = value;
        }
    }

    private static void Put(byte[] bytes, int at, ushort value)
    {
        bytes[at] = (byte)(value >> 8);
        bytes[at + 1] = (byte)value;
    }
}
