using System.Text.Json;

namespace IpaEmbedded.Conformance.Comparison;

/// <summary>A list of known differences, which the comparison reads.</summary>
public sealed class KnownDifferences(IReadOnlyList<KnownDifference> entries)
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The entries.</summary>
    public IReadOnlyList<KnownDifference> Entries => entries;

    /// <summary>The differences of our driver from the recorded one.</summary>
    public static KnownDifferences Ours()
    {
        using Stream file = typeof(KnownDifferences).Assembly.GetManifestResourceStream("differences.json")!;
        using JsonDocument json = JsonDocument.Parse(file, Options);
        return new([.. json.RootElement.EnumerateArray().Select(Entry)]);
    }

    /// <summary>Compares a trace with the recorded one of this name.</summary>
    /// <exception cref="InvalidDataException">They are too different to be aligned.</exception>
    public TraceComparison Compare(string trace, TraceFile reference, TraceFile mine) => new(reference, mine, row => entries.Any(e => e.Apart && e.Covers(trace, row)));

    /// <summary>The entry that explains a row, or null.</summary>
    public KnownDifference? Find(string trace, RowDifference row) => entries.FirstOrDefault(e => e.Covers(trace, row));

    /// <summary>Rows that no entry explains; a row that is only moved has its like in the other trace.</summary>
    public IReadOnlyList<RowDifference> Unexplained(string trace, TraceComparison comparison)
    {
        ILookup<RowDifference, RowDifference> all = comparison.Differences.ToLookup(row => row);
        return [.. comparison.Differences.Where(row => Find(trace, row) is not { } entry || (entry.Moved && all[row].Count() != all[row with { InReference = !row.InReference }].Count()))];
    }

    /// <summary>Entries that explain no row of any of the given comparisons: they claim a difference that is not there.</summary>
    public IReadOnlyList<KnownDifference> Unused(IReadOnlyList<(string Trace, TraceComparison Comparison)> comparisons)
        => [.. entries.Where(e => !comparisons.Any(c => c.Comparison.Differences.Any(row => e.Covers(c.Trace, row))))];

    private static KnownDifference Entry(JsonElement entry) => new(Text(entry, "id"), Texts(entry, "traces"), Texts(entry, "steps"), Texts(entry, "minus"), Texts(entry, "plus"),
        Text(entry, "reason"), Text(entry, "source"), Text(entry, "test"), entry.TryGetProperty("apart", out JsonElement apart) && apart.GetBoolean(),
        entry.TryGetProperty("moved", out JsonElement moved) && moved.GetBoolean());

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;

    private static string[] Texts(JsonElement entry, string name) => [.. entry.GetProperty(name).EnumerateArray().Select(each => each.GetString()!)];
}
