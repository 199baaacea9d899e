namespace IpaEmbedded.Bindings;

/// <summary>The words for a wrong number of entries.</summary>
internal static class CountText
{
    /// <summary>For a list with too many or too few entries.</summary>
    public static string Of(RuleError error, string subject)
    {
        Instance list = error.Instance;
        bool isRow = list.Items.Count > 0 && list.Items[0].Kind == InstanceKind.Integer;
        bool isStrings = list.Items.Count > 0 && list.Items[0].Kind == InstanceKind.String;
        string noun = isRow ? "cell" : isStrings ? "string" : "entry";
        Int128? least = error.Owner?.Find("minItems")?.Integer;
        Int128? most = error.Owner?.Find("maxItems")?.Integer;
        string required = least == most
            ? $"requires {least}"
            : error.Keyword == "minItems" ? $"requires at least {error.Rule.Integer}" : $"allows at most {error.Rule.Integer}";
        return $"{subject} has {Count(list.Items.Count, noun)}, the binding {required}";
    }

    /// <summary>For a rule that states how many numbers there are, in whatever brackets.</summary>
    public static string OfNumbers(RuleError error, string subject)
    {
        int count = error.Instance.Items.Sum(row => row.Items.Count);
        SchemaValue row = error.Rule.Items[1].Find("items")!.Items[0];
        Int128 least = row.Find("minItems")?.Integer ?? 1;
        Int128 most = row.Find("maxItems")?.Integer ?? least;
        string required = least == most ? $"requires {least}" : count < least ? $"requires at least {least}" : $"allows at most {most}";
        return $"{subject} has {Count(count, "number")}, the binding {required}";
    }

    private static string Count(int count, string noun) => count == 1 ? "1 " + noun : count + " " + (noun == "entry" ? "entries" : noun + "s");
}
