namespace IpaEmbedded.Bindings;

/// <summary>How a tree is validated.</summary>
public sealed record ValidationOptions
{
    /// <summary>Which accidents of dt-schema are repeated; none unless somebody compares with it.</summary>
    public CompatDeviation Compat { get; init; }

    internal bool Has(CompatDeviation deviation) => (Compat & deviation) != 0;
}
