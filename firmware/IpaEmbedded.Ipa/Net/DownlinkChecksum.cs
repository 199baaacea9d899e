using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Net;

/// <summary>Decides by what the hardware computed whether a received packet's transport checksum is right (IPA reference, section 9.5).</summary>
internal sealed class DownlinkChecksum
{
    private readonly ChecksumCounters _counters;
    private readonly TransportHeader _header = new TransportHeader();

    internal DownlinkChecksum(ChecksumCounters counters)
    {
        _counters = counters;
    }

    /// <summary>Checks a packet against the 8-byte trailer behind it (before v4.5).</summary>
    internal bool VerifyTrailer(DmaMemory memory, int packet, int length, int trailer)
    {
        if ((memory.Read8(trailer + 1) & QmapHeader.DownlinkValid) == 0)
        {
            _counters.ValidUnset++;
            return false;
        }
        if (!_header.Read(memory, packet, length))
        {
            if (_header.Version == 0) { _counters.BadIpVersion++; }
            else { _counters.BadBuffer++; }
            return false;
        }
        if (_header.Version == 4 && InternetChecksum.Fold(InternetChecksum.Add(0, memory, packet, _header.NetworkLength)) != 0xffff)
        {
            _counters.BadIpv4Header++;
            return false;
        }
        if (_header.IsFragment)
        {
            _counters.SkippedFragment++;
            return false;
        }
        if (_header.ChecksumOffset == 0)
        {
            _counters.BadTransport++;
            return false;
        }
        int field = packet + _header.NetworkLength + _header.ChecksumOffset;
        if (_header.Version == 4 && _header.Protocol == TransportHeader.Udp && memory.Read16(field) == 0)
        {
            // The sender computed none, which IPv4 allows.
            _counters.Skipped++;
            return false;
        }
        // The trailer holds the Internet checksum, the complement of the sum, of the whole packet, checksum field included. A correct IPv4
        // header sums to zero; an IPv6 header is taken out first. A correct transport part and its pseudo header sum to zero together, so
        // what is left of the complement is the pseudo header's sum.
        uint value = (uint)PacketWord.UpperNumber(PacketWord.Read(memory, trailer + 4));
        if (_header.Version == 6) { value = InternetChecksum.Fold(InternetChecksum.Add(value, memory, packet, _header.NetworkLength)); }
        uint expected = InternetChecksum.Fold(_header.PseudoSum);
        if (Normal(value) != Normal(expected))
        {
            _counters.ValidationFailed++;
            return false;
        }
        _counters.Ok++;
        return true;
    }

    /// <summary>Takes the word of a v5 header (from v4.5 on).</summary>
    internal bool VerifyInline(DmaMemory memory, int header)
    {
        if ((memory.Read8(header + 1) & QmapHeader.V5Valid) == 0)
        {
            _counters.ValidUnset++;
            return false;
        }
        _counters.Ok++;
        return true;
    }

    private static uint Normal(uint sum)
    {
        // Zero has two spellings in one's complement.
        return sum == 0xffff ? 0 : sum;
    }
}
