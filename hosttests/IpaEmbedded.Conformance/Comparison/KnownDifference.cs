using System.IO.Enumeration;

namespace IpaEmbedded.Conformance.Comparison;

/// <summary>
/// A difference from the recorded driver that is meant: which rows, why, and which test proves that ours is right.
/// Rows of a difference that is <paramref name="Apart"/> are taken out of both traces before they are compared: they come at other moments, and
/// what lies between them has to be the same all the more. Rows of one that is <paramref name="Moved"/> come in another order: each has to be in
/// both traces.
/// </summary>
public sealed record KnownDifference(string Id, string[] Traces, string[] Steps, string[] Minus, string[] Plus, string Reason, string Source, string Test, bool Apart = false, bool Moved = false)
{
    /// <summary>Whether this is what a row of a trace differs by.</summary>
    public bool Covers(string trace, RowDifference row)
        => Traces.Any(t => Matches(t, trace)) && Steps.Any(s => Matches(s, row.Step)) && (row.InReference ? Minus : Plus).Any(r => Matches(r, row.Row));

    private static bool Matches(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false);
}
