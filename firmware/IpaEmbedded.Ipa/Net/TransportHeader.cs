using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Net;

/// <summary>Finds the transport header of an IP packet and the pseudo header that its checksum covers. One object, reused per packet.</summary>
internal sealed class TransportHeader
{
    internal const byte Tcp = 6;
    internal const byte Udp = 17;

    private const int Ipv4Header = 20;
    private const int Ipv6Header = 40;
    private const int TcpChecksum = 16;
    private const int UdpChecksum = 6;

    /// <summary>4, 6, or 0 when the bytes are no IP packet.</summary>
    internal int Version;

    /// <summary>Bytes of the network header.</summary>
    internal int NetworkLength;

    /// <summary>Transport protocol.</summary>
    internal byte Protocol;

    /// <summary>Whether the packet is a fragment of IPv4, which may be too short for a transport header.</summary>
    internal bool IsFragment;

    /// <summary>Byte offset of the checksum in the transport header, 0 for a protocol without offload.</summary>
    internal int ChecksumOffset;

    /// <summary>Sum over the pseudo header.</summary>
    internal uint PseudoSum;

    /// <summary>Reads the headers; returns false when the packet is too short or no IP. Four bytes can be read however short it is.</summary>
    internal bool Read(DmaMemory memory, int offset, int length)
    {
        Version = 0;
        uint first = PacketWord.Read(memory, offset);
        uint version = first >> 4 & 0xf;
        if (version == 4) { return ReadIpv4(memory, offset, length, first); }
        return version == 6 && ReadIpv6(memory, offset, length);
    }

    private bool ReadIpv4(DmaMemory memory, int offset, int length, uint first)
    {
        NetworkLength = (int)(first & 0xf) * 4;
        if (NetworkLength < Ipv4Header || NetworkLength > length) { return false; }
        Version = 4;
        Protocol = memory.Read8(offset + 9);
        // Offset and "more fragments", all but the two upper flags.
        IsFragment = (PacketWord.Read(memory, offset + 4) & 0xff3f0000) != 0;
        int payload = PacketWord.UpperNumber(first) - NetworkLength;
        return Finish(memory, offset + 12, 8, payload, length - NetworkLength);
    }

    private bool ReadIpv6(DmaMemory memory, int offset, int length)
    {
        if (length < Ipv6Header) { return false; }
        Version = 6;
        NetworkLength = Ipv6Header;
        Protocol = memory.Read8(offset + 6);
        IsFragment = false;
        int payload = memory.Read8(offset + 4) << 8 | memory.Read8(offset + 5);
        return Finish(memory, offset + 8, 32, payload, length - Ipv6Header);
    }

    private bool Finish(DmaMemory memory, int addresses, int addressBytes, int payload, int left)
    {
        ChecksumOffset = Protocol == Tcp ? TcpChecksum : Protocol == Udp ? UdpChecksum : 0;
        if (payload < 0 || payload > left) { return false; }
        if (ChecksumOffset != 0 && !IsFragment && payload < ChecksumOffset + 2) { return false; }
        PseudoSum = InternetChecksum.Add((uint)Protocol + (uint)payload, memory, addresses, addressBytes);
        return true;
    }
}
