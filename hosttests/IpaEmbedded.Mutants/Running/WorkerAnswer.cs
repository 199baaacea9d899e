namespace IpaEmbedded.Mutants.Running;

/// <summary>A line of a worker.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Test">The test that it is about, if any.</param>
/// <param name="Message">Why the test failed, or the first line of that.</param>
/// <param name="Milliseconds">What it took.</param>
/// <param name="Steps">Steps by assembly.</param>
/// <param name="Hits">A bit for each mutant that was reached, as base64.</param>
public sealed record WorkerAnswer(AnswerKind Kind, string? Test = null, string? Message = null, double Milliseconds = 0, long[]? Steps = null, string? Hits = null);
