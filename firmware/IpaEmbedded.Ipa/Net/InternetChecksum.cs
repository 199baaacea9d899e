using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Net;

/// <summary>The one's complement sum of the Internet protocols, over DMA memory.</summary>
internal static class InternetChecksum
{
    /// <summary>Adds bytes, taken as big-endian 16-bit words, to a sum; a multiple of 4, as headers and addresses are long.</summary>
    internal static uint Add(uint sum, DmaMemory memory, int offset, int length)
    {
        int end = offset + length;
        if ((offset & 3) == 0)
        {
            // The sum of little-endian words, folded, is the sum of big-endian ones with its two bytes exchanged.
            ulong words = 0;
            for (; offset < end; offset += 4) { words += memory.Read32(offset); }
            words = (words & 0xffff) + (words >> 16 & 0xffff) + (words >> 32);
            uint folded = Fold((uint)words);
            return sum + ((folded & 0xff) << 8 | folded >> 8);
        }
        for (; offset < end; offset += 2) { sum += (uint)(memory.Read8(offset) << 8 | memory.Read8(offset + 1)); }
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
