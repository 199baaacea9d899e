namespace IpaEmbedded.Bindings;

/// <summary>What the <c>if</c> of a binding asks, in words.</summary>
internal static class ConditionText
{
    /// <summary>Words such as "'compatible' contains "vendor,device""; null for conditions that are not about values of properties alone.</summary>
    public static string? Of(SchemaValue condition)
    {
        var parts = new List<string>();
        foreach (SchemaEntry keyword in condition.Entries)
        {
            switch (keyword.Key)
            {
                case "properties":
                    foreach (SchemaEntry property in keyword.Value.Entries)
                    {
                        if (Asked(property.Value) is not { } asked)
                        {
                            return null;
                        }
                        parts.Add($"'{property.Key}' {asked}");
                    }
                    break;
                case "required":
                    string[] names = [.. keyword.Value.Items.Select(item => item.Text).Where(name => condition.Find("properties")?.Has(name) != true)];
                    if (names.Length > 0)
                    {
                        parts.Add($"there is {RuleText.Names(names, "and")}");
                    }
                    break;
                default:
                    return null;
            }
        }
        return parts.Count == 0 ? null : string.Join(" and ", parts);
    }

    private static string? Asked(SchemaValue schema) => schema.Entries is not [{ } only] ? null : (only.Key, only.Value) switch
    {
        ("const", var value) => "is " + RuleText.Value(value),
        ("enum", var values) => "is one of " + RuleText.List(values.Items),
        ("contains", { } inner) when inner.Find("const") is { } value => "contains " + RuleText.Value(value),
        ("contains", { } inner) when inner.Find("enum") is { } values => "contains " + (values.Items.Count == 1 ? "" : "one of ") + RuleText.List(values.Items),
        ("contains", { } inner) when inner.Find("pattern") is { } pattern => "contains a match of " + pattern.Text,
        _ => null,
    };
}
