namespace IpaEmbedded.Bindings;

/// <summary>How a tree is validated.</summary>
public sealed record ValidationOptions
{
    /// <summary>Judges as dt-validate does even where that helps nobody: nodes called example-… are skipped, and an undecodable compatible is selected by every binding.</summary>
    public bool LikeDtSchema { get; init; }
}
