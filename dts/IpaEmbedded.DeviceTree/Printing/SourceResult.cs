namespace IpaEmbedded.DeviceTree;

/// <summary>Source text that was made, or null and the reasons why not.</summary>
public sealed record SourceResult(string? Text, DiagnosticBag Diagnostics);
