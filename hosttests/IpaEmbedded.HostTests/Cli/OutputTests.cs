using System.Text.Json;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class OutputTests
{
    private static readonly string Board = RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts");

    [TestMethod]
    public void Nothing_is_coloured_when_the_streams_are_redirected()
    {
        CommandRun boot = CommandRun.InRepository("boot");
        CommandRun refused = CommandRun.InRepository("boot", "hosttests/IpaEmbedded.HostTests/Cli/wrong-clock.dts");

        Assert.AreEqual(0, boot.ExitCode, boot.ToString());
        Assert.AreEqual(1, refused.ExitCode, refused.ToString());
        Assert.DoesNotContain("\u001b", boot.Out + boot.Error + refused.Out + refused.Error);
    }

    [TestMethod]
    public void Colour_is_there_when_it_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        string board = folder.WriteBoard("board.dts", "clocks = <&none>;");

        Assert.Contains("\u001b[31merror\u001b[0m", CommandRun.Of("boot", board, "--color", "always").Error);
        Assert.DoesNotContain("\u001b", CommandRun.Of("boot", board, "--color", "never").Error);
    }

    [TestMethod]
    public void The_boot_as_JSON_has_stages_and_round_trips()
    {
        CommandRun run = CommandRun.Of("boot", Board, "--json");

        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.AreEqual(1, json.RootElement.GetProperty("schema").GetInt32());
        Assert.AreEqual("booted", json.RootElement.GetProperty("outcome").GetString());
        Assert.AreEqual(3, json.RootElement.GetProperty("echoes").GetArrayLength());
        string[] stages = [.. json.RootElement.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()!)];
        CollectionAssert.IsSubsetOf(new[] { "devices", "gsi-setup", "modem", "interface", "echo" }, stages);
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public void A_refused_tree_as_JSON_has_its_findings_with_places()
    {
        using var folder = new TemporaryFolder();
        string board = folder.WriteBoard("board.dts", "clocks = <&no_such_clock 12>;");
        CommandRun run = CommandRun.Of("boot", board, "--json");

        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement finding = json.RootElement.GetProperty("diagnostics").EnumerateArray().Single(each => each.GetProperty("id").GetString() == "DT2010");
        Assert.AreEqual("refused", json.RootElement.GetProperty("outcome").GetString());
        Assert.AreEqual(11, finding.GetProperty("line").GetInt32());
        Assert.AreEqual(11, finding.GetProperty("column").GetInt32());
        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public void A_check_as_JSON_counts_nodes_and_bindings()
    {
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("dt", "check", Board, "--json").Out);

        JsonElement file = json.RootElement.GetProperty("files")[0];
        Assert.AreEqual(41, file.GetProperty("nodesChecked").GetInt32());
        Assert.AreEqual(0, file.GetProperty("nodesWithoutBinding").GetInt32());
    }

    [TestMethod]
    public void Findings_have_the_shapes_of_build_tools()
    {
        using var folder = new TemporaryFolder();
        string board = folder.WriteBoard("board.dts", "clocks = <&no_such_clock 12>;");

        Assert.Contains($"{board}(11,11): error DT2010: no node has the label 'no_such_clock'\n", CommandRun.Of("dt", "check", board, "--format", "msbuild").Out);
        Assert.Contains($"::error file={board},line=11,col=11,title=DT2010::no node has the label 'no_such_clock'\n", CommandRun.Of("dt", "check", board, "--format", "github").Out);
    }

    [TestMethod]
    public void Control_characters_of_an_input_never_reach_the_terminal()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("evil.dts", "/dts-v1/;\n/ { a = <&\u001b[2J>; };\n");

        Assert.DoesNotContain("\u001b", CommandRun.Of("dt", "check", path).Error);
    }
}
