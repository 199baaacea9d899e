using System.Text.Json;

namespace IpaEmbedded.DeviceTree;

/// <summary>Writes a tree as JSON: every value in hexadecimal, and as strings or cells where it can be read so.</summary>
public static class TreeJson
{
    /// <summary>Writes one object with <c>schema</c> 1, the header's facts and the root node.</summary>
    public static void Write(DeviceTreeDocument tree, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.WriteNumber("bootCpu", tree.BootCpu);
        json.WriteStartArray("memoryReservations");
        foreach (MemoryReservation reservation in tree.MemoryReservations)
        {
            json.WriteStartObject();
            json.WriteString("address", $"0x{reservation.Address:x}");
            json.WriteString("sizeBytes", $"0x{reservation.SizeBytes:x}");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WritePropertyName("root");
        WriteNode(tree.Root, json);
        json.WriteEndObject();
    }

    private static void WriteNode(Node node, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", node.Name);
        if (node.Labels.Count > 0)
        {
            json.WriteStartArray("labels");
            foreach (string label in node.Labels)
            {
                json.WriteStringValue(label);
            }
            json.WriteEndArray();
        }
        if (node.Properties.Count > 0)
        {
            json.WriteStartArray("properties");
            foreach (Property property in node.Properties)
            {
                WriteProperty(property, json);
            }
            json.WriteEndArray();
        }
        if (node.Children.Count > 0)
        {
            json.WriteStartArray("children");
            foreach (Node child in node.Children)
            {
                WriteNode(child, json);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteProperty(Property property, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", property.Name);
        json.WriteString("bytes", Convert.ToHexStringLower(property.Value));
        if (ValueGuess.LooksLikeStrings(property.Value) && property.TryGetStrings(out string[] strings))
        {
            json.WriteStartArray("strings");
            foreach (string text in strings)
            {
                json.WriteStringValue(text);
            }
            json.WriteEndArray();
        }
        else if (property.Length > 0 && property.TryGetCells(out uint[] cells))
        {
            json.WriteStartArray("cells");
            foreach (uint cell in cells)
            {
                json.WriteNumberValue(cell);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
