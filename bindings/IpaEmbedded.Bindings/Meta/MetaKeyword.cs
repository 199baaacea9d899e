namespace IpaEmbedded.Bindings;

/// <summary>One keyword of a meta-schema, with the schemas and patterns that stand behind it.</summary>
internal sealed class MetaKeyword(SchemaEntry entry)
{
    public string Name => entry.Key;

    public SchemaValue Value => entry.Value;

    /// <summary>The schema behind <c>$ref</c>, <c>not</c>, <c>items</c> and the like.</summary>
    public MetaSchema? Schema { get; init; }

    /// <summary>The schemas of <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c> or a list of <c>items</c>.</summary>
    public MetaSchema[] Schemas { get; init; } = [];

    /// <summary>The schemas of <c>properties</c>, <c>patternProperties</c> and dependencies, in order.</summary>
    public (string Name, NamePattern? Pattern, MetaSchema Schema)[] Named { get; init; } = [];

    /// <summary>The expression of <c>pattern</c>.</summary>
    public NamePattern? Pattern { get; init; }

    /// <summary>The texts of an <c>enum</c> that has nothing else.</summary>
    public HashSet<string>? Texts { get; init; }
}
