using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>
/// Verdicts as JSON lines, for comparisons with other validators: for each file a line that says that it was checked, then one
/// for each keyword of each binding that a node does not satisfy.
/// </summary>
internal sealed class VerdictLines(TextWriter writer)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _line = new();

    public void Write(string path, UsedBindings bindings, ValidationReport report)
    {
        string file = ShownPath.Of(path);
        WriteLine(json =>
        {
            json.WriteString("file", file);
            json.WriteString("bindings", bindings.Set.Sha256);
        });
        WriteAll(file, report.Verdicts);
    }

    /// <summary>The same for a binding that was checked by meta-schemas.</summary>
    public void Write(string path, IReadOnlyList<Verdict> verdicts)
    {
        string file = ShownPath.Of(path);
        WriteLine(json => json.WriteString("file", file));
        WriteAll(file, verdicts);
    }

    private void WriteAll(string file, IReadOnlyList<Verdict> verdicts)
    {
        foreach (Verdict verdict in verdicts)
        {
            WriteLine(json => Write(json, file, verdict));
        }
    }

    private static void Write(Utf8JsonWriter json, string file, Verdict verdict)
    {
        json.WriteString("file", file);
        json.WriteString("node", verdict.NodePath);
        json.WriteStartArray("property");
        foreach (PathStep step in verdict.Property)
        {
            if (step.Name is null)
            {
                json.WriteNumberValue(step.Index);
            }
            else
            {
                json.WriteStringValue(step.Name);
            }
        }
        json.WriteEndArray();
        json.WriteString("schema", verdict.Schema);
        json.WriteString("keyword", verdict.Keyword);
        json.WriteString("message", verdict.Message);
        if (verdict.RuleSpan is { } rule)
        {
            json.WriteString("rule", $"{ShownPath.Of(rule.FileName)}:{rule.Line}:{rule.Column}");
        }
    }

    private void WriteLine(Action<Utf8JsonWriter> members)
    {
        _line.Clear();
        using (var json = new Utf8JsonWriter(_line, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        writer.Write(ShownText.EscapeJson(Encoding.UTF8.GetString(_line.WrittenSpan)));
        writer.Write('\n');
    }
}
