using System.Globalization;
using System.Text.Json;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>Writes findings as a SARIF 2.1.0 log: rules by id, places with relative addresses, and a fingerprint that survives moved lines.</summary>
public static class SarifOutput
{
    /// <summary>Name of our fingerprint in <c>partialFingerprints</c>.</summary>
    public const string FingerprintName = "ipa/v1";

    /// <summary>
    /// Writes the log; of more findings than a run may have results the gravest are kept, and a notification counts the rest.
    /// Bindings are extensions of the tool, remarks are notifications.
    /// </summary>
    public static void Write(TextWriter writer, IReadOnlyList<Diagnostic> diagnostics, int mostResults, IReadOnlyList<UsedBindings> bindings, IReadOnlyList<string> remarks)
    {
        int leftOut = Math.Max(0, diagnostics.Count - mostResults);
        if (leftOut > 0)
        {
            diagnostics = [.. diagnostics.OrderBy(each => GravestFirst(each.Severity)).Take(mostResults)];
        }
        writer.Write(JsonOutput.Text(json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            string[] ids = [.. diagnostics.Select(each => each.Id).Distinct().Order(StringComparer.Ordinal)];
            WriteTool(json, ids, bindings);
            if (leftOut > 0 || remarks.Count > 0)
            {
                WriteNotifications(json, leftOut, remarks);
            }
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (Diagnostic diagnostic in diagnostics)
            {
                WriteResult(json, diagnostic, Array.IndexOf(ids, diagnostic.Id));
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    private static int GravestFirst(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => 0,
        DiagnosticSeverity.Warning => 1,
        _ => 2,
    };

    private static void WriteNotifications(Utf8JsonWriter json, int leftOut, IReadOnlyList<string> remarks)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteStartArray("toolExecutionNotifications");
        if (leftOut > 0)
        {
            WriteNotification(json, "warning", string.Create(CultureInfo.InvariantCulture, $"and {leftOut:N0} more (--all-findings writes them)"));
        }
        foreach (string remark in remarks)
        {
            WriteNotification(json, "note", remark);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteNotification(Utf8JsonWriter json, string level, string text)
    {
        json.WriteStartObject();
        json.WriteString("level", level);
        WriteMessage(json, "message", text);
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, string[] ids, IReadOnlyList<UsedBindings> bindings)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "ipa");
        json.WriteString("version", typeof(SarifOutput).Assembly.GetName().Version!.ToString(3));
        json.WriteStartArray("rules");
        foreach (string id in ids)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            if (Explain.ExplainPages.Find(id) is { } page)
            {
                WriteMessage(json, "shortDescription", page.Title);
                WriteMessage(json, "fullDescription", page.Text);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        if (bindings.Count > 0)
        {
            WriteBindings(json, bindings.SelectMany(each => each.Set.Sources));
        }
        json.WriteEndObject();
    }

    private static void WriteBindings(Utf8JsonWriter json, IEnumerable<LoadedBindings> sources)
    {
        json.WriteStartArray("extensions");
        foreach (LoadedBindings each in sources)
        {
            json.WriteStartObject();
            json.WriteString("name", "bindings of " + each.Source.Name);
            json.WriteString("version", "sha256:" + each.Sha256);
            json.WriteStartObject("properties");
            json.WriteNumber("bindings", each.Count);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic diagnostic, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", DiagnosticText.SeverityName(diagnostic.Severity));
        WriteMessage(json, "message", string.Join("\n", diagnostic.Related.Where(each => each is { Span: null, NodePath: null }).Select(each => each.Message).Prepend(diagnostic.Message)));
        json.WriteStartArray("locations");
        WriteLocation(json, diagnostic.Span, diagnostic.FileName, diagnostic.NodePath, null);
        json.WriteEndArray();
        RelatedLocation[] places = [.. diagnostic.Related.Where(each => each is not { Span: null, NodePath: null })];
        if (places.Length > 0)
        {
            json.WriteStartArray("relatedLocations");
            foreach (RelatedLocation related in places)
            {
                WriteLocation(json, related.Span, null, related.NodePath, related.Message);
            }
            json.WriteEndArray();
        }
        json.WriteStartObject("partialFingerprints");
        json.WriteString(FingerprintName, FindingBaseline.Fingerprint(diagnostic));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, SourceSpan? span, string? fileName, string? nodePath, string? message)
    {
        json.WriteStartObject();
        if ((span?.FileName ?? fileName) is { } file)
        {
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", AddressOf(ShownPath.Of(file)));
            json.WriteEndObject();
            if (span is { } at)
            {
                json.WriteStartObject("region");
                SourcePosition start = at.Start;
                SourcePosition end = at.End;
                json.WriteNumber("startLine", start.Line);
                json.WriteNumber("startColumn", start.Column);
                if (end.Line >= start.Line && end.FileName == start.FileName)
                {
                    json.WriteNumber("endLine", end.Line);
                    json.WriteNumber("endColumn", end.Column);
                }
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        if (nodePath is not null)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", nodePath);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        if (message is not null)
        {
            WriteMessage(json, "message", message);
        }
        json.WriteEndObject();
    }

    private static string AddressOf(string path) =>
        string.Join('/', (Path.IsPathRooted(path) ? "file://" + path : path).Split('/').Select((part, i) => i == 0 && part == "file:" ? part : Uri.EscapeDataString(part)));

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
