namespace IpaEmbedded.Cli.Desk;

/// <summary>What somebody wants to do to a board cannot be done; the message is a sentence for people.</summary>
public sealed class DeskException(string message) : Exception(message);
