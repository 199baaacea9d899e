namespace IpaEmbedded.DeviceTree;

/// <summary>How much a finding matters: an error stops the output, a warning does not.</summary>
public enum DiagnosticSeverity
{
    Note,
    Warning,
    Error,
}
