namespace IpaEmbedded.Bindings;

/// <summary>What a <c>not</c> of a binding excludes, in words.</summary>
internal static class ExclusionText
{
    /// <param name="error">The <c>not</c> that does not hold.</param>
    /// <param name="subject">What the value is called.</param>
    /// <param name="found">What it is.</param>
    /// <param name="pattern">The pattern of names that the rule is for; null if it is for one.</param>
    public static string Of(RuleError error, string subject, string found, string? pattern)
    {
        SchemaValue excluded = error.Rule;
        if (Required(excluded) is { } together)
        {
            return RuleText.Names(together, "and") + (together.Count == 1 ? " is not allowed here" : " exclude each other");
        }
        if ((excluded.Find("anyOf") ?? excluded.Find("oneOf")) is { } any)
        {
            string[] present = [.. any.Items.Select(Required).OfType<List<string>>().Where(names => names.TrueForAll(name => error.Instance.Member(name) is not null)).SelectMany(names => names).Distinct()];
            if (present.Length > 0)
            {
                return RuleText.Names(present, "and") + (present.Length == 1 ? " is not allowed here" : " are not allowed here");
            }
        }
        if (excluded.Find("properties") is { Entries: [{ } only] } && error.Instance.Member(only.Key) is not null)
        {
            return $"'{only.Key}' has a value that the binding excludes here";
        }
        return (excluded.Find("type")?.Text, pattern) switch
        {
            ("object", not null) => $"{subject} is a node, the binding excludes nodes with names like {pattern}",
            ("object", _) => $"{subject} is a node, which the binding excludes here",
            _ when excluded.Find("pattern") is { } text => $"{subject} is {found}, the binding excludes what matches {text.Text}",
            _ when excluded.Find("contains") is { } inner => $"{subject} is {found}, the binding excludes lists that have{RuleText.Wanted(inner).TrimStart(',')}",
            _ when excluded.Has("const") || excluded.Has("enum") => $"{subject} is {found}, which the binding excludes",
            _ => $"{subject} is what the binding excludes",
        };
    }

    private static List<string>? Required(SchemaValue schema) =>
        schema.Entries is [{ Key: "required" } only] ? [.. only.Value.Items.Select(item => item.Text)] : null;
}
