using System.Text.Json;
using IpaEmbedded.Cli;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.DeviceTree.Commands;

[TestClass]
public sealed class CommandTests
{
    private const string Base = "/dts-v1/;\n/ {\n\tsoc: soc {\n\t\ta = <1>;\n\t};\n};\n";

    [TestMethod]
    public void Decompiled_source_has_labels_and_compiles_to_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, CommandRun.Of("dt", "build", folder.Write("a.dts", Base), "-@", "-o", folder["a.dtb"]).ExitCode);
        CommandRun run = CommandRun.Of("dt", "decompile", folder["a.dtb"], "-o", folder["b.dts"]);
        CommandRun.Of("dt", "build", folder["b.dts"], "-o", folder["b.dtb"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("soc: soc {", File.ReadAllText(folder["b.dts"]));
        CollectionAssert.AreEqual(File.ReadAllBytes(folder["a.dtb"]), File.ReadAllBytes(folder["b.dtb"]));
    }

    [TestMethod]
    public void A_tree_as_JSON_has_its_cells()
    {
        using var folder = new TemporaryFolder();
        CommandRun.Of("dt", "build", folder.Write("a.dts", Base), "-o", folder["a.dtb"]);
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("dt", "decompile", folder["a.dtb"], "--json").Out);

        JsonElement soc = json.RootElement.GetProperty("root").GetProperty("children")[0];
        Assert.AreEqual(1, soc.GetProperty("properties")[0].GetProperty("cells")[0].GetInt32());
    }

    [TestMethod]
    public void Overlays_apply_in_order_from_source_or_blob()
    {
        using var folder = new TemporaryFolder();
        string first = folder.Write("first.dtso", "/dts-v1/;\n/plugin/;\n&soc {\n\tb = <2>;\n};\n");
        folder.Write("second.dtso", "/dts-v1/;\n/plugin/;\n&soc {\n\tb = <3>;\n};\n");
        CommandRun.Of("dt", "build", folder["second.dtso"], "-o", folder["second.dtbo"]);
        CommandRun run = CommandRun.Of("dt", "overlay", folder.Write("base.dts", Base), first, folder["second.dtbo"], "-o", folder["out.dtb"]);
        string text = CommandRun.Of("dt", "dump", folder["out.dtb"]).Out;

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("\t\tb = <0x03>;\n", text);
    }

    [TestMethod]
    public void A_difference_is_printed_and_makes_the_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        string a = folder.Write("a.dts", Base), b = folder.Write("b.dts", Base.Replace("a = <1>", "a = <2>; c", StringComparison.Ordinal));
        CommandRun different = CommandRun.Of("dt", "diff", a, b);
        CommandRun same = CommandRun.Of("dt", "diff", a, a);

        Assert.AreEqual("~ /soc:a = <0x01> -> <0x02>\n+ /soc:c\n", different.Out);
        Assert.AreEqual(1, different.ExitCode);
        Assert.AreEqual("", same.Out);
        Assert.AreEqual(0, same.ExitCode);
    }

    [TestMethod]
    public void Differences_as_JSON_have_kind_and_place()
    {
        using var folder = new TemporaryFolder();
        string a = folder.Write("a.dts", Base), b = folder.Write("b.dts", Base.Replace("a = <1>", "", StringComparison.Ordinal).Replace("\t\t;\n", "", StringComparison.Ordinal));
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("dt", "diff", a, b, "--json").Out);

        JsonElement change = json.RootElement.GetProperty("changes")[0];
        Assert.AreEqual("removed", change.GetProperty("kind").GetString());
        Assert.AreEqual("/soc", change.GetProperty("node").GetString());
        Assert.AreEqual("a", change.GetProperty("property").GetString());
    }

    [TestMethod]
    public void The_formatter_changes_a_file_once_and_only_checks_when_asked()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.dts", "/dts-v1/;\n/ { a=<1>; /* kept */ };\n");
        CommandRun check = CommandRun.Of("dt", "fmt", "--check", path);
        string untouched = File.ReadAllText(path);
        CommandRun format = CommandRun.Of("dt", "fmt", path);
        string formatted = File.ReadAllText(path);
        CommandRun again = CommandRun.Of("dt", "fmt", "--check", path);

        Assert.AreEqual(1, check.ExitCode);
        Assert.AreEqual(path + "\n", check.Out);
        Assert.AreEqual("/dts-v1/;\n/ { a=<1>; /* kept */ };\n", untouched);
        Assert.AreEqual(0, format.ExitCode);
        Assert.Contains("\ta = <1>;", formatted);
        Assert.Contains("/* kept */", formatted);
        Assert.AreEqual(0, again.ExitCode);
    }

    [TestMethod]
    [DataRow("-p", "0x10", 108)]
    [DataRow("-S", "4096", 4096)]
    [DataRow("-R", "2", 124)]
    [DataRow("-a", "64", 128)]
    public void Room_in_the_blob_is_asked_for_as_with_dtc(string option, string value, int expectedBytes)
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("dt", "build", folder.Write("a.dts", "/dts-v1/;\n/ { abc = <1>; };\n"), "-o", folder["a.dtb"], option, value);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.HasCount(expectedBytes, File.ReadAllBytes(folder["a.dtb"]));
    }

    [TestMethod]
    [DataRow("legacy", "linux,phandle = <0x01>", "\tphandle")]
    [DataRow("epapr", "\tphandle = <0x01>", "linux,phandle")]
    [DataRow("both", "linux,phandle = <0x01>", "no such text")]
    public void The_property_that_carries_a_phandle_can_be_chosen(string form, string present, string absent)
    {
        using var folder = new TemporaryFolder();
        CommandRun.Of("dt", "build", folder.Write("a.dts", "/dts-v1/;\n/ { l: n { }; m { x = <&l>; }; };\n"), "-o", folder["a.dtb"], "-H", form);
        string text = CommandRun.Of("dt", "dump", folder["a.dtb"]).Out;

        Assert.Contains(present, text);
        Assert.DoesNotContain(absent, text);
    }

    [TestMethod]
    public void Labels_become_aliases()
    {
        using var folder = new TemporaryFolder();
        CommandRun.Of("dt", "build", folder.Write("a.dts", Base), "-A", "-o", folder["a.dtb"]);

        Assert.Contains("aliases {\n\t\tsoc = \"/soc\";", CommandRun.Of("dt", "dump", folder["a.dtb"]).Out);
    }

    [TestMethod]
    [DataRow(new[] { "-Wno-unit_address_vs_reg" }, "", 0)]
    [DataRow(new[] { "-W", "no-unit_address_vs_reg" }, "", 0)]
    [DataRow(new[] { "-Eunit_address_vs_reg" }, "error DT2216", 1)]
    [DataRow(new[] { "-Eunit_address_vs_reg", "-Eno-unit_address_vs_reg" }, "warning DT2216", 0)]
    [DataRow(new[] { "-Wno-such_check" }, "there is no check 'no-such_check'", 2)]
    public void Checks_are_switched_as_with_dtc(string[] switches, string expected, int exit)
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of(["dt", "build", folder.Write("a.dts", "/dts-v1/;\n/ { n@1 { }; };\n"), "-o", folder["a.dtb"], .. switches]);

        Assert.AreEqual(exit, run.ExitCode, run.ToString());
        Assert.Contains(expected, run.Error);
        Assert.AreEqual(expected.Length == 0, run.Error.Length == 0, run.Error);
        Assert.AreEqual(exit == 0, File.Exists(folder["a.dtb"]));
    }

    [TestMethod]
    [DataRow("abc")]
    [DataRow("-1")]
    [DataRow("99999999999")]
    public void A_number_that_is_none_is_a_wrong_command_line(string value)
    {
        Assert.AreEqual(ExitCode.Usage, CommandRun.Of("dt", "build", "a.dts", "-o", "a.dtb", "-p", value).ExitCode);
    }
}
