using System;

namespace IpaEmbedded.Fake;

/// <summary>The checksum of IP, ICMP, UDP and TCP: a sum of 16-bit words with end-around carry.</summary>
internal static class ChecksumEngine
{
    /// <summary>Adds big-endian 16-bit words to a sum; an odd last byte counts as the upper half.</summary>
    internal static uint Add(uint sum, byte[] bytes, int offset, int length)
    {
        int end = offset + length;
        // The sum of little-endian words, folded, is the sum of big-endian ones with its two bytes exchanged.
        ulong words = 0;
        for (; offset <= end - 8; offset += 8)
        {
            ulong word = BitConverter.ToUInt64(bytes, offset);
            words += (word & 0xffffffff) + (word >> 32);
        }
        words = (words & 0xffffffff) + (words >> 32);
        words = (words & 0xffff) + (words >> 16 & 0xffff) + (words >> 32);
        uint folded = Fold((uint)words);
        sum += (folded & 0xff) << 8 | folded >> 8;
        for (; offset < end - 1; offset += 2) { sum += ((uint)bytes[offset] << 8) | bytes[offset + 1]; }
        if (offset < end) { sum += (uint)bytes[offset] << 8; }
        return sum;
    }

    /// <summary>Folds a sum to 16 bits.</summary>
    internal static ushort Fold(uint sum)
    {
        sum = (sum & 0xffff) + (sum >> 16);
        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)sum;
    }

    /// <summary>Folds and complements, as the value is stored.</summary>
    internal static ushort Finish(uint sum)
    {
        return (ushort)~Fold(sum);
    }
}
