namespace IpaEmbedded.Bindings;

/// <summary>What a value of a binding file is.</summary>
public enum SchemaKind
{
    Null,
    Boolean,
    Integer,
    Number,
    String,
    List,
    Map,
}
