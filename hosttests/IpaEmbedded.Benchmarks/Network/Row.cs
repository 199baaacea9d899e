namespace IpaEmbedded.Benchmarks.Network;

/// <summary>One row of the results: a case, what it is held against, and what is aimed for.</summary>
/// <param name="Title">What people read, and the key in the recorded results.</param>
/// <param name="Group">Group of both cases.</param>
/// <param name="Of">The case.</param>
/// <param name="Against">The case that it is a multiple of.</param>
/// <param name="Ratio">Largest multiple that is aimed for; 0 for none.</param>
/// <param name="Why">Why it is missed, where it is.</param>
/// <param name="Instructions">Most instructions that are aimed for; 0 for none.</param>
/// <param name="Microseconds">Longest time that is aimed for; 0 for none.</param>
/// <param name="Bytes">Most bytes allocated that are aimed for; 0 for none.</param>
internal sealed record Row(string Title, string Group, string Of, string Against, double Ratio, string Why = "", double Instructions = 0, double Microseconds = 0, double Bytes = 0)
{
    /// <summary>By how much the figure misses the aim; empty when it does not.</summary>
    public string Missed(Figure figure)
    {
        List<string> missed = [];
        if (Ratio > 0 && figure.Ratio > Ratio) { missed.Add(FormattableString.Invariant($"{(figure.Ratio / Ratio) - 1:P0} over {Ratio}x")); }
        if (Instructions > 0 && figure.Instructions > Instructions)
        {
            missed.Add(FormattableString.Invariant($"{(figure.Instructions / Instructions) - 1:P0} over {Instructions} instructions"));
        }
        if (Microseconds > 0 && figure.Nanoseconds > Microseconds * 1000)
        {
            missed.Add(FormattableString.Invariant($"{(figure.Nanoseconds / Microseconds / 1000) - 1:P0} over {Microseconds} us"));
        }
        if (Bytes > 0 && figure.Bytes > Bytes) { missed.Add(FormattableString.Invariant($"{(figure.Bytes / Bytes) - 1:P0} over {Bytes} bytes")); }
        return string.Join(", ", missed);
    }
}
