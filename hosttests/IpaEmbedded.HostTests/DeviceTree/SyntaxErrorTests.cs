using Microsoft.VisualStudio.TestTools.UnitTesting;

using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

[TestClass]
public sealed class SyntaxErrorTests
{
    [TestMethod]
    [DataRow("/ { };", "e.dts:1:1: error DT1004: the file must begin with '/dts-v1/;', found '/'")]
    [DataRow("/dts-v1/;\n/ {\n\ta = <1>\n\tb;\n};", "e.dts:4:2: error DT1002: expected ';' before 'b'\ne.dts:3:8: note: it belongs behind this")]
    [DataRow("/dts-v1/;\n/ {\n\tn {\n\t}\n\tm { };\n};", "e.dts:5:2: error DT1002: expected ';' before 'm'\ne.dts:4:2: note: it belongs behind this")]
    [DataRow("/dts-v1/;\n/ {\n\tn {\n\t\ta;", "e.dts:5:1: error DT1003: the file ends inside node 'n'; a '}' is missing\ne.dts:3:2: note: the node starts here")]
    [DataRow("/dts-v1/;\n/ { n { }; a; };", "e.dts:2:12: error DT1005: property 'a' comes after a child node; properties must come first")]
    [DataRow("/dts-v1/;\n/ { a = <0789>; };", "e.dts:2:10: error DT1006: '0789' starts with 0 and is octal, but has a digit above 7")]
    [DataRow("/dts-v1/;\n/ { a = <0x1ffffffffffffffff>; };", "e.dts:2:10: error DT1007: '0x1ffffffffffffffff' does not fit in 64 bits")]
    [DataRow("/dts-v1/;\n/ { a = <0x100000000>; };", "e.dts:2:10: error DT1008: 0x100000000 does not fit in a 32-bit element")]
    [DataRow("/dts-v1/;\n/ { a = /bits/ 8 <256>; };", "e.dts:2:19: error DT1008: 0x100 does not fit in a 8-bit element")]
    [DataRow("/dts-v1/;\n/ { a = /bits/ 7 <1>; };", "e.dts:2:9: error DT1009: elements of 7 bits do not exist; /bits/ takes 8, 16, 32 or 64")]
    [DataRow("/dts-v1/;\n/ { a = <(1 / 0)>; };", "e.dts:2:10: error DT1010: division by zero")]
    [DataRow("/dts-v1/;\n/ { a = <(1 + )>; };", "e.dts:2:15: error DT1001: expected a number in the expression, found ')'")]
    [DataRow("/dts-v1/;\n/ { a = <1 + 2>; };", "e.dts:2:12: error DT1001: expected a number, an expression in parentheses, a reference or '>', found '+'")]
    [DataRow("/dts-v1/;\n/ { a = <''>; };", "e.dts:2:10: error DT1011: a character literal holds exactly one byte")]
    [DataRow("/dts-v1/;\n/ { a = \"\\xg\"; };", "e.dts:2:10: error DT1012: \\x needs one or two hexadecimal digits")]
    [DataRow("/dts-v1/;\n/ { a = \"b; };", "e.dts:2:9: error DT1013: the string that starts here does not end")]
    [DataRow("/dts-v1/;\n/ { /* a; };", "e.dts:2:5: error DT1014: the comment that starts here does not end")]
    [DataRow("/dts-v1/;\n/ { a = [0]; };", "e.dts:2:10: error DT1015: expected a byte as two hexadecimal digits or ']', found '0'\ne.dts:2:9: note: the byte string starts here")]
    [DataRow("/dts-v1/;\n/ { l: a = /bits/ 16 <&l>; };", "e.dts:2:23: error DT1016: a reference is a 32-bit cell and cannot stand among 16-bit elements")]
    [DataRow("/dts-v1/;\n/ { };\n/memreserve/ 1 2;", "e.dts:3:1: error DT1018: /memreserve/ must come before the first node")]
    [DataRow("/dts-v1/;\n/dts-v1/; /plugin/;\n/ { };", "e.dts:2:1: error DT1019: this header and the one before disagree about /plugin/")]
    [DataRow("/dts-v1/;\n/include/ \"nope.dtsi\"\n/ { };", "e.dts:2:11: error DT1020: cannot find the included file \"nope.dtsi\"")]
    [DataRow("/dts-v1/;\n/ { a = /incbin/(\"nope.bin\"); };", "e.dts:2:18: error DT1020: cannot find the file \"nope.bin\"")]
    [DataRow("/dts-v1/;\n/ { };\n// end", "e.dts:3:1: error DT1022: the comment is the last line and has no line end")]
    [DataRow("/dts-v1/;\n/ { };\n&nope { };", "e.dts:3:1: error DT2011: no node has the label 'nope' yet at this place")]
    [DataRow("/dts-v1/;\n/ { };\n&{/nope} { };", "e.dts:3:1: error DT2011: there is no node /nope yet at this place")]
    [DataRow("/dts-v1/;\n/ { };\n/delete-node/ &nope;", "e.dts:3:15: error DT2011: no node has the label 'nope' yet at this place")]
    [DataRow("/dts-v1/;\n/ { a = <1>; a = <2>; };", "e.dts:2:14: error DT2002: property 'a' is given twice in the same body\ne.dts:2:5: note: first given here")]
    [DataRow("/dts-v1/;\n/ { n { }; n { }; };", "e.dts:2:12: error DT2001: node 'n' is defined twice in the same body\ne.dts:2:5: note: first defined here")]
    [DataRow("/dts-v1/;\n/ { n { }; /delete-node/ n; };", "e.dts:2:5: error DT2001: node 'n' is defined and deleted in the same body")]
    [DataRow("/dts-v1/;\n/ { n@1@2 { }; };", "e.dts:2:5: error DT2004: node name 'n@1@2' has more than one '@'")]
    [DataRow("/dts-v1/;\n/ { n?m { }; };", "e.dts:2:5: error DT2003: node name 'n?m' has a character other than letters, digits and , . _ + - @")]
    [DataRow("/dts-v1/;\n/ { a@1; };", "e.dts:2:5: error DT2005: property name 'a@1' has a character other than letters, digits and , . _ + * # ? -")]
    [DataRow("/dts-v1/;\n/ { l: n { }; l: m { }; };", "e.dts:2:18: error DT2008: label 'l' is already in use\ne.dts:2:8: note: first used here")]
    [DataRow("/dts-v1/;\n/ { a { phandle = <1>; }; b { phandle = <1>; }; };", "e.dts:2:31: error DT2009: phandle 0x1 is already the phandle of /a\ne.dts:2:9: note: first given here")]
    [DataRow("/dts-v1/;\n/ { a { phandle = <0>; }; };", "e.dts:2:9: error DT2009: property 'phandle' is 0x0, which no node can have")]
    [DataRow("/dts-v1/;\n/ {\n\ta = <1 2\n\t\t&nope>;\n};", "e.dts:4:3: error DT2010: no node has the label 'nope'")]
    [DataRow("/dts-v1/;\n/ { a = <1>, &{/nope}; };", "e.dts:2:5: error DT2010: there is no node /nope")]
    public void Each_mistake_has_one_message_at_its_place(string source, string expected)
    {
        string text = source.EndsWith("// end", StringComparison.Ordinal) ? source : source + "\n";
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("e.dts", text), new CompileOptions { Files = new MemoryFileProvider() });

        Assert.IsNull(result.Tree);
        Assert.AreEqual(expected, result.Diagnostics[0].ToString());
    }

    [TestMethod]
    public void Ten_independent_mistakes_give_ten_errors()
    {
        const string Source = """
            /dts-v1/;
            / {
                a = <1 x>;
                b = [0];
                c = <0789>;
                n1 { d = ; };
                n2 { e = <(1 +)>; };
                n3 { f = /bits/ 9 <1>; };
                n4 { = <1>; };
                n5 { h = <1>
                };
                n6 { i = "\x"; };
                n7 { j = <0x1ffffffff>; };
            };

            """;

        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("ten.dts", Source), new CompileOptions());

        CollectionAssert.AreEqual(new[] { 3, 4, 5, 6, 7, 8, 9, 11, 12, 13 }, result.Diagnostics.Select(each => each.Span!.Value.Line).ToArray(),
            string.Join('\n', result.Diagnostics));
    }

    [TestMethod]
    public void Errors_are_counted_and_capped()
    {
        string source = "/dts-v1/;\n/ {\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"a{i} = ;\n")) + "};\n";

        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("many.dts", source), new CompileOptions { MaximumErrors = 20 });

        Assert.AreEqual(DiagnosticIds.TooManyErrors, result.Diagnostics[20].Id);
        Assert.IsLessThanOrEqualTo(22, result.Diagnostics.Count);
    }

    [TestMethod]
    public void Nesting_has_a_limit_that_says_so()
    {
        string source = "/dts-v1/;\n/ " + string.Concat(Enumerable.Repeat("{ n ", 30000)) + "{ };\n";

        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("deep.dts", source), new CompileOptions());

        Assert.AreEqual(DiagnosticIds.TooDeep, result.Diagnostics[0].Id);
        Assert.AreEqual("nodes are nested more than 2048 deep", result.Diagnostics[0].Message);
    }
}
