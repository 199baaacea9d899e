using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>The words for alternatives of which none fits, or more than one that may: the closest first.</summary>
internal sealed class AlternativeMessages(RuleMessages messages)
{
    private const int MaxOthers = 3;

    // Alternatives inside alternatives are told by their closest alone: all of them would be more than anybody can read, and than can be told in time.
    private bool _isInside;

    /// <summary>The message for a <c>oneOf</c> or <c>anyOf</c>.</summary>
    public RuleMessage For(RuleError error)
    {
        TreePlace place = messages.PlaceOf(error);
        if (error.Count > 1)
        {
            return new RuleMessage("DT3009", TooMany(error), "only one of these may hold", error.RuleSpan) { Place = place };
        }
        if (error.Alternatives.Length == 0)
        {
            return new RuleMessage("DT3013", $"{messages.Subject(error)} is what the binding excludes, since it lists no alternative", "this rule", error.RuleSpan) { Place = place };
        }
        if (error.Rule.StatesNumberCount)
        {
            return new RuleMessage("DT3003", CountText.OfNumbers(error, messages.Subject(error)), "this rule", error.RuleSpan) { Place = place };
        }
        if (ErrorGroups.IsOneOfMissing(error))
        {
            return messages.ForMissing([error]);
        }
        if (SameValue(error) is { } values)
        {
            RuleError first = error.Alternatives[0][0];
            string text = $"{messages.Subject(first)} is {messages.Found(first)}, the binding allows {RuleText.List(values)}";
            return new RuleMessage("DT3004", text, "this rule", error.RuleSpan) { Place = messages.PlaceOf(first) };
        }
        RuleError[] closest = [.. error.Alternatives.OrderBy(Distance).Select(each => each[0])];
        bool isOutermost = !_isInside;
        _isInside = true;
        RuleMessage inner = messages.For(closest[0]);
        RelatedLocation[] others = isOutermost ? [.. Others(closest[1..], inner)] : [];
        _isInside = !isOutermost;
        string count = error.Alternatives.Length == 1 || closest[0].Alternatives.Length > 1 ? "" : $" (the closest of {error.Alternatives.Length} alternatives)";
        return inner with { Text = inner.Text + count, Notes = [.. inner.Notes, .. others] };
    }

    /// <summary>The names in alternatives that only ask for properties: "'a' or 'b' with 'c'".</summary>
    public static string OneOf(RuleError error) =>
        string.Join(" or ", error.Alternatives.Select(each => string.Join(" with ", each.Select(one => $"'{one.Names[0]}'"))));

    private IEnumerable<RelatedLocation> Others(IEnumerable<RuleError> others, RuleMessage closest) => others
        .Take(MaxOthers)
        .Select(messages.For)
        .Where(each => each.Text != closest.Text)
        .DistinctBy(each => each.Text)
        .Select(each => new RelatedLocation("another alternative: " + each.Text, each.RuleSpan));

    private string TooMany(RuleError error)
    {
        string[] present = [.. error.Rule.Items
            .Select(each => each.Find("required"))
            .OfType<SchemaValue>()
            .SelectMany(each => each.Items)
            .Select(each => each.Text)
            .Where(name => error.Instance.Member(name) is not null)];
        return present.Length > 1 ? $"{RuleText.Names(present, "and")} exclude each other" : $"{messages.Subject(error)} fits {error.Count} alternatives, only one may";
    }

    /// <summary>All values of the alternatives, if each alternative only wants another value in the same place.</summary>
    private static List<SchemaValue>? SameValue(RuleError error)
    {
        var values = new List<SchemaValue>();
        PathStep[]? path = null;
        foreach (RuleError[] each in error.Alternatives)
        {
            if (each is not [{ Keyword: "const" or "enum", Type: null } only] || (path is not null && !only.Path.SequenceEqual(path)))
            {
                return null;
            }
            path = only.Path;
            values.AddRange(only.Keyword == "enum" ? only.Rule.Items : [only.Rule]);
        }
        return values.Count > 0 ? values : null;
    }

    // Fewer errors are closer, and a wrong value is closer than a wrong number of values; among these, one further
    // inside the value or in a later entry.
    private static (int, int, int) Distance(RuleError[] errors) =>
        (errors.Sum(error => error.Keyword is "minItems" or "maxItems" ? 3 : 1), -errors.Max(error => error.Path.Length), -errors.Min(error => error.Path.Length == 0 ? 0 : error.Path[^1].Index));
}
