using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>Overlays that are written out, as no compiler writes them: each rule by which one is taken or refused.</summary>
[TestClass]
public sealed class OverlayRuleTests
{
    private const string Base = "/dts-v1/;\n/ { aliases { s = \"/soc\"; so = \"/soc\"; rel = \"soc\"; cell = <1>; two = \"/soc\", \"/r\"; }; soc: soc { u: uart@1 { status = \"disabled\"; }; plain { }; }; r { p = <&u &soc>; }; };\n";

    [TestMethod]
    [DataRow("target-path = \"/soc\";", "/soc")]
    [DataRow("target-path = \"/\";", "/")]
    [DataRow("target-path = \"/soc/uart@1\";", "/soc/uart@1")]
    [DataRow("target-path = \"/soc/uart\";", "/soc/uart@1")]
    [DataRow("target-path = \"//soc//uart@1/\";", "/soc/uart@1")]
    [DataRow("target-path = \"s\";", "/soc")]
    [DataRow("target-path = \"s/uart@1\";", "/soc/uart@1")]
    [DataRow("target-path = \"s/plain\";", "/soc/plain")]
    [DataRow("target = <1>;", "/soc/uart@1")]
    [DataRow("target = <2>;", "/soc")]
    [DataRow("target = <2>; target-path = \"/nowhere\";", "/soc")]
    [DataRow("target-path = \"\";", "error DT2301: the base has no node ")]
    [DataRow("target-path = \"/soc/uar\";", "error DT2301: the base has no node /soc/uar")]
    [DataRow("target-path = \"/soc/uart@2\";", "error DT2301: the base has no node /soc/uart@2")]
    [DataRow("target-path = \"none\";", "error DT2301: the base has no node none")]
    [DataRow("target-path = \"none/uart@1\";", "error DT2301: the base has no node none/uart@1")]
    [DataRow("target-path = \"rel/uart@1\";", "error DT2301: the base has no node rel/uart@1")]
    [DataRow("target-path = \"cell\";", "error DT2301: the base has no node cell")]
    [DataRow("target-path = \"two\";", "error DT2301: the base has no node two")]
    [DataRow("target-path = \"s/none\";", "error DT2301: the base has no node s/none")]
    [DataRow("target-path = \"/soc\", \"/r\";", "error DT2301: the fragment has neither 'target' nor 'target-path'")]
    [DataRow("target-path = <1>;", "error DT2301: the fragment has neither 'target' nor 'target-path'")]
    [DataRow("", "error DT2301: the fragment has neither 'target' nor 'target-path'")]
    [DataRow("target = <3>;", "error DT2301: the target is phandle 0x3, which no node of the base has")]
    [DataRow("target = <0>;", "error DT2301: the target is phandle 0x0, which no node of the base has")]
    [DataRow("target = <0xffffffff>;", "error DT2301: the target is phandle 0xffffffff, which no node of the base has")]
    [DataRow("target = [01];", "error DT2301: the target has 1 bytes; a phandle has 4")]
    [DataRow("target = <1 2>;", "error DT2301: the target has 8 bytes; a phandle has 4")]
    [DataRow("target;", "error DT2301: the target has 0 bytes; a phandle has 4")]
    public void A_fragment_goes_where_its_target_says_or_is_refused(string target, string expected)
    {
        foreach (DtcRelease release in (DtcRelease[])[DtcRelease.Dtc16, DtcRelease.Dtc18])
        {
            OverlayResult result = Apply($"/ {{ fragment@0 {{ {target} __overlay__ {{ mark; }}; }}; }};", release);

            Assert.EndsWith(expected, Marked(result));
        }
    }

    [TestMethod]
    public void Children_of_an_overlay_without_content_are_no_fragments()
    {
        OverlayResult result = Apply("/ { fragment@0 { target = <7>; }; other { x; }; fragment@1 { target-path = \"/r\"; __overlay__ { mark; }; }; };");

        Assert.AreEqual("/r", Marked(result));
        Assert.IsNull(Tree(result.Blob!).FindByPath("/other"));
    }

    [TestMethod]
    [DataRow((uint)16)]
    [DataRow((uint)17)]
    [DataRow((uint)3)]
    public void A_base_of_any_version_becomes_the_same_tree_of_version_17(uint version)
    {
        byte[] old = FlattenedTreeWriter.Write(Compiled(Base, symbols: true), new FlatOptions { Version = version });

        OverlayResult result = OverlayApplier.Apply(old, "b.dtb", [("o.dtbo", Blob("/ { fragment@0 { target = <1>; __overlay__ { mark; n { }; }; }; };"))]);

        DeviceTreeDocument tree = Tree(result.Blob!);
        Assert.AreEqual("/soc/uart@1", Marked(result));
        Assert.AreEqual(17u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(result.Blob.AsSpan(20)));
        Assert.IsNotNull(tree.FindByPath("/soc/uart@1/n"));
        Assert.AreEqual("/soc/uart@1", tree.FindByLabel("u")!.Path);
    }

    [TestMethod]
    public void What_is_merged_replaces_properties_and_goes_into_children_of_the_same_name()
    {
        OverlayResult result = Apply("/ { fragment@0 { target-path = \"/soc\"; __overlay__ { uart@1 { status = \"okay\"; deep { d = <1>; }; }; plain { e = [01 02 03]; }; }; }; fragment@1 { target-path = \"/soc/uart@1/deep\"; __overlay__ { d = <2 3>; f; }; }; };");

        DeviceTreeDocument tree = Tree(result.Blob!);
        Assert.AreEqual("\"okay\"", TreeDump.PrintValue(tree.FindByPath("/soc/uart@1")!.FindProperty("status")!));
        Assert.AreEqual("<0x02 0x03>", TreeDump.PrintValue(tree.FindByPath("/soc/uart@1/deep")!.FindProperty("d")!));
        Assert.AreEqual("f d", string.Join(' ', tree.FindByPath("/soc/uart@1/deep")!.Properties.Select(each => each.Name)));
        Assert.AreEqual(3, tree.FindByPath("/soc/plain")!.FindProperty("e")!.Length);
        Assert.AreEqual("uart@1 plain", string.Join(' ', tree.FindByPath("/soc")!.Children.Select(each => each.Name)));
    }

    [TestMethod]
    // As from libfdt, which puts a slash and nothing behind the target's path.
    [DataRow("a = \"/fragment@0/__overlay__\";", "a = /soc/")]
    [DataRow("a = \"/fragment@0/__overlay__/n\";", "a = /soc/n")]
    [DataRow("a = \"/fragment@0/__overlay__/n/m\";", "a = /soc/n/m")]
    [DataRow("a = \"/fragment@1/__overlay__/n\";", "a = /n")]
    [DataRow("a = \"/fragment@2/__overlay__/n\";", "a = /r/n")]
    // The target as it is written, an alias too, and nothing at all if that is a single character.
    [DataRow("a = \"/fragment@3/__overlay__/n\";", "a = so/n")]
    [DataRow("a = \"/fragment@3/__overlay__\";", "a = so/")]
    [DataRow("a = \"/fragment@4/__overlay__/n\";", "a = /n")]
    [DataRow("a = \"/fragment@4/__overlay__\";", "a = /")]
    [DataRow("a = \"/fragment@0\";", "")]
    [DataRow("a = \"/\";", "")]
    [DataRow("a = \"/fragment@0/__overlay__x\";", "")]
    [DataRow("a = \"/fragment@0/other\";", "")]
    [DataRow("a = \"/soc/uart@1\";", "")]
    [DataRow("u = \"/fragment@0/__overlay__/n\";", "u = /soc/n")]
    [DataRow("a = \"fragment@0/__overlay__\";", "o.dtbo: /__symbols__:a: error DT2302: symbol 'a' is no path")]
    [DataRow("a = <1>;", "o.dtbo: /__symbols__:a: error DT2302: symbol 'a' is no path")]
    [DataRow("a;", "o.dtbo: /__symbols__:a: error DT2302: symbol 'a' is no path")]
    [DataRow("a = \"/fragment@9/__overlay__\";", "o.dtbo: /__symbols__:a: error DT2302: symbol 'a' leads to /fragment@9/__overlay__, which the overlay does not have")]
    [DataRow("a = \"/empty/__overlay__\";", "o.dtbo: /__symbols__:a: error DT2302: symbol 'a' leads to /empty/__overlay__, which the overlay does not have")]
    public void Symbols_of_what_is_merged_lead_to_where_it_is_then(string symbol, string expected)
    {
        OverlayResult result = Apply($"/ {{ fragment@0 {{ target-path = \"/soc\"; __overlay__ {{ n {{ m {{ }}; }}; }}; }}; fragment@1 {{ target-path = \"/\"; __overlay__ {{ n {{ }}; }}; }}; fragment@2 {{ target-path = \"/r\"; __overlay__ {{ }}; }}; fragment@3 {{ target-path = \"so\"; __overlay__ {{ }}; }}; fragment@4 {{ target-path = \"s\"; __overlay__ {{ }}; }}; empty {{ }}; __symbols__ {{ {symbol} }}; }};");

        if (result.Blob is null)
        {
            Assert.AreEqual(expected, string.Join('\n', result.Diagnostics));
            return;
        }
        Node symbols = Tree(result.Blob).FindByPath("/__symbols__")!;
        string name = symbol[..1];
        Assert.AreEqual(expected, symbols.FindProperty(name) is { } property && property.TryGetString(out string path) ? $"{name} = {path}" : "");
        Assert.AreEqual("/soc", symbols.TryGetString("soc", out string soc) ? soc : "");
    }

    [TestMethod]
    public void A_base_without_a_table_of_symbols_gets_one()
    {
        OverlayResult result = OverlayApplier.Apply(FlattenedTreeWriter.Write(Compiled(Base, symbols: false)), "b.dtb", [("o.dtbo", Blob("/ { fragment@0 { target-path = \"/soc\"; __overlay__ { n { }; }; }; __symbols__ { a = \"/fragment@0/__overlay__/n\"; }; };"))]);

        Assert.AreEqual("/soc/n", Tree(result.Blob!).FindByLabel("a")!.Path);
    }

    [TestMethod]
    [DataRow("x { phandle = <1>; };", "0x3")]
    [DataRow("x { phandle = <0xfffffffc>; };", "0xfffffffe")]
    [DataRow("x { phandle = <0xfffffffd>; };", "o.dtbo: /fragment@0/__overlay__/x:phandle: error DT2304: the phandle cannot be raised by 2, the highest of the base")]
    [DataRow("x { linux,phandle = <0xffffffff>; };", "o.dtbo: /fragment@0/__overlay__/x:linux,phandle: error DT2304: the phandle cannot be raised by 2, the highest of the base")]
    [DataRow("x { phandle = [01 02]; };", "o.dtbo: /fragment@0/__overlay__/x:phandle: error DT2304: the phandle cannot be raised by 2, the highest of the base")]
    public void Phandles_of_an_overlay_are_raised_behind_those_of_the_base(string node, string expected)
    {
        byte[] overlay = FlattenedTreeWriter.Write(FlattenedTreeReader.Read(Forced($"/ {{ fragment@0 {{ target-path = \"/soc\"; __overlay__ {{ {node} }}; }}; }};")).Tree!);

        OverlayResult result = OverlayApplier.Apply(FlattenedTreeWriter.Write(Compiled(Base, symbols: true)), "b.dtb", [("o.dtbo", overlay)]);

        Assert.AreEqual(expected, result.Blob is null ? string.Join('\n', result.Diagnostics) : $"0x{Tree(result.Blob).FindByPath("/soc/x")!.Phandle:x}");
    }

    [TestMethod]
    [DataRow("fragment@0 { __overlay__ { x { ref = <0>; }; }; };", "<0x03 0x09>")]
    [DataRow("fragment@0 { __overlay__ { x { ref = <4>; }; }; };", "<0x01 0x0b>")]
    [DataRow("fragment@0 { __overlay__ { x { ref = <0 4>; }; }; };", "<0x03 0x0b>")]
    [DataRow("fragment@0 { __overlay__ { x { ref = [00 00]; }; }; };", "<0x01 0x09>")]
    [DataRow("fragment@0 { __overlay__ { x { ref = <5>; }; }; };", "o.dtbo: /__local_fixups__/fragment@0/__overlay__/x:ref: error DT2303: offset 5 lies behind the end of /fragment@0/__overlay__/x:ref")]
    [DataRow("fragment@0 { __overlay__ { x { ref = <0x7fffffff>; }; }; };", "o.dtbo: /__local_fixups__/fragment@0/__overlay__/x:ref: error DT2303: offset 2147483647 lies behind the end of /fragment@0/__overlay__/x:ref")]
    [DataRow("fragment@0 { __overlay__ { x { ref = <0xfffffffc>; }; }; };", "o.dtbo: /__local_fixups__/fragment@0/__overlay__/x:ref: error DT2303: offset 4294967292 lies behind the end of /fragment@0/__overlay__/x:ref")]
    [DataRow("fragment@0 { __overlay__ { x { none = <0>; }; }; };", "o.dtbo: /__local_fixups__/fragment@0/__overlay__/x:none: error DT2303: /fragment@0/__overlay__/x has no property 'none', which a local fixup names")]
    [DataRow("fragment@0 { __overlay__ { y { }; }; };", "o.dtbo: /__local_fixups__/fragment@0/__overlay__: error DT2303: /fragment@0/__overlay__ has no node 'y', which a local fixup names")]
    public void References_inside_of_an_overlay_move_with_its_phandles(string fixups, string expected)
    {
        OverlayResult result = Apply($"/ {{ fragment@0 {{ target-path = \"/soc\"; __overlay__ {{ x {{ ref = <1 9>; }}; }}; }}; __local_fixups__ {{ {fixups} }}; }};");

        Assert.AreEqual(expected, result.Blob is null ? string.Join('\n', result.Diagnostics) : TreeDump.PrintValue(Tree(result.Blob).FindByPath("/soc/x")!.FindProperty("ref")!));
    }

    [TestMethod]
    [DataRow("u = \"/fragment@0/__overlay__:ref:0\";", "<0x01 0x08>")]
    [DataRow("u = \"/fragment@0/__overlay__:ref:4\";", "<0x07 0x01>")]
    [DataRow("u = \"/fragment@0/__overlay__:ref:0\", \"/fragment@0/__overlay__:ref:4\";", "<0x01 0x01>")]
    [DataRow("u = \"/fragment@0/__overlay__:ref:0\"; soc = \"/fragment@0/__overlay__:ref:4\";", "<0x01 0x02>")]
    [DataRow("u = \"/fragment@0/__overlay__:ref:5\";", "error DT2303: \"/fragment@0/__overlay__:ref:5\" is no place of the overlay (expected path:property:offset)")]
    [DataRow("u = \"/fragment@0/__overlay__:ref:-1\";", "error DT2303: \"/fragment@0/__overlay__:ref:-1\" is no place of the overlay (expected path:property:offset)")]
    [DataRow("u = \"/fragment@0/__overlay__:ref:x\";", "error DT2303: \"/fragment@0/__overlay__:ref:x\" is no place of the overlay (expected path:property:offset)")]
    [DataRow("u = \"/fragment@0/__overlay__:none:0\";", "error DT2303: \"/fragment@0/__overlay__:none:0\" is no place of the overlay (expected path:property:offset)")]
    [DataRow("u = \"/fragment@0/none:ref:0\";", "error DT2303: \"/fragment@0/none:ref:0\" is no place of the overlay (expected path:property:offset)")]
    [DataRow("u = \"fragment@0/__overlay__:ref:0\";", "error DT2303: \"fragment@0/__overlay__:ref:0\" is no place of the overlay (expected path:property:offset)")]
    [DataRow("u = \"/fragment@0/__overlay__:ref\";", "error DT2303: \"/fragment@0/__overlay__:ref\" is no place of the overlay (expected path:property:offset)")]
    [DataRow("u = \"/fragment@0/__overlay__:ref:0:0\";", "error DT2303: \"/fragment@0/__overlay__:ref:0:0\" is no place of the overlay (expected path:property:offset)")]
    [DataRow("u = <1>;", "error DT2303: the places of 'u' are no strings")]
    [DataRow("none = \"/fragment@0/__overlay__:ref:0\";", "error DT2302: the base has no label 'none' (needed by /fragment@0/__overlay__:ref:0)")]
    [DataRow("none = <1>;", "error DT2302: the base has no label 'none' (needed by nothing)")]
    public void Open_references_get_the_phandles_of_the_bases_labels(string fixups, string expected)
    {
        OverlayResult result = Apply($"/ {{ fragment@0 {{ target-path = \"/r\"; __overlay__ {{ ref = <7 8>; }}; }}; __fixups__ {{ {fixups} }}; }};");

        Assert.EndsWith(expected, result.Blob is null ? string.Join('\n', result.Diagnostics) : TreeDump.PrintValue(Tree(result.Blob).FindByPath("/r")!.FindProperty("ref")!));
    }

    [TestMethod]
    [DataRow("phandle = <1>;", "0x01")]
    [DataRow("", "0x01")]
    public void By_the_rules_of_1_8_only_a_node_that_has_a_phandle_keeps_it(string own, string expected)
    {
        OverlayResult result = Apply($"/ {{ fragment@0 {{ target-path = \"/soc\"; __overlay__ {{ uart@1 {{ {own} }}; plain {{ phandle = <2>; }}; }}; }}; }};", DtcRelease.Dtc18);

        DeviceTreeDocument tree = Tree(result.Blob!);
        Assert.AreEqual($"<{expected}>", TreeDump.PrintValue(tree.FindByPath("/soc/uart@1")!.FindProperty("phandle")!));
        Assert.AreEqual("<0x04>", TreeDump.PrintValue(tree.FindByPath("/soc/plain")!.FindProperty("phandle")!));
    }

    [TestMethod]
    // Of the overlay's phandles 1 and 2 become 3 and 4; the first goes back to that of /soc/uart@1, where it is a reference.
    [DataRow("phandle = <1>;", "ref = <1 2 1>;", "<0 4>", "<0x01 0x04 0x01>")]
    [DataRow("linux,phandle = <1>;", "ref = <1 2 1>;", "<0 4>", "<0x01 0x04 0x01>")]
    [DataRow("", "ref = <1 2 1>;", "<0 4>", "<0x03 0x04 0x01>")]
    // What comes to nothing is the phandle of none.
    [DataRow("", "ref = <0xfffffffe 2>;", "<0>", "<0x00 0x02>")]
    public void By_the_rules_of_1_8_only_references_to_a_node_that_keeps_its_phandle_go_with_it(string own, string references, string fixups, string expected)
    {
        OverlayResult result = Apply($"/ {{ fragment@0 {{ target-path = \"/soc\"; __overlay__ {{ uart@1 {{ {own} }}; x {{ phandle = <2>; {references} }}; }}; }}; __local_fixups__ {{ fragment@0 {{ __overlay__ {{ x {{ ref = {fixups}; }}; }}; }}; }}; }};", DtcRelease.Dtc18);

        Assert.AreEqual(expected, TreeDump.PrintValue(Tree(result.Blob!).FindByPath("/soc/x")!.FindProperty("ref")!));
    }

    [TestMethod]
    [DataRow("target-path = \"/soc\";", "")]
    [DataRow("target = <0xffffffff>;", "__fixups__ { soc = \"/fragment@0:target:0\"; };")]
    public void By_the_rules_of_1_8_a_node_keeps_its_phandle_under_both_names_and_however_it_is_named(string target, string fixups)
    {
        OverlayResult result = Apply($"/ {{ fragment@0 {{ {target} __overlay__ {{ phandle = <1>; linux,phandle = <1>; }}; }}; {fixups} }};", DtcRelease.Dtc18);

        Node soc = Tree(result.Blob!).FindByPath("/soc")!;
        Assert.AreEqual((2u, 2u), (soc.GetUInt32("phandle"), soc.GetUInt32("linux,phandle")));
    }

    [TestMethod]
    public void Phandles_stay_as_they_are_where_the_base_has_none()
    {
        OverlayResult result = OverlayApplier.Apply(FlattenedTreeWriter.Write(Compiled("/dts-v1/;\n/ { r { }; };\n", symbols: false)), "b.dtb",
            [("o.dtbo", Blob("/ { fragment@0 { target-path = \"/r\"; __overlay__ { n { phandle = <1>; q = <1>; }; }; }; __local_fixups__ { fragment@0 { __overlay__ { n { q = <0>; }; }; }; }; };"))]);

        Node node = Tree(result.Blob!).FindByPath("/r/n")!;
        Assert.AreEqual((1u, 1u), (node.Phandle, node.GetUInt32("q")));
    }

    [TestMethod]
    public void Overlays_are_applied_one_after_the_other_and_a_later_one_sees_the_earlier_ones_labels()
    {
        byte[] first = Blob("/ { fragment@0 { target-path = \"/soc\"; __overlay__ { x { phandle = <1>; }; }; }; __symbols__ { x = \"/fragment@0/__overlay__/x\"; }; };");
        byte[] second = Blob("/ { fragment@0 { target-path = \"/r\"; __overlay__ { ref = <0>; }; }; __fixups__ { x = \"/fragment@0/__overlay__:ref:0\"; }; };");
        byte[] baseBlob = FlattenedTreeWriter.Write(Compiled(Base, symbols: true));

        OverlayResult both = OverlayApplier.Apply(baseBlob, "b.dtb", [("1.dtbo", first), ("2.dtbo", second)]);
        OverlayResult other = OverlayApplier.Apply(baseBlob, "b.dtb", [("2.dtbo", second), ("1.dtbo", first)]);

        Assert.AreEqual("<0x03>", TreeDump.PrintValue(Tree(both.Blob!).FindByPath("/r")!.FindProperty("ref")!));
        Assert.AreEqual("2.dtbo: /__fixups__:x: error DT2302: the base has no label 'x' (needed by /fragment@0/__overlay__:ref:0)", string.Join('\n', other.Diagnostics));
        Assert.AreEqual(1u, Tree(first).FindByPath("/fragment@0/__overlay__/x")!.Phandle);
    }

    [TestMethod]
    public void A_blob_that_is_none_is_named()
    {
        byte[] good = FlattenedTreeWriter.Write(Compiled(Base, symbols: true));

        Assert.StartsWith("b.dtb: error DT2101: ", string.Join('\n', OverlayApplier.Apply([1, 2], "b.dtb", [("o.dtbo", good)]).Diagnostics));
        Assert.StartsWith("o.dtbo: error DT2101: ", string.Join('\n', OverlayApplier.Apply(good, "b.dtb", [("o.dtbo", [1, 2])]).Diagnostics));
        Assert.IsTrue(OverlayApplier.Apply(good, "b.dtb", []).Blob!.AsSpan().SequenceEqual(good));
    }

    private static string Marked(OverlayResult result) =>
        result.Blob is null ? string.Join('\n', result.Diagnostics) : string.Join(' ', Tree(result.Blob).Nodes().Where(node => node.FindProperty("mark") is not null).Select(node => node.Path));

    private static OverlayResult Apply(string overlay, DtcRelease release = DtcRelease.Dtc16)
    {
        byte[] before = FlattenedTreeWriter.Write(Compiled(Base, symbols: true));
        byte[] copy = [.. before];
        byte[] given = Blob(overlay);
        byte[] kept = [.. given];
        OverlayResult result = OverlayApplier.Apply(before, "b.dtb", [("o.dtbo", given)], release);
        Assert.IsTrue(before.AsSpan().SequenceEqual(copy), "the base was changed");
        Assert.IsTrue(given.AsSpan().SequenceEqual(kept), "the overlay was changed");
        return result;
    }

    private static byte[] Blob(string body) => FlattenedTreeWriter.Write(Compiled("/dts-v1/;\n" + body + "\n", symbols: false));

    private static byte[] Forced(string body)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("o.dts", "/dts-v1/;\n" + body + "\n"), new CompileOptions { IsForced = true });
        return FlattenedTreeWriter.Write(result.Tree!);
    }

    private static DeviceTreeDocument Compiled(string source, bool symbols)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("s.dts", source), new CompileOptions { Symbols = symbols });
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return result.Tree;
    }

    private static DeviceTreeDocument Tree(byte[] blob)
    {
        CompileResult result = FlattenedTreeReader.Read(blob);
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return result.Tree;
    }
}
