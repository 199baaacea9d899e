namespace IpaEmbedded.Conformance.Comparison;

/// <summary>A row that only one of two traces has.</summary>
public sealed record RowDifference(string Step, bool InReference, string Row)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(InReference ? '-' : '+')} [{Step}] {Row}";
}
