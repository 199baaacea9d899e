namespace IpaEmbedded.NanoBuild;

/// <summary>A run on the virtual device.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why, in a clause; empty if it is <see cref="RunOutcome.Done"/>.</param>
/// <param name="Hint">What can be done about it; null if nothing is known.</param>
public sealed record DeviceRun(RunOutcome Outcome, string Reason, string? Hint);
