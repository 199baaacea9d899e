namespace IpaEmbedded.Cli.Desk;

/// <summary>Something that is on or off: a LED that is lit, a key that is pressed.</summary>
public sealed record DeskLight(string NodePath, string Name, bool IsOn);
