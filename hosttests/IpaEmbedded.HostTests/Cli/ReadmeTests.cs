using System.Text.RegularExpressions;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>The README shows what really happens: its commands run, its outputs are theirs, its tests exist.</summary>
[TestClass]
public sealed partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(RepositoryRoot.PathOf("README.md"));

    [TestMethod]
    public void Every_command_of_the_tour_prints_what_the_tour_shows()
    {
        var runs = ConsoleBlock().Matches(Text).SelectMany(block => Commands(block.Groups[1].Value)).ToList();
        Assert.IsGreaterThanOrEqualTo(5, runs.Count);
        foreach ((string command, string expected) in runs)
        {
            string[] words = command.Split(' ');
            int exit = 0;
            if (words is [.., "#", "exit", var code])
            {
                exit = int.Parse(code, System.Globalization.CultureInfo.InvariantCulture);
                words = words[..^3];
            }
            Assert.AreEqual("ipa", words[0]);
            CommandRun run = CommandRun.InRepository(words[1..]);
            Assert.AreEqual(exit, run.ExitCode, command + "\n" + run);
            Assert.MatchesRegex(Pattern(expected), run.Out + run.Error, command);
        }
    }

    [TestMethod]
    public void Every_row_of_the_status_table_names_tests_that_exist()
    {
        var tests = typeof(ReadmeTests).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(TestClassAttribute), false))
            .Select(type => type.Name)
            .ToHashSet(StringComparer.Ordinal);
        var rows = StatusRow().Matches(Text).Select(row => row.Groups[1].Value).ToList();
        Assert.IsGreaterThanOrEqualTo(10, rows.Count);
        foreach (string row in rows)
        {
            var named = TestName().Matches(row).Select(name => name.Groups[1].Value).ToList();
            Assert.AreNotEqual(0, named.Count, $"no test proves: {row}");
            foreach (string test in named)
            {
                Assert.Contains(test, tests, $"the README names a test class that does not exist: {test}");
            }
        }
    }

    [TestMethod]
    public void The_two_commands_are_there()
    {
        Assert.Contains("\ndotnet run --project cli/IpaEmbedded.Cli -- boot\n", Text);
        Assert.Contains("\ndotnet test\n", Text);
    }

    /// <summary>Each <c>$ command</c> line with the output below it.</summary>
    private static IEnumerable<(string Command, string Output)> Commands(string block)
    {
        foreach (string part in ("\n" + block).Split("\n$ ", StringSplitOptions.RemoveEmptyEntries))
        {
            int end = part.IndexOf('\n', StringComparison.Ordinal);
            yield return end < 0 ? (part, "") : (part[..end], part[(end + 1)..]);
        }
    }

    /// <summary>The expected output as a pattern: a line of three dots stands for any lines, and numbers and columns may have moved on.</summary>
    private static Regex Pattern(string expected)
    {
        IEnumerable<string> lines = expected.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line == "..." ? "(.*\n)*?" : Moving().Replace(Regex.Escape(line), part => part.Value[0] == '\\' ? @"(\ +)" : @"\d+") + "\n");
        return new Regex("^" + string.Concat(lines) + "$");
    }

    [GeneratedRegex(@"(\\ )+|\d+")]
    private static partial Regex Moving();

    [GeneratedRegex("```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"^\| (?!what |---)(.+) \|$", RegexOptions.Multiline)]
    private static partial Regex StatusRow();

    [GeneratedRegex(@"`(\w+Tests)`")]
    private static partial Regex TestName();
}
