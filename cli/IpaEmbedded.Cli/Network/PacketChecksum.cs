using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace IpaEmbedded.Cli.Network;

/// <summary>The checksum of IP, ICMP, UDP and TCP (RFC 1071), summed by words of 8 bytes: a one's complement sum may be taken in any width.</summary>
internal static class PacketChecksum
{
    /// <summary>The checksum as it is stored, of bytes and of what was summed before.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes, uint before = 0) => (ushort)~Sum(bytes, before);

    /// <summary>The 16-bit sum of bytes in network order; an odd last byte is the upper half of a word.</summary>
    public static uint Sum(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        ulong sum = 0;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            sum += word;
            sum += sum < word ? 1u : 0u;
        }
        ReadOnlySpan<byte> rest = bytes[(bytes.Length & ~7)..];
        if (rest.Length > 0)
        {
            Span<byte> last = stackalloc byte[8];
            last.Clear();
            rest.CopyTo(last);
            ulong word = MemoryMarshal.Read<ulong>(last);
            sum += word;
            sum += sum < word ? 1u : 0u;
        }
        uint folded = Fold((uint)(sum >> 32) + (sum & 0xffffffff));
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
