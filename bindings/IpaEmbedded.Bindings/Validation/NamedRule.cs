using System.Text.RegularExpressions;

namespace IpaEmbedded.Bindings;

/// <summary>The rule for members of a name, or of every name in which a pattern is found.</summary>
internal sealed class NamedRule
{
    private readonly Dictionary<string, bool>? _matches;
    private readonly Regex? _pattern;

    public NamedRule(SchemaEntry entry, Rule rule, Regex? pattern)
    {
        Entry = entry;
        Rule = rule;
        _pattern = pattern;
        _matches = pattern is null ? null : new Dictionary<string, bool>(StringComparer.Ordinal);
    }

    public SchemaEntry Entry { get; }

    public string Name => Entry.Key;

    public Rule Rule { get; }

    /// <summary>True if the pattern is found in the name.</summary>
    public bool IsFound(string name)
    {
        if (_pattern is null)
        {
            return false;
        }
        if (!_matches!.TryGetValue(name, out bool found))
        {
            found = NamePattern.IsFound(_pattern, name);
            _matches.Add(name, found);
        }
        return found;
    }
}
