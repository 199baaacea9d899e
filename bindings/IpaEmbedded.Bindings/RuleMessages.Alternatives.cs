using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <content>Alternatives of which none fits, or more than one: the finding names what they differ in, or the closest.</content>
internal static partial class RuleMessages
{
    private static RuleMessage Alternatives(RuleError error, Node node, TreePlace place)
    {
        if (error.Count > 1)
        {
            return new RuleMessage("DT3009", TooMany(error), "only one of these may hold", error.RuleSpan) { Place = place };
        }
        if (error.Rule.StatesNumberCount)
        {
            return new RuleMessage("DT3003", NumberCount(error), "this rule", error.RuleSpan) { Place = place };
        }
        if (Array.TrueForAll(error.Alternatives, each => each.Length > 0 && Array.TrueForAll(each, one => one.Keyword == "required" && one.Path.Length == error.Path.Length)))
        {
            string either = string.Join(" or ", error.Alternatives.Select(each => Names(each.Select(one => one.Names[0]), " with ")));
            return new RuleMessage("DT3002", $"one of the properties {either} is required", "required by this rule", error.RuleSpan) { Place = place };
        }
        if (SameValue(error) is { } values)
        {
            RuleError first = error.Alternatives[0][0];
            string text = $"{Subject(first)} is {Describe(first.Instance)}, the binding allows {List(values)}";
            return new RuleMessage("DT3004", text, "this rule", error.RuleSpan) { Place = PlaceOf(first, node) };
        }
        RuleError closest = Closest(error);
        RuleMessage inner = For(closest, node);
        string count = error.Alternatives.Length == 1 ? "" : $" (the closest of {error.Alternatives.Length} alternatives)";
        return inner with { Text = inner.Text + count };
    }

    private static string TooMany(RuleError error)
    {
        string[] present = [.. error.Rule.Items
            .Select(each => each.Find("required"))
            .OfType<SchemaValue>()
            .SelectMany(each => each.Items)
            .Select(each => each.Text)
            .Where(name => error.Instance.Member(name) is not null)];
        return present.Length > 1 ? $"{Names(present, " and ")} exclude each other" : $"{Subject(error)} fits {error.Count} alternatives, only one may";
    }

    private static string NumberCount(RuleError error)
    {
        int count = error.Instance.Items.Sum(row => row.Items.Count);
        SchemaValue row = error.Rule.Items[1].Find("items")!.Items[0];
        Int128 least = row.Find("minItems")?.Integer ?? 1;
        Int128 most = row.Find("maxItems")?.Integer ?? least;
        string required = least == most ? $"requires {least}" : count < least ? $"requires at least {least}" : $"allows at most {most}";
        return $"{Subject(error)} has {Count(count, "number")}, the binding {required}";
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

    private static RuleError Closest(RuleError error)
    {
        RuleError[] best = error.Alternatives[0];
        foreach (RuleError[] each in error.Alternatives)
        {
            if (Distance(each).CompareTo(Distance(best)) < 0)
            {
                best = each;
            }
        }
        return best[0];
    }

    // Fewer errors are closer, and a wrong value is closer than a wrong number of values; among these, one further
    // inside the value or in a later entry.
    private static (int, int, int) Distance(RuleError[] errors) =>
        (errors.Sum(error => error.Keyword is "minItems" or "maxItems" ? 3 : 1), -errors.Max(error => error.Path.Length), -errors.Min(error => error.Path.Length == 0 ? 0 : error.Path[^1].Index));
}
