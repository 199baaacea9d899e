using System.Text;
using IpaEmbedded.DeviceTree;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>Inputs that the fuzzer found, in the form that a person would write them.</summary>
[TestClass]
public sealed class FuzzedInputTests
{
    [TestMethod]
    [DataRow("#define /*")]
    [DataRow("#include\\")]
    [DataRow("#define \\  ")]
    [DataRow("/include/ \"\\")]
    [DataRow("/ { t\\\n= <1>; };\n")]
    [DataRow("#\v1 \"f\"\n/ { };\n")]
    [DataRow("/ { # { }; };\n")]
    [DataRow("{=\n)\"\";};\n")]
    [DataRow("//\\")]
    [DataRow("()\n\r#warning{{};};\n")]
    [DataRow("/ { a =\n, \"\"\nb; };\n")]
    [DataRow("/ { c\n\v#include \"f\"; };\n")]
    public void A_text_whose_lines_cannot_be_told_is_not_formatted(string text)
    {
        SourceResult result = SourceFormatter.Format(new SourceFile("t.dts", text));

        Assert.IsNull(result.Text);
        StringAssert.StartsWith(result.Diagnostics[0].Message, "cannot format: ");
    }

    [TestMethod]
    [DataRow("/dts-v1/;\n/ {\n\ta = <1>, // one\n#ifndef NONE\n\t\t<2>,\n#endif\n\t\t<3>;\n};\n")]
    [DataRow("/dts-v1/;\n/ {\n\tp = <1 // one\n#ifdef A\n2\n#endif\n>;\n};\n")]
    [DataRow("/dts-v1/;\n//\n/ { a; };\n")]
    [DataRow("/dts-v1/;\n/ {\n\ta =\n# 7 \"f.dtsi\"\n\t\t<1>;\n};\n")]
    [DataRow("/dts-v1/;\n/ {\n\t/omit-if-no-ref//* why */ n { a = /bits//**/8 <1>; };\n\tm { b = <&{/n}>; };\n};\n")]
    [DataRow("#define TWO(x) x \\ \n\tx\n/dts-v1/;\n/ { a = <TWO(1)>; };\n")]
    public void A_preprocessor_line_stays_one_wherever_it_stands(string text)
    {
        string? formatted = SourceFormatter.Format(new SourceFile("t.dts", text)).Text;

        Assert.IsNotNull(formatted);
        Assert.AreEqual(formatted, SourceFormatter.Format(new SourceFile("t.dts", formatted)).Text);
        CollectionAssert.AreEqual(Build(text), Build(formatted));
    }

    [TestMethod]
    public void A_backslash_joins_lines_across_blanks_as_for_the_GNU_preprocessor()
    {
        byte[] joined = Build("#define SUM 1 \\ \t\n + 2\n/dts-v1/;\n/ { a = <(SUM)>; };\n");

        CollectionAssert.AreEqual(Build("/dts-v1/;\n/ { a = <3>; };\n"), joined);
    }

    [TestMethod]
    public void A_simple_bus_with_absurd_cell_counts_is_checked_without_an_exception()
    {
        byte[] blob = Build("/dts-v1/;\n/ { #address-cells = <1>; #size-cells = <1>; bus { compatible = \"simple-bus\"; child { #address-cells = <0x20000001>; ranges = <1 2 3>; }; }; };\n");
        var diagnostics = new DiagnosticBag();

        TreeChecks.Run(FlattenedTreeReader.Read(blob).Tree!, CheckOptions.Default, diagnostics);

        Assert.IsTrue(diagnostics.Any(each => each.Check == "ranges_format"), string.Join('\n', diagnostics));
    }

    [TestMethod]
    public void Decompiled_source_that_does_not_build_again_comes_with_a_warning()
    {
        byte[] blob = Build("/dts-v1/;\n/ { aa { }; ab { }; };\n");
        blob[blob.AsSpan().IndexOf("ab\0"u8) + 1] = (byte)'a';

        SourceResult result = SourcePrinter.Decompile(blob, "b.dtb");

        Assert.IsNotNull(result.Text);
        StringAssert.StartsWith(result.Diagnostics[0].ToString(), "b.dtb: /aa: warning DT2305: this source does not build to the blob again: node 'aa' is defined twice in the same body");
    }

    [TestMethod]
    public void A_tree_with_twins_does_not_differ_from_itself()
    {
        // Two nodes and two properties of one name, which only a blob can have.
        string text = Encoding.Latin1.GetString(Build("/dts-v1/;\n/ { pa = <1>; pb = <2>; na { x; }; nb { y; }; };\n"));
        byte[] blob = Encoding.Latin1.GetBytes(text.Replace("pb\0", "pa\0", StringComparison.Ordinal).Replace("nb\0", "na\0", StringComparison.Ordinal));
        DeviceTreeDocument tree = FlattenedTreeReader.Read(blob).Tree!;
        Assert.AreEqual(2, tree.Root.Properties.Count(each => each.Name == "pa"));
        Assert.AreEqual(2, tree.Root.Children.Count(each => each.Name == "na"));

        Assert.IsEmpty(TreeDiff.Compare(tree, tree));
    }

    [TestMethod]
    public void Macros_that_double_themselves_stop_with_a_message_in_bounded_memory()
    {
        string nested = string.Concat(Enumerable.Repeat("T(", 24)) + "1" + new string(')', 24);
        var source = new SourceFile("t.dts", "#define T(x) x x\n/dts-v1/;\n/ { a = <" + nested + ">; };\n");
        long before = GC.GetAllocatedBytesForCurrentThread();

        CompileResult result = DeviceTreeCompiler.Compile(source, new CompileOptions());

        Assert.IsLessThan(200L << 20, GC.GetAllocatedBytesForCurrentThread() - before);
        StringAssert.Contains(result.Diagnostics[0].Message, "grows beyond 500000 tokens");
    }

    private static byte[] Build(string text)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("t.dts", text), new CompileOptions());
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    }
}
