using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>
/// What stands in front of each packet that is read from or written to a TUN interface with offloads (source: linux/virtio_net.h; 10 bytes, in this machine's
/// order): whether the transport checksum is still to be computed, and whether the packet stands for many segments of one TCP connection.
/// </summary>
/// <param name="NeedsChecksum">Whether the checksum field holds the sum of the pseudo header alone.</param>
/// <param name="Kind">What the packet stands for: <see cref="Whole"/>, or segments of TCP.</param>
/// <param name="HeaderLength">Bytes of the network and transport headers.</param>
/// <param name="SegmentSize">Bytes of data in each segment but the last.</param>
/// <param name="ChecksumStart">Where what the checksum covers begins.</param>
/// <param name="ChecksumOffset">Where the checksum is, from there.</param>
internal readonly record struct OffloadHeader(bool NeedsChecksum, byte Kind, int HeaderLength, int SegmentSize, int ChecksumStart, int ChecksumOffset)
{
    /// <summary>Bytes of it.</summary>
    public const int Size = 10;

    /// <summary>A packet that is itself.</summary>
    public const byte Whole = 0;

    /// <summary>Segments of TCP over IPv4.</summary>
    public const byte Tcp4 = 1;

    /// <summary>Segments of TCP over IPv6.</summary>
    public const byte Tcp6 = 4;

    /// <summary>Reads it.</summary>
    public static OffloadHeader Read(ReadOnlySpan<byte> bytes) =>
        new((bytes[0] & 1) != 0, bytes[1], Number(bytes, 2), Number(bytes, 4), Number(bytes, 6), Number(bytes, 8));

    /// <summary>Writes it.</summary>
    public void Write(Span<byte> bytes)
    {
        bytes[0] = (byte)(NeedsChecksum ? 1 : 0);
        bytes[1] = Kind;
        var numbers = MemoryMarshal.Cast<byte, ushort>(bytes[2..Size]);
        numbers[0] = (ushort)HeaderLength;
        numbers[1] = (ushort)SegmentSize;
        numbers[2] = (ushort)ChecksumStart;
        numbers[3] = (ushort)ChecksumOffset;
    }

    private static int Number(ReadOnlySpan<byte> bytes, int at) => BitConverter.IsLittleEndian
        ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..])
        : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}
