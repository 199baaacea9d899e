using System.Collections.Concurrent;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Boot;

/// <summary>Blobs of our boards, with or without more text at the end, each compiled once.</summary>
internal static class BoardTree
{
    private static readonly ConcurrentDictionary<(string Board, string Appended), byte[]> Blobs = new();

    /// <summary>The board whose modem loads the GSI firmware.</summary>
    public static byte[] ModemInit => Compile("sdm845-modem-init.dts");

    /// <summary>A board of ours with text appended, compiled.</summary>
    public static byte[] Compile(string board, string appended = "") => Blobs.GetOrAdd((board, appended), static key =>
    {
        string path = RepositoryRoot.PathOf("dts/boards/" + key.Board);
        var source = new SourceFile(path, File.ReadAllText(path) + key.Appended);
        CompileResult result = DeviceTreeCompiler.Compile(source, new CompileOptions { IncludeDirectories = [RepositoryRoot.PathOf("dts/include")] });
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    });
}
