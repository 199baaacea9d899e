using System.Text.Json;
using System.Text.Json.Serialization;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>Figures of a run: what is recorded in <c>results.json</c> and what a later run is held against.</summary>
/// <param name="Commit">What was measured.</param>
/// <param name="Machine">Processor, system and runtime.</param>
/// <param name="Launches">Processes per group; the figures are minima over them.</param>
/// <param name="Figures">By title of the row.</param>
/// <param name="Missed">Rows that miss what is aimed for: by how much, and why.</param>
internal sealed record Results(string Commit, string Machine, int Launches, SortedDictionary<string, Figure> Figures, SortedDictionary<string, string> Missed)
{
    /// <summary>A ratio may be this much larger than the recorded one.</summary>
    public const double Tolerance = 1.25;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Reads recorded results; null when there are none.</summary>
    public static Results? Read(string path) => File.Exists(path) ? JsonSerializer.Deserialize<Results>(File.ReadAllText(path), Options) : null;

    /// <summary>Records the results.</summary>
    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Options) + "\n");

    /// <summary>One line for each ratio that is more than a quarter larger than the recorded one, and for each row that allocates, or has garbage collected, and did not.</summary>
    public IEnumerable<string> Regressions(Results recorded)
    {
        foreach (Row row in Rows.All)
        {
            if (!Figures.TryGetValue(row.Title, out Figure? figure) || !recorded.Figures.TryGetValue(row.Title, out Figure? before)) { continue; }
            if (row.IsGated && figure.Ratio > before.Ratio * Tolerance)
            {
                yield return FormattableString.Invariant($"{row.Title}: {figure.Ratio:F2}x, recorded {before.Ratio:F2}x");
            }
            if (figure.Bytes > 0 && before.Bytes == 0) { yield return FormattableString.Invariant($"{row.Title}: allocates {figure.Bytes:F1} bytes"); }
            if (figure.Collections > 0 && before.Collections == 0) { yield return FormattableString.Invariant($"{row.Title}: {figure.Collections} collections of garbage"); }
        }
    }
}
