namespace IpaEmbedded.NanoBuild;

/// <summary>What is to be built.</summary>
public sealed record BuildOrder
{
    /// <summary>What it is.</summary>
    public required FirmwareVariant Variant { get; init; }

    /// <summary>Debug or Release.</summary>
    public required BuildConfiguration Configuration { get; init; }

    /// <summary>The folder <c>firmware</c> with the rooms' sources.</summary>
    public required string Firmware { get; init; }

    /// <summary>The board's compiled tree.</summary>
    public required byte[] Tree { get; init; }

    /// <summary>What the tree was compiled from, for a comment; no path of this machine, since it is in the sources that are compiled.</summary>
    public required string TreeOrigin { get; init; }

    /// <summary>Name of an application's assembly; of the IPA's the room's.</summary>
    public string ApplicationName { get; init; } = RoomTable.Application;

    /// <summary>Folder of an application's sources; null for the IPA's.</summary>
    public string? ApplicationFolder { get; init; }

    /// <summary>Full paths of an application's sources, sorted.</summary>
    public IReadOnlyList<string> ApplicationSources { get; init; } = [];
}
