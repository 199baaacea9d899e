using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>One key of a map in a binding file, where it is written, and its value.</summary>
public sealed class SchemaEntry
{
    public SchemaEntry(string key, SourceSpan keySpan, SchemaValue value)
    {
        Key = key;
        KeySpan = keySpan;
        Value = value;
    }

    public string Key { get; }

    public SourceSpan KeySpan { get; }

    public SchemaValue Value { get; internal set; }

    public override string ToString() => Key;
}
