using IpaEmbedded.DeviceTree;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>The nanoFramework application's device tree: compiled from its source here, kept as C# there, since a board reads only DTBs.</summary>
public static class NanoBoardTree
{
    /// <summary>The source of a variant's tree: the simulated board is the one that needs least memory, the hardware has what it has.</summary>
    public static string Source(string variant) => $"dts/boards/{RoomTable.BoardOf(NanoBoardProject.VariantOf(variant))}.dts";

    /// <summary>The C# file that holds a variant's tree.</summary>
    public static string Path(string variant) => $"{NanoBoardProject.Folder}/{(variant == "hardware" ? "Hardware" : "Simulated")}/BoardTree.cs";

    /// <summary>A variant's compiled tree.</summary>
    public static byte[] Compile(string variant)
    {
        var options = new CompileOptions { IncludeDirectories = [RepositoryRoot.PathOf("dts/include")] };
        var result = DeviceTreeCompiler.Compile(RepositoryRoot.PathOf(Source(variant)), options);
        return result.Tree is null
            ? throw new InvalidOperationException($"{Source(variant)}: {string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.Message))}")
            : FlattenedTreeWriter.Write(result.Tree);
    }

    /// <summary>The text of that file.</summary>
    public static string Render(string variant, byte[] blob) => TreeSource.Render(blob, Source(variant));
}
