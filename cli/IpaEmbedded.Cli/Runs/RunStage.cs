namespace IpaEmbedded.Cli.Runs;

/// <summary>A stage of a recorded boot: an outer step of the board, or an inner stage of the driver, with everything that the report says about it.</summary>
public sealed record RunStage(string Name, string Description, bool IsInner, RunMoment Begin, RunMoment End, long DurationMicroseconds, long RegisterWrites, string? Failure);
