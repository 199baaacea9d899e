namespace IpaEmbedded.Qualcomm.CommandDatabase.Layout;

/// <summary>Byte offsets of the command database: a header, eight resource headers, entries and auxiliary data.</summary>
public static class CommandDatabaseLayout
{
    /// <summary>Offset of the version, 32 bits.</summary>
    public const int Version = 0;

    /// <summary>Offset of the magic bytes.</summary>
    public const int Magic = 4;

    /// <summary>The magic bytes db 30 03 0c read as a little-endian word.</summary>
    public const uint MagicWord = 0x0c0330db;

    /// <summary>Offset of the first resource header.</summary>
    public const int ResourceHeaders = 8;

    /// <summary>Number of resource headers; one with slave id 0 ends the list early.</summary>
    public const int ResourceHeaderCount = 8;

    /// <summary>Bytes of one resource header.</summary>
    public const int ResourceHeaderSize = 16;

    /// <summary>In a resource header: slave id, 16 bits.</summary>
    public const int SlaveId = 0;

    /// <summary>In a resource header: offset of its entries from the data area, 16 bits.</summary>
    public const int HeaderOffset = 2;

    /// <summary>In a resource header: offset of its auxiliary data from the data area, 16 bits.</summary>
    public const int DataOffset = 4;

    /// <summary>In a resource header: number of entries, 16 bits.</summary>
    public const int Count = 6;

    /// <summary>Start of the data area, to which the offsets refer.</summary>
    public const int Data = 144;

    /// <summary>Bytes of one entry: name[8], two priorities, address, length, offset.</summary>
    public const int EntrySize = 24;

    /// <summary>In an entry: number of bytes of the name, padded with zeros.</summary>
    public const int EntryNameLength = 8;

    /// <summary>In an entry: RPMh address, 32 bits.</summary>
    public const int EntryAddress = 16;

    /// <summary>In an entry: length of its auxiliary data, 16 bits.</summary>
    public const int EntryLength = 20;

    /// <summary>In an entry: offset of its auxiliary data, 16 bits.</summary>
    public const int EntryOffset = 22;

    /// <summary>Slave id of resources with an operating level per mode.</summary>
    public const int SlaveArc = 3;

    /// <summary>Slave id of regulators and clock buffers.</summary>
    public const int SlaveVrm = 4;

    /// <summary>Slave id of bus clocks.</summary>
    public const int SlaveBcm = 5;

    /// <summary>In the auxiliary data of a bus clock: unit, 32 bits.</summary>
    public const int BcmUnit = 0;

    /// <summary>In the auxiliary data of a bus clock: width in bytes, 16 bits.</summary>
    public const int BcmWidth = 4;

    /// <summary>In the auxiliary data of a bus clock: virtual clock domain, 8 bits.</summary>
    public const int BcmClockDomain = 6;

    /// <summary>Bytes of the auxiliary data of a bus clock.</summary>
    public const int BcmSize = 8;
}
