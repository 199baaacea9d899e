using IpaEmbedded.Benchmarks.DeviceTree;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Cost;

/// <summary>Blobs of which there may be more and more of one thing.</summary>
internal static class BlobFamilies
{
    public static IReadOnlyDictionary<string, Func<int, byte[]>> All { get; } = new Dictionary<string, Func<int, byte[]>>
    {
        ["siblings"] = n => Of(GeneratedTree.Siblings(n)),
        ["nodes with references"] = n => Of(GeneratedTree.Nodes(n)),
        ["an overlay with references"] = n => Of("/dts-v1/;\n/plugin/;\n/ { l: n { };\n" + SourceFamilies.Repeat(n, i => $"n{i} {{ p = <&l &open{i}>; }};\n") + "};\n"),
        ["references to one open label"] = n => Of("/dts-v1/;\n/plugin/;\n/ { p = <" + SourceFamilies.Repeat(n, _ => "&open ") + ">; };\n"),
        ["labels of one node"] = n => Of("/dts-v1/;\n/ { " + SourceFamilies.Repeat(n, i => $"l{i}: ") + "n { }; };\n"),
        ["clocks of one node"] = n => Of("/dts-v1/;\n/ { c: c { #clock-cells = <0>; }; a { clocks = <" + SourceFamilies.Repeat(n, _ => "&c ") + ">; }; };\n"),
        ["properties of one node"] = n => Of("/dts-v1/;\n/ { " + SourceFamilies.Repeat(n, i => $"p{i} = <{i}>;\n") + "};\n"),
        ["nodes of one name"] = n => Replaced(n, i => $"node{i:x8}", "node00000000"),
        ["a long value"] = n => Of("/dts-v1/;\n/ { p = <" + SourceFamilies.Repeat(n, i => $"{i} ") + ">; q = " + string.Join(", ", Enumerable.Repeat("\"a\"", n)) + "; };\n"),
        ["memory reservations"] = n => Of("/dts-v1/;\n" + SourceFamilies.Repeat(n, i => $"/memreserve/ {i} 1;\n") + "/ { };\n"),
    };

    public static byte[] Of(string text)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("n.dts", text), new CompileOptions { Symbols = true });
        return FlattenedTreeWriter.Write(result.Tree!);
    }

    /// <summary>A blob of nodes that no source can have: all of one name.</summary>
    private static byte[] Replaced(int count, Func<int, string> name, string same)
    {
        byte[] blob = Of("/dts-v1/;\n/ {\n" + SourceFamilies.Repeat(count, i => $"{name(i)} {{ p; }};\n") + "};\n");
        for (int i = 0; i < count; i++)
        {
            int at = blob.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(name(i)));
            System.Text.Encoding.ASCII.GetBytes(same, blob.AsSpan(at));
        }
        return blob;
    }
}
