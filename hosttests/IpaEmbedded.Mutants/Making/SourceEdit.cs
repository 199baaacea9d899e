namespace IpaEmbedded.Mutants.Making;

/// <summary>A text of a file that is replaced by another one, within one member.</summary>
/// <param name="File">Path below the root of the repository.</param>
/// <param name="Old">The text; it must occur once.</param>
/// <param name="New">What stands in its place.</param>
public sealed record SourceEdit(string File, string Old, string New);
