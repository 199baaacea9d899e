namespace IpaEmbedded.Bindings;

/// <summary>What a decoded value is.</summary>
internal enum InstanceKind
{
    /// <summary>A property without value.</summary>
    True,
    Integer,
    String,

    /// <summary>Strings, rows of numbers, or one row.</summary>
    List,
    Node,

    /// <summary>Bytes that fit no type; no schema keyword looks at them.</summary>
    Bytes,
}
