namespace IpaEmbedded.Cli.Dtc;

/// <summary>What libfdt refused, and what it calls the reason.</summary>
internal sealed record FdtError(string Subject, string Reason);
