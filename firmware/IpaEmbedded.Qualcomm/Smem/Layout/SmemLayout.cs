namespace IpaEmbedded.Qualcomm.Smem.Layout;

/// <summary>Byte offsets of the SMEM heap: partition table, partitions, items.</summary>
public static class SmemLayout
{
    /// <summary>Distance of the partition table from the end of the heap.</summary>
    public const int TableFromEnd = 4096;

    /// <summary>Magic word of the partition table, "$TOC".</summary>
    public const uint TableMagic = 0x434f5424;

    /// <summary>In the table: version, 32 bits; 1 is the only one.</summary>
    public const int TableVersion = 4;

    /// <summary>In the table: number of entries, 32 bits.</summary>
    public const int TableCount = 8;

    /// <summary>In the table: first entry.</summary>
    public const int TableEntries = 32;

    /// <summary>Bytes of one entry of the table.</summary>
    public const int TableEntrySize = 48;

    /// <summary>In an entry: offset of the partition from the start of the heap, 32 bits.</summary>
    public const int EntryOffset = 0;

    /// <summary>In an entry: size of the partition, 32 bits.</summary>
    public const int EntrySize = 4;

    /// <summary>In an entry: flags, 32 bits.</summary>
    public const int EntryFlags = 8;

    /// <summary>In an entry: first host, 16 bits.</summary>
    public const int EntryHost0 = 12;

    /// <summary>In an entry: second host, 16 bits.</summary>
    public const int EntryHost1 = 14;

    /// <summary>In an entry: size of a cache line of the hosts, 32 bits.</summary>
    public const int EntryCacheLine = 16;

    /// <summary>Magic word of a partition, "$PRT".</summary>
    public const uint PartitionMagic = 0x54525024;

    /// <summary>In a partition: first host, 16 bits.</summary>
    public const int PartitionHost0 = 4;

    /// <summary>In a partition: second host, 16 bits.</summary>
    public const int PartitionHost1 = 6;

    /// <summary>In a partition: its size, 32 bits.</summary>
    public const int PartitionSize = 8;

    /// <summary>In a partition: end of the items that grow up, 32 bits.</summary>
    public const int PartitionFreeUncached = 12;

    /// <summary>In a partition: start of the items that grow down, 32 bits.</summary>
    public const int PartitionFreeCached = 16;

    /// <summary>In a partition: its first item.</summary>
    public const int PartitionItems = 32;

    /// <summary>Canary at the start of an item, 16 bits.</summary>
    public const ushort Canary = 0xa5a5;

    /// <summary>In an item: its number, 16 bits.</summary>
    public const int ItemNumber = 2;

    /// <summary>In an item: bytes of data, padding included, 32 bits.</summary>
    public const int ItemSize = 4;

    /// <summary>In an item: bytes of padding at the end of the data, 16 bits.</summary>
    public const int ItemDataPadding = 8;

    /// <summary>In an item: bytes of padding between header and data, 16 bits.</summary>
    public const int ItemHeaderPadding = 10;

    /// <summary>Bytes of the header of an item.</summary>
    public const int ItemHeaderSize = 16;

    /// <summary>Host number of the application processors.</summary>
    public const int HostApplications = 0;

    /// <summary>Largest item number.</summary>
    public const int LastItem = 511;

    /// <summary>Items below this number have a fixed place and cannot be allocated.</summary>
    public const int FirstDynamicItem = 8;
}
