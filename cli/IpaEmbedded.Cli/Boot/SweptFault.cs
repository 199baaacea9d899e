namespace IpaEmbedded.Cli.Boot;

/// <summary>One boot of a sweep: its fault, how it ended, and in words why.</summary>
public sealed record SweptFault(FaultName Fault, SweepOutcome Outcome, string Reason);
