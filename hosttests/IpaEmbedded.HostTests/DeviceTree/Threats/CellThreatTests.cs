using System.Globalization;
using System.Numerics;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Threats;

/// <summary>Counts of cells that a tree states as it likes: rows T5 and T6 of the threat table.</summary>
[TestClass]
public sealed class CellThreatTests
{
    private static readonly uint[] Counts = [0, 1, 2, 3, 4, 0, 1, 2, 5, 7, 0x3fffffff, 0x40000000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

    [TestMethod]
    public void T5_Lengths_of_reg_and_ranges_are_judged_as_integers_without_limit_judge_them()
    {
        var random = new Random(5);
        int cases = 0, wrong = 0;
        for (int round = 0; round < 500; round++)
        {
            // A count above four stops the checks of lengths in the whole tree, so most trees have none.
            bool wild = round % 10 == 0;
            var text = new StringBuilder("/dts-v1/;\n/ {\n");
            var expected = new HashSet<string>();
            bool tooMany = false;
            for (int i = 0; i < 100; i++)
            {
                uint address = Pick(random, wild), size = Pick(random, wild), ownAddress = Pick(random, wild), ownSize = Pick(random, wild);
                tooMany |= address > 4 || size > 4 || ownAddress > 4 || ownSize > 4;
                int reg = random.Next(1, 16), ranges = random.Next(1, 16);
                text.Append(CultureInfo.InvariantCulture, $"b{i} {{ #address-cells = <{address}>; #size-cells = <{size}>; ");
                text.Append(CultureInfo.InvariantCulture, $"d {{ #address-cells = <{ownAddress}>; #size-cells = <{ownSize}>; reg = <{Cells(reg)}>; ranges = <{Cells(ranges)}>; dma-ranges = <{Cells(ranges)}>; }}; }};\n");
                Judge(expected, $"DT2213 /b{i}/d", reg, (BigInteger)address + size);
                Judge(expected, $"DT2214 /b{i}/d", ranges, (BigInteger)address + ownAddress + ownSize);
                Judge(expected, $"DT2215 /b{i}/d", ranges, (BigInteger)address + ownAddress + ownSize);
                cases += 3;
            }
            string[] found = [.. Check(text + "};\n").Where(each => each.Id is "DT2213" or "DT2214" or "DT2215" && each.NodePath != "/" && each.Severity == DiagnosticSeverity.Warning).Select(each => each.Id + " " + each.NodePath)];
            CollectionAssert.AreEquivalent(tooMany ? [] : expected.ToArray(), found);
            wrong += found.Length;
        }
        Assert.IsGreaterThan(100_000, cases);
        Assert.IsGreaterThan(1000, wrong);
    }

    [TestMethod]
    public void T5_Lists_of_references_are_walked_as_integers_without_limit_walk_them()
    {
        var random = new Random(55);
        int cases = 0, short_ = 0;
        for (int round = 0; round < 200; round++)
        {
            uint[] cells = [.. Enumerable.Range(0, 8).Select(_ => Counts[random.Next(Counts.Length)])];
            var text = new StringBuilder("/dts-v1/;\n/ {\n");
            for (int i = 0; i < cells.Length; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"p{i}: p{i} {{ #clock-cells = <{cells[i]}>; phandle = <{i + 1}>; }};\n");
            }
            var expected = new List<string>();
            for (int i = 0; i < 500; i++)
            {
                int length = random.Next(1, 12);
                uint[] list = [.. Enumerable.Range(0, length).Select(_ => (uint)random.Next(1, 9))];
                text.Append(CultureInfo.InvariantCulture, $"c{i} {{ clocks = <{string.Join(' ', list)}>; }};\n");
                for (BigInteger at = 0; at < length; at += 1 + (BigInteger)cells[list[(int)at] - 1])
                {
                    if (at + 1 + cells[list[(int)at] - 1] > length)
                    {
                        expected.Add($"/c{i} wants {cells[list[(int)at] - 1]} cells; {length - (int)at - 1} are left");
                    }
                }
                cases++;
            }
            string[] found = [.. Check(text + "};\n").Where(each => each.Id == "DT2235" && each.Message.Contains("wants", StringComparison.Ordinal))
                .Select(each => each.NodePath + " " + each.Message[each.Message.IndexOf("wants", StringComparison.Ordinal)..])];
            CollectionAssert.AreEqual(expected, found);
            short_ += found.Length;
        }
        Assert.AreEqual(100_000, cases);
        Assert.IsGreaterThan(1000, short_);
    }

    [TestMethod]
    [DataRow("#address-cells")]
    [DataRow("#size-cells")]
    [DataRow("#interrupt-cells")]
    [DataRow("#clock-cells")]
    [DataRow("#gpio-cells")]
    [DataRow("#dma-cells")]
    public void T5_No_count_of_cells_makes_an_exception_a_negative_number_or_a_large_allocation(string name)
    {
        foreach (string value in (string[])["<0>", "<1>", "<5>", "<0x3fffffff>", "<0x40000000>", "<0x7fffffff>", "<0x80000000>", "<0xffffffff>", "<1 1>", "[01]", "\"1\"", "<>"])
        {
            string text = $$"""
                /dts-v1/;
                / { l: l { {{name}} = {{value}}; interrupt-controller; gpio-controller; reg = <1 2 3>; ranges = <1 2 3>; c@1 { reg = <1 2 3>; interrupts = <1 2 3>; ranges; }; };
                    u { interrupt-parent = <&l>; interrupts = <1 2 3>; interrupts-extended = <&l 1>; clocks = <&l 1 &l>; a-gpios = <&l 1 &l>; dmas = <&l 1 &l>; };
                    m { interrupt-map = <0 0 &l 1>; #interrupt-cells = <1>; }; };

                """;
            Diagnostic[] found = [];
            long bytes = AllocatedBytes.Of(() => found = Check(text));
            Assert.IsFalse(found.Any(each => each.Message.Contains(" -", StringComparison.Ordinal)), string.Join('\n', found.Select(each => each.ToString())));
            Assert.IsLessThan(4L << 20, bytes);
        }
    }

    [TestMethod]
    public void T6_Trees_that_refer_in_circles_get_the_same_findings_every_time()
    {
        var random = new Random(6);
        for (int i = 0; i < 1000; i++)
        {
            string text = Circles(random);
            string first = string.Join('\n', Check(text).Select(each => each.ToString()));

            Assert.AreEqual(first, string.Join('\n', Check(text).Select(each => each.ToString())), text);
            CompileResult compiled = DeviceTreeCompiler.Compile(new SourceFile("c.dts", text), new CompileOptions { Symbols = true });
            if (compiled.Tree is not null)
            {
                byte[] blob = FlattenedTreeWriter.Write(compiled.Tree);
                Assert.IsNotNull(SourcePrinter.Decompile(blob, "c.dtb").Text, text);
            }
        }
    }

    [TestMethod]
    [DataRow("a { phandle = <0>; };", "DT2009: property 'phandle' is 0x0, which no node can have")]
    [DataRow("a { phandle = <0xffffffff>; };", "DT2009: property 'phandle' is 0xffffffff, which no node can have")]
    [DataRow("a { phandle = <1>; }; b { phandle = <1>; };", "DT2009: phandle 0x1 is already the phandle of /a")]
    [DataRow("a { phandle = <1>; linux,phandle = <2>; };", "DT2009: properties 'phandle' and 'linux,phandle' differ")]
    [DataRow("a: a { phandle = <&b>; }; b: b { phandle = <&a>; };", "DT2009: property 'phandle' refers to another node; only a reference to its own node is allowed")]
    [DataRow("a { phandle = <1 2>; };", "DT2009: property 'phandle' has 8 bytes; a phandle has 4")]
    [DataRow("interrupt-parent = <0xffffffff>; a { interrupts = <1>; };", "DT2269: 'interrupt-parent' is 0xffffffff, which no node can have")]
    [DataRow("interrupt-parent = <7>; a { interrupts = <1>; };", "DT2269: 'interrupt-parent' is phandle 0x7, which no node has")]
    [DataRow("a: a { interrupt-parent = <&a>; interrupts = <1>; };", "DT2269: the interrupt parent has neither 'interrupt-controller' nor 'interrupt-map'")]
    public void T6_Phandles_that_are_none_are_told(string body, string expected)
    {
        string found = string.Join('\n', Check($"/dts-v1/;\n/ {{ {body} }};\n").Select(each => each.Id + ": " + each.Message));

        Assert.Contains(expected, found);
    }

    /// <summary>A tree in which anything may be the interrupt parent, the map, the range or the peer of anything.</summary>
    private static string Circles(Random random)
    {
        int count = random.Next(2, 12);
        string Any() => random.Next(8) switch { 0 => "0", 1 => "0xffffffff", 2 => "0x77", _ => $"&n{random.Next(count)}" };
        var text = new StringBuilder("/dts-v1/;\n/ {\n");
        int open = 0;
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"n{i}: n{i} {{ #address-cells = <{random.Next(4)}>; #size-cells = <{random.Next(3)}>; #interrupt-cells = <{random.Next(3)}>; ");
            text.Append(random.Next(2) == 0 ? $"interrupt-parent = <{Any()}>; " : "").Append(random.Next(2) == 0 ? $"interrupts = <{Cells(random.Next(1, 4))}>; " : "");
            text.Append(random.Next(3) == 0 ? $"interrupt-map = <0 0 {Any()} 1 {Any()}>; " : "").Append(random.Next(4) == 0 ? "interrupt-controller; " : "");
            text.Append(random.Next(3) == 0 ? $"dma-ranges = <{Cells(random.Next(1, 7))}>; " : "").Append(random.Next(3) == 0 ? "ranges; " : "");
            text.Append(random.Next(3) == 0 ? $"remote-endpoint = <{Any()}>; " : "").Append(random.Next(3) == 0 ? $"iommu-map = <0 {Any()} 0 1>; msi-map = <0 {Any()} 0 1>; " : "");
            text.Append(random.Next(8) == 0 ? $"phandle = <{random.Next(3)}>; " : "").Append(random.Next(3) == 0 ? $"iommus = <{Any()} {Any()}>; " : "");
            if (random.Next(2) == 0)
            {
                open++;
            }
            else
            {
                text.Append("};\n");
            }
        }
        return text.Append(string.Concat(Enumerable.Repeat("};\n", open + 1))).ToString();
    }

    private static uint Pick(Random random, bool wild) => wild ? Counts[random.Next(Counts.Length)] : (uint)random.Next(5);

    private static string Cells(int count) => string.Join(' ', Enumerable.Repeat("1", count));

    private static void Judge(HashSet<string> expected, string finding, int cells, BigInteger entry)
    {
        if (entry.IsZero || !(cells % entry).IsZero)
        {
            expected.Add(finding);
        }
    }

    private static Diagnostic[] Check(string text) =>
        [.. DeviceTreeCompiler.Compile(new SourceFile("c.dts", text), new CompileOptions { Checks = CheckOptions.Default }).Diagnostics];
}
