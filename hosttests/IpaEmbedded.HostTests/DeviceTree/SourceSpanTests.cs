using Microsoft.VisualStudio.TestTools.UnitTesting;

using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

[TestClass]
public sealed class SourceSpanTests
{
    [TestMethod]
    public void Every_cell_and_string_knows_where_it_was_written()
    {
        DeviceTreeDocument tree = Tree("/dts-v1/;\n/ {\n\tp = <1 2>,\n\t    \"ab\", \"c\",\n\t    [01 02];\n};\n");
        Property property = tree.Root.FindProperty("p")!;

        Assert.AreEqual("t.dts:3:9", property.SpanAt(4)!.Value.ToString());
        Assert.AreEqual("t.dts:4:6", property.SpanAt(8)!.Value.ToString());
        Assert.AreEqual("t.dts:4:12", property.SpanAt(11)!.Value.ToString());
        Assert.AreEqual("t.dts:5:10", property.SpanAt(14)!.Value.ToString());
        Assert.AreEqual("t.dts:3:2", property.Span!.Value.ToString());
        Assert.AreEqual(ElementKind.String, property.Elements[2].Kind);
    }

    [TestMethod]
    public void A_cell_from_a_macro_points_to_the_use_of_the_macro()
    {
        DeviceTreeDocument tree = Tree("#define PAIR(a) a (a + 1)\n/dts-v1/;\n/ {\n\tp = <9 PAIR(3) 7>;\n};\n");
        Property property = tree.Root.FindProperty("p")!;

        Assert.AreEqual("t.dts:4:9", property.SpanAt(8)!.Value.ToString());
        Assert.AreEqual("t.dts:4:17", property.SpanAt(12)!.Value.ToString());
        Assert.AreEqual("t.dts:4:7", property.SpanAt(0)!.Value.ToString());
    }

    [TestMethod]
    public void Line_markers_rename_the_lines_below_them()
    {
        DeviceTreeDocument tree = Tree("# 1 \"board.dts\"\n/dts-v1/;\n/ {\n# 40 \"soc.dtsi\" 1\n\tp = <1>;\n#line 7 \"other.dtsi\"\n\tq = <1>;\n};\n");

        Assert.AreEqual("soc.dtsi:40:2", tree.Root.FindProperty("p")!.Span!.Value.ToString());
        Assert.AreEqual("other.dtsi:7:2", tree.Root.FindProperty("q")!.Span!.Value.ToString());
        Assert.AreEqual("board.dts:2:1", tree.Root.Span!.Value.ToString());
    }

    [TestMethod]
    public void An_overridden_property_leads_to_its_earlier_definitions()
    {
        DeviceTreeDocument tree = Tree("/dts-v1/;\n/ { n: n { p = <1>; }; };\n&n {\n\tp = <2>;\n};\n");
        Property property = tree.Root.Children[0].FindProperty("p")!;

        Assert.AreEqual("t.dts:4:2", property.Span!.Value.ToString());
        Assert.AreEqual("t.dts:2:12", property.Overridden!.Span!.Value.ToString());
        Assert.AreEqual(2, tree.Root.Children[0].Definitions.Count);
    }

    [TestMethod]
    public void A_property_that_was_deleted_in_between_overrides_nothing()
    {
        DeviceTreeDocument tree = Tree("/dts-v1/;\n/ { n: n { p = <1>; }; };\n&n {\n\t/delete-property/ p;\n\tp = <2>;\n};\n");

        Assert.IsNull(tree.Root.Children[0].FindProperty("p")!.Overridden);
    }

    [TestMethod]
    public void A_quote_and_a_backslash_of_a_file_name_stand_behind_backslashes_in_a_line_marker()
    {
        DeviceTreeDocument tree = Tree("# 1 \"a\\\\b\\\"c.dts\"\n/dts-v1/;\n/ { };\n");

        Assert.AreEqual("a\\b\"c.dts:2:1", tree.Root.Span!.Value.ToString());
    }

    [TestMethod]
    public void What_begins_in_a_file_behind_where_it_ends_in_it_has_the_place_of_its_first_character()
    {
        const string Part = "#ifdef AGAIN\n>;\n#else\n#define AGAIN\nq = <7\n#endif\n";
        var compiler = new DeviceTreeCompiler(new HeaderCache());
        CompileResult result = compiler.CompileText(new SourceFile("t.dts", "/dts-v1/;\n/ {\n#include \"part.dtsi\"\n#include \"part.dtsi\"\n};\n"), new CompileOptions { Files = new MemoryFileProvider().Add("part.dtsi", Part) });
        SourceSpan span = result.Tree!.Root.FindProperty("q")!.Span!.Value;

        Assert.AreEqual(("part.dtsi:5:1", 1), (span.ToString(), span.Length));
    }

    [TestMethod]
    public void A_label_behind_a_path_reference_moves_with_what_it_names()
    {
        DeviceTreeDocument tree = Tree("/dts-v1/;\n/ { p = a: &n, b: \"x\"; n: n { }; };\n");

        Assert.AreEqual("a 0 n 0 b 3", string.Join(' ', tree.Root.FindProperty("p")!.Markers.Select(marker => $"{marker.Text} {marker.Offset}")));
    }

    [TestMethod]
    public void A_path_reference_moves_what_stands_behind_it()
    {
        DeviceTreeDocument tree = Tree("/dts-v1/;\n/ { p = &n, \"x\"; soc { n: n { }; }; };\n");
        Property property = tree.Root.FindProperty("p")!;

        Assert.AreEqual("\"/soc/n\", \"x\"", TreeDump.PrintValue(property));
        Assert.AreEqual("t.dts:2:9", property.SpanAt(0)!.Value.ToString());
        Assert.AreEqual("t.dts:2:13", property.SpanAt(7)!.Value.ToString());
        Assert.AreEqual("/soc/n", property.ReferenceAt(0)!.Target!.Path);
    }

    [TestMethod]
    // What a file gave, and what stands behind several, has the place of the property.
    [DataRow("[11], /incbin/(\"f\"), <7>, \"x\"", "0 t.dts:2:10|1 t.dts:2:5|6 t.dts:2:31|10 t.dts:2:35")]
    [DataRow("[11], /incbin/(\"f\", 1, 2), <7>", "0 t.dts:2:10|1 t.dts:2:5|3 t.dts:2:37|4 t.dts:2:37")]
    [DataRow("[11], /incbin/(\"f\"), /incbin/(\"f\"), <7>", "0 t.dts:2:10|1 t.dts:2:5|6 t.dts:2:5|11 t.dts:2:5")]
    public void What_stands_behind_a_file_knows_where_it_was_written_if_there_is_one_file(string value, string expected)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("t.dts", $"/dts-v1/;\n/ {{ p = {value}; }};\n"), new CompileOptions { Files = new MemoryFileProvider().Add("f", new byte[5]) });
        Property property = result.Tree!.Root.FindProperty("p")!;

        Assert.AreEqual(expected, string.Join('|', expected.Split('|').Select(each => int.Parse(each.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)).Select(at => $"{at} {property.SpanAt(at)}")));
    }

    [TestMethod]
    public void A_body_whose_label_stands_in_another_file_begins_with_the_labels_first_character()
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("t.dts", "/dts-v1/;\n/ { n: n { }; };\n/include/ \"label\" &n { a; };\n"), new CompileOptions { Preprocesses = false, Files = new MemoryFileProvider().Add("label", "\nlong:\n") });
        SourceSpan later = result.Tree!.Root.Children[0].Definitions[1];

        Assert.AreEqual(("label:2:1", 1), (later.ToString(), later.Length));
    }

    [TestMethod]
    public void A_reference_may_walk_down_from_a_label()
    {
        DeviceTreeDocument tree = Tree("/dts-v1/;\n/ { p = &{s/a@1}; q = <&{s/a@1}>; s: soc { a@1 { }; }; };\n&{s/a@1} { x; };\n");

        Assert.AreEqual("\"/soc/a@1\"", TreeDump.PrintValue(tree.Root.FindProperty("p")!));
        Assert.AreEqual("x phandle", string.Join(' ', tree.FindByPath("/soc/a@1")!.Properties.Select(each => each.Name)));
    }

    [TestMethod]
    public void Trees_answer_by_path_label_and_phandle()
    {
        DeviceTreeDocument tree = Tree("/dts-v1/;\n/ { r = <&a>; soc { a: a@1 { }; }; };\n");

        Assert.AreEqual("/soc/a@1", tree.FindByLabel("a")!.Path);
        Assert.AreEqual("/soc/a@1", tree.FindByPhandle(1)!.Path);
        Assert.AreEqual("a", tree.FindByPath("/soc/a@1")!.BaseName);
        Assert.AreEqual("1", tree.FindByPath("/soc/a@1")!.UnitAddress);
        Assert.IsNull(tree.FindByPath("/soc/a"));
    }

    [TestMethod]
    public void Of_nodes_with_one_phandle_the_first_has_it()
    {
        const string Source = "/dts-v1/;\n/ { a { phandle = <1>; }; b { phandle = <1>; }; c { phandle = <900>; }; d { phandle = <900>; }; };\n";
        DeviceTreeDocument forced = DeviceTreeCompiler.Compile(new SourceFile("t.dts", Source), new CompileOptions { IsForced = true }).Tree!;
        DeviceTreeDocument tree = FlattenedTreeReader.Read(FlattenedTreeWriter.Write(forced)).Tree!;

        Assert.AreEqual("/a /c", $"{tree.FindByPhandle(1)} {tree.FindByPhandle(900)}");
    }

    [TestMethod]
    public void A_label_that_the_source_lists_itself_does_not_keep_the_nodes_others_out()
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("t.dts", "/dts-v1/;\n/ { a: b: c: n { }; __symbols__ { b = \"/x\"; }; };\n"), new CompileOptions { Symbols = true });

        Assert.AreEqual("b a c", string.Join(' ', result.Tree!.FindByPath("/__symbols__")!.Properties.Select(each => each.Name)));
        Assert.AreEqual(1u, result.Tree.FindByPath("/n")!.Phandle);
    }

    private static DeviceTreeDocument Tree(string source)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("t.dts", source), new CompileOptions());
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return result.Tree;
    }
}
