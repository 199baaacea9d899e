using System.Text.RegularExpressions;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// What a binding file says around a rule: the descriptions, which loaded rules no longer have, and the condition that the
/// rule stands under. It is read from the text of the file when somebody asks.
/// </summary>
internal sealed partial class RuleContext
{
    private const int MaxSentence = 140;
    private const int LeastSentence = 8;

    private readonly SchemaValue? _root;

    // From the outermost to the innermost.
    private readonly List<(SchemaValue Map, SchemaEntry Entry)> _chain = [];

    /// <param name="root">The file as it is written; null if it cannot be read.</param>
    /// <param name="place">The place of a rule in it.</param>
    public RuleContext(SchemaValue? root, SourceSpan place)
    {
        _root = root;
        for (SchemaValue? at = root; at is not null;)
        {
            if (at.IsMap)
            {
                SchemaEntry? last = null;
                foreach (SchemaEntry entry in at.Entries)
                {
                    last = entry.KeySpan.Offset <= place.Offset ? entry : last;
                }
                if (last is not null)
                {
                    _chain.Add((at, last));
                }
                at = last?.Value;
            }
            else
            {
                SchemaValue? last = null;
                foreach (SchemaValue item in at.Items)
                {
                    last = item.Span.Offset <= place.Offset ? item : last;
                }
                at = last;
            }
        }
    }

    /// <summary>The first sentence of what describes the value that the rule is for; null if nothing does.</summary>
    public string? Description
    {
        get
        {
            for (int i = _chain.Count - 1; i > 0; i--)
            {
                if (_chain[i].Entry.Value.Find("description") is { } own)
                {
                    return Sentence(own);
                }
                if (_chain[i].Map != _root && _chain[i].Map.Find("description") is { } around)
                {
                    return Sentence(around);
                }
                if (_chain[i - 1].Entry.Key is "properties" or "patternProperties")
                {
                    return null;
                }
            }
            return null;
        }
    }

    /// <summary>The innermost pattern of names that the rule is for; null if it is for a name.</summary>
    public string? Pattern
    {
        get
        {
            for (int i = _chain.Count - 1; i > 0; i--)
            {
                if (_chain[i - 1].Entry.Key is "patternProperties")
                {
                    return _chain[i].Entry.Key;
                }
            }
            return null;
        }
    }

    /// <summary>The first sentence of what describes a property that the rule, a list of names, requires; null if nothing does.</summary>
    public string? DescriptionOf(string property)
    {
        for (int i = _chain.Count - 1; i >= 0; i--)
        {
            if (_chain[i].Map.Find("properties")?.Find(property)?.Find("description") is { } found)
            {
                return Sentence(found);
            }
        }
        return null;
    }

    /// <summary>The condition that the rule stands under, with its place and a sentence that says why it applies; null if there is none.</summary>
    public RelatedLocation? Condition
    {
        get
        {
            for (int i = _chain.Count - 1; i >= 0; i--)
            {
                if (_chain[i].Entry.Key is "then" or "else" && _chain[i].Map.FindEntry("if") is { } condition)
                {
                    string text = ConditionText.Of(condition.Value) ?? "this condition holds";
                    return new RelatedLocation(_chain[i].Entry.Key == "then" ? "it applies because " + text : "it applies because it is not so that " + text, condition.KeySpan);
                }
            }
            return null;
        }
    }

    private static string? Sentence(SchemaValue description)
    {
        string text = Blanks().Replace(description.Text, " ").Trim();
        int end = text.IndexOf(". ", StringComparison.Ordinal);
        text = (end > 0 ? text[..end] : text).TrimEnd('.');
        return text.Length < LeastSentence ? null : text.Length <= MaxSentence ? text : text[..text.LastIndexOf(' ', MaxSentence)] + " ...";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
