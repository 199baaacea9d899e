namespace IpaEmbedded.DeviceTree;

/// <summary>What applying overlays gave: the new blob, or null and the reasons why not.</summary>
public sealed record OverlayResult(byte[]? Blob, DiagnosticBag Diagnostics);
