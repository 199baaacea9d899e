using System.Buffers.Binary;

namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>
/// Takes apart what one read of a TUN interface with offloads has brought: the kernel gives many segments of a TCP connection as one packet of up to 64 KB,
/// and leaves checksums to whoever sends them on. It is given whole packets with their checksums back, none longer than the interface's MTU.
/// </summary>
internal sealed class SegmentSplitter
{
    private readonly byte[] _bytes = new byte[OffloadHeader.Size + 65536];
    private OffloadHeader _header;
    private int _length;
    private int _at;
    private int _data;

    /// <summary>Where a read goes before <see cref="Begin"/>.</summary>
    public Span<byte> Room => _bytes;

    /// <summary>Whether <see cref="Next"/> has another packet.</summary>
    public bool HasNext => _at < _length;

    private Span<byte> Packet => _bytes.AsSpan(OffloadHeader.Size, _length);

    /// <summary>Begins with a read that has brought so many bytes; what the system says in place of bytes, a negative number, is no packet.</summary>
    public void Begin(int bytes)
    {
        _length = Math.Max(0, bytes - OffloadHeader.Size);
        _at = 0;
        _header = _length > 0 ? OffloadHeader.Read(_bytes) : default;
        if (_header.Kind == OffloadHeader.Whole)
        {
            FinishChecksum();
            return;
        }

        _data = _header.ChecksumStart + (Packet[_header.ChecksumStart + TcpFields.HeaderLength] >> 4) * 4;
        _at = _data;
    }

    /// <summary>Copies the next packet; returns its length.</summary>
    public int Next(Span<byte> target)
    {
        if (_header.Kind == OffloadHeader.Whole)
        {
            Packet.CopyTo(target);
            _at = _length;
            return _length;
        }

        var count = Math.Min(_header.SegmentSize, _length - _at);
        var segment = target[..(_data + count)];
        Packet[.._data].CopyTo(segment);
        Packet.Slice(_at, count).CopyTo(segment[_data..]);
        Change(segment, _at - _data, _at + count == _length);
        _at += count;
        return segment.Length;
    }

    private void Change(Span<byte> segment, int offset, bool isLast)
    {
        var network = _header.ChecksumStart;
        if (!TcpFields.IsV6(segment))
        {
            var identification = BinaryPrimitives.ReadUInt16BigEndian(segment[4..]);
            BinaryPrimitives.WriteUInt16BigEndian(segment[4..], (ushort)(identification + offset / _header.SegmentSize));
        }

        TcpFields.WriteLength(segment, network);
        var tcp = segment[network..];
        BinaryPrimitives.WriteUInt32BigEndian(tcp[TcpFields.Sequence..], BinaryPrimitives.ReadUInt32BigEndian(tcp[TcpFields.Sequence..]) + (uint)offset);
        if (!isLast)
        {
            tcp[TcpFields.Flags] &= unchecked((byte)~(TcpFields.Finish | TcpFields.Push));
        }

        if (offset > 0)
        {
            tcp[TcpFields.Flags] &= unchecked((byte)~TcpFields.CongestionReduced);
        }

        tcp.Slice(TcpFields.Checksum, 2).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(tcp[TcpFields.Checksum..], PacketChecksum.Of(tcp, TcpFields.Pseudo(segment, network)));
    }

    // The field holds the pseudo header's sum, so that summing over it is summing all. A UDP checksum of zero would mean none.
    private void FinishChecksum()
    {
        var at = _header.ChecksumStart + _header.ChecksumOffset;
        if (!_header.NeedsChecksum || at + 2 > _length)
        {
            return;
        }

        var checksum = PacketChecksum.Of(Packet[_header.ChecksumStart..]);
        BinaryPrimitives.WriteUInt16BigEndian(Packet[at..], checksum == 0 ? ushort.MaxValue : checksum);
    }
}
