using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IpaEmbedded.Cli;
using IpaEmbedded.Cli.Graph;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli.Graph;

[TestClass]
public sealed class GraphTests
{
    private const string OurBoard = "dts/boards/sdm845-modem-init.dts";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [TestMethod]
    public void The_IPA_of_our_board_needs_what_its_node_says()
    {
        GraphNode ipa = GraphOf(RepositoryRoot.PathOf(OurBoard)).Nodes.Single(node => node.Title == "ipa");

        string[] needs = [.. ipa.Needs.Select(link => $"{link.Kind.Name} {link.Name} {link.To.Title}{(link.Arguments.Length > 0 ? " " + link.Arguments : "")}")];
        CollectionAssert.AreEquivalent(
            new[]
            {
                "stream  apps_smmu 0x720 0", "stream  apps_smmu 0x722 0",
                "interrupt ipa intc 0 0x137 1", "interrupt gsi intc 0 0x1b0 4", "interrupt ipa-clock-query ipa_smp2p_in 0 1", "interrupt ipa-setup-ready ipa_smp2p_in 1 1",
                "clock core rpmhcc 0xc",
                "path memory from aggre2_noc 4 0", "path memory to mem_noc 0xe 0", "path imem from aggre2_noc 4 0", "path imem to system_noc 0xc 0",
                "path config from gladiator_noc 0 0", "path config to config_noc 0x13 0",
                "messages  aoss_qmp", "SMEM state ipa-clock-enabled-valid ipa_smp2p_out 0", "SMEM state ipa-clock-enabled ipa_smp2p_out 1",
            },
            needs, string.Join('\n', needs));
        GraphLink clock = ipa.Needs.Single(link => link.Kind == GraphKind.Clock);
        Assert.AreEqual("sdm845.dtsi", Path.GetFileName(clock.Span!.Value.FileName));
        Assert.Contains("clocks = <&rpmhcc RPMH_IPA_CLK>;", clock.Span.Value.File.LineText(clock.Span.Value.File.PhysicalLineAt(clock.Span.Value.Offset)));
    }

    [TestMethod]
    [DataRow("--clocks", "clock")]
    [DataRow("--interconnect", "path")]
    [DataRow("--interrupts", "interrupt")]
    public void A_switch_leaves_one_kind_of_need(string option, string kind)
    {
        string dot = CommandRun.Of("dt", "graph", RepositoryRoot.PathOf(OurBoard), option, "--format", "dot").Out;

        string[] kinds = [.. Regex.Matches(dot, " -> n[0-9]+ \\[label=\"(\\w+)").Select(match => match.Groups[1].Value).Distinct()];
        CollectionAssert.AreEqual(new[] { kind }, kinds);
    }

    [TestMethod]
    public void A_tree_without_such_needs_is_told_and_draws_nothing()
    {
        CommandRun run = CommandRun.Of("dt", "graph", RepositoryRoot.PathOf(OurBoard), "--supplies");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.AreEqual("", run.Out);
        Assert.Contains("nothing to draw", run.Error);
    }

    [TestMethod]
    public void Disabled_nodes_are_not_drawn_and_an_inherited_interrupt_parent_counts()
    {
        DeviceGraph graph = GraphOf("""
            /dts-v1/;
            / { interrupt-parent = <&gic>;
              gic: gic { interrupt-controller; #interrupt-cells = <3>; };
              v: regulator { };
              a { interrupts = <0 1 4>, <0 2 4>; vdd-supply = <&v>; };
              b { status = "disabled"; interrupts = <0 3 4>; c { vdd-supply = <&v>; }; };
            };
            """);

        CollectionAssert.AreEqual(new[] { "/gic", "/regulator", "/a" }, graph.Nodes.Select(node => node.Path).ToArray());
        CollectionAssert.AreEqual(new[] { "interrupt  0 1 4", "interrupt  0 2 4", "supply vdd " }, graph.Links.Select(link => $"{link.Kind.Name} {link.Name} {link.Arguments}").ToArray());
    }

    [TestMethod]
    public void What_stands_in_a_controller_that_has_a_parent_itself_interrupts_that_controller()
    {
        DeviceGraph graph = GraphOf("""
            /dts-v1/;
            / { gic: gic { interrupt-controller; #interrupt-cells = <3>; };
              pmic { interrupt-parent = <&gic>; interrupts = <0 9 4>; interrupt-controller; #interrupt-cells = <2>;
                rtc { interrupts = <5 1>; };
                bus { key { interrupts = <6 1>; }; }; };
              round { interrupt-parent = <&lost>; interrupts = <7>; };
              lost: lost { interrupt-parent = <&lost>; }; };
            """);

        CollectionAssert.AreEqual(new[] { "/pmic /gic 0 9 4", "/pmic/rtc /pmic 5 1", "/pmic/bus/key /pmic 6 1" }, graph.Links.Select(link => $"{link.From.Path} {link.To.Path} {link.Arguments}").ToArray());
    }

    [TestMethod]
    public void Lists_that_lie_end_where_they_lie()
    {
        DeviceGraph graph = GraphOf("""
            /dts-v1/;
            / { c: clock { #clock-cells = <0xffffffff>; }; d: other { #clock-cells = <1>; };
              a { clocks = <&c 1>; };
              b { clocks = <&d 1>, <0>, <&d>; };
              e { clocks = <0x1234 1>; x-supply = [01 02 03]; interrupts = <1 2>; };
              f: f { #clock-cells = <1>; clocks = <&f 1>; }; };
            """);

        CollectionAssert.AreEqual(new[] { "/b /other", "/f /f" }, graph.Links.Select(link => $"{link.From.Path} {link.To.Path}").ToArray());
        AssertDrawn(GraphSvg.File(graph, "lies"), "lies");
    }

    [TestMethod]
    public void Boards_of_the_kernel_are_drawn_without_boxes_over_one_another_and_always_alike()
    {
        string[] boards = [.. KernelCorpus.Open().Blobs().Where(path => !path.EndsWith(".sym.dtb", StringComparison.Ordinal))];
        Assert.IsGreaterThan(80, boards.Length);
        // One of every eight, so that each SoC is there; an overlay needs nobody.
        foreach (string board in boards.Where((_, i) => i % 8 == 0))
        {
            DeviceGraph graph = GraphOf(board);
            if (graph.Nodes.Count == 0)
            {
                Assert.Contains("freescale", board);
                continue;
            }
            string svg = GraphSvg.File(graph, board);
            AssertDrawn(svg, board);
            Assert.AreEqual(svg, GraphSvg.File(GraphOf(board), board));
            Assert.IsLessThan(2_000_000, svg.Length, board);
        }
    }

    [TestMethod]
    public void A_long_chain_and_a_thousand_circles_are_laid_out()
    {
        string chain = string.Concat(Enumerable.Range(0, 1500).Select(i => $"n{i}: n{i} {{ #clock-cells = <0>; clocks = <&n{i + 1}>; }};"));
        string circles = string.Concat(Enumerable.Range(0, 1000).Select(i => $"c{i}: c{i} {{ #clock-cells = <0>; clocks = <&c{(i * 7 + 1) % 1000}>, <&c{(i * 13 + 5) % 1000}>; }};"));

        AssertDrawn(GraphSvg.File(GraphOf($"/dts-v1/; / {{ {chain} n1500: n1500 {{ #clock-cells = <0>; }}; }};"), "chain"), "chain");
        AssertDrawn(GraphSvg.File(GraphOf($"/dts-v1/; / {{ {circles} }};"), "circles"), "circles");
    }

    [TestMethod]
    public void Graphviz_takes_the_graph()
    {
        using var folder = new TemporaryFolder();
        string path = folder["graph.dot"];
        Assert.AreEqual(0, CommandRun.Of("dt", "graph", RepositoryRoot.PathOf(OurBoard), "--format", "dot", "-o", path).ExitCode);
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("dot", ["-Tplain", path]) { RedirectStandardOutput = true })!;
            string[] lines = process.StandardOutput.ReadToEnd().Split('\n');
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode);
            Assert.AreEqual(GraphOf(RepositoryRoot.PathOf(OurBoard)).Nodes.Count, lines.Count(line => line.StartsWith("node ", StringComparison.Ordinal)));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive("dot (Debian's graphviz) is not installed");
        }
    }

    [TestMethod]
    public void Mermaid_has_a_line_for_every_node_and_every_kind_of_need()
    {
        string[] lines = CommandRun.Of("dt", "graph", RepositoryRoot.PathOf(OurBoard), "--clocks", "--format", "mermaid").Out.Split('\n');

        Assert.AreEqual("flowchart LR", lines[0]);
        int rpmhcc = int.Parse(lines.Select(line => Regex.Match(line, "^  n(\\d+)\\[\"rpmhcc<br/>")).Single(match => match.Success).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Contains(line => Regex.IsMatch(line, $"^  n\\d+ -->\\|\"clock core\"\\| n{rpmhcc}$"), lines);
    }

    [TestMethod]
    [DataRow("svg")]
    [DataRow("dot")]
    [DataRow("mermaid")]
    public void T24_Text_of_a_tree_is_no_markup_in_a_graph(string format)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("evil.dts", "/dts-v1/;\n/ { c: clock { #clock-cells = <0>; compatible = \"\\\"]; x <script>alert(1)</script>&\u001b[2J\u202e\"; };\n"
            + "a { clocks = <&c>; clock-names = \"</title><script>\\\"|-->\u2066\"; }; };\n");
        CommandRun run = CommandRun.Of("dt", "graph", path, "--format", format);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        TerminalInjectionTests.AssertHarmless(format, run.Out);
        if (format == "svg")
        {
            Assert.IsEmpty(XDocument.Parse(run.Out).Descendants(Svg + "script"));
        }
        else if (format == "mermaid")
        {
            Assert.IsFalse(Regex.IsMatch(run.Out, "<(?!br/>)"), run.Out);
        }
        else
        {
            // Every quote of the text is behind a backslash: what is between plain quotes has none.
            Assert.IsTrue(run.Out.Split('\n').Where(line => line.StartsWith("  n", StringComparison.Ordinal) && line.Contains('[', StringComparison.Ordinal)).All(line => Regex.IsMatch(line, "^  n\\S*( -> n\\d+|) ?\\[(\\w+=(\\w+|\"(\\\\.|[^\"\\\\])*\")(, )?)+\\];$|^  node |^  edge ")), run.Out);
        }
    }

    private static DeviceGraph GraphOf(string pathOrText) => DeviceGraph.Of(pathOrText.StartsWith("/dts-v1/", StringComparison.Ordinal)
        ? DeviceTreeCompiler.Compile(new SourceFile("test.dts", pathOrText), new CompileOptions()).Tree!
        : TreeFile.Load(pathOrText, new CompileOptions()).Tree!);

    /// <summary>It is XML; no box lies on another or outside the picture.</summary>
    private static void AssertDrawn(string svg, string what)
    {
        XElement root = XDocument.Parse(svg).Root!;
        double width = Number(root, "width");
        double height = Number(root, "height");
        var boxes = root.Descendants(Svg + "g").Where(g => g.Attribute("class")?.Value == "box").Select(g => g.Element(Svg + "rect")!)
            .Select(rect => (X: Number(rect, "x"), Y: Number(rect, "y"), Right: Number(rect, "x") + Number(rect, "width"), Bottom: Number(rect, "y") + Number(rect, "height"))).OrderBy(box => box.X).ToList();
        Assert.IsNotEmpty(boxes);
        for (int i = 0; i < boxes.Count; i++)
        {
            Assert.IsTrue(boxes[i].X >= 0 && boxes[i].Y >= 0 && boxes[i].Right <= width && boxes[i].Bottom <= height, $"{what}: {boxes[i]} in {width} x {height}");
            for (int j = i + 1; j < boxes.Count && boxes[j].X < boxes[i].Right; j++)
            {
                Assert.IsTrue(boxes[j].Y >= boxes[i].Bottom || boxes[j].Bottom <= boxes[i].Y, $"{what}: {boxes[i]} and {boxes[j]}");
            }
        }
    }

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
