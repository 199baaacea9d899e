namespace IpaEmbedded.DeviceTree;

/// <summary>Room to leave in a written blob; the defaults leave none.</summary>
public sealed record FlatOptions
{
    /// <summary>No room at all.</summary>
    public static FlatOptions Default { get; } = new();

    /// <summary>Version of the format (dtc's <c>-V</c>): 1, 2, 3, 16 or 17.</summary>
    public uint Version { get; init; } = FlatHeader.Version;

    /// <summary>Free entries in the memory reserve map (dtc's <c>-R</c>).</summary>
    public int ReserveEntries { get; init; }

    /// <summary>Smallest size of the whole blob, its padding included (dtc's <c>-S</c>).</summary>
    public int MinimumBytes { get; init; }

    /// <summary>Zero bytes added at the end (dtc's <c>-p</c>).</summary>
    public int PaddingBytes { get; init; }

    /// <summary>Writes reserve entries, properties and children in ascending order (dtc's <c>-s</c>).</summary>
    public bool Sort { get; init; }

    /// <summary>The whole size is rounded up to a multiple of this (dtc's <c>-a</c>).</summary>
    public int AlignmentBytes { get; init; }
}
