using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>Whatever is wrong with an overlay is told once and ends it: nothing is told of what is behind, in it or in later ones.</summary>
[TestClass]
public sealed class OverlayEndTests
{
    private const string Base = "/dts-v1/;\n/ { soc: soc { u: uart@1 { }; }; r { p = <&u &soc>; }; };\n";
    private const string Fragment = "fragment@0 { target-path = \"/soc\"; __overlay__ { x { ref = <1 9>; y { ref = <1>; }; }; w { }; }; };";

    private static readonly Lazy<byte[]> Large = new(LargeBase);

    [TestMethod]
    [DataRow("fragment@0 { target-path = \"/none\"; __overlay__ { }; }; fragment@1 { target-path = \"/none\"; __overlay__ { }; };", "/fragment@0:target-path: error DT2301: the base has no node /none")]
    [DataRow("fragment@0 { __overlay__ { }; }; fragment@1 { __overlay__ { }; };", "/fragment@0: error DT2301: the fragment has neither 'target' nor 'target-path'")]
    [DataRow(Fragment + "__symbols__ { a; b; };", "/__symbols__:a: error DT2302: symbol 'a' is no path")]
    [DataRow(Fragment + "__symbols__ { a = \"/f/__overlay__\"; b; };", "/__symbols__:a: error DT2302: symbol 'a' leads to /f/__overlay__, which the overlay does not have")]
    [DataRow("x { phandle = <0xffffffff>; }; y { phandle = <0xffffffff>; };", "/x:phandle: error DT2304: the phandle cannot be raised by 2, the highest of the base")]
    [DataRow(Fragment + "__local_fixups__ { none; fragment@9 { }; };", "/__local_fixups__:none: error DT2303: / has no property 'none', which a local fixup names")]
    [DataRow(Fragment + "__local_fixups__ { fragment@8 { }; fragment@9 { }; };", "/__local_fixups__: error DT2303: / has no node 'fragment@8', which a local fixup names")]
    [DataRow(Fragment + "__local_fixups__ { fragment@0 { __overlay__ { x { ref = <8>; y { ref = <4>; }; }; w { none; }; }; }; };", "/__local_fixups__/fragment@0/__overlay__/x:ref: error DT2303: offset 8 lies behind the end of /fragment@0/__overlay__/x:ref")]
    [DataRow(Fragment + "__local_fixups__ { fragment@0 { __overlay__ { x { ref = <0>; y { none; }; }; w { none; }; }; }; };", "/__local_fixups__/fragment@0/__overlay__/x/y:none: error DT2303: /fragment@0/__overlay__/x/y has no property 'none', which a local fixup names")]
    [DataRow(Fragment + "__fixups__ { none; other; };", "/__fixups__:none: error DT2302: the base has no label 'none' (needed by nothing)")]
    [DataRow(Fragment + "__fixups__ { u; soc; };", "/__fixups__:u: error DT2303: the places of 'u' are no strings")]
    [DataRow(Fragment + "__fixups__ { u = \"::\", \":\"; soc; };", "/__fixups__:u: error DT2303: \"::\" is no place of the overlay (expected path:property:offset)")]
    // The target of the symbols is looked up once more, and has another phandle by then.
    [DataRow("fragment@0 { target = <1>; __overlay__ { phandle = <1>; n { }; }; }; __symbols__ { a = \"/fragment@0/__overlay__/n\"; b = \"/fragment@0/__overlay__\"; };", "/fragment@0:target: error DT2301: the target is phandle 0x1, that of /soc/uart@1 in the base, for which an earlier fragment brought another; with the rules of dtc 1.8 (--profile dtc-1.8) the base keeps its own")]
    public void The_first_thing_that_is_wrong_is_all_that_is_told(string body, string expected) => AssertTold(expected, Blob(Base, symbols: true), body);

    [TestMethod]
    public void A_base_without_symbols_is_told_of_once() =>
        AssertTold("/__fixups__:u: error DT2302: the overlay needs the label 'u', but the base has no __symbols__; build it with -@", Blob(Base, symbols: false), Fragment + "__fixups__ { u; soc; };");

    [TestMethod]
    // To set one property moves 16 MiB and something, and 128 of them are the most.
    [DataRow("fragment@0 { target-path = \"/a\"; __overlay__ { P129 }; };", "/fragment@0")]
    [DataRow("fragment@0 { target-path = \"/\"; __overlay__ { a { P129 }; }; };", "/fragment@0")]
    [DataRow("fragment@0 { target-path = \"/\"; __overlay__ { a { P128 }; a@1 { }; }; };", "/fragment@0")]
    [DataRow("fragment@0 { target-path = \"/a\"; __overlay__ { P128 }; }; fragment@1 { target-path = \"/a\"; __overlay__ { }; };", "/fragment@1")]
    [DataRow("fragment@0 { target-path = \"/a\"; __overlay__ { P129 }; }; fragment@1 { target-path = \"/a\"; __overlay__ { }; }; __symbols__ { a = \"/fragment@0/__overlay__\"; };", "/fragment@0")]
    public void An_overlay_that_asks_for_too_much_work_is_refused_wherever_it_does(string body, string place) =>
        AssertTold(place + ": error DT2306: the overlay changes so much in so large a base that it is not applied", Large.Value, body);

    [TestMethod]
    public void Symbols_that_ask_for_too_much_work_are_refused() =>
        AssertTold("/__symbols__: error DT2306: the overlay has so many symbols for so large a base that it is not applied", Large.Value,
            "fragment@0 { target-path = \"/a\"; __overlay__ { P128 }; }; __symbols__ { a = \"/fragment@0/__overlay__\"; b = \"/fragment@0/__overlay__\"; c; };");

    [TestMethod]
    public void As_much_work_as_an_overlay_may_ask_for_is_done()
    {
        OverlayResult result = OverlayApplier.Apply(Large.Value, "b.dtb", [("o.dtbo", Overlay("fragment@0 { target-path = \"/a\"; __overlay__ { P127 }; };"))]);

        Assert.AreEqual("", string.Join('\n', result.Diagnostics));
        Assert.AreEqual(127, FlattenedTreeReader.Read(result.Blob!).Tree!.FindByPath("/a")!.Properties.Count(property => property.CellAt(0) == 1));
    }

    private static void AssertTold(string expected, byte[] tree, string body)
    {
        OverlayResult result = OverlayApplier.Apply(tree, "b.dtb", [("o.dtbo", Overlay(body)), ("later.dtbo", Overlay("fragment@0 { __overlay__ { }; };"))]);

        Assert.IsNull(result.Blob);
        Assert.AreEqual("o.dtbo: " + expected, string.Join('\n', result.Diagnostics));
    }

    private static byte[] Overlay(string body) => Blob($"/dts-v1/;\n/ {{ {new[] { 127, 128, 129 }.Aggregate(body, (text, count) => text.Replace($"P{count}", Properties(count, 1), StringComparison.Ordinal))} }};\n", symbols: false);

    private static byte[] LargeBase()
    {
        byte[] small = Blob($"/dts-v1/;\n/ {{ a {{ {Properties(200, 0)} }}; z {{ }}; }};\n", symbols: false);
        var editor = new FlatEditor(FlatLayout.Read(small, "", [])!, 0);
        editor.SetProperty(editor.FindByPath("/z")!.Value, "data", new byte[16 << 20]);
        return editor.ToBlob();
    }

    private static string Properties(int count, int value) => string.Concat(Enumerable.Range(0, count).Select(i => $"p{i} = <{value}>; "));

    private static byte[] Blob(string source, bool symbols)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("s.dts", source), new CompileOptions { Symbols = symbols, IsForced = true });
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    }
}
