using System.Text.RegularExpressions;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>The README shows what really happens: its commands run, its outputs are theirs, its tests exist.</summary>
[TestClass]
public sealed partial class ReadmeTests
{
    private const int SumDigits = 12;

    private static readonly string Text = File.ReadAllText(RepositoryRoot.PathOf("README.md"));

    [TestMethod]
    public void Every_command_of_the_tour_prints_what_the_tour_shows()
    {
        foreach ((string command, int exit, string expected) in Tour())
        {
            CommandRun run = CommandRun.InRepository(command.Split(' '));
            Assert.AreEqual(exit, run.ExitCode, command + "\n" + run);
            AssertShown(Pattern(expected), run.Out, run.Error, command);
        }
    }

    /// <summary>As somebody does it who has the tool and some trees: IPA_TOUR names the tool, without it the build's is taken.</summary>
    [TestMethod]
    public void The_tour_is_the_same_from_a_folder_outside_the_checkout()
    {
        using var folder = new TemporaryFolder();
        foreach (string path in Directory.GetFiles(RepositoryRoot.PathOf("dts"), "*.dts*", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(RepositoryRoot.PathOf("dts/include"), "*.h", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(RepositoryRoot.PathOf("hosttests/IpaEmbedded.HostTests/Cli/kernel"), "*", SearchOption.AllDirectories))
            .Append(RepositoryRoot.PathOf("hosttests/IpaEmbedded.HostTests/Cli/wrong-clock.dts"))
            .Append(RepositoryRoot.PathOf("hosttests/IpaEmbedded.HostTests/Cli/wrong-binding.yaml")))
        {
            string copy = folder[Path.GetRelativePath(RepositoryRoot.Folder, path)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
        string tool = Environment.GetEnvironmentVariable("IPA_TOUR") is { Length: > 0 } named ? $"'{named}'" : $"dotnet exec '{Path.Combine(AppContext.BaseDirectory, "ipa.dll")}'";
        string boards = CommandRun.OfShell(folder[""], tool + " boards").Out.Split('\n').Single(line => line.StartsWith("sources: ", StringComparison.Ordinal));
        string home = boards["sources: ".Length..^"dts/boards".Length];
        foreach ((string command, int exit, string expected) in Tour())
        {
            CommandRun run = CommandRun.OfShell(folder[""], $"unset COLUMNS; {tool} {command}");
            Assert.AreEqual(exit, run.ExitCode, command + "\n" + run);
            AssertShown(BarePattern(expected, home), Bare(run.Out, home), Bare(run.Error, home), command);
        }
    }

    [TestMethod]
    public void Every_row_of_the_status_table_names_tests_that_exist()
    {
        var tests = typeof(ReadmeTests).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(TestClassAttribute), false))
            .Select(type => type.Name)
            .ToHashSet(StringComparer.Ordinal);
        // The section's own table: the README has others.
        string status = Text[Text.IndexOf("\n## Status\n", StringComparison.Ordinal)..];
        status = status[..status.IndexOf("\n## ", 1, StringComparison.Ordinal)];
        var rows = StatusRow().Matches(status).Select(row => row.Groups[1].Value).ToList();
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

    /// <summary>On a terminal findings come while the command runs, and its result behind them; other notes of progress come with the result.</summary>
    private static void AssertShown(Regex pattern, string result, string findings, string command) =>
        Assert.MatchesRegex(pattern, pattern.IsMatch(findings + result) ? findings + result : result + findings, command);

    /// <summary>The commands of the tour, with their exit codes and outputs.</summary>
    private static List<(string Command, int ExitCode, string Output)> Tour()
    {
        var tour = new List<(string, int, string)>();
        foreach ((string command, string expected) in ConsoleBlock().Matches(Text).SelectMany(block => Commands(block.Groups[1].Value)))
        {
            string[] parts = command.Split(" # exit ");
            Assert.StartsWith("ipa ", command);
            tour.Add((parts[0]["ipa ".Length..], parts.Length == 1 ? 0 : int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), expected));
        }
        Assert.IsGreaterThanOrEqualTo(5, tour.Count);
        return tour;
    }

    /// <summary>Text without blanks, since longer paths are wrapped elsewhere, and without the folders that the tool keeps its files in.</summary>
    private static string Bare(string text, string home) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Replace(home, "", StringComparison.Ordinal).Replace("bindings/schemas/", "schemas/", StringComparison.Ordinal);

    /// <summary>As <see cref="Pattern"/>, for bare text.</summary>
    private static Regex BarePattern(string expected, string home) =>
        new("^" + string.Join("(.*?)", AnyLines().Split(expected).Select(part => Digits().Replace(Regex.Escape(Bare(part, home)), PatternOf))) + "$");

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
            .Select(line => line == "..." ? "(.*\n)*?" : Moving().Replace(Regex.Escape(line), part => part.Value[0] == '\\' ? @"(\ +)" : PatternOf(part)) + "\n");
        return new Regex("^" + string.Concat(lines) + "$");
    }

    /// <summary>A sum has other digits whenever a file changes, a number another value.</summary>
    private static string PatternOf(Match part) => part.Length == SumDigits ? $"[0-9a-f]{{{SumDigits}}}" : @"\d+";

    [GeneratedRegex(@"(\\ )+|\b[0-9a-f]{12}\b|\d+")]
    private static partial Regex Moving();

    [GeneratedRegex(@"^\.\.\.$", RegexOptions.Multiline)]
    private static partial Regex AnyLines();

    [GeneratedRegex(@"(?<=SHA-)256|(?<=SHA-256)[0-9a-f]{12}|\d+")]
    private static partial Regex Digits();

    [GeneratedRegex("```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"^\| (?!what |---)(.+) \|$", RegexOptions.Multiline)]
    private static partial Regex StatusRow();

    [GeneratedRegex(@"`(\w+Tests)`")]
    private static partial Regex TestName();
}
