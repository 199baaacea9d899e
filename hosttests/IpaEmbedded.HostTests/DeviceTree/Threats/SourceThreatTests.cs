using System.Diagnostics;
using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.DeviceTree.Threats;

/// <summary>Sources of other people: row T8 of the threat table, and each limit of the room with its number, its finding and its test.</summary>
[TestClass]
public sealed class SourceThreatTests
{
    [TestMethod]
    [DataRow("p = <(1 / 0)>;", "DT1010")]
    [DataRow("p = <(1 % (2 - 2))>;", "DT1010")]
    [DataRow("p = <0x10000000000000000>;", "DT1007")]
    [DataRow("p = <18446744073709551616>;", "DT1007")]
    [DataRow("p = <99999999999999999999999999999999999999999999999999>;", "DT1007")]
    [DataRow("p = <0x100000000>;", "DT1008")]
    [DataRow("p = <(0xffffffffffffffff * 0xfffffffff)>;", "DT1008")]
    [DataRow("p = <09>;", "DT1006")]
    [DataRow("p = <'ab'>;", "DT1011")]
    [DataRow("p = <''>;", "DT1011")]
    [DataRow("p = <(1 ? 2)>;", "DT1001")]
    [DataRow("p = <(1 : 2)>;", "DT1001")]
    [DataRow("p = <(())>;", "DT1001")]
    [DataRow("p = <((1)>;", "DT1001")]
    [DataRow("a: b: a: n { };", "")]
    [DataRow("a: m { }; a: n { };", "DT2008")]
    [DataRow("p = <&p>;", "DT2010")]
    [DataRow("p = &p;", "DT2010")]
    [DataRow("p = <&{/p/}>;", "DT2010")]
    [DataRow("p = <&{a/a/a}>; a: n { };", "DT2010")]
    public void T8_What_has_no_value_is_a_finding(string body, string id)
    {
        CompileResult result = Compile($"/dts-v1/;\n/ {{ {body} }};\n");

        Assert.AreEqual(id, result.Diagnostics.FirstOrDefault()?.Id ?? "", string.Join('\n', result.Diagnostics));
    }

    [TestMethod]
    public void T8_Arithmetic_is_that_of_dtc()
    {
        var random = new Random(8);
        var text = new StringBuilder("/dts-v1/;\n/ {\n");
        for (int i = 0; i < 2000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"p{i} = /bits/ 64 <({Expression(random, 5)})>;\n");
        }
        text.Append("};\n");
        using var folder = new TemporaryFolder();
        byte[] expected = Dtc(folder, folder.Write("a.dts", text.ToString()));

        CompileResult result = Compile(text.ToString());

        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        CollectionAssert.AreEqual(expected, FlattenedTreeWriter.Write(result.Tree));
    }

    [TestMethod]
    public void T8_Parentheses_and_signs_are_nested_as_deep_as_is_allowed_and_no_deeper()
    {
        foreach ((string open, string close) in (IEnumerable<(string, string)>)[("(", ")"), ("~", ""), ("1 ? 1 : ", ""), ("(1 + ", ")"), ("-(", ")")])
        {
            int each = open.Count(c => "(~-+?".Contains(c, StringComparison.Ordinal));
            string Nested(int levels) => "/dts-v1/;\n/ { p = <(" + string.Concat(Enumerable.Repeat(open, levels)) + "1" + string.Concat(Enumerable.Repeat(close, levels)) + " & 1)>; };\n";

            Assert.IsNotNull(Compile(Nested(254 / each)).Tree, open);
            foreach (int levels in (int[])[300, 100_000])
            {
                Diagnostic found = Assert.ContainsSingle(Compile(Nested(levels)).Diagnostics, open);
                Assert.AreEqual("DT1017", found.Id);
                Assert.AreEqual("the expression is nested more than 256 deep", found.Message);
            }
        }
    }

    public static IEnumerable<object[]> PastTheLimits =>
    [
        ["nodes inside one another", Body(Repeat("n {", 2048) + Repeat("};", 2048)), "DT1017", "nodes are nested more than 2048 deep"],
        ["nodes by label inside one another", Body("l1: n { };") + string.Concat(Enumerable.Range(1, 100_000).Select(i => $"&l{i} {{ l{i + 1}: n {{ }}; }};\n")), "DT1017", "nodes are nested more than 2048 deep"],
        ["parentheses of #if", "#if " + Repeat("(", 300) + "1" + Repeat(")", 300) + "\n#endif\n" + Body(""), "DT1103", "the expression cannot be evaluated: the expression is nested more than 256 deep"],
        ["signs of #if", "#if " + Repeat("!", 300) + "1\n#endif\n" + Body(""), "DT1103", "the expression cannot be evaluated: the expression is nested more than 256 deep"],
        ["choices of #if", "#if " + Repeat("1 ? 1 : ", 300) + "1\n#endif\n" + Body(""), "DT1103", "the expression cannot be evaluated: the expression is nested more than 256 deep"],
        ["tokens of one use", Doubling(20) + Body("p = <M20>;"), "DT1108", "the expansion of 'M1' grows beyond 500000 tokens"],
        ["tokens of one parameter", "#define P(a) " + Repeat("a ", 1000) + "\n" + Body("p = <P(" + Repeat("1 ", 1000) + ")>;"), "DT1108", "the expansion of 'P' grows beyond 500000 tokens"],
        ["tokens of all uses", Doubling(17) + Body(string.Concat(Enumerable.Range(0, 14).Select(i => $"p{i} = <M17>;\n"))), "DT1108", "the expansions of all macros together grow beyond 5000000 tokens"],
        ["made texts", "#define S(a) \"\"" + Repeat(" #a", 2000) + "\n" + Body("p = S(" + Repeat("1 ", 10_000) + ");"), "DT1108", "the texts that '#' and '##' make grow beyond 16 MiB"],
        ["parameters", "#define P(" + string.Join(',', Enumerable.Range(0, 1001).Select(i => "a" + i)) + ")\n" + Body(""), "DT1104", "the parameters of macro 'P' are not a list of different names"],
        ["arguments inside one another", "#define P(a) a\n" + Body("p = <" + Repeat("P(", 300) + "1" + Repeat(")", 300) + ">;"), "DT1105", "macro arguments are nested more than 200 deep"],
        ["bytes of preprocessed text", "#define S \"" + new string('x', 1 << 16) + "\"\n#define S32 " + string.Join(',', Enumerable.Repeat("S", 32)) + "\n" + Body("p = " + string.Join(',', Enumerable.Repeat("S32", 33)) + ";"), "DT1025", "the preprocessed text grows beyond 64 MiB"],
        ["characters of a property's name", Body(new string('n', 256) + ";"), "DT1025", "a name has 256 characters; the most is 255"],
        ["characters of a node's name", Body(new string('n', 256) + " { };"), "DT1025", "a name has 256 characters; the most is 255"],
        ["nodes and properties", Body(Repeat("p;\n", 500_001)), "DT1025", "the tree has more than 500000 nodes and properties, each mention counted"],
        ["bytes of paths", Body(Repeat(new string('d', 200) + " {", 2000) + "l: n { };" + Repeat("};", 2000)) + "/ { p = " + string.Join(',', Enumerable.Repeat("&l", 200)) + "; };\n", "DT1025", "the paths that references and labels stand for have more than 64 MiB together"],
        ["address cells", Body("#address-cells = <5>;"), "DT2212", "'#address-cells' is 5; the most is 4"],
    ];

    [TestMethod]
    [DynamicData(nameof(PastTheLimits))]
    public void T8_Past_a_limit_is_a_finding_in_bounded_memory(string what, string text, string id, string message)
    {
        CompileResult? result = null;
        long bytes = AllocatedBytes.Of(() => result = Compile(text));

        Diagnostic found = result!.Diagnostics[0];
        Assert.AreEqual(id + ": " + message, found.Id + ": " + found.Message, what);
        Assert.IsLessThan(1L << 30, bytes, what);
    }

    [TestMethod]
    public void T8_At_a_limit_nothing_is_said()
    {
        Assert.IsNotNull(Compile(Body(new string('n', 255) + "; " + new string('m', 255) + " { };")).Tree);
        Assert.IsNotNull(Compile(Body(Repeat("n {", 2047) + Repeat("};", 2047))).Tree);
        Assert.IsNotNull(Compile(Body("l1: n { };") + string.Concat(Enumerable.Range(1, 2046).Select(i => $"&l{i} {{ l{i + 1}: n {{ }}; }};\n"))).Tree);
        Assert.IsNotNull(Compile("#define P(" + string.Join(',', Enumerable.Range(0, 1000).Select(i => "a" + i)) + ")\n" + Body("")).Tree);
        Assert.IsNotNull(Compile(Doubling(17) + Body("p = <M17>;")).Tree);
    }

    [TestMethod]
    public void T8_A_path_in_a_finding_is_cut_so_that_findings_do_not_multiply_deep_trees()
    {
        string text = Body(Repeat("a-node-with-a-name {\n", 1000) + "n@1 { };" + Repeat("};\n", 1000));

        string path = Compile(text, CheckOptions.Default).Diagnostics.Single(each => each.Id == "DT2216").NodePath!;
        Assert.AreEqual(260, path.Length);
        Assert.StartsWith("... ", path);
        Assert.EndsWith("/a-node-with-a-name/n@1", path);
    }

    [TestMethod]
    public void T8_Indentation_ends_at_64_levels_so_that_text_does_not_multiply_deep_trees()
    {
        string text = Body(Repeat("n {\n", 1000) + Repeat("p;\n", 1) + Repeat("};\n", 1000));
        string formatted = SourceFormatter.Format(new SourceFile("n.dts", text)).Text!;
        DeviceTreeDocument tree = Compile(text).Tree!;

        Assert.AreEqual(64, formatted.Split('\n').Max(line => line.Count(c => c == '\t')));
        Assert.AreEqual(formatted, SourceFormatter.Format(new SourceFile("n.dts", formatted)).Text);
        Assert.AreEqual(64, TreeDump.Print(tree).Split('\n').Max(line => line.Count(c => c == '\t')));
        Assert.AreEqual(64, SourcePrinter.Decompile(FlattenedTreeWriter.Write(tree), "n.dtb").Text!.Split('\n').Max(line => line.Count(c => c == '\t')));
    }

    [TestMethod]
    public void Limits_have_these_numbers()
    {
        var numbers = typeof(DeviceTreeCompiler).Assembly.GetType("IpaEmbedded.DeviceTree.Limits")!.GetFields().ToDictionary(field => field.Name, field => Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture));

        Assert.AreEqual(
            "AddressCells 4, AllExpandedTokens 5000000, ArgumentDepth 200, ExpandedTokens 500000, ExpressionDepth 256, IncludeDepth 32, IncludedBytes 67108864, IncludedFiles 10000, Indentation 64, " +
            "MacroParameters 1000, MadeText 16777216, NameLength 255, NodeDepth 2048, OverlayWork 2147483648, PreprocessedBytes 67108864, ShownPath 256, TreeItems 500000, WrittenPaths 67108864",
            string.Join(", ", numbers.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key} {each.Value}")));
    }

    [TestMethod]
    public void T7_Included_bytes_are_counted_for_each_use()
    {
        MemoryFileProvider files = new MemoryFileProvider().Add("blob", new byte[16 << 20]).Add("a.dts", Body("p = /incbin/(\"blob\"); q = /incbin/(\"blob\"); r = /incbin/(\"blob\"); s = /incbin/(\"blob\");"))
            .Add("b.dts", Body("p = /incbin/(\"blob\", 0, 1); q = /incbin/(\"blob\", 0, 1); r = /incbin/(\"blob\", 0, 1); s = /incbin/(\"blob\", 0, 1); t = /incbin/(\"blob\", 0, 1);"));

        Assert.IsNotNull(DeviceTreeCompiler.Compile("a.dts", new CompileOptions { Files = files }).Tree);
        Assert.AreEqual("the included files have more than 64 MiB together", DeviceTreeCompiler.Compile("b.dts", new CompileOptions { Files = files }).Diagnostics[0].Message);
    }

    private static string Doubling(int levels) => "#define M0 1\n" + string.Concat(Enumerable.Range(1, levels).Select(i => $"#define M{i} M{i - 1} M{i - 1}\n"));

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Body(string body) => "/dts-v1/;\n/ {\n" + body + "\n};\n";

    private static string Expression(Random random, int depth)
    {
        if (depth == 0 || random.Next(6) == 0)
        {
            return random.Next(4) switch
            {
                0 => random.Next(10).ToString(CultureInfo.InvariantCulture),
                1 => $"0x{random.NextInt64():x}",
                2 => "0xffffffffffffffff",
                _ => $"{random.Next(70)}",
            };
        }
        string[] operators = ["+", "-", "*", "&", "|", "^", "<<", ">>", "<", ">", "<=", ">=", "==", "!=", "&&", "||"];
        return random.Next(8) switch
        {
            0 => $"(~{Expression(random, depth - 1)})",
            1 => $"(-{Expression(random, depth - 1)})",
            2 => $"(!{Expression(random, depth - 1)})",
            3 => $"({Expression(random, depth - 1)} ? {Expression(random, depth - 1)} : {Expression(random, depth - 1)})",
            4 => $"({Expression(random, depth - 1)} {(random.Next(2) == 0 ? '/' : '%')} ({Expression(random, depth - 1)} | 1))",
            _ => $"({Expression(random, depth - 1)} {operators[random.Next(operators.Length)]} {Expression(random, depth - 1)})",
        };
    }

    private static byte[] Dtc(TemporaryFolder folder, string source)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("dtc", ["-q", "-I", "dts", "-O", "dtb", "-o", folder["a.dtb"], source]) { RedirectStandardError = true })!;
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode, error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive("needs dtc");
        }
        return File.ReadAllBytes(folder["a.dtb"]);
    }

    private static CompileResult Compile(string text, CheckOptions? checks = null) =>
        DeviceTreeCompiler.Compile(new SourceFile("t.dts", text), new CompileOptions { Files = new MemoryFileProvider(), Checks = checks ?? (text.Contains("#address-cells", StringComparison.Ordinal) ? CheckOptions.Default : null) });
}
