using System.Buffers.Binary;
using System.Globalization;

namespace IpaEmbedded.Cli.Capture;

/// <summary>The raw IP packets of a capture file, pcap or pcapng, of either byte order. A file of which anything is wrong is refused with the place where.</summary>
public sealed class CaptureReading
{
    private const uint SectionHeader = 0x0a0d0d0a;
    private const uint ByteOrderMagic = 0x1a2b3c4d;
    private const uint Microseconds = 0xa1b2c3d4;
    private const uint Nanoseconds = 0xa1b23c4d;
    private const int MaxInterfaces = 4096;

    private readonly string _path;
    private readonly byte[] _bytes;
    private readonly List<CapturedPacket> _packets = [];
    private readonly List<(int LinkType, long UnitsPerSecond, uint Kept)> _interfaces = [];
    private readonly SortedSet<int> _otherTypes = [];
    private bool _isBigEndian;
    private long _first = -1;

    private CaptureReading(string path, byte[] bytes)
    {
        _path = path;
        _bytes = bytes;
    }

    /// <summary>The file.</summary>
    public string Path => _path;

    /// <summary>What the packets are in.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>The packets in the order of the file.</summary>
    public IReadOnlyList<CapturedPacket> Packets => _packets;

    /// <summary>Packets of which the capture did not keep everything; they are not among the others.</summary>
    public int CutShort { get; private set; }

    /// <summary>Packets of interfaces that carry something else than IP packets without a header; they are not among the others.</summary>
    public int OtherLinks { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="CommandFailure">It cannot be read, is no capture, or has no raw IP packets.</exception>
    public static CaptureReading Of(string path)
    {
        var reading = new CaptureReading(path, InputFile.Read(path).Bytes);
        reading.Read();
        return reading;
    }

    /// <summary>What is to be said behind a number of packets about those that the capture cut short.</summary>
    public static string Without(int cutShort) => cutShort == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {cutShort} more cut short there");

    private void Read()
    {
        if (_bytes.Length < 4)
        {
            throw Refusal("it is too short for a capture");
        }
        uint magic = BinaryPrimitives.ReadUInt32LittleEndian(_bytes);
        if (magic == SectionHeader)
        {
            ReadBlocks();
        }
        else if (magic is Microseconds or Nanoseconds || BinaryPrimitives.ReverseEndianness(magic) is Microseconds or Nanoseconds)
        {
            _isBigEndian = !(magic is Microseconds or Nanoseconds);
            ReadRecords(U32(0) == Nanoseconds ? 1_000_000_000 : 1_000_000);
        }
        else
        {
            throw Refusal("it begins neither as pcap nor as pcapng does");
        }
        if (_packets.Count == 0)
        {
            throw Refusal(CutShort > 0 ? string.Create(CultureInfo.InvariantCulture, $"it kept only the beginnings of its packets, {CutShort} of {CutShort + OtherLinks}")
                : _otherTypes.Count == 0 ? "it has no packets" : $"it has no IP packets without a header in front (link type 101, or 228 and 229), but those of link type {string.Join(", ", _otherTypes)}");
        }
    }

    private void ReadRecords(long unitsPerSecond)
    {
        const int FileHeader = 24;
        const int RecordHeader = 16;
        Need(0, FileHeader, "header");
        _interfaces.Add(((int)(U32(20) & 0x0fffffff), unitsPerSecond, uint.MaxValue));
        int at = FileHeader;
        while (at < _bytes.Length)
        {
            Need(at, RecordHeader, "record");
            uint captured = U32(at + 8);
            Need(at + RecordHeader, captured, "packet");
            Add(0, (U32(at) * unitsPerSecond) + U32(at + 4), at + RecordHeader, (int)captured, U32(at + 12), null);
            at += RecordHeader + (int)captured;
        }
    }

    private void ReadBlocks()
    {
        const int Smallest = 12;
        int at = 0;
        while (at < _bytes.Length)
        {
            Need(at, Smallest, "block");
            if (BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(at)) == SectionHeader)
            {
                _isBigEndian = BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(at + 8)) == ByteOrderMagic;
                if (U32(at + 8) != ByteOrderMagic)
                {
                    throw Refusal($"the section at byte {at} has no byte order");
                }
                _interfaces.Clear();
            }
            uint length = U32(at + 4);
            if (length < Smallest || length % 4 != 0)
            {
                throw Refusal($"the block at byte {at} cannot be {length} bytes long");
            }
            Need(at, length, "block");
            switch (U32(at))
            {
                case 1:
                    AddInterface(at + 8, (int)length - Smallest);
                    break;
                case 3:
                    AddSimplePacket(at + 8, (int)length - Smallest);
                    break;
                case 6:
                    AddPacket(at + 8, (int)length - Smallest);
                    break;
            }
            at += (int)length;
        }
    }

    private void AddInterface(int at, int length)
    {
        const ushort Resolution = 9;
        if (length < 8 || _interfaces.Count == MaxInterfaces)
        {
            throw Refusal($"the interface at byte {at - 8} is cut off, or one too many");
        }
        long unitsPerSecond = 1_000_000;
        ForEachOption(at + 8, length - 8, (code, start, size) =>
        {
            if (code == Resolution && size == 1)
            {
                int exponent = _bytes[start] & 0x7f;
                bool isBinary = (_bytes[start] & 0x80) != 0;
                if (exponent > (isBinary ? 40 : 12))
                {
                    throw Refusal($"the interface at byte {at - 8} counts time in units too small");
                }
                unitsPerSecond = isBinary ? 1L << exponent : (long)Math.Pow(10, exponent);
            }
        });
        // Of 0 everything is kept.
        _interfaces.Add((U16(at), unitsPerSecond, U32(at + 4) is > 0 and var kept ? kept : uint.MaxValue));
    }

    private void AddSimplePacket(int at, int length)
    {
        if (length < 4)
        {
            throw Refusal($"the packet at byte {at - 8} is cut off");
        }
        uint original = U32(at);
        // How much of it was kept, only the interface says; what follows up to the end of the block is padding.
        uint kept = _interfaces.Count > 0 ? _interfaces[0].Kept : uint.MaxValue;
        Add(0, Math.Max(0, _first), at + 4, (int)Math.Min(Math.Min(original, kept), (uint)length - 4), original, null);
    }

    private void AddPacket(int at, int length)
    {
        const ushort Flags = 2;
        const int Header = 20;
        uint captured = length < Header ? 0 : U32(at + 12);
        if (length < Header || captured > length - Header)
        {
            throw Refusal($"the packet at byte {at - 8} is cut off");
        }
        bool? outbound = null;
        int padded = ((int)captured + 3) & ~3;
        ForEachOption(at + Header + padded, length - Header - padded, (code, start, size) =>
        {
            if (code == Flags && size == 4)
            {
                outbound = (U32(start) & 3) switch { 1 => false, 2 => true, _ => null };
            }
        });
        Add(U32(at), (long)(((ulong)U32(at + 4) << 32) | U32(at + 8)), at + Header, (int)captured, U32(at + 16), outbound);
    }

    private void ForEachOption(int at, int length, Action<ushort, int, int> take)
    {
        int end = at + length;
        while (at + 4 <= end && U16(at) != 0)
        {
            int size = U16(at + 2);
            if (size > end - at - 4)
            {
                throw Refusal($"the option at byte {at} is cut off");
            }
            take(U16(at), at + 4, size);
            at += 4 + ((size + 3) & ~3);
        }
    }

    private void Add(uint interfaceNumber, long time, int offset, int length, uint original, bool? outbound)
    {
        if (interfaceNumber >= _interfaces.Count)
        {
            throw Refusal($"the packet at byte {offset} is of interface {interfaceNumber.ToString(CultureInfo.InvariantCulture)}, which the file does not have");
        }
        (int linkType, long unitsPerSecond, _) = _interfaces[(int)interfaceNumber];
        if (linkType is not ((int)LinkType.RawIp or 12 or 14 or 228 or 229))
        {
            OtherLinks++;
            _otherTypes.Add(linkType);
            return;
        }
        if (length < original || length == 0)
        {
            CutShort++;
            return;
        }
        long microseconds = (long)((Int128)time * 1_000_000 / unitsPerSecond);
        _first = _first < 0 ? microseconds : _first;
        _packets.Add(new CapturedPacket(offset, length, Math.Max(0, microseconds - _first), outbound));
    }

    private void Need(int at, uint length, string what)
    {
        if (length > (uint)(_bytes.Length - at))
        {
            throw Refusal($"the {what} at byte {at} is cut off");
        }
    }

    private ushort U16(int at) => _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at));

    private uint U32(int at) => _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(at));

    private CommandFailure Refusal(string reason) => new(ExitCode.Files, $"cannot read {_path} as a capture: {reason}");
}
