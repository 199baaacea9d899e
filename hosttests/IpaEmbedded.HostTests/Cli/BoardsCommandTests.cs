using System.Text.Json;
using IpaEmbedded.Cli;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class BoardsCommandTests
{
    [TestMethod]
    public void Every_board_is_listed_with_its_SoC_its_IPA_and_who_loads_the_firmware()
    {
        CommandRun run = CommandRun.Of("boards");

        string[] lines = run.Out.Split('\n');
        Assert.AreEqual((0, ""), (run.ExitCode, run.Error));
        Assert.IsTrue(lines.All(line => line.Length <= 80) || lines[^2].Length > 80, "only the folder may be longer: " + run.Out);
        string[] rows = [.. lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        CollectionAssert.Contains(rows, "sc7180-ap-init qcom,sc7180 v4.2 self");
        CollectionAssert.Contains(rows, "sdm845-modem-init qcom,sdm845 v3.5.1 modem");
        CollectionAssert.Contains(rows, "bench-ipa-v4.11 qcom,sdm845 v4.11 modem");
        CollectionAssert.Contains(rows, "bench-ipa-v5.0 qcom,sdm845 v5.0 skip");
        CollectionAssert.Contains(rows, "bench-ipa-v5.5 qcom,sdm845 v5.5 self");
        CollectionAssert.Contains(rows, "without a tree, commands take sdm845-modem-init");
        string[] sources = [.. Directory.GetFiles(RepositoryRoot.PathOf("dts/boards"), "*.dts").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(sources, rows[1..(sources.Length + 1)].Select(row => row.Split(' ')[0]).ToArray());
    }

    [TestMethod]
    public void As_JSON_each_board_has_its_path_and_compatible()
    {
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("boards", "--json").Out);

        JsonElement board = json.RootElement.GetProperty("boards").EnumerateArray().Single(each => each.GetProperty("name").GetString() == "sc7180-modem-init");
        Assert.AreEqual("qcom,sc7180-ipa", board.GetProperty("compatible").GetString());
        Assert.AreEqual("v4.2", board.GetProperty("ipa").GetString());
        Assert.AreEqual("modem", board.GetProperty("firmwareLoader").GetString());
        Assert.AreEqual(Path.GetFullPath(RepositoryRoot.PathOf("dts/boards/sc7180-modem-init.dts")), Path.GetFullPath(board.GetProperty("path").GetString()!));
        Assert.AreEqual("sdm845-modem-init", json.RootElement.GetProperty("default").GetString());
    }

    [TestMethod]
    public void The_name_of_a_board_is_its_tree_for_a_tool_outside_the_checkout_in_any_folder()
    {
        using var tool = new CopiedTool();

        CommandRun boot = tool.Run("boot", "-q", "sc7180-modem-init");
        Assert.AreEqual(0, boot.ExitCode, boot.ToString());
        StringAssert.StartsWith(boot.Out, "booted in ");
        CommandRun listed = tool.Run("boards", "--json");
        using JsonDocument json = JsonDocument.Parse(listed.Out);
        foreach (string path in json.RootElement.GetProperty("boards").EnumerateArray().Select(board => board.GetProperty("path").GetString()!))
        {
            StringAssert.StartsWith(path, tool.Folder, "the tool lists its own boards, not those of a checkout");
        }
    }

    [TestMethod]
    [DataRow("dt", "check", "sdm845-ap-init")]
    [DataRow("dt", "build", "sdm845-ap-init", "-o", "-")]
    [DataRow("dt", "resources", "sdm845-ap-init", "ipa")]
    [DataRow("dt", "diff", "sdm845-ap-init", "sdm845-ap-init")]
    [DataRow("status", "sdm845-ap-init", "--packets", "0")]
    public void Every_command_that_takes_a_tree_takes_the_name_of_a_board(params string[] args)
    {
        string[] withPath = [.. args.Select(arg => arg == "sdm845-ap-init" ? RepositoryRoot.PathOf("dts/boards/sdm845-ap-init.dts") : arg)];

        CommandRun byName = CommandRun.Of(args);
        CommandRun byPath = CommandRun.Of(withPath);

        Assert.AreEqual(byPath.ExitCode, byName.ExitCode, byName.ToString());
        string path = ShownPath.Of(RepositoryRoot.PathOf("dts/boards/sdm845-ap-init.dts"));
        Assert.AreEqual(byPath.Out.Replace(path + ": ", "sdm845-ap-init: ", StringComparison.Ordinal), byName.Out);
        Assert.AreNotEqual("", byName.Out + (args[1] == "diff" ? "nothing differs" : ""));
    }

    [TestMethod]
    [DataRow("sdm845", "did you mean sdm845-ap-init or sdm845-modem-init?")]
    [DataRow("sc7810-modem-init", "did you mean sc7180-modem-init?")]
    [DataRow("SDM845-AP-INIT", "did you mean sdm845-ap-init?")]
    [DataRow("nothing-like-it", "'ipa boards' lists them")]
    public void A_name_that_is_no_board_is_answered_with_those_that_may_be_meant(string name, string answer)
    {
        CommandRun run = CommandRun.Of("boot", name);

        Assert.AreEqual($"ipa: cannot read {name}: there is no such file, and no such board ({answer})\n", run.Error);
        Assert.AreEqual(3, run.ExitCode);
    }

    [TestMethod]
    public void A_file_goes_before_the_board_of_its_name()
    {
        using var folder = new TemporaryFolder();
        folder.Write("sdm845-modem-init", "/dts-v1/;\n/ { model = \"mine\"; };\n");

        CommandRun run = CommandRun.OfProcess(folder["."], new Dictionary<string, string>(), "dt", "build", "sdm845-modem-init", "-o", "-");

        StringAssert.Contains(run.Out, "mine");
    }
}
