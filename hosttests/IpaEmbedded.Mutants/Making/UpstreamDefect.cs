namespace IpaEmbedded.Mutants.Making;

/// <summary>A mistake that upstream made once, as an edit of our source where we would make it.</summary>
/// <param name="Id">Its name, such as <c>B8</c>, with a letter behind for variants.</param>
/// <param name="Defect">What went wrong.</param>
/// <param name="Edits">What is replaced by what; all of them together are the mistake.</param>
public sealed record UpstreamDefect(string Id, string Defect, IReadOnlyList<SourceEdit> Edits);
