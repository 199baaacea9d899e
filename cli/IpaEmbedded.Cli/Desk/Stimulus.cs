namespace IpaEmbedded.Cli.Desk;

/// <summary>Something that the world around a board does at a time, in microseconds since the board was switched on.</summary>
public sealed record Stimulus(long Microseconds, string Text, Action Apply);
