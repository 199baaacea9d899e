namespace IpaEmbedded.Mutants.Running;

/// <summary>A test that no mutant is tried with.</summary>
/// <param name="Name">The test, or the class.</param>
/// <param name="Reason">Why.</param>
public sealed record UnfitTest(string Name, string Reason);
