using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Network;

namespace IpaEmbedded.Cli.Network;

/// <summary>The fixed part of a TCP segment's header (RFC 9293).</summary>
/// <param name="Window">As it is in the header, not scaled.</param>
/// <param name="DataAt">Where the data begins: behind the options.</param>
/// <param name="Length">Bytes of the segment, header and data.</param>
internal readonly record struct TcpHeader(ushort SourcePort, ushort DestinationPort, uint Sequence, uint Acknowledgement, TcpFlags Flags, ushort Window, int DataAt, int Length)
{
    /// <summary>Bytes of a header without options.</summary>
    public const int Size = 20;

    /// <summary>Bytes of data.</summary>
    public int DataLength => Length - DataAt;

    /// <summary>What the segment takes of the sequence numbers: its data, and one each for beginning and end.</summary>
    public int SequenceLength => DataLength + (Has(TcpFlags.Synchronize) ? 1 : 0) + (Has(TcpFlags.Finish) ? 1 : 0);

    /// <summary>Reads a segment; false if it is cut off.</summary>
    public static bool TryParse(ReadOnlySpan<byte> segment, out TcpHeader header)
    {
        header = default;
        if (segment.Length < Size)
        {
            return false;
        }
        int data = (segment[12] >> 4) * 4;
        header = new TcpHeader(BinaryPrimitives.ReadUInt16BigEndian(segment), BinaryPrimitives.ReadUInt16BigEndian(segment[2..]), BinaryPrimitives.ReadUInt32BigEndian(segment[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(segment[8..]), (TcpFlags)(segment[13] & 0x1f), BinaryPrimitives.ReadUInt16BigEndian(segment[14..]), data, segment.Length);
        return data >= Size && data <= segment.Length;
    }

    /// <summary>Whether the checksum of the datagram that it was read from is right.</summary>
    public bool IsWhole(in Datagram datagram) =>
        PacketChecksum.Of(datagram.Payload, PacketChecksum.Pseudo(datagram.Source, datagram.Destination, IpProtocol.Tcp, datagram.Payload.Length)) == 0;

    /// <summary>Whether all these bits are set.</summary>
    public bool Has(TcpFlags flags) => (Flags & flags) == flags;

    /// <summary>Writes the header with a checksum of zero; options and data are the caller's.</summary>
    public void Write(Span<byte> segment)
    {
        BinaryPrimitives.WriteUInt16BigEndian(segment, SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(segment[2..], DestinationPort);
        BinaryPrimitives.WriteUInt32BigEndian(segment[4..], Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(segment[8..], Acknowledgement);
        segment[12] = (byte)(DataAt / 4 << 4);
        segment[13] = (byte)Flags;
        BinaryPrimitives.WriteUInt16BigEndian(segment[14..], Window);
        segment[16..20].Clear();
    }

    /// <summary>Computes the checksum of a whole segment and stores it.</summary>
    public static void WriteChecksum(Span<byte> segment, ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination)
    {
        segment[16..18].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(segment[16..], PacketChecksum.Of(segment, PacketChecksum.Pseudo(source, destination, IpProtocol.Tcp, segment.Length)));
    }
}
