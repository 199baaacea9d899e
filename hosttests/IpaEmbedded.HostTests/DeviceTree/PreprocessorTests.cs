using Microsoft.VisualStudio.TestTools.UnitTesting;

using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

[TestClass]
public sealed class PreprocessorTests
{
    [TestMethod]
    public void Conditions_and_macros_of_macros_know_their_line()
    {
        string text = "#define HERE __LINE__\n/dts-v1/;\n/ {\n#if __LINE__ == 4 && HERE == 4\n\ta = <HERE>;\n#endif\n\tb = <HERE>;\n};\n";

        DeviceTreeDocument tree = DeviceTreeCompiler.Compile(new SourceFile("t.dts", text), new CompileOptions()).Tree!;

        Assert.AreEqual(5u, tree.Root.GetUInt32("a"));
        Assert.AreEqual(7u, tree.Root.GetUInt32("b"));
    }

    [TestMethod]
    [DataRow("#define A 1\n#define B A\n", "<A B>", "<0x01 0x01>")]
    [DataRow("#define F(x, y) x y\n", "<F(1, 2) F ( 3 , (4 + 1) )>", "<0x01 0x02 0x03 0x05>")]
    [DataRow("#define S(x) #x\n", "S(a  \"b\" c)", "\"a \\\"b\\\" c\"")]
    [DataRow("#define C(a, b) a ## b\n#define ONE_TWO 12\n", "<C(ONE_, TWO) C(, 3) C(4, )>", "<0x0c 0x03 0x04>")]
    [DataRow("#define V(f, ...) f, ## __VA_ARGS__\n", "V(\"a\"), V(\"b\", \"c\")", "\"a\", \"b\", \"c\"")]
    [DataRow("#define NAMED(rest...) rest\n", "<NAMED(1 2)>", "<0x01 0x02>")]
    [DataRow("#define F(x) x\n#define G F\n", "<G(7)>", "<0x07>")]
    [DataRow("#define M(x) (x +\\\n   1)\n", "<M(2)>", "<0x03>")]
    [DataRow("#define R 1\n", "\"R\", <R>", "[52 00 00 00 00 01]")]
    [DataRow("#define R 1\n#undef R\n#ifndef R\n#define R 2\n#endif\n", "<R>", "<0x02>")]
    [DataRow("#if defined(__DTS__) && (1 << 3) == 8 && -1 < 0 && !defined X\n#define R 5\n#elif 1\n#define R 6\n#else\n#define R 7\n#endif\n", "<R>", "<0x05>")]
    [DataRow("#\n  # \n#\r\n#define R 1\n", "<R>", "<0x01>")]
    [DataRow("#if 0\n#include \"nowhere\"\n#if 1\n#else\n#endif\n'\n/* #endif\n */\n#elif 2 > 1 ? 1 : 0\n#define R 6\n#endif\n", "<R>", "<0x06>")]
    [DataRow("#define MINUS(a) a-a\n", "<(MINUS(3))>", "<0x00>")]
    // A name that is pasted together is another than the one that is not expanded again.
    [DataRow("#define C(a, b) a ## b\n#define SELF C(SELF, _OTHER)\n#define SELF_OTHER 3\n", "<SELF>", "<0x03>")]
    // Behind the branch that was taken no condition is looked at.
    [DataRow("#if 1\n#define R 5\n#elif 1 / 0\n#elif\n#endif\n", "<R>", "<0x05>")]
    [DataRow("#if (1 ? -1 : 0u) > 0\n#define R 5\n#else\n#define R 6\n#endif\n", "<R>", "<0x05>")]
    [DataRow("", "<__LINE__>", "<0x02>")]
    [DataRow("#define P0(x) x\n#define P1(x) P0(x) P0(x)\n", "<P1(P1(1))>", "<0x01 0x01 0x01 0x01>")]
    public void Macros_expand_as_in_C(string head, string value, string expected)
    {
        string source = head.Length == 0 ? "#define UNUSED\n" : head;
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("m.dts", source + "/dts-v1/; / { p = " + value + "; };\n"), new CompileOptions());

        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        Assert.AreEqual(expected, TreeDump.PrintValue(result.Tree.Root.FindProperty("p")!));
    }

    [TestMethod]
    public void A_line_that_begins_with_a_hash_but_no_directive_is_text_with_macros()
    {
        DeviceTreeDocument tree = Tree("#define TWO 2\n/dts-v1/;\n/ {\n\t#address-cells = <TWO>;\n#size-cells = <TWO>;\n};\n");

        Assert.AreEqual(2u, tree.Root.GetUInt32("#address-cells"));
        Assert.AreEqual(2u, tree.Root.GetUInt32("#size-cells"));
    }

    [TestMethod]
    public void A_macro_may_give_a_unit_address_without_a_space()
    {
        DeviceTreeDocument tree = Tree("#define ADDR 1000\n/dts-v1/;\n/ { dev@ADDR { }; };\n");

        Assert.AreEqual("dev@1000", tree.Root.Children[0].Name);
    }

    [TestMethod]
    public void Quoted_includes_are_found_beside_the_file_and_others_in_the_directories()
    {
        FileProvider files = new MemoryFileProvider()
            .Add("boards/a.dts", "#include \"a.dtsi\"\n#include <dt-bindings/x.h>\n/dts-v1/; / { p = <A X>; };\n")
            .Add("boards/a.dtsi", "#define A 1\n")
            .Add("inc/a.dtsi", "#define A 9\n")
            .Add("inc/dt-bindings/x.h", "#ifndef X\n#define X 2\n#endif\n");

        CompileResult result = DeviceTreeCompiler.Compile("boards/a.dts", new CompileOptions { Files = files, IncludeDirectories = ["inc"] });

        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        Assert.AreEqual("<0x01 0x02>", TreeDump.PrintValue(result.Tree.Root.FindProperty("p")!));
    }

    [TestMethod]
    public void An_endless_include_is_one_error_with_its_chain()
    {
        FileProvider files = new MemoryFileProvider()
            .Add("a.dts", "/dts-v1/;\n#include \"b.dtsi\"\n/ { };\n")
            .Add("b.dtsi", "\n\n#include \"b.dtsi\"\n");

        CompileResult result = DeviceTreeCompiler.Compile("a.dts", new CompileOptions { Files = files });

        Assert.IsNull(result.Tree);
        Assert.AreEqual(
            "b.dtsi:3:1: error DT1021: \"b.dtsi\" would be inside 32 files; the includes are endless\n" +
            "b.dtsi:3:1: note: included from here\n" +
            "a.dts:2:1: note: included from here",
            string.Join('\n', result.Diagnostics));
    }

    [TestMethod]
    [DataRow("#error no such board\n", "e.dts:1:1: error DT1101: #error no such board")]
    [DataRow("#if 1\n", "e.dts:1:1: error DT1102: this conditional has no #endif")]
    [DataRow("#endif\n", "e.dts:1:1: error DT1102: #endif without #if")]
    [DataRow("#if (1\n#endif\n", "e.dts:1:1: error DT1103: the expression cannot be evaluated: a ')' is missing")]
    [DataRow("#if 1 / 0\n#endif\n", "e.dts:1:1: error DT1103: the expression cannot be evaluated: division by zero")]
    [DataRow("#define 1\n", "e.dts:1:1: error DT1104: #define needs a name")]
    [DataRow("#include nothing\n", "e.dts:1:1: error DT1106: #include needs \"file\" or <file>")]
    [DataRow("#include \"nothing.h\"\n", "e.dts:1:1: error DT1020: cannot find the included file \"nothing.h\"")]
    [DataRow("#define F(a) a\n#define L F(1, 2)\n", "e.dts:3:21: error DT1105: macro 'F' takes 1 arguments, 2 are given\ne.dts:2:1: note: the macro is defined here")]
    public void Mistakes_in_directives_are_named_at_their_line(string head, string expected)
    {
        CompileResult result = DeviceTreeCompiler.Compile(
            new SourceFile("e.dts", head + "/dts-v1/; / { p = < L >; };\n"), new CompileOptions { Files = new MemoryFileProvider() });

        Assert.IsNull(result.Tree);
        Assert.AreEqual(expected, result.Diagnostics[0].ToString());
    }

    [TestMethod]
    public void Expansions_that_explode_are_stopped()
    {
        string source = "#define A0 1 1 1 1 1 1 1 1 1 1\n";
        for (int i = 1; i < 12; i++)
        {
            source += $"#define A{i} A{i - 1} A{i - 1} A{i - 1} A{i - 1} A{i - 1} A{i - 1} A{i - 1} A{i - 1}\n";
        }

        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("x.dts", source + "/dts-v1/; / { p = <A11>; };\n"), new CompileOptions());

        Assert.AreEqual(DiagnosticIds.MacroExpansionTooLarge, result.Diagnostics[0].Id);
    }

    private static DeviceTreeDocument Tree(string source)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("t.dts", source), new CompileOptions());
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return result.Tree;
    }
}
