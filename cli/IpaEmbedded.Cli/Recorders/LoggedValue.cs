namespace IpaEmbedded.Cli.Recorders;

/// <summary>A register and its value as a line of a log has them.</summary>
public readonly record struct LoggedValue(RegisterInstance Register, uint Value);
