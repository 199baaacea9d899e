using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Net;

/// <summary>Writes the header that asks the hardware to compute a packet's transport checksum (IPA reference, section 9.5).</summary>
internal sealed class UplinkChecksum
{
    private readonly ChecksumCounters _counters;
    private readonly TransportHeader _header = new TransportHeader();

    internal UplinkChecksum(ChecksumCounters counters)
    {
        _counters = counters;
    }

    /// <summary>
    /// Writes the 4-byte header of versions before v4.5. When asked for, the transport checksum field, which holds the pseudo
    /// header's sum, is complemented as the hardware wants it.
    /// </summary>
    internal void WriteHeader(DmaMemory memory, int header, int packet, int length, bool compute)
    {
        memory.Write32(header, 0);
        if (!compute || !_header.Read(memory, packet, length) || _header.ChecksumOffset == 0 || _header.IsFragment)
        {
            _counters.ComputedInSoftware++;
            return;
        }
        uint flags = QmapHeader.UplinkChecksumEnable;
        if (_header.Protocol == TransportHeader.Udp) { flags |= QmapHeader.UplinkChecksumUdp; }
        // Two big-endian numbers of 16 bits: where the transport header begins; flags above the checksum's offset in it. Lengths fit into a byte.
        memory.Write32(header, ((uint)_header.NetworkLength | flags) << 8 | (uint)_header.ChecksumOffset << 24);
        int field = packet + _header.NetworkLength + _header.ChecksumOffset;
        memory.Write16(field, (ushort)~memory.Read16(field));
        _counters.ComputedInHardware++;
    }

    /// <summary>Writes the 4-byte v5 header.</summary>
    internal void WriteInline(DmaMemory memory, int header, bool compute)
    {
        memory.Write32(header, QmapHeader.V5TypeChecksum | (compute ? (uint)QmapHeader.V5Valid << 8 : 0));
        if (compute) { _counters.ComputedInHardware++; }
        else { _counters.ComputedInSoftware++; }
    }
}
