using System.Globalization;
using System.Text.Json;
using IpaEmbedded.Cli;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.DeviceTree.Commands;

/// <summary>Of one kind of finding in one file a hundred are shown and the rest is a number; counts, exit codes and reports for machines are of all of them.</summary>
[TestClass]
public sealed class ShownFindingsTests
{
    private const string More = "and 1,234 more (--all-findings shows them)";

    [TestMethod]
    [DataRow("text", ": note DT2216: " + More)]
    [DataRow("msbuild", ": message DT2216: " + More)]
    [DataRow("github", "::notice file=", ",title=DT2216::" + More)]
    public void A_hundred_findings_of_one_id_and_file_are_shown_and_the_rest_is_a_number(string format, params string[] more)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.dts", Tree(1334));
        string[] args = ["dt", "build", path, "-o", folder["a.dtb"], "--format", format];
        CommandRun capped = CommandRun.Of(args), whole = CommandRun.Of([.. args, "--all-findings"]);

        Assert.AreEqual(0, capped.ExitCode);
        string[] lines = (capped.Out + capped.Error).Split('\n').Where(line => line.Contains("DT2216", StringComparison.Ordinal)).ToArray();
        Assert.HasCount(101, lines);
        foreach (string part in more)
        {
            Assert.Contains(part, lines[100]);
        }
        Assert.Contains("a.dts", lines[100]);
        Assert.HasCount(1334, (whole.Out + whole.Error).Split('\n').Where(line => line.Contains("DT2216", StringComparison.Ordinal)));
        Assert.DoesNotContain("more (", whole.Out + whole.Error);
    }

    [TestMethod]
    public void A_hundred_findings_need_no_further_line_and_each_id_and_file_has_its_own_count()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.dtsi", string.Concat(Enumerable.Range(0, 101).Select(i => $"/ {{ b{i}@1 {{ }}; }};\n")));
        string path = folder.Write("a.dts", Tree(100) + "/include/ \"b.dtsi\"\n/ {" + string.Concat(Enumerable.Range(0, 102).Select(i => $"s{i} {{ status = <{i}>; }};\n")) + "};\n");
        CommandRun run = CommandRun.Of("dt", "build", path, "-o", folder["a.dtb"]);

        string[] more = run.Error.Split('\n').Where(line => line.Contains("more (", StringComparison.Ordinal)).ToArray();
        Assert.HasCount(2, more, run.Error);
        Assert.EndsWith("a.dts: note DT2206: and 2 more (--all-findings shows them)", more[0]);
        Assert.EndsWith("b.dtsi: note DT2216: and 1 more (--all-findings shows them)", more[1]);
    }

    [TestMethod]
    public void Quiet_commands_count_what_they_would_have_shown()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.dts", Tree(500));

        Assert.AreEqual("", CommandRun.Of("-q", "dt", "build", path, "-o", folder["a.dtb"]).Error);
    }

    [TestMethod]
    public void Findings_past_the_number_shown_still_fail_a_command()
    {
        using var folder = new TemporaryFolder();
        string path = folder.WriteBoard("board.dts", "");
        string source = File.ReadAllText(path);
        File.WriteAllText(path, source + Tree(250)["/dts-v1/;\n".Length..]);
        CommandRun all = CommandRun.Of("dt", "check", path);
        folder.Write("known", CommandRun.Of("dt", "check", path, "--json").Out);
        File.WriteAllText(path, source + Tree(251)["/dts-v1/;\n".Length..]);
        CommandRun one = CommandRun.Of("dt", "check", path, "--baseline", folder["known"], "--werror");

        Assert.Contains(": note DT2216: and 150 more", all.Error);
        Assert.AreEqual(1, one.ExitCode);
        Assert.Contains("@fa", one.Error);
        Assert.EndsWith("known findings of the baseline not shown\n", one.Error);
    }

    [TestMethod]
    [DataRow("json")]
    [DataRow("sarif")]
    public void A_report_for_machines_has_every_finding_so_that_it_is_a_whole_baseline(string format)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.dts", Tree(1334));
        string report = CommandRun.Of("dt", "build", path, "-o", folder["a.dtb"], "--format", format).Out;
        folder.Write("known", report);

        using JsonDocument json = JsonDocument.Parse(report);
        JsonElement findings = format == "json" ? json.RootElement.GetProperty("diagnostics") : json.RootElement.GetProperty("runs")[0].GetProperty("results");
        Assert.AreEqual(1334, findings.GetArrayLength());
        Assert.AreEqual("1334 known findings of the baseline not shown\n", CommandRun.Of("dt", "build", path, "-o", folder["a.dtb"], "--baseline", folder["known"]).Error);
    }

    [TestMethod]
    public void A_SARIF_run_keeps_the_gravest_of_more_results_than_it_may_have_and_says_how_many_are_left_out()
    {
        Diagnostic[] findings = [.. Enumerable.Range(0, 10).Select(i => new Diagnostic(i < 7 ? "DT2216" : "DT1001", i < 7 ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, i.ToString(CultureInfo.InvariantCulture)))];
        using var text = new StringWriter();
        SarifOutput.Write(text, findings, 5, [], []);
        using JsonDocument json = JsonDocument.Parse(text.ToString());
        JsonElement run = json.RootElement.GetProperty("runs")[0];

        Assert.AreEqual("7 8 9 0 1", string.Join(' ', run.GetProperty("results").EnumerateArray().Select(each => each.GetProperty("message").GetProperty("text").GetString())));
        JsonElement said = run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications")[0];
        Assert.AreEqual("and 5 more (--all-findings writes them)", said.GetProperty("message").GetProperty("text").GetString());
    }

    private static string Tree(int count) => "/dts-v1/;\n/ {\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"n{i:x}@{i:x} {{ }};\n")) + "};\n";
}
