using System.Reflection;
using System.Text.RegularExpressions;
using IpaEmbedded.Cli.Explain;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Cli;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.DeviceTree.Commands;

[TestClass]
public sealed partial class ExplainTests
{
    public static IEnumerable<object[]> Pages => ExplainPages.All.Select(page => new object[] { page.Id });

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void The_wrong_example_of_a_page_has_the_finding_and_the_right_one_does_not(string id)
    {
        ExplainPage page = ExplainPages.Find(id)!;
        string[] wrong = ExampleTrial.Findings(page, ExampleVerdict.Wrong);
        string[] right = ExampleTrial.Findings(page, ExampleVerdict.Right);

        Assert.IsTrue(page.Examples.Any(each => each.Verdict == ExampleVerdict.Wrong), "no wrong example");
        Assert.IsTrue(page.Examples.Any(each => each.Verdict == ExampleVerdict.Right), "no right example");
        Assert.IsTrue(wrong.Any(each => each.StartsWith(id + " ", StringComparison.Ordinal)), "wrong:\n" + string.Join('\n', wrong));
        Assert.AreEqual("", string.Join('\n', right), "the right example has findings");
    }

    [TestMethod]
    public void Every_id_that_a_finding_can_have_has_a_page()
    {
        string[] declared = [.. typeof(DiagnosticIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];
        string[] missing = [.. declared.Concat(CheckTable.All.Where(check => check.HasFindings).Select(check => check.Id)).Concat(WrittenInSources()).Distinct().Where(id => ExplainPages.All.All(page => page.Id != id)).Order(StringComparer.Ordinal)];

        Assert.AreEqual("", string.Join(' ', missing));
    }

    [TestMethod]
    public void Every_page_is_about_an_id_that_exists()
    {
        string[] existing = [.. typeof(DiagnosticIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)
            .Concat(CheckTable.All.Select(check => check.Id)).Concat(WrittenInSources())];

        Assert.AreEqual("", string.Join(' ', ExplainPages.All.Select(page => page.Id).Except(existing)));
    }

    [TestMethod]
    public void A_page_is_printed_with_its_examples()
    {
        CommandRun run = CommandRun.Of("explain", "dt1002");

        Assert.AreEqual(0, run.ExitCode);
        Assert.StartsWith("DT1002: a semicolon is missing\n\nA property, a node", run.Out);
        Assert.Contains("\nWrong:\n    /dts-v1/;\n    / {\n    \ta = <1>\n    };\n\nRight:\n", run.Out);
    }

    [TestMethod]
    public void A_check_is_found_by_its_name_and_says_how_it_is_switched()
    {
        CommandRun run = CommandRun.Of("explain", "clocks_property");

        Assert.StartsWith("DT2235: ", run.Out);
        Assert.Contains("The check is called clocks_property, as in dtc, and reports warnings unless -W or -E say otherwise.\n", run.Out);
    }

    [TestMethod]
    public void An_unknown_id_is_a_wrong_command_line()
    {
        CommandRun run = CommandRun.Of("explain", "DT9999");

        Assert.AreEqual("ipa: no finding has the id 'DT9999'; 'ipa explain' lists all\n", run.Error);
        Assert.AreEqual(2, run.ExitCode);
    }

    [TestMethod]
    public void Without_an_id_all_are_listed()
    {
        CommandRun run = CommandRun.Of("explain");

        Assert.HasCount(ExplainPages.All.Count + 1, run.Out.Split("\n").Where(line => line.Length == 0 || char.IsAsciiLetterUpper(line[0])).ToList());
        Assert.Contains("\nDT2216  ", run.Out);
        Assert.Contains(" (unit_address_vs_reg)\n", run.Out);
    }

    /// <summary>Ids of the rooms that state them where the finding is made.</summary>
    private static IEnumerable<string> WrittenInSources() =>
        new[] { "bindings/IpaEmbedded.Bindings", "cli/IpaEmbedded.Cli" }
            .SelectMany(folder => Directory.GetFiles(RepositoryRoot.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(path => Id().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value));

    [GeneratedRegex("\"((?:DT|PL|SIM)[0-9]{4})\"")]
    private static partial Regex Id();
}
