using System.Text.Json;
using IpaEmbedded.HostTests.DeviceTree.Commands;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>Which bindings a tree is checked by: those that lie where the tree lies, those named, and ours; and that every report says so.</summary>
[TestClass]
public sealed class CheckoutBindingsTests
{
    private const string Id = "$id: http://devicetree.org/schemas/vendor,device.yaml#\n";
    private const string Rule = Id + "properties:\n  compatible:\n    const: vendor,device\n  reg:\n    maxItems: 1\nrequired:\n  - compatible\n  - color\nadditionalProperties: false\n";
    private const string Board = "/dts-v1/;\n/ { #address-cells = <1>; #size-cells = <1>; model = \"a\"; compatible = \"a,b\"; device { compatible = \"vendor,device\"; }; };\n";

    [TestMethod]
    [DataRow("scripts/dtc/include-prefixes/x", "Documentation/devicetree/bindings", "arch/arm64/boot/dts/a.dts", "Linux")]
    [DataRow("include/u-boot/x", "dts/upstream/Bindings", "arch/arm/dts/a.dts", "U-Boot")]
    [DataRow("include/u-boot/x", "dts/upstream/Bindings", "dts/upstream/src/arm64/a.dts", "U-Boot")]
    [DataRow("include/dt-bindings/x", "Bindings", "src/arm64/a.dts", "devicetree-rebasing")]
    public void The_bindings_of_the_checkout_that_holds_a_tree_are_used_without_being_named(string mark, string bindings, string tree, string name)
    {
        using var folder = new TemporaryFolder();
        folder.Tree(mark, "");
        folder.Tree(bindings + "/vendor/device.yaml", Rule);
        string board = folder.Tree(tree, Board);

        CommandRun run = CommandRun.Of("dt", "check", board);
        CommandRun without = CommandRun.Of("dt", "check", board, "--no-checkout");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("error DT3002: /device: required property 'color' is missing\n", run.Error);
        Assert.MatchesRegex($@"^bindings: 1 of the {name} checkout \({folder[bindings]}\), \d+ of ipa, SHA-256 [0-9a-f]{{12}}\n{board}: ", run.Out);
        Assert.DoesNotContain("DT3002", without.Error);
        Assert.MatchesRegex(@"^bindings: \d+ of ipa, SHA-256 ", without.Out);
    }

    [TestMethod]
    public void A_binding_of_the_checkout_stands_for_ours_of_the_same_id_or_compatible()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("scripts/dtc/include-prefixes/x", "");
        string board = folder.Tree("a.dts", "/dts-v1/;\n/ { leds { compatible = \"gpio-leds\"; led-0 { color = <1>; }; }; chosen { }; };\n");
        string ours = CommandRun.Of("dt", "check", board).Error;

        // One of another id for the compatible, one of the same id; neither asks for anything.
        folder.Tree("Documentation/devicetree/bindings/a.yaml", "$id: http://devicetree.org/schemas/a.yaml#\nproperties:\n  compatible:\n    const: gpio-leds\nadditionalProperties: true\n");
        folder.Tree("Documentation/devicetree/bindings/b.yaml", "$id: http://devicetree.org/schemas/root-node.yaml#\nselect: false\n");
        string theirs = CommandRun.Of("dt", "check", board).Error;

        Assert.Contains(" /: required propert", ours);
        Assert.Contains(" /leds/led-0: ", ours);
        Assert.AreEqual("", theirs);
    }

    [TestMethod]
    public void Bindings_that_are_named_add_to_ours_and_may_be_a_file()
    {
        using var folder = new TemporaryFolder();
        string board = folder.Write("a.dts", Board);
        string rule = folder.Write("rule.yaml", Rule);

        CommandRun added = CommandRun.Of("dt", "check", board, "--bindings", rule);
        CommandRun only = CommandRun.Of("dt", "check", board, "--bindings", rule, "--only-bindings");

        Assert.Contains("error DT3002: /device: required property 'color' is missing\n", added.Error);
        Assert.MatchesRegex($@"^bindings: 1 of {rule}, \d+ of ipa, SHA-256 ", added.Out);
        Assert.Contains("error DT3002: /device: required property 'color' is missing\n", only.Error);
        Assert.MatchesRegex($@"^bindings: 1 of {rule}, \d+ of ipa's core, SHA-256 ", only.Out);
        Assert.AreEqual("exit 2", CommandRun.Of("dt", "check", board, "--only-bindings").ToString().Split('\n')[0]);
        Assert.AreEqual($"exit 3\nipa: cannot read {folder["none"]}: there is no such file or directory\n", CommandRun.Of("dt", "check", board, "--bindings", folder["none"]).ToString());
    }

    [TestMethod]
    public void Zephyrs_bindings_and_U_Boots_fragments_are_called_what_they_are()
    {
        using var zephyr = new TemporaryFolder();
        zephyr.Tree("include/zephyr/x", "");
        zephyr.Tree("dts/bindings/device.yaml", "compatible: vendor,device\n");
        string board = zephyr.Tree("boards/a/a.dts", Board);
        using var uboot = new TemporaryFolder();
        uboot.Tree("include/u-boot/x", "");
        string tree = uboot.Tree("dts/upstream/src/arm64/b.dts", Board);
        string fragment = uboot.Tree("arch/arm/dts/b-u-boot.dtsi", "&device { };\n");

        Assert.Contains($"\nnote: {zephyr["dts/bindings"]} has Zephyr's bindings, which are in a dialect of its own that ipa does not read; the tree was checked by the other bindings only\n",
            CommandRun.Of("dt", "check", board).Out);
        Assert.Contains($"\nnote: {fragment} is a fragment that U-Boot's build puts behind this tree; it was not checked\n", CommandRun.Of("dt", "check", tree).Out);
        Assert.Contains($"note: {fragment} is a fragment that U-Boot's build puts behind the tree of the same name; by itself it is no tree\n", CommandRun.Of("dt", "check", fragment).Out);
    }

    [TestMethod]
    public void What_is_to_know_about_several_trees_is_told_once()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("include/u-boot/x", "");
        string upstream = folder.Tree("dts/upstream/src/arm64/b.dts", Board);
        string own = folder.Tree("arch/arm/dts/b.dts", Board);
        string fragment = folder.Tree("arch/arm/dts/b-u-boot.dtsi", "&device { };\n");

        CommandRun run = CommandRun.Of("dt", "check", upstream, own);
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("dt", "check", upstream, own, "--json").Out);

        Assert.AreEqual(2, run.Out.Split($"note: {fragment} is a fragment that U-Boot's build puts behind this tree; it was not checked\n").Length, run.Out);
        Assert.AreEqual(1, json.RootElement.GetProperty("remarks").EnumerateArray().Count(each => each.GetString()!.StartsWith(fragment, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void T7_Bindings_behind_a_link_that_leads_out_of_the_checkout_are_not_used()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("private/device.yaml", Rule);
        folder.Tree("tree/scripts/dtc/include-prefixes/x", "");
        Directory.CreateDirectory(folder["tree/Documentation/devicetree"]);
        Directory.CreateSymbolicLink(folder["tree/Documentation/devicetree/bindings"], folder["private"]);

        CommandRun run = CommandRun.Of("dt", "check", folder.Tree("tree/a.dts", Board));

        Assert.DoesNotContain("DT3002", run.Error);
        Assert.Contains($"note: the Linux checkout {folder["tree"]} has no bindings inside it, so the tree was checked by the other bindings only\n", run.Out);
    }

    [TestMethod]
    public void What_is_wrong_with_the_checkouts_bindings_is_counted_and_shown_when_asked_for()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("scripts/dtc/include-prefixes/x", "");
        folder.Tree("Documentation/devicetree/bindings/a.yaml", Rule + "colour: 1\n");
        string board = folder.Tree("a.dts", Board);

        CommandRun run = CommandRun.Of("dt", "check", board);

        Assert.DoesNotContain("DT4003", run.Error);
        Assert.Contains("\nnote: 1 of the Linux checkout's binding files have findings of their own, which -v shows\n", run.Out);
        Assert.Contains("error DT4003: 'colour' is no keyword\n", CommandRun.Of("dt", "check", board, "-v").Error);
    }

    /// <summary>A folder beside the checkout's bindings, whose name begins with theirs, is none of them.</summary>
    [TestMethod]
    public void What_is_wrong_with_bindings_that_are_named_is_told_wherever_they_lie()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("scripts/dtc/include-prefixes/x", "");
        folder.Tree("Documentation/devicetree/bindings/a.yaml", "$id: http://devicetree.org/schemas/a.yaml#\nselect: false\n");
        folder.Tree("Documentation/devicetree/bindings-own/b.yaml", Rule + "colour: 1\n");

        CommandRun run = CommandRun.Of("dt", "check", folder.Tree("a.dts", Board), "--bindings", folder["Documentation/devicetree/bindings-own"]);

        Assert.Contains("error DT4003: 'colour' is no keyword\n", run.Error);
        Assert.DoesNotContain("have findings of their own", run.Out);
    }

    /// <summary>The paths of these begin as those of the checkout's do.</summary>
    [TestMethod]
    [DataRow("Documentation/devicetree/bindings/a.yaml")]
    [DataRow("Documentation/devicetree/bindings")]
    public void What_is_wrong_with_bindings_of_the_checkout_is_told_if_somebody_names_them(string named)
    {
        using var folder = new TemporaryFolder();
        folder.Tree("scripts/dtc/include-prefixes/x", "");
        folder.Tree("Documentation/devicetree/bindings/a.yaml", Rule + "colour: 1\n");
        string board = folder.Tree("a.dts", Board);

        CommandRun run = CommandRun.Of("dt", "check", board, "--bindings", folder[named]);

        Assert.HasCount(2, run.Error.Split("error DT4003: 'colour' is no keyword\n"), run.Error);
        Assert.DoesNotContain("have findings of their own", run.Out);
    }

    [TestMethod]
    public void Json_and_sarif_state_the_bindings_with_their_sum()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("scripts/dtc/include-prefixes/x", "");
        folder.Tree("Documentation/devicetree/bindings/a.yaml", Rule);
        string board = folder.Tree("a.dts", Board);

        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("dt", "check", board, "--json").Out);
        using JsonDocument sarif = JsonDocument.Parse(CommandRun.Of("dt", "check", board, "--format", "sarif").Out);
        folder.Tree("Documentation/devicetree/bindings/a.yaml", Rule + "# another\n");
        using JsonDocument later = JsonDocument.Parse(CommandRun.Of("dt", "check", board, "--json").Out);

        JsonElement used = json.RootElement.GetProperty("bindings")[0];
        JsonElement theirs = used.GetProperty("sources")[0];
        Assert.AreEqual("Linux", used.GetProperty("checkout").GetString());
        Assert.AreEqual(1, theirs.GetProperty("bindings").GetInt32());
        Assert.AreEqual(used.GetProperty("sha256").GetString(), json.RootElement.GetProperty("files")[0].GetProperty("bindings").GetString());
        JsonElement extension = sarif.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("extensions")[0];
        Assert.AreEqual("sha256:" + theirs.GetProperty("sha256").GetString(), extension.GetProperty("version").GetString());
        Assert.StartsWith("bindings of the Linux checkout (", extension.GetProperty("name").GetString()!);
        Assert.AreNotEqual(used.GetProperty("sha256").GetString(), later.RootElement.GetProperty("bindings")[0].GetProperty("sha256").GetString());
    }

    [TestMethod]
    public void Trees_of_two_places_are_each_checked_by_the_bindings_of_theirs()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("kernel/scripts/dtc/include-prefixes/x", "");
        folder.Tree("kernel/Documentation/devicetree/bindings/a.yaml", Rule);
        string inside = folder.Tree("kernel/a.dts", Board);
        string outside = folder.Tree("else/a.dts", Board);

        CommandRun run = CommandRun.Of("dt", "check", outside, inside);

        Assert.Contains(inside + ":2:79: error DT3002: ", run.Error);
        Assert.DoesNotContain(outside + ":2:79: error DT3002: ", run.Error);
        Assert.AreEqual(2, run.Out.Split("bindings: ").Length - 1, run.Out);
    }
}
