using System.Text;
using System.Text.Json;
using IpaEmbedded.Cli.Resources;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.Bindings;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class ResourcesTests
{
    private static readonly string Board = RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts");

    [TestMethod]
    public void Each_resource_of_the_IPA_has_its_value()
    {
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("dt", "resources", Board, "ipa", "--json").Out);
        var values = json.RootElement.GetProperty("resources").EnumerateArray()
            .Select(each => $"{each.GetProperty("kind").GetString()} {each.GetProperty("name").GetString()}: {each.GetProperty("value").GetString()}")
            .ToList();

        CollectionAssert.AreEqual(new[]
        {
            "registers ipa-reg: 0x01e40000, 0x7000 bytes",
            "registers ipa-shared: 0x01e47000, 0x2000 bytes",
            "registers gsi: 0x01e04000, 0x2c000 bytes",
            "interrupt ipa: /soc@0/interrupt-controller@17a00000 SPI 311, rising edge",
            "interrupt gsi: /soc@0/interrupt-controller@17a00000 SPI 432, high level",
            "interrupt ipa-clock-query: /smp2p-mpss/ipa-modem-to-ap 0, rising edge",
            "interrupt ipa-setup-ready: /smp2p-mpss/ipa-modem-to-ap 1, rising edge",
            "clock core: /soc@0/rsc@179c0000/clock-controller 0xc",
            "path memory: /soc@0/interconnect@1700000 4 0 -> /soc@0/interconnect@1380000 0xe 0",
            "path imem: /soc@0/interconnect@1700000 4 0 -> /soc@0/interconnect@1620000 0xc 0",
            "path config: /soc@0/interconnect@17900000 0 0 -> /soc@0/interconnect@1500000 0x13 0",
            "smem state ipa-clock-enabled-valid: /smp2p-mpss/ipa-ap-to-modem 0",
            "smem state ipa-clock-enabled: /smp2p-mpss/ipa-ap-to-modem 1",
            "messages #0: /soc@0/power-controller@c300000",
            "stream #0: /soc@0/iommu@15000000 0x720 0",
            "stream #1: /soc@0/iommu@15000000 0x722 0",
        }, values);
    }

    [TestMethod]
    public void Each_resource_has_a_line_of_the_tree_and_a_line_of_a_binding()
    {
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("dt", "resources", Board, "--json").Out);
        var resources = json.RootElement.GetProperty("resources").EnumerateArray().ToList();

        Assert.IsGreaterThanOrEqualTo(40, resources.Count);
        foreach (JsonElement resource in resources)
        {
            Assert.MatchesRegex(@"sdm845[\w.-]*\.dtsi?:\d+$", resource.GetProperty("tree").GetString(), resource.ToString());
            Assert.MatchesRegex(@"\.yaml:\d+$", resource.GetProperty("binding").GetString(), resource.ToString());
        }
    }

    [TestMethod]
    public void A_node_can_be_named_by_label_and_by_path()
    {
        string byLabel = CommandRun.Of("dt", "resources", Board, "ipa").Out;

        Assert.AreEqual(byLabel, CommandRun.Of("dt", "resources", Board, "/soc@0/ipa@1e40000").Out);
        Assert.StartsWith("/soc@0/ipa@1e40000\n", byLabel);
    }

    /// <summary>The controller behind the map takes other cells than the node has: the entries are those of the node.</summary>
    [TestMethod]
    [DataRow("few", "#0: /gic 0 0xb 4 at '1'|#1: /gic 0 0xc 4 at '2'|#2: /gic 0 0xd 4 at '3'")]
    [DataRow("many", "#0: /one 5 at '1'|#1: /one 6 at '2'")]
    [DataRow("extended", "#0: /gic 0 0xd 4 at '&n'|#1: /one 6 at '&w'|#2: /one 7 at '&one'")]
    [DataRow("empty", "#0: none at '0'|#1: /one 7 at '&one'|#2: none at '0'")]
    public void Each_interrupt_behind_a_map_is_listed_at_its_place(string node, string expected)
    {
        DeviceTreeDocument tree = Trial.Tree("""
            /dts-v1/;
            / {
              gic: gic { interrupt-controller; #interrupt-cells = <3>; #address-cells = <0>; };
              one: one { interrupt-controller; #interrupt-cells = <1>; #address-cells = <0>; };
              n: narrow { #address-cells = <0>; #interrupt-cells = <1>; interrupt-map-mask = <3>; interrupt-map = <1 &gic 0 11 4>, <2 &gic 0 12 4>, <3 &gic 0 13 4>; };
              w: wide { #address-cells = <0>; #interrupt-cells = <2>; interrupt-map-mask = <3 0>; interrupt-map = <1 0 &one 5>, <2 0 &one 6>; };
              few { interrupt-parent = <&n>; interrupts = <1 2 3>; };
              many { interrupt-parent = <&w>; interrupts = <1 4>, <2 4>; };
              extended { interrupts-extended = <&n 3>, <&w 2 4>, <&one 7>; };
              empty { interrupts-extended = <0>, <&one 7>, <0>; };
            };
            """);

        ResourceList list = ResourceList.Of(tree, Trial.OwnBindings, tree.FindByPath("/" + node));

        Assert.AreEqual("", string.Join('\n', list.Diagnostics));
        Assert.AreEqual(expected, string.Join('|', list.Resources.Select(each => $"{each.Name}: {each.Value} at '{Encoding.UTF8.GetString(each.TreeSpan!.Value.File.Text.Slice(each.TreeSpan.Value.Offset, each.TreeSpan.Value.Length))}'")));
    }

    [TestMethod]
    public void What_cannot_be_resolved_is_a_finding_at_its_property()
    {
        using var folder = new TemporaryFolder();
        string board = folder.WriteBoard("board.dts", "clocks = <0x7777 12>;");
        CommandRun run = CommandRun.Of("dt", "resources", board, "ipa", "-q");

        Assert.AreEqual($"{board}:11:1: error PL5001: /soc@0/ipa@1e40000: clocks: expected a phandle of a node in entry 0, found 0x7777\n", run.Error.Split('\n').First(line => line.Contains("PL5001", StringComparison.Ordinal)) + "\n");
        Assert.AreEqual(1, run.ExitCode);
    }
}
