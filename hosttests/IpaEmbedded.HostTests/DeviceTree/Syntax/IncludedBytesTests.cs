using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Syntax;

/// <summary>/incbin/ and /include/: which bytes come in, and what is refused.</summary>
[TestClass]
public sealed class IncludedBytesTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(1, 9).Select(n => (byte)n)];

    [TestMethod]
    [DataRow("(\"f\")", "010203040506070809")]
    [DataRow("(\"f\", 0, 9)", "010203040506070809")]
    [DataRow("(\"f\", 2, 3)", "030405")]
    [DataRow("(\"f\",2,3)", "030405")]
    [DataRow("(\"f\", 8, 1)", "09")]
    [DataRow("(\"f\", 0, 0)", "")]
    [DataRow("(\"f\", 8, 2)", "09")]
    [DataRow("(\"f\", 9, 1)", "")]
    [DataRow("(\"f\", 10, 1)", "")]
    [DataRow("(\"f\", (1 + 1), '\\2')", "0304")]
    [DataRow("(\"f\", 0x7fffffffffffffff, 1)", "")]
    [DataRow("(\"f\", 3, 0xffffffffffffffff)", "040506070809")]
    [DataRow("(\"\\x66\", 7, 9)", "0809")]
    public void A_piece_of_a_file_comes_in_as_far_as_the_file_goes(string arguments, string expected)
    {
        CompileResult result = Compile($"/dts-v1/;\n/ {{ a = [00], /incbin/{arguments}, [ff]; }};\n");

        Assert.AreEqual("", string.Join('\n', result.Diagnostics));
        Assert.AreEqual("00" + expected + "FF", Convert.ToHexString(result.Tree!.Root.FindProperty("a")!.Value));
    }

    [TestMethod]
    [DataRow("\"f\"", "e.dts:2:17: error DT1001: expected (\"file\") or (\"file\", offset, length) after /incbin/")]
    [DataRow("(f)", "e.dts:2:18: error DT1001: expected (\"file\") or (\"file\", offset, length) after /incbin/")]
    [DataRow("(\"f)", "e.dts:2:18: error DT1013: the string that starts here does not end")]
    [DataRow("(\"f\", x)", "e.dts:2:23: error DT1001: expected a number, found 'x'")]
    [DataRow("(\"f\", 1)", "e.dts:2:24: error DT1001: expected a length after the offset of /incbin/")]
    [DataRow("(\"f\", 1 2)", "e.dts:2:25: error DT1001: expected a length after the offset of /incbin/")]
    [DataRow("(\"f\", 1, )", "e.dts:2:26: error DT1001: expected a number, found ')'")]
    [DataRow("(\"f\", 1, 2", "e.dts:2:27: error DT1001: expected ')' after /incbin/, found ';'")]
    [DataRow("(\"f\" 1, 2)", "e.dts:2:22: error DT1001: expected ')' after /incbin/, found '1,'")]
    [DataRow("(\"g\", 1, 2)", "e.dts:2:18: error DT1020: cannot find the file \"g\"")]
    public void What_is_wrong_with_a_piece_of_a_file_is_told_at_its_place_and_the_rest_is_read(string arguments, string expected)
    {
        CompileResult result = Compile($"/dts-v1/;\n/ {{ a = /incbin/{arguments};\nb = <0x1ffffffff>; }};\n");

        Assert.IsNull(result.Tree);
        Assert.AreEqual(expected, result.Diagnostics[0].ToString());
        if (!expected.Contains("DT1013", StringComparison.Ordinal))
        {
            Assert.AreEqual("e.dts:3:6: error DT1008: 0x1ffffffff does not fit in a 32-bit element", result.Diagnostics[1].ToString());
            Assert.AreEqual(2, result.Diagnostics.Count);
        }
    }

    [TestMethod]
    public void Pieces_of_files_and_included_files_have_the_verdict_and_bytes_of_dtc()
    {
        string[] arguments = ["(\"f\")", "(\"f\", 2, 3)", "(\"f\", 9, 1)", "(\"f\", 0, 0)", "(\"f\", 8, 2)", "(\"f\", 1)", "(\"f\" , 1 , 2)", "(\"f\", -1, 2)", "(\"f\", 1, 2, 3)", "\"f\"", "(f)", "(\"\")", "(\"none\")", "(\"f\", (1 + 1), 2)"];
        string[] includes = ["/include/ \"i\"", "/include/\"i\"", "/include/ \"i\";", "/include/ i", "/include/ \"i", "/include/", "/include/ \"none\"", "/include/ \"f\"", "/include/\n\n\"i\" /include/ \"i\""];

        int accepted = SentenceAssert.AreAsOfDtc(
            [
                .. arguments.Select(each => $"/dts-v1/; / {{ a = /incbin/{each}, <1>; }};"),
                .. includes.SelectMany(each => new[] { $"/dts-v1/; {each} / {{ }};", $"/dts-v1/; / {{ {each} b; }};", $"/dts-v1/; / {{ a = {each} <1>; }};", $"/dts-v1/; / {{ }}; {each}", $"/dts-v1/; / {{ a {each} ; }};" }),
            ],
            ("f", Bytes), ("i", "\n/* nothing */\n"u8.ToArray()));

        Assert.IsGreaterThan(10, accepted);
    }

    [TestMethod]
    public void A_statement_may_begin_in_one_file_and_end_in_another()
    {
        SentenceAssert.AreAsOfDtc(
            [
                "/dts-v1/; / { a = /include/ \"half\" 2>; };", "/dts-v1/; / { n { /include/ \"close\" c; };", "/dts-v1/; / { n /include/ \"open\" };", "/dts-v1/; / { n { b /include/ \"close\" c; };", "/dts-v1/; / { a /include/ \"open\" };",
                "/dts-v1/; / { /delete-node/ /include/ \"name\" ; };", "/dts-v1/; /include/ \"label\" / { };", "/dts-v1/; / { /include/ \"label\" n { }; p = <&l>; };", "/dts-v1/ /include/ \"end\" / { };", "/dts-v1/; / { a = \"x\" /include/ \"end\" };",
            ],
            ("half", "<1 "u8.ToArray()), ("close", "};"u8.ToArray()), ("open", "{ e; }; };"u8.ToArray()), ("name", "gone"u8.ToArray()), ("label", "l:"u8.ToArray()), ("end", ";"u8.ToArray()));
    }

    [TestMethod]
    public void A_label_may_be_the_first_word_of_an_included_file_or_stand_right_behind_the_include()
    {
        string far = new(' ', 200);

        int accepted = SentenceAssert.AreAsOfDtc(
            ["/dts-v1/; / { p = <&l>; /include/ \"label\" n { }; };", "/dts-v1/; / { p = <&l>; /include/ \"word\"l: n { }; };", "/dts-v1/; / { p = <&l>; word /include/ \"label\" n { }; };", "/dts-v1/; / { p = <&l>; word; /include/ \"node\" };"],
            ("label", "l:"u8.ToArray()), ("word", System.Text.Encoding.ASCII.GetBytes(far + "word;")), ("node", "l: n { };"u8.ToArray()));

        Assert.AreEqual(3, accepted);
    }

    [TestMethod]
    public void A_line_marker_begins_its_line_as_in_dtc()
    {
        int accepted = SentenceAssert.AreAsOfDtc(["# 1 \"f\"\n/dts-v1/;\n/ { };\n", " # 1 \"f\"\n/dts-v1/;\n/ { };\n", "\n# 1 \"f\"\n/dts-v1/;\n/ { };\n", "/dts-v1/; # 1 \"f\"\n/ { };\n", "/dts-v1/;\n/ {\n# 1 \"f\"\na; };\n", "/dts-v1/;\n/ {\n\t# 1 \"f\"\na; };\n"]);

        Assert.AreEqual(3, accepted);
    }

    private static CompileResult Compile(string source) =>
        DeviceTreeCompiler.Compile(new SourceFile("e.dts", source), new CompileOptions { Files = new MemoryFileProvider().Add("f", Bytes) });
}
