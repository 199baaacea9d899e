namespace IpaEmbedded.Bindings;

/// <summary>What a value of a binding file is.</summary>
public enum SchemaKind
{
    /// <summary>Nothing stands behind the key.</summary>
    Null,
    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,
    /// <summary>A whole number.</summary>
    Integer,
    /// <summary>A number with a fraction.</summary>
    Number,
    /// <summary>A text.</summary>
    String,
    /// <summary>A list of values.</summary>
    List,
    /// <summary>A map from texts to values.</summary>
    Map,
}
