namespace IpaEmbedded.HostTests.Conformance;

/// <summary>A row that only one of two traces has.</summary>
internal sealed record RowDifference(string Step, bool InReference, string Row)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(InReference ? '-' : '+')} [{Step}] {Row}";
}
