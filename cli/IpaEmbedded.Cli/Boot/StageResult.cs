namespace IpaEmbedded.Cli.Boot;

/// <summary>What one stage of a boot did: how long it took in virtual time, how often it wrote a register, and why it failed, if it did.</summary>
public sealed record StageResult(string Name, string Description, long StartMicroseconds, long DurationMicroseconds, long RegisterWrites, string? Failure)
{
    /// <summary>True for a stage of the driver, which ran inside the step of the board before it.</summary>
    public bool IsInner { get; init; }
}
