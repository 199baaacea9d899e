namespace IpaEmbedded.Cli.Runs;

/// <summary>One stage in two runs; null where a run does not have it.</summary>
public sealed record StageComparison(string Name, RunStage? Before, RunStage? After, int SameAccesses, IReadOnlyList<AccessChange> Changes)
{
    /// <summary>True if both went the same way in the same time.</summary>
    public bool IsSame => Changes.Count == 0 && Before is not null && After is not null && Before.Failure == After.Failure && Before.DurationMicroseconds == After.DurationMicroseconds;
}
