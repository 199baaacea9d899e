namespace IpaEmbedded.Qualcomm.Smem.Layout;

/// <summary>Byte offsets of an SMP2P item: what one processor shows another, as up to 16 named words.</summary>
public static class Smp2pLayout
{
    /// <summary>Magic word, "$SMP".</summary>
    public const int Magic = 0;

    /// <summary>Value of the magic word.</summary>
    public const uint MagicWord = 0x504d5324;

    /// <summary>Version, 8 bits; written last, as 0 means that the item is not ready.</summary>
    public const int Version = 4;

    /// <summary>Feature bits, 24 bits, in the same word as the version.</summary>
    public const int Features = 5;

    /// <summary>Feature: a restart is acknowledged.</summary>
    public const uint FeatureRestartAcknowledge = 1;

    /// <summary>Id of the processor that owns the item, 16 bits.</summary>
    public const int LocalProcessor = 8;

    /// <summary>Id of the processor that reads the item, 16 bits.</summary>
    public const int RemoteProcessor = 10;

    /// <summary>Number of entries that there is room for, 16 bits.</summary>
    public const int TotalEntries = 12;

    /// <summary>Number of entries in use, 16 bits.</summary>
    public const int ValidEntries = 14;

    /// <summary>Flags, 32 bits.</summary>
    public const int Flags = 16;

    /// <summary>Flag: the owner has restarted; toggles each time.</summary>
    public const uint FlagRestartDone = 1;

    /// <summary>Flag: the owner has seen the other side's restart; toggles each time.</summary>
    public const uint FlagRestartAcknowledge = 2;

    /// <summary>First entry.</summary>
    public const int Entries = 20;

    /// <summary>Bytes of an entry.</summary>
    public const int EntrySize = 20;

    /// <summary>Bytes of the name at the start of an entry, padded with zeros.</summary>
    public const int EntryNameSize = 16;

    /// <summary>Most entries.</summary>
    public const int MaxEntries = 16;

    /// <summary>Bytes of an item.</summary>
    public const int Size = 340;
}
