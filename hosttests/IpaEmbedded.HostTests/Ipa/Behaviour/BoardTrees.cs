using System.Collections.Concurrent;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Blobs of our boards, each compiled once.</summary>
internal static class BoardTrees
{
    private static readonly ConcurrentDictionary<string, byte[]> Blobs = new();

    public static byte[] Blob(string board) => Blobs.GetOrAdd(board, Compile);

    private static byte[] Compile(string board)
    {
        var options = new CompileOptions { IncludeDirectories = [RepositoryRoot.PathOf("dts/include")] };
        return FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(RepositoryRoot.PathOf($"dts/boards/{board}.dts"), options).Tree!);
    }
}
