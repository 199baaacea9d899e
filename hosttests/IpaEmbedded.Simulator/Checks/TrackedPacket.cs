using System.Buffers.Binary;

namespace IpaEmbedded.Simulator;

/// <summary>A packet that shows whether it arrives whole, once and in order: UDP over IPv4 with a number of its own, and bytes that are known of each place.</summary>
internal static class TrackedPacket
{
    /// <summary>Bytes of the smallest: the headers of IPv4 and UDP, and the number.</summary>
    public const int SmallestSize = HeaderBytes + 8;

    private const int HeaderBytes = 28;
    private const int MostBytes = 1500;

    private static readonly byte[] Pattern = [.. Enumerable.Range(0, MostBytes).Select(at => (byte)((at * 7) + (at >> 8)))];

    /// <summary>Writes a packet over the first bytes of a buffer.</summary>
    public static void Write(Span<byte> packet, long number)
    {
        Pattern.AsSpan(0, packet.Length).CopyTo(packet);
        packet[..HeaderBytes].Clear();
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)packet.Length);
        packet[8] = 64;
        packet[9] = 17;
        packet[15] = packet[19] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(packet[24..], (ushort)(packet.Length - 20));
        BinaryPrimitives.WriteInt64BigEndian(packet[HeaderBytes..], number);
    }

    /// <summary>The number of a packet that is one of ours and whole; -1 for any other.</summary>
    public static long NumberOf(ReadOnlySpan<byte> packet) =>
        packet.Length >= SmallestSize && packet[0] == 0x45 && packet[9] == 17 && BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) == packet.Length
            && packet[SmallestSize..].SequenceEqual(Pattern.AsSpan(SmallestSize..packet.Length))
            ? BinaryPrimitives.ReadInt64BigEndian(packet[HeaderBytes..])
            : -1;
}
