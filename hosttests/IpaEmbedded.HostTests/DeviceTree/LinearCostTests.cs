using IpaEmbedded.Benchmarks.DeviceTree;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>Twice the input costs twice the memory, within what doubling buffers add: nothing grows with the square of anything.</summary>
[TestClass]
[DoNotParallelize]
public sealed class LinearCostTests
{
    private static readonly CompileOptions WithChecks = new() { Checks = CheckOptions.Default, Symbols = true };

    [TestMethod]
    public void Siblings_cost_the_same_each()
    {
        AssertLinear(count => Compile(GeneratedTree.Siblings(count)), 4000);
    }

    [TestMethod]
    public void Nodes_with_references_cost_the_same_each()
    {
        AssertLinear(count => Compile(GeneratedTree.Nodes(count)), 8000);
    }

    [TestMethod]
    public void Expanded_macros_cost_the_same_each()
    {
        AssertLinear(count => Compile("#define TWO(x) x (x + 1)\n/dts-v1/;\n/ {\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"p{i} = <TWO({i})>;\n")) + "};\n"), 4000);
    }

    [TestMethod]
    public void Later_bodies_of_one_node_cost_the_same_each()
    {
        AssertLinear(count => Compile("/dts-v1/;\n/ { l: n { }; };\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"&l {{ p{i} = <{i}>; }};\n"))), 4000);
    }

    [TestMethod]
    public void Reading_a_blob_costs_the_same_for_each_node()
    {
        byte[] once = Blob(8000), twice = Blob(16000);
        Read(once);
        AssertRatio(Bytes(() => Read(once)), Bytes(() => Read(twice)));

        static byte[] Blob(int count) => FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(new SourceFile("n.dts", GeneratedTree.Nodes(count)), WithChecks).Tree!);
        static void Read(byte[] blob) => Assert.IsNotNull(FlattenedTreeReader.Read(blob).Tree);
    }

    [TestMethod]
    public void Decompiling_costs_the_same_for_each_node()
    {
        byte[] once = Blob(3000), twice = Blob(6000);
        SourcePrinter.Decompile(once, "a.dtb");
        AssertRatio(Bytes(() => SourcePrinter.Decompile(once, "a.dtb")), Bytes(() => SourcePrinter.Decompile(twice, "a.dtb")));

        static byte[] Blob(int count) => FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(new SourceFile("n.dts", GeneratedTree.Nodes(count)), WithChecks).Tree!);
    }

    [TestMethod]
    public void Formatting_costs_the_same_for_each_line()
    {
        AssertLinear(count => SourceFormatter.Format(new SourceFile("n.dts", GeneratedTree.Siblings(count))), 4000);
    }

    [TestMethod]
    public void The_compiler_pays_nothing_for_comments_and_blank_lines()
    {
        string Text(string between) => "/dts-v1/;\n/ {\n" + string.Concat(Enumerable.Range(1000, 1000).Select(i => $"{between}p{i}{between}= <{i}>;\n")) + "};\n";
        string plain = Text("          "), commented = Text("/* why */\n");
        Compile(plain);

        Assert.AreEqual(Bytes(() => Compile(plain)), Bytes(() => Compile(commented)));
    }

    [TestMethod]
    public void A_hundred_thousand_siblings_stay_in_bounded_memory()
    {
        Assert.IsLessThan(400L << 20, Bytes(() => Compile(GeneratedTree.Siblings(100_000))));
    }

    private static void Compile(string text)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("n.dts", text), WithChecks);
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics.Take(3)));
        FlattenedTreeWriter.Write(result.Tree);
    }

    private static void AssertLinear(Action<int> run, int count)
    {
        run(count);
        AssertRatio(Bytes(() => run(count)), Bytes(() => run(2 * count)));
    }

    private static void AssertRatio(long once, long twice) =>
        Assert.IsLessThan(2.6, (double)twice / once, $"{once} bytes, then {twice}");

    private static long Bytes(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
