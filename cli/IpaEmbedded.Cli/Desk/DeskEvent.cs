namespace IpaEmbedded.Cli.Desk;

/// <summary>Something that changed on a board, in a line.</summary>
public sealed record DeskEvent(long Microseconds, string Text);
