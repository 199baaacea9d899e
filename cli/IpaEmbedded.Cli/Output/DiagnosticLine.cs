using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>Findings as one line each, in the shapes that build tools pick up.</summary>
public static class DiagnosticLine
{
    /// <summary><c>file(line,column): error ID: message</c>.</summary>
    public static string Msbuild(Diagnostic diagnostic)
    {
        string place = diagnostic.Span is { } span
            ? $"{ShownPath.Of(span.FileName)}({span.Line},{span.Column})"
            : DiagnosticText.PlaceOf(null, diagnostic.NodePath, diagnostic.Property, diagnostic.FileName);
        string severity = diagnostic.Severity == DiagnosticSeverity.Note ? "message" : DiagnosticText.SeverityName(diagnostic.Severity);
        return ShownText.Escape($"{place}: {severity} {diagnostic.Id}: {diagnostic.Message}");
    }

    /// <summary>A workflow command.</summary>
    public static string Github(Diagnostic diagnostic)
    {
        string kind = diagnostic.Severity == DiagnosticSeverity.Note ? "notice" : DiagnosticText.SeverityName(diagnostic.Severity);
        string file = diagnostic.Span?.FileName ?? diagnostic.FileName ?? "";
        string place = diagnostic.Span is { } span ? $",line={span.Line},col={span.Column}" : "";
        string node = diagnostic.Span is null && diagnostic.NodePath is not null ? diagnostic.NodePath + ": " : "";
        return $"::{kind} file={EscapeProperty(ShownPath.Of(file))}{place},title={diagnostic.Id}::{EscapeData(node + diagnostic.Message)}";
    }

    private static string EscapeData(string text) => ShownText.Escape(
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal));

    private static string EscapeProperty(string text) =>
        EscapeData(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
