using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>The words for errors of rules: what the tree has, and what the binding asks for.</summary>
internal static class RuleMessages
{
    public static RuleMessage For(RuleError error, Node node)
    {
        TreePlace place = PlaceOf(error, node);
        if (error.Type is { } type)
        {
            return new RuleMessage("DT3007", $"{Name(error)} is {Describe(error.Instance)}, its type {type.Name} takes {TypeText(type.Name)}", "the type is given here", type.Span)
            {
                Place = place with { IsWhole = true },
            };
        }
        (string id, string text) = Text(error);
        string rule = error.Keyword is "required" or "dependentRequired" ? "required by this rule" : "this rule";
        if (error.Keyword is "oneOf" or "anyOf")
        {
            return Alternatives(error, node, place);
        }
        return new RuleMessage(id, text, rule, error.RuleSpan) { Place = place };
    }

    private static TreePlace PlaceOf(RuleError error, Node node)
    {
        TreePlace place = TreePlace.Of(node, error.Path);
        bool inside = error.Path.Length > 0 && error.Path[^1].Name is null;
        return inside && place.Property is not null ? place with { Offset = error.Instance.Offset, IsWhole = false } : place;
    }

    private static (string Id, string Text) Text(RuleError error)
    {
        SchemaValue rule = error.Rule;
        switch (error.Keyword)
        {
            case "required":
                return ("DT3002", $"required property '{error.Names[0]}' is missing");
            case "dependentRequired":
                return ("DT3012", $"'{error.Names[1]}' needs '{error.Names[0]}', which is missing");
            case "false":
                return ("DT3001", $"{Subject(error)} is not allowed here");
            case "minItems" or "maxItems":
                return ("DT3003", CountText(error));
            case "additionalItems":
                return ("DT3003", $"{Subject(error)} has more entries than the binding describes");
            case "const":
                return ("DT3004", $"{Subject(error)} is {Describe(error.Instance)}, the binding requires {Value(rule)}");
            case "enum":
                return ("DT3004", $"{Subject(error)} is {Describe(error.Instance)}, the binding allows {List(rule.Items)}");
            case "minimum":
                return ("DT3005", $"{Subject(error)} is {error.Instance}, the binding allows {Value(rule)} or more");
            case "maximum":
                return ("DT3005", $"{Subject(error)} is {error.Instance}, the binding allows {Value(rule)} or less");
            case "exclusiveMinimum":
                return ("DT3005", $"{Subject(error)} is {error.Instance}, the binding allows more than {Value(rule)}");
            case "exclusiveMaximum":
                return ("DT3005", $"{Subject(error)} is {error.Instance}, the binding allows less than {Value(rule)}");
            case "multipleOf":
                return ("DT3005", $"{Subject(error)} is {error.Instance}, the binding requires a multiple of {Value(rule)}");
            case "pattern":
                return ("DT3006", $"{Subject(error)} is {error.Instance}, the binding requires a match of {rule.Text}");
            case "type":
                return ("DT3007", TypeMismatch(error));
            case "typeSize":
                return ("DT3007", $"{Subject(error)} holds {error.Count}-bit numbers, the binding requires {Value(rule)} bits");
            case "uniqueItems":
                return ("DT3010", $"{Subject(error)} has the same value twice");
            case "contains":
                return ("DT3011", $"{Subject(error)} is {Describe(error.Instance)} and has nothing that the binding requires{Wanted(rule)}");
            case "not":
                return ("DT3013", Excluded(error));
            default:
                return ("DT3008", $"{Subject(error)} does not satisfy '{error.Keyword}: {rule}'");
        }
    }

    private static string Name(RuleError error) => Array.FindLast(error.Path, step => step.Name is not null).Name switch
    {
        null => "the node",
        "$nodename" => "the name of the node",
        var name => "'" + name + "'",
    };

    private static string Subject(RuleError error)
    {
        int name = Array.FindLastIndex(error.Path, step => step.Name is not null);
        string text = Name(error);
        if (name < 0 || error.Path[name].Name == "$nodename")
        {
            return text;
        }
        int[] indexes = [.. error.Path[(name + 1)..].Select(step => step.Index)];
        return indexes switch
        {
            [] => text,
            [int entry] => $"entry {entry + 1} of {text}",
            [int entry, int cell, ..] => $"cell {cell + 1} in entry {entry + 1} of {text}",
        };
    }

    private static string Describe(Instance value) => value switch
    {
        { Kind: InstanceKind.True } => "without value",
        { Kind: InstanceKind.Bytes } => "bytes of no type",
        { IsNode: true } => "a node",
        { IsList: true, Items: [] } => "empty",
        { IsList: true, Items.Count: > Limits.ListedValues } => $"a list of {value.Items.Count}",
        _ => value.ToString(),
    };

    private static string Value(SchemaValue value) => value switch
    {
        { IsString: true } => "\"" + value.Text + "\"",
        { IsTrue: true } => "no value",
        _ => value.ToString(),
    };

    private static string List(IReadOnlyList<SchemaValue> values)
    {
        string listed = string.Join(", ", values.Take(Limits.ListedValues).Select(Value));
        return values.Count > Limits.ListedValues ? $"{listed} and {values.Count - Limits.ListedValues} others" : listed;
    }

    private static string CountText(RuleError error)
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
        return $"{Subject(error)} has {Count(list.Items.Count, noun)}, the binding {required}";
    }

    private static string Count(int count, string noun) => count == 1 ? "1 " + noun : count + " " + (noun == "entry" ? "entries" : noun + "s");

    private static string TypeMismatch(RuleError error)
    {
        string subject = Subject(error);
        if (error.Instance.IsNode)
        {
            return error.Path.Length == 0 ? $"the node is not of type {error.Rule.Text}" : $"{subject} is a node, the binding describes a property";
        }
        return error.Rule.Text switch
        {
            "object" => $"{subject} is a property, the binding describes a node",
            "boolean" => $"{subject} is {Describe(error.Instance)}, the binding requires no value",
            "array" when error.Instance.Kind == InstanceKind.True => $"{subject} has no value, the binding requires one",
            "integer" or "number" => $"{subject} is {Describe(error.Instance)}, the binding requires a number",
            "string" => $"{subject} is {Describe(error.Instance)}, the binding requires text",
            _ => $"{subject} is {Describe(error.Instance)}, the binding requires type {error.Rule.Text}",
        };
    }

    private static string TypeText(string type) => type switch
    {
        "flag" => "no value",
        "phandle" => "one reference to a node",
        "phandle-array" => "references to nodes, each with its arguments",
        "string" => "one string",
        "string-array" => "strings, each of them once",
        "non-unique-string-array" => "strings",
        "uint64" => "one 64-bit number",
        _ when type.EndsWith("-array", StringComparison.Ordinal) => Bits(type) + "-bit numbers",
        _ when type.EndsWith("-matrix", StringComparison.Ordinal) => "rows of " + Bits(type) + "-bit numbers",
        _ when Bits(type).Length > 0 => "one " + Bits(type) + "-bit number",
        _ => "something else",
    };

    private static string Bits(string type) => string.Concat(type.Where(char.IsAsciiDigit));

    private static string Wanted(SchemaValue rule)
    {
        if (rule.Find("const") is { } only)
        {
            return ", " + Value(only);
        }
        return rule.Find("enum") is { } any ? ", one of " + List(any.Items) : rule.Find("pattern") is { } pattern ? ", a match of " + pattern.Text : "";
    }

    private static string Excluded(RuleError error)
    {
        SchemaValue? required = error.Rule.Find("required");
        if (required is not null && error.Rule.Entries.Count == 1)
        {
            return Names(required.Items.Select(item => item.Text), " and ") + (required.Items.Count == 1 ? " is not allowed here" : " exclude each other");
        }
        return $"{Subject(error)} is what the binding excludes";
    }

    private static string Names(IEnumerable<string> names, string separator) => string.Join(separator, names.Select(name => "'" + name + "'"));

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
        string count = error.Alternatives.Length == 1 || closest.Alternatives.Length > 1 ? "" : $" (the closest of {error.Alternatives.Length} alternatives)";
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

    private static RuleError Closest(RuleError error) => error.Alternatives.MinBy(Distance)![0];

    // Fewer errors are closer, and a wrong value is closer than a wrong number of values; among these, one further
    // inside the value or in a later entry.
    private static (int, int, int) Distance(RuleError[] errors) =>
        (errors.Sum(error => error.Keyword is "minItems" or "maxItems" ? 3 : 1), -errors.Max(error => error.Path.Length), -errors.Min(error => error.Path.Length == 0 ? 0 : error.Path[^1].Index));
}
