namespace IpaEmbedded.HostTests.Cli.Dtc;

/// <summary>What dtc 1.8.1 reports otherwise than 1.6.1: "--profile dtc-1.8" has its checks. The findings are those of that release, held against it by hand.</summary>
[TestClass]
public sealed class LaterReleaseTests
{
    private const string Gic = "g: gic { interrupt-controller; #interrupt-cells = <2>; #address-cells = <0>; }; ";

    [TestMethod]
    [DataRow("a { #interrupt-cells = <1>; };", "", "interrupt_provider /a: 1.3-31")]
    [DataRow("a { interrupt-controller; #interrupt-cells = <1>; };", "interrupt_provider /a: 1.3-53", "")]
    [DataRow("aliases { b = \"/no\"; };", "alias_paths /aliases:b: 1.11-21", "alias_paths /aliases:b: 1.11-21")]
    [DataRow("a { #address-cells = <1>; #size-cells = <1>; dma-ranges; b { }; };", "dma_ranges_format /a:dma-ranges: 1.46-57; avoid_unnecessary_addr_size /a: 1.3-67", "dma_ranges_format /a:dma-ranges: 1.46-57")]
    [DataRow("a { #address-cells = <1>; #size-cells = <1>; b { #address-cells = <1>; #size-cells = <1>; ranges = <1 1 1>; }; };", "unit_address_vs_reg /a/b: 1.48-111; avoid_unnecessary_addr_size /a: 1.3-114", "unit_address_vs_reg /a/b: 1.48-111")]
    [DataRow("a { #address-cells = <1>; #size-cells = <0>; port { #address-cells = <1>; #size-cells = <0>; endpoint@0 { reg = <0>; }; }; };", "avoid_unnecessary_addr_size /a: 1.3-126; graph_child_address /a/port: 1.51-123", "avoid_unnecessary_addr_size /a: 1.3-126")]
    [DataRow("i2c { i2c-bus { #address-cells = <1>; #size-cells = <0>; a@5 { reg = <5>; }; }; };", "i2c_bus_bridge /i2c: 1.5-83; i2c_bus_bridge /i2c: 1.5-83", "")]
    [DataRow("i2c-bus { #address-cells = <1>; #size-cells = <0>; a@80000050 { reg = <0x80000050>; }; };", "i2c_bus_reg /i2c-bus/a@80000050:reg: 1.65-84", "")]
    [DataRow(Gic + "a { #address-cells = <1>; #interrupt-cells = <1>; interrupt-map = <0 0 &g 1 2>; interrupt-map-mask = <1 1>; };", "", "")]
    [DataRow(Gic + "a { #interrupt-cells = <1>; interrupt-map = <0 0 &g 1 2>; };", "interrupt_provider /a: 1.83-141", "interrupt_map /a: 1.83-141")]
    [DataRow(Gic + "a { #address-cells = <1>; #interrupt-cells = <1>; interrupt-map = <0 0 &g 1>; interrupt-map-mask = <1>; };", "", "interrupt_map /a:interrupt-map-mask: 1.159-184; interrupt_map /a:interrupt-map: 1.131-158")]
    [DataRow(Gic + "a { #address-cells = <1>; #interrupt-cells = <1>; interrupt-map = <0 0>; };", "", "interrupt_map /a:interrupt-map: 1.131-153")]
    [DataRow(Gic + "a { #address-cells = <1>; #interrupt-cells = <1>; interrupt-map = <0 0 99 1 2>; };", "", "interrupt_map /a:interrupt-map: 1.131-160")]
    [DataRow("g: gic { }; a { #address-cells = <1>; #interrupt-cells = <1>; interrupt-map = <0 0 &g 1 2>; };", "", "interrupt_map /a: 1.15-95")]
    public void A_check_finds_what_the_release_finds(string body, string earlier, string later)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", "/dts-v1/; / {\n" + body + "\n};\n");

        (int exit, _, string error) = OriginalTool.Run("dtc", folder[""], ["-o", folder["a"], folder["in.dts"]]);

        Assert.AreEqual(0, exit, error);
        Assert.AreEqual(earlier, Findings(error, folder));
        Assert.AreEqual(earlier, Findings(CommandRun.Of("dtc", "-o", folder["b"], folder["in.dts"]).Error, folder));
        Assert.AreEqual(later, Findings(CommandRun.Of("dtc", "--profile", "dtc-1.8", "-o", folder["b"], folder["in.dts"]).Error, folder));
    }

    [TestMethod]
    public void A_node_without_a_name_is_an_error_since_1_8_and_may_be_one_before()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", "/dts-v1/;\n/ { n { }; };\n");
        Assert.AreEqual(0, CommandRun.Of("dtc", "-o", folder["in.dtb"], folder["in.dts"]).ExitCode);
        Assert.AreEqual(0, CommandRun.Of("fdtput", "-c", folder["in.dtb"], "/n/").ExitCode);

        CommandRun earlier = CommandRun.Of("dtc", "-o", folder["a"], folder["in.dtb"]);
        CommandRun asked = CommandRun.Of("dtc", "-W", "node_name_not_empty", "-o", folder["a"], folder["in.dtb"]);
        CommandRun later = CommandRun.Of("dtc", "--profile", "dtc-1.8", "-o", folder["b"], folder["in.dtb"]);

        Assert.AreEqual("exit 0\n", earlier.ToString());
        StringAssert.Contains(asked.ToString(), "Warning (node_name_not_empty): /n/: ");
        StringAssert.Contains(later.ToString(), "exit 2\n");
        StringAssert.Contains(later.ToString(), "ERROR (node_name_not_empty): /n/: ");
    }

    [TestMethod]
    public void An_endpoint_in_the_root_is_told_since_1_8_and_crashed_dtc_before()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", "/dts-v1/; / {\nendpoint { };\n};\n");

        StringAssert.Contains(CommandRun.Of("dtc", "--profile", "dtc-1.8", "-o", folder["b"], folder["in.dts"]).Error, "Warning (graph_nodes): /: ");
        Assert.AreEqual(0, CommandRun.Of("dtc", "-o", folder["b"], folder["in.dts"]).ExitCode);
    }

    [TestMethod]
    public void A_node_whose_label_the_source_lists_has_a_phandle()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", "/dts-v1/;\n/ { n { }; l: m { }; __symbols__ { k = \"/n\"; l = \"/q\"; }; };\n");
        (int exit, _, string error) = OriginalTool.Run("dtc", folder[""], ["-@", "-o", folder["a"], folder["in.dts"]]);

        Assert.AreEqual(0, CommandRun.Of("dtc", "-q", "-@", "-o", folder["b"], folder["in.dts"]).ExitCode);
        Assert.AreEqual(0, CommandRun.Of("dtc", "-q", "-@", "--profile", "dtc-1.8", "-o", folder["c"], folder["in.dts"]).ExitCode);

        Assert.AreEqual(0, exit, error);
        Assert.AreEqual(OriginalTool.TextOf(folder["a"]), OriginalTool.TextOf(folder["b"]));
        Assert.AreEqual("1 2\n", CommandRun.Of("fdtget", folder["c"], "/n", "phandle").Out.TrimEnd('\n') + " " + CommandRun.Of("fdtget", folder["c"], "/m", "phandle").Out);
        Assert.AreEqual("none\n", CommandRun.Of("fdtget", "-d", "none", folder["b"], "/n", "phandle").Out);
    }

    [TestMethod]
    public void A_plugin_has_no_fragment_for_a_walk_down_from_a_label()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", "/dts-v1/; /plugin/;\n/ { l: n { m { }; }; };\n&{l/m} { x; };\n");

        Assert.AreEqual(1, CommandRun.Of("dtc", "-o", folder["b"], folder["in.dts"]).ExitCode);
        Assert.AreEqual(1, CommandRun.Of("dtc", "--profile", "dtc-1.8", "-o", folder["b"], folder["in.dts"]).ExitCode);
    }

    [TestMethod]
    public void A_place_that_the_source_lists_among_its_fixups_is_not_listed_again_since_1_8()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", """
            /dts-v1/; /plugin/;
            / {
            	fragment@0 { target = <&x>; __overlay__ { l: n { a = <&x>; b = <&l &l>; }; }; };
            	__fixups__ { x = "/fragment@0:target:0"; };
            	__local_fixups__ { fragment@0 { __overlay__ { n { b = <4>; }; }; }; };
            };

            """);
        (string Fixups, string Local) Built(params string[] profile)
        {
            Assert.AreEqual(0, CommandRun.Of(["dtc", "-q", .. profile, "-O", "dtb", "-o", folder["o"], folder["in.dts"]]).ExitCode);
            return (CommandRun.Of("fdtget", folder["o"], "/__fixups__", "x").Out, CommandRun.Of("fdtget", folder["o"], "/__local_fixups__/fragment@0/__overlay__/n", "b").Out);
        }

        Assert.AreEqual(("/fragment@0:target:0 /fragment@0:target:0 /fragment@0/__overlay__/n:a:0\n", "4 0 4\n"), Built());
        Assert.AreEqual(("/fragment@0:target:0 /fragment@0/__overlay__/n:a:0\n", "4 0\n"), Built("--profile", "dtc-1.8"));
    }

    [TestMethod]
    [DataRow("&x { aliases { b = \"/no\"; }; };")]
    [DataRow("&x { aliases { B = \"/no\"; }; plug { e: end { remote-endpoint = <&x>; }; }; };")]
    public void Of_an_overlay_only_what_it_can_know_is_asked(string body)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", "/dts-v1/; /plugin/;\n" + body + "\n");

        string later = CommandRun.Of("dtc", "--profile", "dtc-1.8", "-o", folder["b"], folder["in.dts"]).Error;

        Assert.IsFalse(later.Contains("which is no node", StringComparison.Ordinal) || later.Contains("graph_port", StringComparison.Ordinal), later);
        Assert.AreEqual(body.Contains('B', StringComparison.Ordinal), later.Contains("(alias_paths)", StringComparison.Ordinal), later);
    }

    /// <summary>Check, subject and place below the first line.</summary>
    private static string Findings(string error, TemporaryFolder folder) => string.Join("; ", error.Replace(folder["in.dts"] + ":2.", "1.", StringComparison.Ordinal).Split('\n')
        .Where(line => line.Contains("Warning (", StringComparison.Ordinal) && !line.Contains("Failed prerequisite", StringComparison.Ordinal)).Select(line => line.Split(": "))
        .Select(parts => $"{parts[1].Split('(', ')')[1]} {parts[2]}: {(parts[0].StartsWith("1.", StringComparison.Ordinal) ? parts[0] : "1.1-")}"));
}
