using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Network;

namespace IpaEmbedded.Cli.Network;

/// <summary>
/// Puts fragments of datagrams together (RFC 791, RFC 8200). Of hostile ones as little is kept as of others: so many datagrams at a time, each for so
/// long; one whose fragments overlap is thrown away whole.
/// </summary>
internal sealed class Reassembly
{
    private const int MaxDatagrams = 64;
    private const int LargestPacket = 65535;
    private const long LifetimeMicroseconds = 30_000_000;

    private readonly List<Datagram> _datagrams = [];

    /// <summary>Fragments of datagrams that never became whole.</summary>
    public long Lost { get; private set; }

    /// <summary>Fragments whose datagram may still become whole.</summary>
    public int Waiting => _datagrams.Sum(each => each.Ranges.Count);

    /// <summary>Adds a fragment; returns the packet that it completes, of which <paramref name="fragments"/> came, or nothing. It is valid until the next call.</summary>
    public ReadOnlySpan<byte> Add(ReadOnlySpan<byte> packet, IpHeader header, long now, out int fragments)
    {
        fragments = 0;
        Expire(now);
        Datagram datagram = Find(packet, header) ?? Begin(packet, header, now);
        int start = header.FragmentOffset;
        int length = header.Length - header.Payload;
        int end = start + length;
        bool fits = length > 0 && (!header.HasMore || length % 8 == 0) && end <= LargestPacket - IpHeader.Ipv6Size - MaxHeaderOf(datagram, start, header);
        if (!fits || datagram.Ranges.Exists(range => range.Start < end && start < range.End) || (datagram.End is { } last && end > last) || (!header.HasMore && datagram.Ranges.Exists(range => range.End > end)))
        {
            Lost += datagram.Ranges.Count + 1;
            _datagrams.Remove(datagram);
            return [];
        }
        datagram.Ranges.Add((start, end));
        packet[header.Payload..header.Length].CopyTo(datagram.Data.AsSpan(start));
        if (!header.HasMore)
        {
            datagram.End = end;
        }
        if (start == 0)
        {
            datagram.Head = HeadOf(packet, header);
        }
        if (datagram.End is not { } total || datagram.Ranges.Sum(range => range.End - range.Start) != total)
        {
            return [];
        }
        _datagrams.Remove(datagram);
        fragments = datagram.Ranges.Count;
        return Whole(datagram, total);
    }

    private static int MaxHeaderOf(Datagram datagram, int start, in IpHeader header) => start == 0 ? header.Payload : datagram.Head.Length;

    /// <summary>What stands in front of the data when there are no fragments.</summary>
    private static byte[] HeadOf(ReadOnlySpan<byte> packet, in IpHeader header)
    {
        byte[] head = packet[..(header.IsV6 ? header.Payload - IpHeader.FragmentSize : header.Payload)].ToArray();
        head[header.ProtocolAt] = header.Protocol;
        return head;
    }

    private static byte[] Whole(Datagram datagram, int total)
    {
        byte[] whole = [.. datagram.Head, .. datagram.Data.AsSpan(0, total)];
        if (whole[0] >> 4 == 6)
        {
            BinaryPrimitives.WriteUInt16BigEndian(whole.AsSpan(4), (ushort)(whole.Length - IpHeader.Ipv6Size));
            return whole;
        }
        BinaryPrimitives.WriteUInt16BigEndian(whole.AsSpan(2), (ushort)whole.Length);
        whole.AsSpan(6, 2).Clear();
        whole.AsSpan(10, 2).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(whole.AsSpan(10), PacketChecksum.Of(whole.AsSpan(0, datagram.Head.Length)));
        return whole;
    }

    private Datagram? Find(ReadOnlySpan<byte> packet, in IpHeader header)
    {
        foreach (Datagram each in _datagrams)
        {
            if (each.Identification == header.Identification && each.Protocol == header.Protocol
                && header.Source(packet).SequenceEqual(each.Source) && header.Destination(packet).SequenceEqual(each.Destination))
            {
                return each;
            }
        }
        return null;
    }

    private Datagram Begin(ReadOnlySpan<byte> packet, in IpHeader header, long now)
    {
        if (_datagrams.Count == MaxDatagrams)
        {
            Lost += _datagrams[0].Ranges.Count;
            _datagrams.RemoveAt(0);
        }
        var datagram = new Datagram(header.Source(packet).ToArray(), header.Destination(packet).ToArray(), header.Protocol, header.Identification, now + LifetimeMicroseconds);
        _datagrams.Add(datagram);
        return datagram;
    }

    private void Expire(long now)
    {
        while (_datagrams.Count > 0 && _datagrams[0].Expiry <= now)
        {
            Lost += _datagrams[0].Ranges.Count;
            _datagrams.RemoveAt(0);
        }
    }

    private sealed class Datagram(byte[] source, byte[] destination, byte protocol, uint identification, long expiry)
    {
        public readonly byte[] Source = source;
        public readonly byte[] Destination = destination;
        public readonly byte Protocol = protocol;
        public readonly uint Identification = identification;
        public readonly long Expiry = expiry;
        public readonly byte[] Data = new byte[LargestPacket];
        public readonly List<(int Start, int End)> Ranges = [];
        public byte[] Head = [];
        public int? End;
    }
}
