using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Syntax;

/// <summary>All that is told of a source with mistakes: each once, and what stands behind it is read.</summary>
[TestClass]
public sealed class RecoveryTests
{
    [TestMethod]
    public void What_is_too_much_is_told_once_and_ends_the_reading()
    {
        static string Deep(int nodes) => "/dts-v1/;\n/ {" + string.Concat(Enumerable.Repeat("n {", nodes)) + string.Concat(Enumerable.Repeat("};", nodes)) + "};\n";
        static string Named(int length) => $"/dts-v1/;\n/ {{ {new string('n', length)}{(length > 255 ? " = " : "")}; }};\n";

        Assert.AreEqual("", Told(Deep(2047)));
        Assert.AreEqual($"m:2:{4 + (3 * 2047)}: error DT1017: nodes are nested more than 2048 deep", Told(Deep(2048)));
        Assert.AreEqual("", Told(Named(255)));
        Assert.AreEqual("m:2:5: error DT1025: a name has 256 characters; the most is 255", Told(Named(256)));
    }

    [TestMethod]
    public void A_source_mentions_as_many_nodes_and_properties_as_it_may_and_no_more()
    {
        static string Wide(int properties, string last = "a") => "/dts-v1/;\n/ { a; };\n/ {\n" + string.Concat(Enumerable.Repeat("a;", properties - 2)) + last + ";};\n";

        Assert.AreEqual("", Told(Wide(500_000)));
        Assert.AreEqual("m:4:999999: error DT1025: the tree has more than 500000 nodes and properties, each mention counted", Told(Wide(500_001, new string('a', 255))));
    }

    [TestMethod]
    public void So_many_mistakes_are_told_as_were_asked_for()
    {
        static string Wrong(int statements) => "/dts-v1/;\n/ {\n" + string.Concat(Enumerable.Repeat("a = ;\n", statements)) + "};\n";

        Assert.HasCount(19, Told(Wrong(19)).Split('\n'));
        Assert.HasCount(21, Told(Wrong(20)).Split('\n'));
        Assert.EndsWith("\nm:22:5: error DT1001: expected a value (a string, <cells>, [bytes] or a reference), found ';'\n: error DT1023: stopped after 20 errors", Told(Wrong(50)));
    }

    [TestMethod]
    public void An_expression_is_as_deep_as_it_may_be_and_no_deeper()
    {
        static string Open(int parentheses) => $"/dts-v1/;\n/ {{ a = <{new string('(', parentheses)}1{new string(')', parentheses)}>;\nb = <x>; }};\n";
        const string Behind = "m:3:6: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'x'";

        Assert.AreEqual(Behind, Told(Open(256)));
        Assert.AreEqual("m:2:10: error DT1017: the expression is nested more than 256 deep\n" + Behind, Told(Open(257)));
        Assert.AreEqual(Behind, Told($"/dts-v1/;\n/ {{ a = <({new string('-', 255)}1)>;\nb = <x>; }};\n"));
        Assert.StartsWith("m:2:10: error DT1017: the expression is nested more than 256 deep", Told($"/dts-v1/;\n/ {{ a = <({new string('!', 256)}1)>;\nb = <x>; }};\n"));
        Assert.AreEqual("m:2:210: error DT1001: expected a number in the expression, found 'x'", Told($"/dts-v1/;\n/ {{ a = <{new string('(', 200)}x>; b = <{new string('(', 200)}1{new string(')', 200)}>; }};\n"));
        Assert.AreEqual(Behind, Told($"/dts-v1/;\n/ {{ a = <(1{string.Concat(Enumerable.Repeat(" + 1 * 2", 1000))})>;\nb = <x>; }};\n"));
    }

    [TestMethod]
    public void Files_include_one_another_as_deep_as_they_may_and_no_deeper()
    {
        Assert.AreEqual("", Told("/dts-v1/;\n/include/ \"f1\"\n/ { };\n", Chain(31)));
        Assert.AreEqual("f31:1:11: error DT1021: \"f32\" would be inside 32 files; the includes are endless", Told("/dts-v1/;\n/include/ \"f1\"\n/ { };\n", Chain(32)));

        // Nothing is read behind what is too much, neither in this file nor in those that include it.
        Assert.AreEqual("f31:1:11: error DT1021: \"f32\" would be inside 32 files; the includes are endless", Told("/dts-v1/;\n/ { };\n/include/ \"f1\" x\n", Chain(32, " x")));

        static MemoryFileProvider Chain(int files, string behind = "")
        {
            var provider = new MemoryFileProvider();
            for (int i = 1; i <= files; i++)
            {
                provider.Add($"f{i}", i < files ? $"/include/ \"f{i + 1}\"{behind}\n" : "/* end */\n");
            }
            return provider;
        }
    }

    [TestMethod]
    [DataRow("/include/ x\n/ { a = <y>; };\n", "m:2:1+10: error DT1001: expected a quoted file name after /include/|m:2:11+1: error DT1001: expected the root node '/ {', found 'x'")]
    [DataRow("/include/\"f\n\"; / { a = <y>; };\n", "m:2:1+9: error DT1001: expected a quoted file name after /include/|m:2:10+1: error DT1001: expected the root node '/ {', found '\"'")]
    [DataRow("/include/ \"\" / { a = <y>; };\n", "m:2:11+2: error DT1020: cannot find the included file \"\"|m:2:23+1: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'y'")]
    [DataRow("/include/ \"none\" / { a = <y>; };\n", "m:2:11+6: error DT1020: cannot find the included file \"none\"|m:2:27+1: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'y'")]
    [DataRow("/include/ \"f\" / { a = <y>; };\n", "f:1:1+2: error DT1014: the comment that starts here does not end|m:2:24+1: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'y'")]
    [DataRow("/ { /include/ \"g\" b = <z>; };\n", "g:1:6+1: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'y'|m:2:24+1: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    [DataRow("/ { /include/ \"d/h\" /include/ \"k\" };\n", "d/k:1:6+1: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'q'|m:2:31+3: error DT1020: cannot find the included file \"k\"")]
    [DataRow("/ { a = <zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz>; b = <zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz>; };\n", "m:2:10+39: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz'|m:2:57+41: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz'")]
    [DataRow("/ { a = \"x\\\"; }; // y", "m:2:9+1: error DT1013: the string that starts here does not end|m:2:22+0: error DT1003: the file ends inside the root node; a '}' is missing")]
    [DataRow("/ { }; // y", "m:2:8+4: error DT1022: the comment is the last line and has no line end")]
    [DataRow("/ { }; /* y", "m:2:8+2: error DT1014: the comment that starts here does not end")]
    [DataRow("/ { }; /*/", "m:2:8+2: error DT1014: the comment that starts here does not end")]
    [DataRow("/ { a = <0x1", "m:2:13+0: error DT1001: expected a number, an expression in parentheses, a reference or '>', found end of file|m:2:13+0: error DT1003: the file ends inside the root node; a '}' is missing")]
    [DataRow("/ { a = <1>; /", "m:2:14+1: error DT1001: expected a property, a node or '}', found '/'|m:2:15+0: error DT1003: the file ends inside the root node; a '}' is missing")]
    public void What_stands_between_two_tokens_is_told_with_its_place_and_length(string body, string expected)
    {
        MemoryFileProvider files = new MemoryFileProvider().Add("f", "/*").Add("g", "a = <y>;\n").Add("d/h", "/include/ \"k\"\n").Add("d/k", "c = <q>;\n");
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("m", "/dts-v1/;\n" + body), new CompileOptions { Preprocesses = false, Files = files });

        Assert.AreEqual(expected.Replace('|', '\n'), string.Join('\n', result.Diagnostics.Select(each => each.ToString().Split('\n')[0].Replace(": error", $"+{each.Span!.Value.Length}: error", StringComparison.Ordinal))));
    }

    [TestMethod]
    [DataRow("08", "10+2: error DT1006: '08' starts with 0 and is octal, but has a digit above 7")]
    [DataRow("018446744073709551617UL", "10+23: error DT1006: '018446744073709551617UL' starts with 0 and is octal, but has a digit above 7")]
    [DataRow("18446744073709551616", "10+20: error DT1007: '18446744073709551616' does not fit in 64 bits")]
    [DataRow("0x10000000000000000ULL", "10+22: error DT1007: '0x10000000000000000ULL' does not fit in 64 bits")]
    [DataRow("''", "10+2: error DT1011: a character literal holds exactly one byte")]
    [DataRow("(08)", "11+2: error DT1006: '08' starts with 0 and is octal, but has a digit above 7")]
    [DataRow("(1 + 02000000000000000000000)", "15+23: error DT1007: '02000000000000000000000' does not fit in 64 bits")]
    [DataRow("('ab' + 1)", "11+4: error DT1011: a character literal holds exactly one byte")]
    [DataRow("(1 / 0)", "10+7: error DT1010: division by zero")]
    [DataRow("(1 % 0 + 2)", "10+7: error DT1010: division by zero")]
    [DataRow("(1 / 0 : 2)", "10+7: error DT1010: division by zero")]
    [DataRow("(1 ? 1 / 0 : 2)", "10+11: error DT1010: division by zero")]
    [DataRow("(1 : 2)", "13+1: error DT1001: ':' without '?' before it")]
    [DataRow("(1 + 1 : 2)", "17+1: error DT1001: ':' without '?' before it")]
    [DataRow("(1 ? 2)", "10+7: error DT1001: '?' without ':' behind it")]
    [DataRow("(2 ? 0)", "10+7: error DT1001: '?' without ':' behind it")]
    [DataRow("(1 +)", "14+1: error DT1001: expected a number in the expression, found ')'")]
    [DataRow("(1 2)", "13+1: error DT1001: expected an operator or ')', found '2'")]
    public void A_number_without_a_value_is_told_with_its_place_and_length_and_ends_its_statement(string number, string expected)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("m", $"/dts-v1/;\n/ {{ a = <{number} x>;\nb = <y>; }};\n"), new CompileOptions { Preprocesses = false });

        Assert.AreEqual($"m:2:{expected}\nm:3:6+1: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'y'",
            string.Join('\n', result.Diagnostics.Select(each => each.ToString().Replace(": error", $"+{each.Span!.Value.Length}: error", StringComparison.Ordinal))));
    }

    private static string Told(string source, MemoryFileProvider? files = null) =>
        string.Join('\n', DeviceTreeCompiler.Compile(new SourceFile("m", source), new CompileOptions { Preprocesses = false, MaximumErrors = 20, Files = files ?? new MemoryFileProvider() }).Diagnostics.Take(30));

    [TestMethod]
    [DataRow("/plugin/;\n&l { };\n", "m:1:1: error DT1004: the file must begin with '/dts-v1/;', found '/'")]
    [DataRow("/plugin/\n&l { };\n", "m:1:1: error DT1004: the file must begin with '/dts-v1/;', found '/'|m:2:1: error DT1002: expected ';' before '&'|  m:1:8: note: it belongs behind this")]
    [DataRow("/dts-v1/; /plugin/;\n/ { l: a { }; };\n&{l/c} { };\n", "m:3:1: error DT2011: no node has the label 'l/c' yet at this place")]
    [DataRow("/dts-v1/; /plugin/;\n/ { };\nk: &l { };\n", "m:3:1: error DT2011: no node has the label 'l' yet at this place")]
    [DataRow("/dts-v1/;\n/ { n: n { }; };\nl: m: &n { x = <y>; };\n&n { x = <z>; };\n", "m:3:1: error DT1001: only one label can stand before a reference|m:4:11: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    [DataRow("/dts-v1/;\nl: k: n { x = <y>; };\n/ { x = <z>; };\n", "m:2:1: error DT1001: a label cannot stand here, before 'n'|m:3:10: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    [DataRow("/dts-v1/;\n/ { };;\n/ { x = <z>; };\n", "m:2:7: error DT1001: expected '/ {', '&label {' or the end of the file, found ';'|m:3:10: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    [DataRow("/dts-v1/;\n/ { }; };\n/ { x = <z>; };\n", "m:2:8: error DT1001: expected '/ {', '&label {' or the end of the file, found '}'|m:3:10: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    [DataRow("/dts-v1/;\n/ { }; }\n/ { x = <z>; };\n", "m:2:8: error DT1001: expected '/ {', '&label {' or the end of the file, found '}'|m:3:10: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    [DataRow("/dts-v1/;\nx { y { }; \"};\\\"\"; z; };\n/ { x = <z>; };\n", "m:2:1: error DT1001: expected the root node '/ {', found 'x'|m:3:10: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    [DataRow("/dts-v1/;\n/ { };\n&1 { a { }; };\n/ { x = <z>; };\n", "m:3:1: error DT1001: expected a label or {/path} after '&'|m:4:10: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    [DataRow("/dts-v1/;\n/ { };\n/delete-node/ node;\n/omit-if-no-ref/ &{/n};\n/delete-node/ &{/n}\n/ { };\n", "m:3:15: error DT1001: expected &label or &{/path}, found 'node'|m:4:18: error DT2011: there is no node /n yet at this place|m:5:15: error DT2011: there is no node /n yet at this place|m:6:1: error DT1002: expected ';' before '/'|  m:5:19: note: it belongs behind this")]
    [DataRow("/dts-v1/;\n/memreserve/ 1 x;\n/memreserve/ 1;\n/memreserve/ 1 2\n/ { };\n/memreserve/ 1 2;\n", "m:2:16: error DT1001: expected a number, found 'x'|m:3:15: error DT1001: expected a number, found ';'|m:5:1: error DT1002: expected ';' before '/'|  m:4:16: note: it belongs behind this|m:6:1: error DT1018: /memreserve/ must come before the first node")]
    [DataRow("/dts-v1/\n/ { };\n", "m:2:1: error DT1002: expected ';' before '/'|  m:1:8: note: it belongs behind this")]
    [DataRow("/dts-v1/; /plugin/\n/ { };\n", "m:2:1: error DT1002: expected ';' before '/'|  m:1:18: note: it belongs behind this")]
    [DataRow("/dts-v1/; /plugin/;\n/dts-v1/;\n/dts-v1/; /plugin/;\n/ { };\n", "m:2:1: error DT1019: this header and the one before disagree about /plugin/|m:3:1: error DT1019: this header and the one before disagree about /plugin/")]
    [DataRow("/dts-v1/;\n", "m:2:1: error DT1003: the file ends without a root node '/ { };'")]
    [DataRow("/dts-v1/;\n/memreserve/ 1 2;\n", "m:3:1: error DT1003: the file ends without a root node '/ { };'")]
    [DataRow("/dts-v1/;\n/ n { };\n/ { };\n", "m:2:3: error DT1001: expected '{' after the root node, found 'n'")]
    [DataRow("/dts-v1/;\n/ { a { }; b; c; d { }; };\n/ { e { f { }; g; }; h; };\n/ { k; /delete-node/ m; /delete-property/ k; };\n", "m:2:12: error DT1005: property 'b' comes after a child node; properties must come first|m:3:16: error DT1005: property 'g' comes after a child node; properties must come first|m:3:22: error DT1005: property 'h' comes after a child node; properties must come first|m:4:25: error DT1005: property 'k' comes after a child node; properties must come first")]
    [DataRow("/dts-v1/;\n/ { a = <1>\n\t&l; b = \"x\"\n\t/delete-property/ c; d = [01]\n; e };\n", "m:3:2: error DT1002: expected ';' before '&'|  m:2:11: note: it belongs behind this|m:3:2: error DT1001: expected a property, a node or '}', found '&'|m:4:2: error DT1002: expected ';' before '/'|  m:3:12: note: it belongs behind this|m:5:5: error DT1002: expected ';' before '}'|  m:5:3: note: it belongs behind this")]
    [DataRow("/dts-v1/;\n/ { a\n\tb\n\t= <1>; /omit-if-no-ref/ c = <1>; /omit-if-no-ref/ d { };\n\te = \"x\" \"y\"; f = <1>, ; g = ,<1>; };\n", "m:3:2: error DT1002: expected ';' before 'b'|  m:2:5: note: it belongs behind this|m:4:28: error DT1001: expected '{' after 'c': /omit-if-no-ref/ is for nodes, found '='|m:5:2: error DT1005: property 'e' comes after a child node; properties must come first|m:5:10: error DT1002: expected ';' before '\"'|  m:5:8: note: it belongs behind this|m:5:24: error DT1001: expected a value (a string, <cells>, [bytes] or a reference), found ';'|m:5:30: error DT1001: expected a value (a string, <cells>, [bytes] or a reference), found ','")]
    [DataRow("/dts-v1/;\n/ { a = \"\\x\", <1>; b = \"x\\xy\"; c = '1'; d = <'\\x'>; e = <'\\xg'>; f = <'ab'>; g = <'\\12a'>; };\n", "m:2:10: error DT1012: \\x needs one or two hexadecimal digits|m:2:26: error DT1012: \\x needs one or two hexadecimal digits|m:2:36: error DT1001: expected a value (a string, <cells>, [bytes] or a reference), found '''|m:2:47: error DT1012: \\x needs one or two hexadecimal digits|m:2:59: error DT1012: \\x needs one or two hexadecimal digits|m:2:71: error DT1011: a character literal holds exactly one byte|m:2:83: error DT1011: a character literal holds exactly one byte")]
    [DataRow("/dts-v1/;\n/ { a = /bits/ <1>; b = /bits/ 8 1; c = /bits/ 08 <1>; d = /bits/ 3 <0x1ffffffff>; e = /bits/ 64 <&l>; f = /bits/ 8 <(-129) 255 (-256) (-257)>; };\n", "m:2:16: error DT1009: expected a number of bits after /bits/|m:2:34: error DT1001: expected '<' after /bits/ 8, found '1'|m:2:48: error DT1006: '08' starts with 0 and is octal, but has a digit above 7|m:2:60: error DT1009: elements of 3 bits do not exist; /bits/ takes 8, 16, 32 or 64|m:2:70: error DT1008: 0x1ffffffff does not fit in a 32-bit element|m:2:99: error DT1016: a reference is a 32-bit cell and cannot stand among 64-bit elements|m:2:136: error DT1008: 0xfffffffffffffeff does not fit in a 8-bit element")]
    [DataRow("/dts-v1/;\n/ { a = \"\\x\", <y>; b = \"\\x\\x\"; c = <'\\x' y>; d = <'ab' y>; e = <'' y>; f = /bits/ 09 <y>; g = <z>; };\n", "m:2:10: error DT1012: \\x needs one or two hexadecimal digits|m:2:25: error DT1012: \\x needs one or two hexadecimal digits|m:2:38: error DT1012: \\x needs one or two hexadecimal digits|m:2:51: error DT1011: a character literal holds exactly one byte|m:2:65: error DT1011: a character literal holds exactly one byte|m:2:83: error DT1006: '09' starts with 0 and is octal, but has a digit above 7|m:2:96: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    [DataRow("/dts-v1/;\n/ { a = /incbin/(\"\\x\"), <y>; b = /incbin/(\"f\", 1, ), <y>; c = /incbin/(\"f\", ' , 1); d = <z>; };\n", "m:2:19: error DT1012: \\x needs one or two hexadecimal digits|m:2:51: error DT1001: expected a number, found ')'|m:2:77: error DT1011: the character literal that starts here does not end|m:2:90: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    [DataRow("/dts-v1/;\n/ { a = y \"\" ; b = y \"x\" ; c = y \"\\\";\" ; d = <z>;\n};\n", "m:2:9: error DT1001: expected a value (a string, <cells>, [bytes] or a reference), found 'y'|m:2:20: error DT1001: expected a value (a string, <cells>, [bytes] or a reference), found 'y'|m:2:32: error DT1001: expected a value (a string, <cells>, [bytes] or a reference), found 'y'|m:2:47: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    [DataRow("/dts-v1/;\n/ { a = \"x;\n\tb = <y>;\n\tc = <z>;\n};\n", "m:2:9: error DT1013: the string that starts here does not end|m:4:7: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    [DataRow("/dts-v1/;\n/ { a = <1 'x>;\n\tb = <z>;\n};\n", "m:2:12: error DT1011: the character literal that starts here does not end|m:3:7: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    public void What_is_wrong_is_told_once_and_the_rest_is_read(string source, string expected)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("m", source), new CompileOptions { Preprocesses = false, Files = new MemoryFileProvider() });

        Assert.AreEqual(expected.Replace('|', '\n'), string.Join('\n', result.Diagnostics.Select(each => each.ToString().Replace("\n", "\n  ", StringComparison.Ordinal))));
    }

    [TestMethod]
    [DataRow("/ { /include/ \"value\"\nb = <y>; };\n", "m:3:1: error DT1002: expected ';' before 'b'|value:2:7: note: it belongs behind this|m:3:6: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'y'")]
    [DataRow("/ { /include/ \"flag\" b = <y>; };\n", "m:2:22: error DT1002: expected ';' before 'b'|flag:1:208: note: it belongs behind this|m:2:27: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'y'")]
    [DataRow("/ { /include/ \"flag\" };\n", "m:2:22: error DT1002: expected ';' before '}'|flag:1:208: note: it belongs behind this")]
    [DataRow("/ { /include/ \"value\" }; / { b = <y>; };\n", "m:2:23: error DT1002: expected ';' before '}'|value:2:7: note: it belongs behind this|m:2:35: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'y'")]
    [DataRow("/ { a = <1> /include/ \"more\" };\n", "more:1:1: error DT1002: expected ';' before 'b'|m:2:11: note: it belongs behind this|more:1:6: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'y'")]
    [DataRow("/ { a /include/ \"more\" };\n", "more:1:1: error DT1002: expected ';' before 'b'|m:2:5: note: it belongs behind this|more:1:6: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'y'")]
    [DataRow("/ { a = <1> /include/ \"none\" b = <y>; c = <z>; };\n", "m:2:30: error DT1002: expected ';' before 'b'|m:2:11: note: it belongs behind this|m:2:44: error DT1001: expected a number, an expression in parentheses, a reference or '>', found 'z'")]
    public void A_semicolon_that_is_missing_where_a_file_begins_or_ends_is_told_at_its_place_and_the_rest_is_read(string body, string expected)
    {
        MemoryFileProvider files = new MemoryFileProvider().Add("value", $"/* {new string('-', 200)} */\na = <1>\n").Add("flag", $"/* {new string('-', 200)} */ a").Add("more", "b = <y>;\n").Add("none", "/* nothing */\n");
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("m", "/dts-v1/;\n" + body), new CompileOptions { Preprocesses = false, Files = files });

        Assert.AreEqual(expected.Replace('|', '\n'), string.Join('\n', result.Diagnostics));
    }
}
