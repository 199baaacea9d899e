using System.Text.Json;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>Writes findings as the objects of schema 1; members never change their meaning.</summary>
public static class DiagnosticJson
{
    public static void Write(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("id", diagnostic.Id);
        json.WriteString("severity", DiagnosticText.SeverityName(diagnostic.Severity));
        json.WriteString("message", diagnostic.Message);
        WritePlace(json, diagnostic.Span, diagnostic.FileName);
        if (diagnostic.NodePath is not null)
        {
            json.WriteString("node", diagnostic.NodePath);
        }
        if (diagnostic.Property is not null)
        {
            json.WriteString("property", diagnostic.Property);
        }
        json.WriteStartArray("notes");
        foreach (RelatedLocation related in diagnostic.Related)
        {
            json.WriteStartObject();
            json.WriteString("message", related.Message);
            WritePlace(json, related.Span, null);
            if (related.NodePath is not null)
            {
                json.WriteString("node", related.NodePath);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, SourceSpan? span, string? fileName)
    {
        if (span is { } at)
        {
            SourcePosition start = at.Start;
            SourcePosition end = at.End;
            json.WriteString("file", ShownPath.Of(start.FileName));
            json.WriteNumber("line", start.Line);
            json.WriteNumber("column", start.Column);
            json.WriteNumber("endLine", end.Line);
            json.WriteNumber("endColumn", end.Column);
        }
        else if (fileName is not null)
        {
            json.WriteString("file", ShownPath.Of(fileName));
        }
    }
}
