using IpaEmbedded.Benchmarks.DeviceTree;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Cost;

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
        AssertRatio(AllocatedBytes.Of(() => Read(once)), AllocatedBytes.Of(() => Read(twice)));

        static byte[] Blob(int count) => FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(new SourceFile("n.dts", GeneratedTree.Nodes(count)), WithChecks).Tree!);
        static void Read(byte[] blob) => Assert.IsNotNull(FlattenedTreeReader.Read(blob).Tree);
    }

    [TestMethod]
    public void Decompiling_costs_the_same_for_each_node()
    {
        byte[] once = Blob(3000), twice = Blob(6000);
        SourcePrinter.Decompile(once, "a.dtb");
        AssertRatio(AllocatedBytes.Of(() => SourcePrinter.Decompile(once, "a.dtb")), AllocatedBytes.Of(() => SourcePrinter.Decompile(twice, "a.dtb")));

        static byte[] Blob(int count) => FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(new SourceFile("n.dts", GeneratedTree.Nodes(count)), WithChecks).Tree!);
    }

    [TestMethod]
    public void Formatting_costs_the_same_for_each_line()
    {
        AssertLinear(count => SourceFormatter.Format(new SourceFile("n.dts", GeneratedTree.Siblings(count))), 4000);
    }

    [TestMethod]
    public void Nodes_with_one_unit_address_cost_the_same_each()
    {
        AssertLinear(count => Compile(SharedAddress(count)), 500);
        Assert.HasCount(999, DeviceTreeCompiler.Compile(new SourceFile("n.dts", SharedAddress(1000)), WithChecks).Diagnostics.Where(found => found.Id == "DT2229"));

        static string SharedAddress(int count) => "/dts-v1/;\n/ { #address-cells = <1>; #size-cells = <1>;\n" +
            string.Concat(Enumerable.Range(0, count).Select(i => $"n{i}@0 {{ reg = <0 1>; }};\n")) + "};\n";
    }

    [TestMethod]
    public void References_in_one_list_cost_the_same_each()
    {
        AssertLinear(count => Compile("/dts-v1/;\n/ { c: c { #clock-cells = <0>; }; a { clocks = <" + string.Concat(Enumerable.Repeat("&c ", count)) + ">; }; };\n"), 4000);
    }

    [TestMethod]
    public void References_in_one_list_cost_the_bindings_the_same_each()
    {
        DeviceTreeDocument once = List(1000), twice = List(2000);
        Run(once);
        AssertRatio(AllocatedBytes.Of(() => Run(once)), AllocatedBytes.Of(() => Run(twice)));

        static DeviceTreeDocument List(int count) => Bindings.Trial.Tree("/dts-v1/;\n/ { c: c { #clock-cells = <0>; }; a { clocks = <" + string.Concat(Enumerable.Repeat("&c ", count)) + ">; }; };\n");
        static void Run(DeviceTreeDocument tree) => IpaEmbedded.Bindings.BindingValidator.Validate(tree, Bindings.Trial.OwnBindings);
    }

    [TestMethod]
    public void Items_of_one_list_are_found_in_steps_that_do_not_grow_with_its_length()
    {
        Property list = DeviceTreeCompiler.Compile(new SourceFile("n.dts", "/dts-v1/;\n/ { c: c { }; a { p = <" + "l: " + string.Concat(Enumerable.Repeat("&c 7 ", 300)) + ">; }; };\n"), WithChecks)
            .Tree!.Root.FindChild("a")!.FindProperty("p")!;
        for (int offset = 0; offset < list.Length; offset++)
        {
            Assert.AreEqual(offset % 8 == 0, list.ReferenceAt(offset) is { Kind: MarkerKind.PhandleReference } found && found.Offset == offset);
            Assert.AreEqual(list.Elements[offset / 4].Span, list.SpanAt(offset));
        }
    }

    [TestMethod]
    [DataRow("#include \"x{0}\"\n#include \"x{0}\"\n")]
    [DataRow("/include/ \"x{0}\"\n/include/ \"x{0}\"\n")]
    public void T7_Files_that_include_the_next_one_twice_end_with_a_finding(string twice)
    {
        MemoryFileProvider files = new MemoryFileProvider().Add("x0", "/ { };\n");
        for (int i = 1; i <= 30; i++)
        {
            files.Add($"x{i}", twice.Replace("{0}", (i - 1).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }
        files.Add("main.dts", "/dts-v1/;\n/ { };\n" + twice.Replace("{0}", "30", StringComparison.Ordinal));

        CompileResult? result = null;
        long bytes = AllocatedBytes.Of(() => result = DeviceTreeCompiler.Compile("main.dts", new CompileOptions { Files = files }));

        Assert.IsNull(result!.Tree);
        Diagnostic found = Assert.ContainsSingle(result.Diagnostics);
        Assert.AreEqual("DT1025", found.Id);
        Assert.AreEqual("more than 10000 files are included, each use counted", found.Message);
        Assert.IsLessThan(64L << 20, bytes);
    }

    [TestMethod]
    public void T3_The_formatter_refuses_the_depth_that_the_compiler_refuses()
    {
        static string Nested(int depth) => "/dts-v1/;\n/ {\n" + string.Concat(Enumerable.Repeat("n {\n", depth - 1)) + string.Concat(Enumerable.Repeat("};\n", depth));

        Assert.IsNotNull(SourceFormatter.Format(new SourceFile("n.dts", Nested(2048))).Text);
        SourceResult deep = SourceFormatter.Format(new SourceFile("n.dts", Nested(2049)));
        Assert.IsNull(deep.Text);
        Assert.AreEqual("DT1017", Assert.ContainsSingle(deep.Diagnostics).Id);
        Assert.AreEqual("DT1017", DeviceTreeCompiler.Compile(new SourceFile("n.dts", Nested(2049)), WithChecks).Diagnostics[0].Id);
        Assert.IsNotNull(DeviceTreeCompiler.Compile(new SourceFile("n.dts", Nested(2048)), WithChecks).Tree);
    }

    [TestMethod]
    [DataRow("0x80000000", "2147483648")]
    [DataRow("0xffffffff", "4294967295")]
    [DataRow("5", "5")]
    public void T5_More_cells_than_an_address_can_have_are_refused_and_never_negative(string cells, string printed)
    {
        string text = $"/dts-v1/;\n/ {{ #address-cells = <{cells}>; #size-cells = <{cells}>; a@0 {{ reg = <0 0>; }}; }};\n";
        string[] found = DeviceTreeCompiler.Compile(new SourceFile("c.dts", text), WithChecks).Diagnostics.Select(each => each.ToString()).ToArray();

        Assert.Contains($"c.dts:2:5: warning DT2212: '#address-cells' is {printed}; the most is 4", found);
        Assert.IsFalse(found.Any(each => each.Contains(" -", StringComparison.Ordinal)), string.Join('\n', found));
    }

    [TestMethod]
    public void T5_How_many_cells_an_address_can_have_is_the_users_choice()
    {
        var source = new SourceFile("c.dts", "/dts-v1/;\n/ { #address-cells = <5>; #size-cells = <6>; };\n");

        CompileResult result = DeviceTreeCompiler.Compile(source, new CompileOptions { Checks = new CheckOptions { MaxCells = 5 } });

        Assert.AreEqual("c.dts:2:27: warning DT2212: '#size-cells' is 6; the most is 5", Assert.ContainsSingle(result.Diagnostics.Where(each => each.Id == "DT2212")).ToString());
    }

    [TestMethod]
    public void The_compiler_pays_nothing_for_comments_and_blank_lines()
    {
        string Text(string between) => "/dts-v1/;\n/ {\n" + string.Concat(Enumerable.Range(1000, 1000).Select(i => $"{between}p{i}{between}= <{i}>;\n")) + "};\n";
        string plain = Text("          "), commented = Text("/* why */\n");
        Compile(plain);

        Assert.AreEqual(AllocatedBytes.Least(() => Compile(plain)), AllocatedBytes.Least(() => Compile(commented)));
    }

    [TestMethod]
    public void A_hundred_thousand_siblings_stay_in_bounded_memory()
    {
        Assert.IsLessThan(400L << 20, AllocatedBytes.Of(() => Compile(GeneratedTree.Siblings(100_000))));
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
        AssertRatio(AllocatedBytes.Of(() => run(count)), AllocatedBytes.Of(() => run(2 * count)));
    }

    private static void AssertRatio(long once, long twice) =>
        Assert.IsLessThan(2.6, (double)twice / once, $"{once} bytes, then {twice}");
}
