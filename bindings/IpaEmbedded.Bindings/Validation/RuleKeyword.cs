using System.Text.RegularExpressions;

namespace IpaEmbedded.Bindings;

/// <summary>One keyword of a schema, prepared for validating.</summary>
internal sealed class RuleKeyword
{
    private readonly Dictionary<string, bool> _matches = new(StringComparer.Ordinal);

    public RuleKeyword(SchemaEntry entry)
    {
        Entry = entry;
    }

    public SchemaEntry Entry { get; }

    public string Name => Entry.Key;

    public SchemaValue Value => Entry.Value;

    /// <summary>The schema that the keyword holds or refers to.</summary>
    public Rule? Rule { get; init; }

    /// <summary>The schemas of a list.</summary>
    public Rule[] Rules { get; init; } = [];

    /// <summary>The schemas of a map by name.</summary>
    public NamedRule[] Named { get; init; } = [];

    /// <summary>The expression of <c>pattern</c>.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>The strings of an enum of strings.</summary>
    public HashSet<string>? Texts { get; init; }

    /// <summary>Remembers which texts the pattern was found in.</summary>
    public bool IsFound(string text)
    {
        if (Pattern is null)
        {
            return false;
        }
        if (!_matches.TryGetValue(text, out bool found))
        {
            found = NamePattern.IsFound(Pattern, text);
            _matches.Add(text, found);
        }
        return found;
    }
}
