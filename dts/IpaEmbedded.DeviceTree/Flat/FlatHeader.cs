namespace IpaEmbedded.DeviceTree;

/// <summary>The numbers of the flattened format.</summary>
internal static class FlatHeader
{
    public const uint Magic = 0xd00dfeed;
    public const int Version = 17;
    public const int LastCompatibleVersion = 16;
    public const int HeaderBytes = 40;

    public const uint BeginNode = 1;
    public const uint EndNode = 2;
    public const uint Prop = 3;
    public const uint Nop = 4;
    public const uint End = 9;

    /// <summary>Header size of a version, in bytes.</summary>
    public static int HeaderBytesOf(uint version) => version switch { 1 => 28, 2 => 32, < 17 => 36, _ => 40 };

    /// <summary>True for a version whose nodes carry their whole paths and whose long values are aligned.</summary>
    public static bool HasPaths(uint version) => version < 16;
}
