namespace IpaEmbedded.Bindings;

/// <summary>What a binding says of one property or child node, for people.</summary>
/// <param name="Name">The name, or the pattern that names match.</param>
/// <param name="IsPattern">True for a pattern.</param>
/// <param name="Type">Its type, such as <c>uint32</c>; empty if it follows from the name.</param>
/// <param name="Requirement">Whether a node has to have it.</param>
/// <param name="Values">How many values there are and which are allowed; empty if nothing is said.</param>
/// <param name="Meaning">What it means, paragraph by paragraph.</param>
/// <param name="Entries">What each of its entries means, in order.</param>
public sealed record PropertyDescription(string Name, bool IsPattern, string Type, Requirement Requirement, string Values, IReadOnlyList<string> Meaning, IReadOnlyList<string> Entries);
