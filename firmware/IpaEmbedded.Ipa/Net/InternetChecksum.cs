using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Net;

/// <summary>The one's complement sum of the Internet protocols, over DMA memory.</summary>
internal static class InternetChecksum
{
    /// <summary>Adds bytes, taken as big-endian 16-bit words, to a sum.</summary>
    internal static uint Add(uint sum, DmaMemory memory, int offset, int length)
    {
        int end = offset + (length & ~1);
        for (int at = offset; at < end; at += 2) { sum += (uint)(memory.Read8(at) << 8 | memory.Read8(at + 1)); }
        if ((length & 1) != 0) { sum += (uint)memory.Read8(end) << 8; }
        return sum;
    }

    /// <summary>Folds the carries of a sum into 16 bits.</summary>
    internal static ushort Fold(uint sum)
    {
        sum = (sum & 0xffff) + (sum >> 16);
        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)sum;
    }
}
