using Microsoft.VisualStudio.TestTools.UnitTesting;

using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.DeviceTree.Corpus;

namespace IpaEmbedded.HostTests.DeviceTree;

[TestClass]
public sealed class OverlayTests
{
    private const string Base = "/dts-v1/;\n/ { model = \"m\"; soc: soc { a; u: uart@1 { status = \"disabled\"; }; }; r { p = <&u>; }; };\n";

    [TestMethod]
    public void New_properties_and_children_come_first_and_values_are_replaced_in_place()
    {
        OverlayResult result = Apply("/dts-v1/; /plugin/;\n&u { status = \"okay\"; speed = <9>; };\n&soc { i: i2c@2 { clocks = <&u &i>; }; };\n");

        DeviceTreeDocument tree = Tree(result.Blob!);
        Assert.AreEqual("speed status phandle", string.Join(' ', tree.FindByPath("/soc/uart@1")!.Properties.Select(each => each.Name)));
        Assert.AreEqual("i2c@2 uart@1", string.Join(' ', tree.FindByPath("/soc")!.Children.Select(each => each.Name)));
        Assert.AreEqual("<0x01 0x03>", TreeDump.PrintValue(tree.FindByPath("/soc/i2c@2")!.FindProperty("clocks")!));
        Assert.AreEqual("/soc/i2c@2", tree.FindByLabel("i")!.Path);
    }

    [TestMethod]
    [DataRow("&nope { };", "o.dtbo: /__fixups__:nope: error DT2302: the base has no label 'nope' (needed by /fragment@0:target:0)")]
    [DataRow("&{/nope} { };", "o.dtbo: /fragment@0:target-path: error DT2301: the base has no node /nope")]
    [DataRow("/ { fragment@0 { __overlay__ { }; }; };", "o.dtbo: /fragment@0: error DT2301: the fragment has neither 'target' nor 'target-path'")]
    public void An_overlay_that_does_not_fit_is_refused_with_what_is_missing(string body, string expected)
    {
        OverlayResult result = Apply("/dts-v1/; /plugin/;\n" + body + "\n");

        Assert.IsNull(result.Blob);
        Assert.AreEqual(expected, result.Diagnostics[0].ToString());
    }

    [TestMethod]
    public void A_base_without_symbols_is_told_how_to_get_them()
    {
        OverlayResult result = OverlayApplier.Apply(Compile(Base, symbols: false), "b.dtb", [("o.dtbo", Compile("/dts-v1/; /plugin/;\n&u { };\n", symbols: false))]);

        Assert.AreEqual("o.dtbo: /__fixups__:u: error DT2302: the overlay needs the label 'u', but the base has no __symbols__; build it with -@",
            result.Diagnostics[0].ToString());
    }

    [TestMethod]
    public void Composites_of_the_corpus_have_the_bytes_of_fdtoverlay()
    {
        KernelCorpus corpus = KernelCorpus.Open();
        int compared = 0;
        foreach (string line in File.ReadLines(corpus.Directory + "/overlays.tsv").Where(line => !line.StartsWith('#')))
        {
            string[] fields = line.Split('\t');
            OverlayResult result = OverlayApplier.Apply(File.ReadAllBytes($"{corpus.Directory}/{fields[1]}"), fields[1],
                fields[2].Split(' ').Select(name => (name, File.ReadAllBytes($"{corpus.Directory}/{name}"))).ToArray());
            Assert.IsNotNull(result.Blob, string.Join('\n', result.Diagnostics));
            Assert.IsTrue(File.ReadAllBytes($"{corpus.Directory}/{fields[0]}").AsSpan().SequenceEqual(result.Blob), fields[0]);
            compared++;
        }
        Assert.IsGreaterThan(0, compared);
    }

    /// <summary>A label on the content of a fragment, and one on a node that the base has too, each with a reference; 1.6 gives both new phandles.</summary>
    private const string Relabelled = "/dts-v1/; /plugin/;\n/ { fragment@0 { target = <&u>; mine: __overlay__ { a = <&mine 7>; }; }; fragment@1 { target-path = \"/soc\"; __overlay__ { port: uart@1 { b = <&port &mine &u>; }; }; }; };\n";

    [TestMethod]
    public void By_the_rules_of_1_8_a_node_of_the_base_keeps_its_phandle()
    {
        OverlayResult newer = Apply(Relabelled, DtcRelease.Dtc18);

        Assert.IsNotNull(newer.Blob, string.Join('\n', newer.Diagnostics));
        DeviceTreeDocument tree = Tree(newer.Blob);
        Node uart = tree.FindByPath("/soc/uart@1")!;
        Assert.AreEqual("<0x01>", TreeDump.PrintValue(uart.FindProperty("phandle")!));
        Assert.AreEqual("<0x01>", TreeDump.PrintValue(tree.FindByPath("/r")!.FindProperty("p")!));
        Assert.AreEqual("<0x01 0x07>", TreeDump.PrintValue(uart.FindProperty("a")!));
        Assert.AreEqual("<0x01 0x01 0x01>", TreeDump.PrintValue(uart.FindProperty("b")!));
    }

    [TestMethod]
    public void Whoever_replaces_the_phandle_of_a_later_target_is_told_so()
    {
        const string Overlay = "/dts-v1/; /plugin/;\n/ { fragment@0 { target = <&u>; mine: __overlay__ { a = <&mine>; }; }; fragment@1 { target = <&u>; __overlay__ { b; }; }; };\n";

        OverlayResult older = Apply(Overlay, DtcRelease.Dtc16);

        Assert.AreEqual("o.dtbo: /fragment@1:target: error DT2301: the target is phandle 0x1, that of /soc/uart@1 in the base, for which an earlier fragment brought another; with the rules of dtc 1.8 (--profile dtc-1.8) the base keeps its own",
            string.Join('\n', older.Diagnostics));
        Assert.IsNotNull(Apply(Overlay, DtcRelease.Dtc18).Blob);
    }

    private static OverlayResult Apply(string overlay, DtcRelease release = DtcRelease.Dtc16) =>
        OverlayApplier.Apply(Compile(Base, symbols: true), "b.dtb", [("o.dtbo", Compile(overlay, symbols: true))], release);

    private static byte[] Compile(string source, bool symbols)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("s.dts", source), new CompileOptions { Symbols = symbols });
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    }

    private static DeviceTreeDocument Tree(byte[] blob)
    {
        CompileResult result = FlattenedTreeReader.Read(blob);
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return result.Tree;
    }
}
