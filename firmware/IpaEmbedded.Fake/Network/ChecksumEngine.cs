namespace IpaEmbedded.Fake;

/// <summary>The checksum of IP, ICMP, UDP and TCP: a sum of 16-bit words with end-around carry.</summary>
internal static class ChecksumEngine
{
    /// <summary>Adds big-endian 16-bit words to a sum; an odd last byte counts as the upper half.</summary>
    internal static uint Add(uint sum, byte[] bytes, int offset, int length)
    {
        int end = offset + (length & ~1);
        for (int i = offset; i < end; i += 2) { sum += ((uint)bytes[i] << 8) | bytes[i + 1]; }
        if ((length & 1) != 0) { sum += (uint)bytes[end] << 8; }
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
