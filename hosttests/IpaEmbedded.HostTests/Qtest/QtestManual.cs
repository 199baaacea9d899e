using System.Text.RegularExpressions;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>What the manual of the qtest server says, read from its tables.</summary>
internal sealed partial class QtestManual
{
    public static QtestManual Current { get; } = new(File.ReadAllText(RepositoryRoot.PathOf("firmware/IpaEmbedded.Qtest/README.md")));

    private QtestManual(string text)
    {
        List<string[]> rows = [.. text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Trim('|').Split(" | ").Select(cell => cell.Trim()).ToArray())];
        Commands = [.. rows.Where(row => row.Length == 5 && Code().IsMatch(row[0])).Select(row => new Row(row[0].Trim('`'), row[1], Codes(row[2]), Codes(row[3])))];
        Limits = rows.Where(row => row.Length == 3 && Word().IsMatch(row[0])).ToDictionary(row => row[0], row => row[1]);
        Faults = [.. rows.Where(row => row.Length == 2 && Code().IsMatch(row[0])).Select(row => $"{row[0].Trim('`')}: {row[1]}")];
        Session = text.Split("## A worked session")[1].Split("```")[1].Trim('\n').Split('\n').Where(line => !line.StartsWith('#')).ToList();
    }

    /// <summary>The tables of commands, in order.</summary>
    public IReadOnlyList<Row> Commands { get; }

    /// <summary>What each argument may be.</summary>
    public IReadOnlyDictionary<string, string> Limits { get; }

    /// <summary>The table of faults: name and meaning.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>The worked session: lines that are sent begin with "> ", the others are the answers.</summary>
    public IReadOnlyList<string> Session { get; }

    private static string[] Codes(string cell) => [.. Quoted().Matches(cell).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("^`[a-z0-9_-]+`$")]
    private static partial Regex Code();

    [GeneratedRegex("^[A-Z]+[0-9]*$")]
    private static partial Regex Word();

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Quoted();

    internal sealed record Row(string Name, string Takes, string[] Examples, string[] Answers)
    {
        /// <summary>Words for arguments, in order; those of optional ones and of groups too.</summary>
        public string[] Arguments => Takes.Split([' ', '[', ']', '(', ')', '.'], StringSplitOptions.RemoveEmptyEntries);

        /// <summary>Of the examples the one of the command itself, in words.</summary>
        public string[] Example => Examples.First(line => line.Split(' ')[0] == Name).Split(' ');
    }
}
