using IpaEmbedded.DeviceTree;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Device trees for tests: text in, what the target reads out.</summary>
internal static class TreeText
{
    public static FlattenedTree Load(string text) => new(Compile(text));

    public static byte[] Compile(string text)
    {
        var result = DeviceTreeCompiler.Compile(new SourceFile("test.dts", "/dts-v1/;\n" + text), new CompileOptions());
        Assert.IsNotNull(result.Tree, string.Join("\n", result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    }
}
