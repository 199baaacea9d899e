using System.Globalization;

namespace IpaEmbedded.Bindings;

/// <summary>One step from a node to a value: the name of a member, or an index into a list.</summary>
public readonly record struct PathStep(string? Name, int Index)
{
    /// <inheritdoc/>
    public override string ToString() => Name ?? Index.ToString(CultureInfo.InvariantCulture);
}
