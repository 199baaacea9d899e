using System.Text.RegularExpressions;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.Cli.Dtc;

/// <summary>Every check of dtc by its name: the same findings at the same places, and what -W and -E make of them, held against Debian's dtc.</summary>
[TestClass]
public sealed partial class DtcCheckTests
{
    /// <summary>The names of 1.6.1, its own of error level first.</summary>
    private static readonly string[] Names = [.. CheckTable.BuiltIn, .. CheckTable.All.Where(check => check.IsDtc && !(check.IsChanged && check.DefaultSeverity is null)).Select(check => check.Name)];

    [TestMethod]
    public void Every_finding_stands_where_dtc_puts_it()
    {
        string[] wrong = [.. Compare(CheckSources.Forms, ""), .. Compare(CheckSources.Cells, ""), .. Compare(CheckSources.Meanings, ""), .. CheckSources.Errors.SelectMany(source => Compare("/dts-v1/;\n" + source, ""))];

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void All_checks_of_dtc_are_known_and_no_other()
    {
        Assert.HasCount(88, Names);
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", "/dts-v1/;\n/ { };\n");
        foreach (string name in Names)
        {
            Assert.AreEqual(0, OriginalTool.Run("dtc", folder[""], ["-q", "-o", "a", "-W", name, "-E", "no-" + name, "in.dts"]).ExitCode, name);
        }
        foreach (string name in (string[])["memory_reservations", "clock", "no-", "no_", "no-no-clocks_property", "unit_address_matches_reg"])
        {
            (int exit, _, string error) = OriginalTool.Run("dtc", folder[""], ["-o", "a", "-W" + name, "in.dts"]);
            CommandRun ours = CommandRun.Of("dtc", "-o", folder["b"], "-W" + name, folder["in.dts"]);
            Assert.AreEqual((exit, error), (ours.ExitCode, ours.Error), name);
        }
    }

    [TestMethod]
    [DataRow("-W")]
    [DataRow("-Wno-")]
    [DataRow("-E")]
    [DataRow("-Eno-")]
    [DataRow("-Wno_")]
    public void A_switch_does_to_each_check_what_it_does_in_dtc(string option)
    {
        var wrong = new List<string>();
        foreach (string name in Names)
        {
            wrong.AddRange(Compare(CheckSources.Forms, option + name));
            wrong.AddRange(Compare(CheckSources.Cells, option + name));
            wrong.AddRange(Compare(CheckSources.Meanings, option + name));
        }
        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    [DataRow("-W")]
    [DataRow("-Eno-")]
    public void What_makes_a_tree_unusable_can_be_switched_off_too(string option)
    {
        IEnumerable<string> wrong = CheckTable.BuiltIn.SelectMany(name => CheckSources.Errors.SelectMany(source => Compare("/dts-v1/;\n" + source + "\n", option + name)));

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    [DataRow("-W unique_unit_address_if_enabled -Eno-unique_unit_address_if_enabled -Wno-unique_unit_address")]
    [DataRow("-E reg_format -Wno-reg_format")]
    [DataRow("-E reg_format -Wno-reg_format -Eno-reg_format")]
    [DataRow("-W duplicate_label -Eno-duplicate_label -E always_fail -Eno-always_fail")]
    [DataRow("-Wno-interrupt_provider -Wno-unit_address_vs_reg -Wno-avoid_unnecessary_addr_size -Wno-alias_paths -Wno-graph_child_address -Wno-simple_bus_reg -Wno-unique_unit_address")]
    public void Switches_apply_one_after_the_other(string options)
    {
        string[] wrong = [.. Compare(CheckSources.Forms, options), .. Compare(CheckSources.Meanings, options)];

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [GeneratedRegex(@"^(?<place>.*): (?<level>Warning|ERROR) \((?<check>\w+)\): (?<subject>/[^ ]*(?=:)|Failed prerequisite '\w+')", RegexOptions.Multiline)]
    private static partial Regex Finding();

    private static IEnumerable<string> Compare(string source, string options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", source + "\n");
        string[] switches = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (int exit, _, string error) = OriginalTool.Run("dtc", folder[""], ["-o", folder["a"], .. switches, folder["in.dts"]]);
        CommandRun ours = CommandRun.Of(["dtc", "-o", folder["b"], .. switches, folder["in.dts"]]);
        if (exit != ours.ExitCode || (exit == 0 && OriginalTool.TextOf(folder["a"]) != OriginalTool.TextOf(folder["b"])))
        {
            yield return $"{options}: {source[..Math.Min(source.Length, 60)]}: exit {exit}, ours {ours.ExitCode}, or other bytes";
        }
        string[] theirs = Findings(error, folder["a"]), mine = Findings(ours.Error, folder["b"]);
        foreach (string line in theirs.Except(mine).Select(line => "- " + line).Concat(mine.Except(theirs).Select(line => "+ " + line)))
        {
            yield return $"{options}: {source[..Math.Min(source.Length, 60)]}: {line.Replace(folder["x"][..^1], "", StringComparison.Ordinal)}";
        }
    }

    private static string[] Findings(string error, string output) =>
        [.. Finding().Matches(error).Select(match => $"{match.Groups["place"].Value.Replace(output, "(output)", StringComparison.Ordinal)} {match.Groups["level"]} {match.Groups["check"]} {match.Groups["subject"]}")];
}
