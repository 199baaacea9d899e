namespace IpaEmbedded.Mutants.Running;

/// <summary>What a worker is to do: run tests, with a mutant on or without one.</summary>
/// <param name="List">Only say which tests there are.</param>
/// <param name="Active">The mutant's number; 0 for none.</param>
/// <param name="Record">Run all and say of each what it reached; else stop at the first that fails.</param>
/// <param name="Confirm">Run a test that failed once more without the mutant: if it fails then too, the process is spoilt.</param>
/// <param name="Twice">Run a test that was out of steps, of stack or of memory once more, and go on if it is not again: what is compiled already needs less of the first two, and what tests share is forgotten before.</param>
/// <param name="Tests">The tests in their order.</param>
public sealed record WorkerRequest(bool List, int Active, bool Record, bool Confirm, bool Twice, IReadOnlyList<TestLimit> Tests);
