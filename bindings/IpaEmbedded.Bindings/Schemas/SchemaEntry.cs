using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>One key of a map in a binding file, where it is written, and its value.</summary>
public sealed class SchemaEntry
{
    /// <summary>An entry of a map.</summary>
    public SchemaEntry(string key, SourceSpan keySpan, SchemaValue value)
    {
        Key = key;
        KeySpan = keySpan;
        Value = value;
    }

    /// <summary>The key as it is written, without quotes.</summary>
    public string Key { get; }

    /// <summary>Where the key is written.</summary>
    public SourceSpan KeySpan { get; }

    /// <summary>The value behind the key.</summary>
    public SchemaValue Value { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => Key;
}
