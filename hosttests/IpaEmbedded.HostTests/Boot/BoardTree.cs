using IpaEmbedded.Cli;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Boot;

/// <summary>Blobs of our boards, with or without more text at the end.</summary>
internal static class BoardTree
{
    private static readonly Lazy<byte[]> ModemInitBlob = new(() => Compile("sdm845-modem-init.dts"));

    /// <summary>The board whose modem loads the GSI firmware.</summary>
    public static byte[] ModemInit => ModemInitBlob.Value;

    /// <summary>A board of ours with text appended, compiled.</summary>
    public static byte[] Compile(string board, string appended = "")
    {
        string path = RepositoryRoot.PathOf("dts/boards/" + board);
        var source = new SourceFile(path, File.ReadAllText(path) + appended);
        CompileResult result = DeviceTreeCompiler.Compile(source, new CompileOptions { IncludeDirectories = [ToolFiles.Includes] });
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    }
}
