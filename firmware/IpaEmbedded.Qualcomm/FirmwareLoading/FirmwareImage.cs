using System;
using IpaEmbedded.Qualcomm.FirmwareLoading.Layout;
using IpaEmbedded.Qualcomm.Wire;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.FirmwareLoading;

/// <summary>The header file of a firmware image (.mdt, or .mbn with everything inside): checked once, then asked for its segments.</summary>
public sealed class FirmwareImage
{
    private const int MaxSegments = 64;

    private readonly string _name;
    private readonly byte[] _file;
    private int _headers;
    private int _count;

    /// <summary>Creates an image over a file's bytes; <see cref="Open"/> reads it.</summary>
    public FirmwareImage(string name, byte[] file)
    {
        _name = name;
        _file = file;
    }

    /// <summary>The file.</summary>
    public byte[] Bytes
    {
        get { return _file; }
    }

    /// <summary>Number of segments.</summary>
    public int Count
    {
        get { return _count; }
    }

    /// <summary>Checks headers and segments.</summary>
    /// <exception cref="HardwareException">The file is no such image; the message says where.</exception>
    public void Open()
    {
        if (_file.Length < ElfLayout.HeaderSize) { throw Malformed("has " + _file.Length.ToString() + " bytes, an ELF header needs 52"); }
        if (LittleEndian.Read32(_file, 0) != ElfLayout.Magic) { throw Malformed("lacks the ELF magic"); }
        if (_file[ElfLayout.Class] != 1 || _file[ElfLayout.ByteOrder] != 1) { throw Malformed("is not 32-bit little-endian ELF"); }
        uint start = LittleEndian.Read32(_file, ElfLayout.ProgramHeaders);
        int size = LittleEndian.Read16(_file, ElfLayout.ProgramHeaderSize);
        int count = LittleEndian.Read16(_file, ElfLayout.ProgramHeaderCount);
        if (size != ElfLayout.SegmentSize) { throw Malformed("has program headers of " + size.ToString() + " bytes, expected 32"); }
        if (count < 2 || count > MaxSegments) { throw Malformed("has " + count.ToString() + " segments, expected 2 to 64"); }
        if (start > (uint)_file.Length || (uint)(count * size) > (uint)_file.Length - start) { throw Malformed("ends inside its program headers"); }
        _headers = (int)start;
        _count = count;
        for (int i = 0; i < count; i++)
        {
            if (IsLoadable(i) && FileSizeOf(i) > MemorySizeOf(i))
            {
                throw Malformed("has segment " + i.ToString() + " with " + FileSizeOf(i).ToString() + " bytes in the file but "
                    + MemorySizeOf(i).ToString() + " in memory");
            }
            if (IsLoadable(i) && MemorySizeOf(i) > 0xffffffff - AddressOf(i)) { throw Malformed("has segment " + i.ToString() + " that wraps around"); }
            for (int earlier = 0; earlier < i; earlier++)
            {
                if (IsLoadable(i) && IsLoadable(earlier) && Overlap(earlier, i))
                {
                    throw Malformed("has segments " + earlier.ToString() + " and " + i.ToString() + " that overlap in memory");
                }
            }
        }
    }

    /// <summary>Physical address of a segment.</summary>
    public uint AddressOf(int segment)
    {
        return Read(segment, ElfLayout.SegmentAddress);
    }

    /// <summary>Bytes of a segment in the file.</summary>
    public uint FileSizeOf(int segment)
    {
        return Read(segment, ElfLayout.SegmentFileSize);
    }

    /// <summary>Bytes of a segment in memory.</summary>
    public uint MemorySizeOf(int segment)
    {
        return Read(segment, ElfLayout.SegmentMemorySize);
    }

    /// <summary>Offset of a segment in a file that holds everything.</summary>
    public uint OffsetOf(int segment)
    {
        return Read(segment, ElfLayout.SegmentOffset);
    }

    /// <summary>Whether a segment goes into memory.</summary>
    public bool IsLoadable(int segment)
    {
        return Read(segment, ElfLayout.SegmentType) == ElfLayout.TypeLoad && MemorySizeOf(segment) != 0 && !IsHash(segment);
    }

    /// <summary>Whether the image may be loaded anywhere.</summary>
    public bool IsRelocatable
    {
        get
        {
            for (int i = 0; i < _count; i++)
            {
                if (IsLoadable(i) && (Read(i, ElfLayout.SegmentFlags) & ElfLayout.Relocatable) != 0) { return true; }
            }
            return false;
        }
    }

    /// <summary>Lowest address and the end (rounded up to 4 KiB) of what is loaded; false when nothing is.</summary>
    public bool TryGetExtent(out uint lowest, out ulong end)
    {
        lowest = 0xffffffff;
        end = 0;
        for (int i = 0; i < _count; i++)
        {
            if (!IsLoadable(i)) { continue; }
            if (AddressOf(i) < lowest) { lowest = AddressOf(i); }
            ulong top = ((ulong)AddressOf(i) + MemorySizeOf(i) + 0xfff) & ~0xffful;
            if (top > end) { end = top; }
        }
        return end != 0;
    }

    /// <summary>Whether this file holds the bytes of a segment; if not, they are in a file of their own.</summary>
    public bool Holds(int segment)
    {
        return OffsetOf(segment) <= (uint)_file.Length && FileSizeOf(segment) <= (uint)_file.Length - OffsetOf(segment);
    }

    /// <summary>Index of the hash segment, or -1.</summary>
    public int HashSegment
    {
        get
        {
            for (int i = 1; i < _count; i++)
            {
                if (IsHash(i)) { return i; }
            }
            return -1;
        }
    }

    /// <summary>
    /// Puts together what TrustZone checks: the headers, then the hashes, which lie behind the headers, at their own offset,
    /// or in <paramref name="hashFile"/> (null when there is no such file).
    /// </summary>
    /// <exception cref="HardwareException">There are no hashes, or they are not where they should be.</exception>
    public byte[] Metadata(byte[] hashFile)
    {
        int hash = HashSegment;
        if (hash < 0) { throw Malformed("has no hash segment"); }
        uint headerSize = FileSizeOf(0);
        uint hashSize = FileSizeOf(hash);
        uint length = (uint)_file.Length;
        if (headerSize > length) { throw Malformed("ends inside its headers of " + headerSize.ToString() + " bytes"); }
        byte[] source = _file;
        uint start;
        if (hashSize == length - headerSize) { start = headerSize; }
        else if (Holds(hash)) { start = OffsetOf(hash); }
        else
        {
            if (hashFile == null || (uint)hashFile.Length != hashSize)
            {
                throw new HardwareException(SegmentFile(hash) + " does not hold the " + hashSize.ToString() + " bytes of hashes that " + _name + " names");
            }
            source = hashFile;
            start = 0;
        }
        byte[] metadata = new byte[(int)headerSize + (int)hashSize];
        Array.Copy(_file, 0, metadata, 0, (int)headerSize);
        Array.Copy(source, (int)start, metadata, (int)headerSize, (int)hashSize);
        return metadata;
    }

    /// <summary>Name of the file that holds a segment of a split image: the extension becomes .bNN.</summary>
    public string SegmentFile(int segment)
    {
        int dot = _name.LastIndexOf('.');
        int slash = _name.LastIndexOf('/');
        string stem = dot > slash ? _name.Substring(0, dot) : _name;
        return stem + ".b" + (segment < 10 ? "0" : "") + segment.ToString();
    }

    // Both are known not to wrap.
    private bool Overlap(int a, int b)
    {
        return AddressOf(a) < AddressOf(b) + MemorySizeOf(b) && AddressOf(b) < AddressOf(a) + MemorySizeOf(a);
    }

    private bool IsHash(int segment)
    {
        return (Read(segment, ElfLayout.SegmentFlags) & ElfLayout.KindMask) == ElfLayout.KindHash;
    }

    private uint Read(int segment, int field)
    {
        if (segment < 0 || segment >= _count) { throw new ArgumentOutOfRangeException("segment"); }
        return LittleEndian.Read32(_file, _headers + segment * ElfLayout.SegmentSize + field);
    }

    private HardwareException Malformed(string what)
    {
        return new HardwareException("firmware " + _name + " " + what);
    }
}
