namespace IpaEmbedded.Simulator;

/// <summary>A seed in whose life something did not hold.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Violation">What did not hold.</param>
/// <param name="Plan">Its plan, work included.</param>
public sealed record FailedSeed(ulong Seed, string Violation, string Plan);
