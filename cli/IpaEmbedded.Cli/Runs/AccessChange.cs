namespace IpaEmbedded.Cli.Runs;

/// <summary>Where the register accesses of two runs differ: one that only the earlier or only the later run has, or one with another value.</summary>
public sealed record AccessChange(RunAccess? Before, RunAccess? After);
