namespace IpaEmbedded.Cli.Runs;

/// <summary>When something happened: its place in the order of everything that was recorded, from 1, and the virtual time in microseconds.</summary>
public readonly record struct RunMoment(int Order, long Microseconds);
