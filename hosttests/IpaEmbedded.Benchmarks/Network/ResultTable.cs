using System.Globalization;
using System.Text;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>Results as a table: for people at a terminal, and in the README between its marks.</summary>
internal static class ResultTable
{
    private const string Begin = "<!-- results: begin, made by `net --record` -->";
    private const string End = "<!-- results: end -->";

    /// <summary>Columns of a fixed width.</summary>
    public static string Text(Results results)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"goal",-7} {"per packet, access or run",-52} {"ratio",8}  {"aim",-20} {"ns",12} {"instr.",9} {"bytes",9} {"GCs",4}");
        foreach ((Row row, Figure figure) in Shown(results))
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{row.Goal,-7} {row.Title,-52} {figure.Ratio,7:F2}x  {row.Aim,-20} {figure.Nanoseconds,12:F1} {Count(figure),9} {figure.Bytes,9:F0} {Collections(row, figure),4}");
        }
        return text.ToString();
    }

    /// <summary>Puts the table into a file, in place of the one between the marks.</summary>
    public static void WriteInto(string path, Results results)
    {
        string text = File.ReadAllText(path);
        int from = text.IndexOf(Begin, StringComparison.Ordinal);
        int to = text.IndexOf(End, StringComparison.Ordinal);
        if (from < 0 || to < from) { throw new InvalidDataException($"{path} has no marks for results"); }
        File.WriteAllText(path, text[..from] + Begin + "\n" + Markdown(results) + text[to..]);
    }

    private static string Markdown(Results results)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\nCommit {results.Commit}, {results.Machine}, minima of {results.Launches} launches.\n\n");
        text.Append("| goal | case | ratio | aim | ns | instructions | bytes allocated | GCs |\n|---|---|---|---|---|---|---|---|\n");
        foreach ((Row row, Figure figure) in Shown(results))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {row.Goal} | {row.Title} | {figure.Ratio:F2}x | {row.Aim} | {figure.Nanoseconds:F1} | {Count(figure)} | {figure.Bytes:F0} | {Collections(row, figure)} |\n");
        }
        if (results.Missed.Count == 0) { return text + "\n"; }
        text.Append("\nMissed:\n\n");
        foreach ((string title, string why) in results.Missed) { text.Append(CultureInfo.InvariantCulture, $"- {title}: {why}.\n"); }
        return text + "\n";
    }

    private static IEnumerable<(Row Row, Figure Figure)> Shown(Results results) =>
        from row in Rows.All where results.Figures.ContainsKey(row.Title) select (row, results.Figures[row.Title]);

    private static string Collections(Row row, Figure figure) => row.IsWithoutCollections ? figure.Collections.ToString("F0", CultureInfo.InvariantCulture) : "";

    private static string Count(Figure figure) => figure.Instructions > 0 ? figure.Instructions.ToString("F0", CultureInfo.InvariantCulture) : "";
}
