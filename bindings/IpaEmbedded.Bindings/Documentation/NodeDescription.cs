namespace IpaEmbedded.Bindings;

/// <summary>What a binding says of a node, for people.</summary>
/// <param name="Name">Name of a child node, or the pattern that names match; empty for the node itself.</param>
/// <param name="Meaning">What it is, paragraph by paragraph.</param>
/// <param name="Properties">Its properties and child nodes in the order of the file.</param>
/// <param name="References">Other bindings that say more about it.</param>
/// <param name="IsClosed">True if it may have nothing that is not described.</param>
public sealed record NodeDescription(string Name, IReadOnlyList<string> Meaning, IReadOnlyList<PropertyDescription> Properties, IReadOnlyList<string> References, bool IsClosed);
