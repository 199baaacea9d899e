using System.Text.Json;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>Two trees differ in what they say, not in the numbers that a compiler handed out.</summary>
[TestClass]
public sealed class DtDiffTests
{
    private const string Rest = """
        	clk: clock { #clock-cells = <1>; };
        	sig: signal { #vendor,signal-cells = <1>; };
        	user {
        		clocks = <&clk 5>;
        		vendor,signals = <&sig 1>, <&sig 2>;
        		vendor,other = <&clk>;
        		vdd-supply = <&sig>;
        	};
        };

        """;

    private const string Before = "/dts-v1/;\n/ {\n" + Rest;

    // A node in front of the others that is referred to: every other number moves.
    private const string After = "/dts-v1/;\n/ {\n\tfirst: first { next = <&first>; };\n" + Rest;

    [TestMethod]
    [DataRow(".dts", ".dts")]
    [DataRow(".dts", ".dtb")]
    [DataRow(".dtb", ".dts")]
    public void Numbers_that_were_only_handed_out_anew_are_no_difference(string before, string after)
    {
        using var folder = new TemporaryFolder();

        CommandRun run = Diff(folder, Before, before, After, after);

        Assert.AreEqual("exit 1\n+ /first\n", run.ToString());
    }

    [TestMethod]
    public void Of_two_blobs_that_is_known_for_properties_whose_names_say_what_they_hold()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = Diff(folder, Before, ".dtb", After, ".dtb");

        Assert.AreEqual("exit 1\n~ /user:vendor,other = <0x01> -> <0x02>\n+ /first\n", run.ToString());
    }

    [TestMethod]
    [DataRow("clocks = <&clk 5>", "clocks = <&clk 6>", "~ /user:clocks = <&{/clock} 0x05> -> <&{/clock} 0x06>\n")]
    [DataRow("clocks = <&clk 5>", "clocks = <&sig 5>", "~ /user:clocks = <&{/clock} 0x05> -> <&{/signal} 0x05>\n")]
    [DataRow("vdd-supply = <&sig>", "vdd-supply = <&sig 0>", "~ /user:vdd-supply = <&{/signal}> -> <&{/signal} 0x00>\n")]
    [DataRow("vdd-supply = <&sig>;", "", "- /user:vdd-supply = <&{/signal}>\n")]
    [DataRow("vendor,other = <&clk>", "vendor,other = <&clk>; vin-supply = <&clk>", "+ /user:vin-supply = <&{/clock}>\n")]
    [DataRow("vendor,other = <&clk>", "vendor,other = <1>", "~ /user:vendor,other = <&{/clock}> -> <0x01>\n")]
    public void What_refers_to_another_node_or_has_another_argument_is_shown_by_paths(string before, string after, string expected)
    {
        using var folder = new TemporaryFolder();

        CommandRun run = Diff(folder, Before, ".dts", After.Replace(before, after, StringComparison.Ordinal), ".dts");

        Assert.AreEqual("exit 1\n" + expected + "+ /first\n", run.ToString());
    }

    [TestMethod]
    public void The_same_number_of_another_node_is_a_difference()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = Diff(folder, "/dts-v1/;\n/ { a: a { phandle = <1>; }; b: b { phandle = <2>; }; c { x-supply = <&a>; }; };\n", ".dtb",
            "/dts-v1/;\n/ { a: a { phandle = <2>; }; b: b { phandle = <1>; }; c { x-supply = <&b>; }; };\n", ".dtb");

        Assert.AreEqual("exit 1\n~ /c:x-supply = <&{/a}> -> <&{/b}>\n", run.ToString());
    }

    [TestMethod]
    public void A_number_that_became_a_reference_to_the_node_of_that_number_is_a_difference()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = Diff(folder, Before.Replace("vendor,other = <&clk>", "vendor,other = <1>", StringComparison.Ordinal), ".dts", Before, ".dts");

        Assert.AreEqual("exit 1\n~ /user:vendor,other = <0x01> -> <&{/clock}>\n", run.ToString());
    }

    [TestMethod]
    public void Numbers_are_compared_and_shown_where_they_are_asked_for()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = Diff(folder, Before, ".dts", After, ".dts", "--phandles");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("~ /clock:phandle = <0x01> -> <0x02>\n", run.Out);
        Assert.Contains("~ /user:clocks = <0x01 0x05> -> <0x02 0x05>\n", run.Out);
    }

    [TestMethod]
    public void A_tree_that_cannot_be_read_is_a_finding_in_JSON_too()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = Diff(folder, Before, ".dts", "/dts-v1/;\n/ { a = <&b>; };\n", ".dts", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual("DT2010", json.RootElement.GetProperty("diagnostics").EnumerateArray().Single().GetProperty("id").GetString());
        Assert.IsFalse(json.RootElement.TryGetProperty("changes", out _));
    }

    private static CommandRun Diff(TemporaryFolder folder, string before, string formBefore, string after, string formAfter, params string[] options) =>
        CommandRun.Of(["dt", "diff", Made(folder, "before", before, formBefore), Made(folder, "after", after, formAfter), .. options]);

    private static string Made(TemporaryFolder folder, string name, string text, string form)
    {
        string source = folder.Write(name + ".dts", text);
        if (form == ".dtb")
        {
            Assert.AreEqual(0, CommandRun.Of("dt", "build", source, "-q", "-o", folder[name + ".dtb"]).ExitCode);
        }
        return folder[name + form];
    }
}
