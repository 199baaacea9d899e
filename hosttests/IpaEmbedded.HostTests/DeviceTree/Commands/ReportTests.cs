using System.Text.Json;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.DeviceTree.Commands;

[TestClass]
public sealed class ReportTests
{
    private const string Source = "/dts-v1/;\n/ {\n\tone@1 { };\n\ttwo { status = <1>; };\n};\n";

    [TestMethod]
    public void SARIF_has_rules_places_and_fingerprints_that_survive_moved_lines()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a file.dts", Source);
        using JsonDocument before = JsonDocument.Parse(CommandRun.Of("dt", "build", path, "-o", folder["a.dtb"], "--format", "sarif").Out);
        folder.Write("a file.dts", Source.Replace("/ {\n", "/* a comment */\n\n/ {\n", StringComparison.Ordinal));
        using JsonDocument after = JsonDocument.Parse(CommandRun.Of("dt", "build", path, "-o", folder["a.dtb"], "--format", "sarif").Out);

        Assert.AreEqual("2.1.0", before.RootElement.GetProperty("version").GetString());
        JsonElement run = before.RootElement.GetProperty("runs")[0];
        JsonElement result = run.GetProperty("results").EnumerateArray().Single(each => each.GetProperty("ruleId").GetString() == "DT2216");
        JsonElement rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()];
        JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.AreEqual("DT2216", rule.GetProperty("id").GetString());
        Assert.AreEqual("unit address and reg do not come together", rule.GetProperty("shortDescription").GetProperty("text").GetString());
        Assert.AreEqual("warning", result.GetProperty("level").GetString());
        Assert.AreEqual(3, place.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.AreEqual(2, place.GetProperty("region").GetProperty("startColumn").GetInt32());
        Assert.EndsWith("/a%20file.dts", place.GetProperty("artifactLocation").GetProperty("uri").GetString()!);
        CollectionAssert.AreEqual(Fingerprints(before), Fingerprints(after));
        Assert.HasCount(2, Fingerprints(after).Distinct());
    }

    [TestMethod]
    [DataRow("json")]
    [DataRow("sarif")]
    public void A_baseline_leaves_only_new_findings(string format)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.dts", Source);
        folder.Write("baseline", CommandRun.Of("dt", "build", path, "-o", folder["a.dtb"], "--format", format).Out);
        CommandRun known = CommandRun.Of("dt", "build", path, "-o", folder["a.dtb"], "--baseline", folder["baseline"]);
        folder.Write("a.dts", Source.Replace("/ {\n", "\n/ {\n\tnew@2 { };\n", StringComparison.Ordinal));
        CommandRun grown = CommandRun.Of("dt", "build", path, "-o", folder["a.dtb"], "--baseline", folder["baseline"]);

        Assert.AreEqual("2 known findings of the baseline not shown\n", known.Error);
        Assert.Contains("DT2216: node name says @2 but there is neither", grown.Error);
        Assert.DoesNotContain("@1", grown.Error);
        Assert.EndsWith("2 known findings of the baseline not shown\n", grown.Error);
    }

    [TestMethod]
    public void A_check_fails_on_new_findings_only()
    {
        using var folder = new TemporaryFolder();
        string board = folder.WriteBoard("board.dts", "clock-names = \"wrong\";");
        CommandRun first = CommandRun.Of("dt", "check", board, "--json");
        folder.Write("baseline", first.Out);
        CommandRun again = CommandRun.Of("dt", "check", board, "--baseline", folder["baseline"]);

        Assert.AreEqual(1, first.ExitCode);
        Assert.AreEqual(0, again.ExitCode, again.ToString());
    }

    [TestMethod]
    public void A_baseline_that_is_no_report_is_a_file_error()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("dt", "build", folder.Write("a.dts", Source), "-o", folder["a.dtb"], "--baseline", folder["a.dts"]);

        Assert.AreEqual($"ipa: {folder["a.dts"]} is no report of an earlier run (--format json or sarif)\n", run.Error);
        Assert.AreEqual(3, run.ExitCode);
    }

    private static string[] Fingerprints(JsonDocument sarif) =>
        [.. sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(each => each.GetProperty("partialFingerprints").GetProperty("ipa/v1").GetString()!)];
}
