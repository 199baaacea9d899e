using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>The nanoFramework application's sources, rooms and all, for those who compile them as one.</summary>
public static class NanoBoardProject
{
    public const string Folder = "firmware/boards/nano";
    public const string NativeFolder = Folder + "/Native";

    /// <summary>A variant by the word that projects have for it.</summary>
    public static FirmwareVariant VariantOf(string word) => word == "hardware" ? FirmwareVariant.IpaHardware : FirmwareVariant.IpaSimulated;

    /// <summary>Sources of a variant, simulated or hardware, relative to the repository's root; without those of the native surface, and without attributes of assemblies.</summary>
    public static IReadOnlyList<string> Sources(string variant) =>
        [.. RoomTable.Of(VariantOf(variant)).Where(room => !room.IsNative).SelectMany(SourcesOf).Where(path => !path.EndsWith("/AssemblyInfo.cs", StringComparison.Ordinal))];

    /// <summary>Sources of a room, relative to the repository's root.</summary>
    public static IEnumerable<string> SourcesOf(Room room) => room.Files(RepositoryRoot.PathOf("firmware")).Select(file => "firmware/" + file);
}
