namespace IpaEmbedded.Mutants.Results;

/// <summary>How a mutant ended; a line of the progress file.</summary>
/// <param name="Id">The mutant.</param>
/// <param name="IsKilled">Whether a test failed.</param>
/// <param name="By">The test that failed.</param>
/// <param name="How">How it failed, or why none could.</param>
/// <param name="Tests">Tests that reach it.</param>
/// <param name="Seconds">What it took, by the clock.</param>
public sealed record MutantOutcome(string Id, bool IsKilled, string? By, string How, int Tests, double Seconds);
