using System.Text;
using System.Text.Json;

using Microsoft.VisualStudio.TestTools.UnitTesting;

using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

[TestClass]
public sealed class SourcePrintingTests
{
    [TestMethod]
    public void A_decompiled_blob_has_its_labels_and_references_again()
    {
        const string Source = "/dts-v1/;\n/ { c: clk { #clock-cells = <1>; }; d { clocks = <&c 7>; names = \"a\", \"3G\"; raw = [01 02 03]; e = \"\"; }; };\n";

        string text = SourcePrinter.Decompile(Blob(Source, symbols: true), "b.dtb").Text!;

        Assert.AreEqual(
            """
            /dts-v1/;

            / {
            	c: clk {
            		#clock-cells = <0x01>;
            		phandle = <0x01>;
            	};

            	d {
            		clocks = <&c 0x07>;
            		names = "a", "3G";
            		raw = [01 02 03];
            		e = [00];
            	};

            	__symbols__ {
            		c = "/clk";
            	};
            };

            """, text.Replace("\n\n\tc: clk", "\n\tc: clk", StringComparison.Ordinal));
        CollectionAssert.AreEqual(Blob(Source, symbols: true), Blob(text, symbols: false));
    }

    [TestMethod]
    public void A_decompiled_overlay_is_a_plugin_again()
    {
        const string Source = "/dts-v1/; /plugin/;\n&ext { p = <&other 1>; m: n { r = <&m>; }; };\n";
        byte[] blob = Blob(Source, symbols: false);

        string text = SourcePrinter.Decompile(blob, "o.dtbo").Text!;

        StringAssert.Contains(text, "/plugin/;");
        StringAssert.Contains(text, "p = <&other 0x01>;");
        StringAssert.Contains(text, "r = <&{/fragment@0/__overlay__/n}>;");
        Assert.IsFalse(text.Contains("fixups", StringComparison.Ordinal));
        CollectionAssert.AreEqual(blob, Blob(text, symbols: false));
    }

    [TestMethod]
    [DataRow("p = \"x\", <&other>, [01 02 03 04 05], <&other 7>;", "p = \"x\", <&other>, [01 02 03 04 05], <&other 0x07>;")]
    [DataRow("p = <&{/soc} 1>;", "p = <&{/soc} 0x01>;")]
    public void A_reference_of_an_overlay_is_one_again_wherever_it_stands(string property, string expected)
    {
        byte[] blob = Blob("/dts-v1/; /plugin/;\n&ext { " + property + " };\n", symbols: false);

        string text = SourcePrinter.Decompile(blob, "o.dtbo").Text!;

        Assert.Contains(expected, text);
        CollectionAssert.AreEqual(blob, Blob(text, symbols: false));
    }

    [TestMethod]
    public void A_symbol_that_can_be_no_label_costs_the_others_nothing()
    {
        byte[] blob = Blob("/dts-v1/;\n/ { c: clk { #clock-cells = <1>; }; d { clocks = <&c 7>; }; __symbols__ { a-b = \"/d\"; 1st = \"/d\"; }; };\n", symbols: true);

        string text = SourcePrinter.Decompile(blob, "b.dtb").Text!;

        Assert.Contains("c: clk {", text);
        Assert.Contains("\td {\n\t\tclocks = <&c 0x07>;", text);
    }

    [TestMethod]
    public void A_blob_for_another_boot_CPU_has_its_labels_again()
    {
        CompileResult built = DeviceTreeCompiler.Compile(new SourceFile("s.dts", "/dts-v1/;\n/ { c: clk { }; };\n"), new CompileOptions { Symbols = true, BootCpu = 5 });

        SourceResult result = SourcePrinter.Decompile(FlattenedTreeWriter.Write(built.Tree!), "b.dtb");

        Assert.IsEmpty(result.Diagnostics);
        Assert.StartsWith("/dts-v1/;\n// boot CPU 5\n", result.Text);
        Assert.Contains("c: clk {", result.Text);
    }

    [TestMethod]
    public void A_name_that_cannot_be_written_is_told_at_the_node_that_holds_it()
    {
        byte[] blob = Blob("/dts-v1/;\n/ { soc { a-b { }; }; };\n", symbols: false);
        blob[blob.AsSpan().IndexOf("a-b"u8) + 1] = (byte)' ';

        SourceResult result = SourcePrinter.Decompile(blob, "b.dtb");

        Assert.IsNull(result.Text);
        Assert.AreEqual("b.dtb: /soc: error DT2305: the node name 'a b' cannot be written in source", string.Join('\n', result.Diagnostics));
    }

    [TestMethod]
    [DataRow("/dts-v1/;\n/{a=<1   2>,\"x\";  b ;\n\n\n c{};};", "/dts-v1/;\n/ {\n\ta = <1 2>, \"x\";\n\tb;\n\n\tc {\n\t};\n};\n")]
    [DataRow("/ { /* one */ a; // two\n b = <1>, // three\n <2>; };", "/ { /* one */\n\ta; // two\n\tb = <1>, // three\n\t    <2>;\n};\n")]
    [DataRow("#include <x.h>\n/ {\n#ifdef A\na;\n#endif\n  p = <(1 << 2) MACRO(a, b)>;\n};", "#include <x.h>\n/ {\n#ifdef A\n\ta;\n#endif\n\tp = <(1 << 2) MACRO(a, b)>;\n};\n")]
    [DataRow("l : n { };", "l : n {\n};\n")]
    [DataRow("/ { p = <1 // one\n>; };", "/ {\n\tp = <1 // one\n\t     >;\n};\n")]
    [DataRow("/ { p = <1> // x =\n , <2>; };", "/ {\n\tp = <1> // x =\n\t    , <2>;\n};\n")]
    [DataRow("/ {\n #define A 1\n\t#define B 2\n \t #undef A\nx;\n};\n", "/ {\n#define A 1\n#define B 2\n#undef A\n\tx;\n};\n")]
    [DataRow("/ { p = \"\",  \"x\",''; q = <(6 /  2)>; };", "/ {\n\tp = \"\", \"x\", '';\n\tq = <(6 / 2)>;\n};\n")]
    [DataRow("/ { p = <&{/n@1/b}  &l>; };", "/ {\n\tp = <&{/n@1/b} &l>;\n};\n")]
    [DataRow("/include/ \"f\"/* c */;", "/include/ \"f\" /* c */\n;\n")]
    // What is open behind a conditional is what its first branch opened.
    [DataRow("/ {\n#if A\nn {\n#elif B\n#error no n\n#else\nn {\n#endif\n};\n};\n", "/ {\n#if A\n\tn {\n#elif B\n#error no n\n#else\n\tn {\n#endif\n\t};\n};\n")]
    [DataRow("// voil\u00e0 \n/ { };\n/* \u3000\n\u0085 */\n", "// voil\u00e0\n/ {\n};\n/* \u3000\n\u0085 */\n")]
    public void Formatting_lays_out_statements_and_keeps_comments(string source, string expected)
    {
        string first = SourceFormatter.Format(new SourceFile("f.dts", source)).Text!;

        Assert.AreEqual(expected, first);
        Assert.AreEqual(first, SourceFormatter.Format(new SourceFile("f.dts", first)).Text);
    }

    [TestMethod]
    [DataRow("/bits/")]
    [DataRow("/incbin/")]
    [DataRow("/delete-node/")]
    [DataRow("/delete-property/")]
    [DataRow("/omit-if-no-ref/")]
    [DataRow("/memreserve/")]
    [DataRow("/plugin/")]
    [DataRow("/dts-v1/")]
    public void A_comment_may_stand_right_behind_a_word_between_slashes(string word)
    {
        Assert.AreEqual($"{word} /* why */ a;\n", SourceFormatter.Format(new SourceFile("f.dts", $"{word}/* why */ a;")).Text);
        Assert.AreEqual($"{word} // why\n\ta;\n", SourceFormatter.Format(new SourceFile("f.dts", $"{word}// why\na;")).Text);
    }

    [TestMethod]
    [DataRow("/ {\n\ta\n};\n", "3:1", "a ';' is missing")]
    [DataRow("/ { }\n", "2:1", "a ';' is missing")]
    [DataRow("/ {\n", "2:1", "the text ends inside a node")]
    [DataRow("/ { a\n", "2:1", "the text ends inside a statement")]
    [DataRow("};\n", "1:1", "a '}' without its '{'")]
    [DataRow("a = <1)>;\n", "1:7", "a ')' without its '('")]
    [DataRow("a = , <1>;\n", "1:5", "a value is missing before the ','")]
    [DataRow("a = \"b;\n", "2:1", "a string does not end")]
    [DataRow("a = &{/b;\n", "2:1", "a path reference does not end")]
    [DataRow("a; /* b\n", "1:4", "a comment does not end")]
    [DataRow("#define A /* b\n", "1:11", "a comment does not end")]
    [DataRow("#define A \\\n", "1:11", "the text ends where a preprocessor line goes on")]
    [DataRow("a\\\nb = <1>;\n", "1:2", "a line that goes on behind a backslash has no layout")]
    [DataRow("a; // b \\", "1:4", "a line that goes on behind a backslash has no layout")]
    [DataRow("n {\\\\\n &;};\n", "1:4", "a line that goes on behind a backslash has no layout")]
    [DataRow("/include/ f;\n", "1:11", "/include/ without a file name")]
    [DataRow("# = <1>;\n", "1:1", "a '#' stands alone")]
    [DataRow(";#define A\n", "1:2", "this would become a preprocessor line at the start of a line of its own")]
    [DataRow("/ { a; #else = <1>; };\n", "1:8", "this would become a preprocessor line at the start of a line of its own")]
    public void Text_that_cannot_be_formatted_is_left_alone_with_a_message(string text, string place, string why)
    {
        SourceResult result = SourceFormatter.Format(new SourceFile("f.dts", text));

        Assert.IsNull(result.Text);
        Assert.AreEqual($"f.dts:{place}: error DT1001: cannot format: {why}", result.Diagnostics[0].ToString());
    }

    [TestMethod]
    public void Text_that_is_not_UTF_8_is_left_alone_with_a_message()
    {
        SourceResult result = SourceFormatter.Format(new SourceFile("f.dts", [.. "// "u8, 0xff, (byte)'\n']));

        Assert.AreEqual("f.dts:1:1: error DT1001: cannot format: the text is not UTF-8", result.Diagnostics[0].ToString());
    }

    [TestMethod]
    public void A_diff_names_what_was_added_removed_and_changed()
    {
        DeviceTreeDocument before = Tree("/dts-v1/;\n/memreserve/ 1 2;\n/ { a = <1>; b; n { x = \"s\"; }; gone { }; };\n");
        DeviceTreeDocument after = Tree("/dts-v1/;\n/ { a = <2>; c = <3>; n { x = \"s\"; }; made { }; };\n");

        Assert.AreEqual(
            "- /:(memory reservation) = <0x1 0x2>\n~ /:a = <0x01> -> <0x02>\n- /:b\n+ /:c = <0x03>\n- /gone\n+ /made",
            string.Join('\n', TreeDiff.Compare(before, after)));
    }

    [TestMethod]
    public void Json_holds_bytes_strings_and_cells()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            TreeJson.Write(Tree("/dts-v1/;\n/ { a = <1>; s = \"x\"; };\n"), json);
        }

        Assert.AreEqual(
            "{\"schema\":1,\"bootCpu\":0,\"memoryReservations\":[],\"root\":{\"name\":\"\",\"properties\":[" +
            "{\"name\":\"a\",\"bytes\":\"00000001\",\"cells\":[1]},{\"name\":\"s\",\"bytes\":\"7800\",\"strings\":[\"x\"]}]}}",
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static byte[] Blob(string source, bool symbols)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("s.dts", source), new CompileOptions { Symbols = symbols });
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    }

    private static DeviceTreeDocument Tree(string source)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("s.dts", source), new CompileOptions());
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return result.Tree;
    }
}
