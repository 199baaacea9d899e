namespace IpaEmbedded.DeviceTree;

/// <summary>How much a finding matters: an error stops the output, a warning does not.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Something to know.</summary>
    Note,
    /// <summary>Probably a mistake; the output is made.</summary>
    Warning,
    /// <summary>A mistake; no output is made.</summary>
    Error,
}
