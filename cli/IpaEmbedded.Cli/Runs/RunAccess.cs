namespace IpaEmbedded.Cli.Runs;

/// <summary>A recorded register access, with the name of the register and its fields that are not 0 as text.</summary>
public sealed record RunAccess(RunMoment At, string Stage, string Context, bool IsWrite, string Block, string Register, uint Value, string Fields);
