using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>The names that a binding gives to the members of a node which may have no others, and the patterns of names.</summary>
internal sealed class AllowedNames
{
    private readonly BindingSet _set;
    // True for children.
    private readonly OrderedDictionary<string, bool> _names = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, bool> _patterns = new(StringComparer.Ordinal);
    private readonly HashSet<SchemaValue> _seen = [];

    private AllowedNames(BindingSet set)
    {
        _set = set;
    }

    /// <summary>The names beside an <c>additionalProperties</c> or <c>unevaluatedProperties</c> that was not satisfied.</summary>
    public static AllowedNames Of(BindingSet set, RuleError error)
    {
        var allowed = new AllowedNames(set);
        if (error.Owner is { } owner && set.FileOf(error.RuleSpan.File) is { } file)
        {
            allowed.Collect(owner, file, error.Keyword == "unevaluatedProperties", 0);
        }
        return allowed;
    }

    /// <summary>What may have been meant by a name, as a question; null if nothing is near.</summary>
    public string? Meant(string name)
    {
        int at = name.IndexOf('@', StringComparison.Ordinal);
        return Suggestion.OfMisspelt(name, _names.Keys.Where(each => each != name))
            ?? (at > 0 ? Suggestion.OfMisspelt(name[..at], _names.Keys.Where(each => each != name[..at])) : null);
    }

    /// <summary>What else the node may have, properties or children, as the end of a sentence; empty if there is nothing.</summary>
    public string Others(Node node, bool isChild)
    {
        string[] all =
        [
            .. _names.Where(each => each.Value == isChild && node.FindProperty(each.Key) is null && node.FindChild(each.Key) is null && !IsOfLoading(each.Key)).Select(each => $"'{each.Key}'"),
            .. _patterns.Where(each => each.Value == isChild).Select(each => "names like " + each.Key),
        ];
        return all.Length == 0 ? "" : "; it also allows " + string.Join(", ", all.Take(Limits.ListedValues)) + (all.Length > Limits.ListedValues ? $" and {all.Length - Limits.ListedValues} others" : "");
    }

    private void Collect(SchemaValue schema, BindingFile file, bool isDeep, int depth)
    {
        if (depth > Limits.RuleDepth || !_seen.Add(schema))
        {
            return;
        }
        foreach (SchemaEntry entry in schema.Entries)
        {
            switch (entry.Key)
            {
                case "properties":
                    AddNames(entry.Value, _names);
                    break;
                case "patternProperties":
                    AddNames(entry.Value, _patterns);
                    break;
                case "$ref" when isDeep && _set.Resolve(entry.Value.Text, file) is { } target:
                    Collect(target.Value, target.File, isDeep, depth + 1);
                    break;
                case "allOf" or "anyOf" or "oneOf" or "if" or "then" or "else" when isDeep:
                    foreach (SchemaValue each in entry.Value.IsList ? entry.Value.Items : [entry.Value])
                    {
                        Collect(each, file, isDeep, depth + 1);
                    }
                    break;
            }
        }
    }

    // What loading allows in every node is no help.
    private static bool IsOfLoading(string name) => name is "interrupt-parent" or "interrupts-extended" || name.StartsWith("assigned-clock", StringComparison.Ordinal);

    private static void AddNames(SchemaValue map, OrderedDictionary<string, bool> names)
    {
        foreach (SchemaEntry entry in map.Entries)
        {
            if (!entry.Value.IsFalse && !entry.Key.StartsWith('$') && entry.Key is not ("phandle" or "status" or "secure-status" or "pinctrl-names" or "pinctrl-[0-9]+"))
            {
                names.TryAdd(entry.Key, IsChild(entry));
            }
        }
    }

    private static bool IsChild(SchemaEntry entry) =>
        entry.Key.Contains('@', StringComparison.Ordinal) || entry.Value.Find("type")?.Text == "object"
        || (entry.Value.Find("$ref")?.Text is { } reference && !reference.Contains("types.yaml", StringComparison.Ordinal));
}
