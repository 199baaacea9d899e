namespace IpaEmbedded.DeviceTree;

/// <summary>A second place that explains a finding, with the sentence that says why.</summary>
public sealed record RelatedLocation(string Message, SourceSpan? Span, string? NodePath = null);
