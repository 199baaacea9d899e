using System.Text.Json;

namespace IpaEmbedded.HostTests.Conformance;

/// <summary>The file of known differences, which the comparison reads.</summary>
internal sealed class KnownDifferences(IReadOnlyList<KnownDifference> entries)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip };

    /// <summary>The entries.</summary>
    public IReadOnlyList<KnownDifference> Entries => entries;

    /// <summary>Reads the file.</summary>
    public static KnownDifferences Load(string path) => new(JsonSerializer.Deserialize<KnownDifference[]>(File.ReadAllText(path), Options) ?? []);

    /// <summary>Compares a trace with the recorded one of this name.</summary>
    public TraceComparison Compare(string trace, TraceFile reference, TraceFile mine) => new(reference, mine, row => entries.Any(e => e.Apart && e.Covers(trace, row)));

    /// <summary>Rows that no entry explains.</summary>
    public IReadOnlyList<RowDifference> Unexplained(string trace, TraceComparison comparison)
        => [.. comparison.Differences.Where(row => !entries.Any(e => e.Covers(trace, row)))];

    /// <summary>Entries that explain no row of any of the given comparisons: they claim a difference that is not there.</summary>
    public IReadOnlyList<KnownDifference> Unused(IReadOnlyList<(string Trace, TraceComparison Comparison)> comparisons)
        => [.. entries.Where(e => !comparisons.Any(c => c.Comparison.Differences.Any(row => e.Covers(c.Trace, row))))];
}
