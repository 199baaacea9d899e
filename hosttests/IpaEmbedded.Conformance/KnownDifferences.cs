using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IpaEmbedded.Conformance;

/// <summary>A difference from the recorded driver that is meant: which rows, why, and which test proves that ours is right.</summary>
public sealed record KnownDifference(string Id, string[] Traces, string[] Steps, string[] Minus, string[] Plus, string Reason, string Source, string Test)
{
    internal bool Covers(string trace, RowDifference row)
    {
        return Traces.Any(t => Matches(t, trace)) && Steps.Any(s => Matches(s, row.Step)) && (row.InReference ? Minus : Plus).Any(r => Matches(r, row.Row));
    }

    private static bool Matches(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false);
}

/// <summary>The file of known differences, which the comparison reads.</summary>
public sealed class KnownDifferences(IReadOnlyList<KnownDifference> entries)
{
    /// <summary>The entries.</summary>
    public IReadOnlyList<KnownDifference> Entries => entries;

    /// <summary>Reads the file.</summary>
    public static KnownDifferences Load(string path) => new(JsonSerializer.Deserialize(File.ReadAllText(path), KnownDifferencesContext.Default.KnownDifferenceArray) ?? []);

    /// <summary>Rows that no entry explains.</summary>
    public IReadOnlyList<RowDifference> Unexplained(string trace, TraceComparison comparison)
        => [.. comparison.Differences.Where(row => !entries.Any(e => e.Covers(trace, row)))];

    /// <summary>Entries that explain no row of any of the given comparisons: they claim a difference that is not there.</summary>
    public IReadOnlyList<KnownDifference> Unused(IEnumerable<(string Trace, TraceComparison Comparison)> comparisons)
    {
        List<(string Trace, TraceComparison Comparison)> all = [.. comparisons];
        return [.. entries.Where(e => !all.Any(c => c.Comparison.Differences.Any(row => e.Covers(c.Trace, row))))];
    }
}

/// <summary>How the file is read, worked out by the compiler, since a native build has no reflection for it.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(KnownDifference[]))]
internal sealed partial class KnownDifferencesContext : JsonSerializerContext;
