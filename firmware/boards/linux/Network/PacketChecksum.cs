using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>The checksum of IP, ICMP, UDP and TCP (RFC 1071), summed by vectors of words: a one's complement sum may be taken in any width.</summary>
public static class PacketChecksum
{
    /// <summary>The checksum as it is stored, of bytes and of what was summed before.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes, uint before = 0) => (ushort)~Sum(bytes, before);

    /// <summary>The 16-bit sum of bytes in network order; an odd last byte is the upper half of a word.</summary>
    public static uint Sum(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        // Halves of words of 8 bytes in lanes of their own: no packet is long enough for a lane to overflow.
        Vector<ulong> lower = default;
        Vector<ulong> upper = default;
        ReadOnlySpan<Vector<ulong>> vectors = MemoryMarshal.Cast<byte, Vector<ulong>>(bytes);
        foreach (Vector<ulong> words in vectors)
        {
            lower += words & new Vector<ulong>(uint.MaxValue);
            upper += words >>> 32;
        }
        ulong sum = Vector.Sum(lower) + Vector.Sum(upper);
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes[(vectors.Length * Vector<byte>.Count)..]))
        {
            sum += (word & uint.MaxValue) + (word >> 32);
        }
        ReadOnlySpan<byte> rest = bytes[(bytes.Length & ~7)..];
        if (rest.Length > 0)
        {
            Span<byte> last = stackalloc byte[8];
            last.Clear();
            rest.CopyTo(last);
            ulong word = MemoryMarshal.Read<ulong>(last);
            sum += (word & uint.MaxValue) + (word >> 32);
        }
        uint folded = Fold(sum);
        // Summed in this machine's order: the bytes of the result change places.
        return Fold((BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness((ushort)folded) : folded) + (ulong)before);
    }

    /// <summary>The sum of the pseudo header that transport checksums include.</summary>
    public static uint Pseudo(ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, byte protocol, int length) =>
        Sum(destination, Sum(source, Fold((ulong)protocol + (ulong)length)));

    private static uint Fold(ulong sum)
    {
        while (sum > 0xffff)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (uint)sum;
    }
}
