using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>One JSON object as the whole result of a command, starting with the number of its schema.</summary>
public static class JsonOutput
{
    // Two for each of the 2,048 levels that a tree may have, and what is around it.
    private const int MaxDepth = 2 * 2048 + 64;

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", MaxDepth = MaxDepth, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter writer, Action<Utf8JsonWriter> members) => writer.Write(Text(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        members(json);
        json.WriteEndObject();
    }));

    /// <summary>One value as indented text that ends in a line end.</summary>
    public static string Text(Action<Utf8JsonWriter> value)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            value(json);
        }
        return ShownText.EscapeJson(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length)) + "\n";
    }
}
