namespace IpaEmbedded.Conformance.Comparison;

/// <summary>A row of two aligned traces: which of them have it.</summary>
public sealed record AlignedRow(string Step, bool InReference, bool InMine, string Row)
{
    /// <summary>True if both have it.</summary>
    public bool IsCommon => InReference && InMine;
}
