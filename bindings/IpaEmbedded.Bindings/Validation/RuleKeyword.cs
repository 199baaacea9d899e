namespace IpaEmbedded.Bindings;

/// <summary>One keyword of a schema, prepared for validating.</summary>
internal sealed class RuleKeyword(RuleKeywordKind kind, SchemaEntry entry)
{
    private Dictionary<string, NamedRule>? _byName;
    private Dictionary<string, NamedRule[]>? _matching;

    public RuleKeywordKind Kind { get; } = kind;

    public SchemaEntry Entry { get; } = entry;

    public string Name => Entry.Key;

    public SchemaValue Value => Entry.Value;

    /// <summary>The schema that the keyword holds or refers to.</summary>
    public Rule? Rule { get; init; }

    /// <summary>The schemas of a list.</summary>
    public Rule[] Rules { get; init; } = [];

    /// <summary>The schemas of a map by name.</summary>
    public NamedRule[] Named { get; init; } = [];

    /// <summary>The expression of <c>pattern</c>.</summary>
    public NamePattern? Pattern { get; init; }

    /// <summary>The strings of an enum of strings.</summary>
    public HashSet<string>? Texts { get; init; }

    /// <summary>The numbers of an enum of whole numbers.</summary>
    public HashSet<Int128>? Numbers { get; init; }

    /// <summary>The schema of that name, or null.</summary>
    public NamedRule? FindNamed(string name) => (_byName ??= Named.ToDictionary(each => each.Name, StringComparer.Ordinal)).GetValueOrDefault(name);

    /// <summary>Of <c>patternProperties</c>, those whose pattern is found in the name or of which nobody knows; each name is looked for once.</summary>
    public NamedRule[] Matching(string name)
    {
        _matching ??= new Dictionary<string, NamedRule[]>(StringComparer.Ordinal);
        if (!_matching.TryGetValue(name, out NamedRule[]? matching))
        {
            matching = Array.FindAll(Named, each => !each.Pattern!.IsFound(name).Fails);
            _matching.Add(name, matching);
        }
        return matching;
    }
}
