namespace IpaEmbedded.Bindings;

/// <summary>The rule for members of a name, or of every name in which a pattern is found.</summary>
internal sealed class NamedRule(int index, SchemaEntry entry, Rule rule, NamePattern? pattern)
{
    /// <summary>The place among the rules of its map.</summary>
    public int Index { get; } = index;

    public SchemaEntry Entry { get; } = entry;

    public string Name => Entry.Key;

    public Rule Rule { get; } = rule;

    /// <summary>The pattern of <c>patternProperties</c>; null for a name.</summary>
    public NamePattern? Pattern { get; } = pattern;
}
