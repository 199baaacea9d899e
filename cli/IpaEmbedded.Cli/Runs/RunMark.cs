namespace IpaEmbedded.Cli.Runs;

/// <summary>Something on a lane of the timeline; what has no extent begins and ends at one moment. The object is the number of the channel, ring or endpoint, or -1.</summary>
public sealed record RunMark(RunLane Lane, RunMoment Begin, RunMoment End, string Text, int Object = -1, long Value = 0);
