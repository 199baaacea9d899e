namespace IpaEmbedded.Qualcomm.FirmwareLoading.Layout;

/// <summary>Byte offsets of 32-bit little-endian ELF as the boot chain uses it, and the segment flags of its own.</summary>
public static class ElfLayout
{
    /// <summary>Magic word, 7f "ELF".</summary>
    public const uint Magic = 0x464c457f;

    /// <summary>Class of the file, 8 bits; 1 is 32 bits.</summary>
    public const int Class = 4;

    /// <summary>Byte order of the file, 8 bits; 1 is little-endian.</summary>
    public const int ByteOrder = 5;

    /// <summary>Offset of the program headers, 32 bits.</summary>
    public const int ProgramHeaders = 28;

    /// <summary>Bytes of one program header, 16 bits.</summary>
    public const int ProgramHeaderSize = 42;

    /// <summary>Number of program headers, 16 bits.</summary>
    public const int ProgramHeaderCount = 44;

    /// <summary>Bytes of the file header.</summary>
    public const int HeaderSize = 52;

    /// <summary>Bytes of a program header.</summary>
    public const int SegmentSize = 32;

    /// <summary>In a program header: type, 32 bits; 1 is to be loaded.</summary>
    public const int SegmentType = 0;

    /// <summary>In a program header: offset of the bytes in the file, 32 bits.</summary>
    public const int SegmentOffset = 4;

    /// <summary>In a program header: physical address, 32 bits.</summary>
    public const int SegmentAddress = 12;

    /// <summary>In a program header: bytes in the file, 32 bits.</summary>
    public const int SegmentFileSize = 16;

    /// <summary>In a program header: bytes in memory, 32 bits.</summary>
    public const int SegmentMemorySize = 20;

    /// <summary>In a program header: flags, 32 bits.</summary>
    public const int SegmentFlags = 24;

    /// <summary>Type of a segment that is loaded.</summary>
    public const uint TypeLoad = 1;

    /// <summary>Bits of the flags that say what kind of segment it is.</summary>
    public const uint KindMask = 7u << 24;

    /// <summary>Kind of the segment that holds the hashes of the others.</summary>
    public const uint KindHash = 2u << 24;

    /// <summary>Flag of a segment that may be loaded anywhere.</summary>
    public const uint Relocatable = 1u << 27;
}
