using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>The words for errors of rules about one node: what the tree has, and what the binding asks for.</summary>
internal sealed class RuleMessages
{
    private readonly BindingSet _set;
    private readonly Node _node;
    private readonly Instance _instance;
    private readonly AlternativeMessages _alternatives;

    /// <param name="set">The bindings, whose descriptions help.</param>
    /// <param name="node">The node that was validated.</param>
    /// <param name="instance">The same as the rules saw it.</param>
    public RuleMessages(BindingSet set, Node node, Instance instance)
    {
        _set = set;
        _node = node;
        _instance = instance;
        _alternatives = new AlternativeMessages(this);
    }

    /// <summary>What to tell about one error.</summary>
    public RuleMessage For(RuleError error)
    {
        if (error.Type is { } type)
        {
            TreePlace whole = PlaceOf(error) with { IsWhole = true };
            return new RuleMessage("DT3007", $"{FoundValue.Name(error)} is {Found(error)}, its type {type.Name} takes {RuleText.Type(type.Name)}", "the type is given here", type.Span) { Place = whole };
        }
        if (error.Keyword is "oneOf" or "anyOf")
        {
            return _alternatives.For(error);
        }
        (string id, string text) = Text(error);
        string rule = error.Keyword is "dependentRequired" ? "required by this rule" : "this rule";
        return new RuleMessage(id, text, rule, error.RuleSpan) { Place = PlaceOf(error), Describes = error.Keyword == "dependentRequired" ? error.Names[0] : null };
    }

    /// <summary>One message for all that a node lacks.</summary>
    public RuleMessage ForMissing(IReadOnlyList<RuleError> errors)
    {
        string[] names = [.. errors.Where(each => each.Keyword == "required").Select(each => each.Names[0]).Distinct()];
        string[] choices = [.. errors.Where(ErrorGroups.IsOneOfMissing).Select(AlternativeMessages.OneOf).Distinct()];
        string text = (names, choices) switch
        {
            ([], [var only]) => $"one of the properties {only} is required",
            ([var only], []) => $"required property '{only}' is missing",
            (_, []) => $"required properties {RuleText.Names(names, "and")} are missing",
            ([], _) => "required properties are missing: " + string.Join(" and ", choices.Select(each => "one of " + each)),
            _ => $"required properties {string.Join(", ", names.Select(each => $"'{each}'"))} and one of {string.Join(" and one of ", choices)} are missing",
        };
        RuleError[] rules = [.. errors.DistinctBy(each => each.RuleSpan.File)];
        return new RuleMessage("DT3002", text, "required by this rule", rules[0].RuleSpan)
        {
            Place = PlaceOf(rules[0]),
            Describes = names is [var one] && choices.Length == 0 ? one : "",
            Notes = [.. rules[1..].Select(each => new RelatedLocation("and by this rule", each.RuleSpan)), .. Provenance.OfMissing(PlaceOf(rules[0]).Node, names)],
        };
    }

    /// <summary>One message for a list of strings of which several are not what the binding asks for in their places.</summary>
    public RuleMessage ForStrings(IReadOnlyList<RuleError> errors)
    {
        Instance list = WholeOf(errors[0]);
        SchemaValue?[] wanted = new SchemaValue?[errors.Max(each => each.Path[^1].Index) + 1];
        foreach (RuleError error in errors)
        {
            wanted[error.Path[^1].Index] = error.Rule;
        }
        string[] texts = [.. wanted.Select((each, i) => each is null ? list.Items[i].ToString() : RuleText.Value(each))];
        string text = $"{FoundValue.Name(errors[0])} is {string.Join(", ", list.Items.Select(each => each.ToString()))}, the binding requires {string.Join(", ", texts)}";
        return new RuleMessage("DT3004", text, "this rule", errors[0].RuleSpan) { Place = PlaceOf(errors[0]) };
    }

    /// <summary>The place of the value that an error is about.</summary>
    public TreePlace PlaceOf(RuleError error)
    {
        TreePlace place = TreePlace.Of(_node, error.Path);
        if (place.Property is null)
        {
            return place;
        }
        bool isInside = error.Path.Length > 0 && error.Path[^1].Name is null;
        // Of a list with too many entries the first of these, of one with an entry twice the second.
        int? entry = error.Keyword switch
        {
            "maxItems" when error.Rule.Integer >= 0 && error.Rule.Integer < error.Instance.Items.Count => (int)error.Rule.Integer,
            "additionalItems" when error.Owner?.Find("items")?.Items.Count is { } most && most < error.Instance.Items.Count => most,
            "uniqueItems" => Repeated(error.Instance),
            _ => null,
        };
        int? offset = entry is { } at ? error.Instance.Items[at].Offset : isInside ? error.Instance.Offset : null;
        return offset is null ? place : place with { Offset = offset.Value, IsWhole = false };
    }

    /// <summary>What the value is called.</summary>
    public string Subject(RuleError error) => FoundValue.Subject(error, _instance);

    /// <summary>What the value is.</summary>
    public string Found(RuleError error) => FoundValue.Describe(error.Instance, TreePlace.Of(_node, error.Path).Property);

    private (string Id, string Text) Text(RuleError error)
    {
        SchemaValue rule = error.Rule;
        switch (error.Keyword)
        {
            case "dependentRequired":
                return ("DT3012", $"'{error.Names[1]}' needs '{error.Names[0]}', which is missing");
            case "false":
                return ("DT3001", $"{Subject(error)} is not allowed here");
            case "minItems" or "maxItems":
                return ("DT3003", CountText.Of(error, Subject(error)));
            case "additionalItems":
                return ("DT3003", $"{Subject(error)} has more entries than the binding describes");
            case "const":
                return ("DT3004", $"{Subject(error)} is {Found(error)}, the binding requires {RuleText.Value(rule)}");
            case "enum":
                return ("DT3004", $"{Subject(error)} is {Found(error)}, the binding allows {RuleText.List(rule.Items)}{Meant(error)}");
            case "minimum":
                return ("DT3005", $"{Subject(error)} is {Found(error)}, the binding allows {RuleText.Value(rule)} or more");
            case "maximum":
                return ("DT3005", $"{Subject(error)} is {Found(error)}, the binding allows {RuleText.Value(rule)} or less");
            case "exclusiveMinimum":
                return ("DT3005", $"{Subject(error)} is {Found(error)}, the binding allows more than {RuleText.Value(rule)}");
            case "exclusiveMaximum":
                return ("DT3005", $"{Subject(error)} is {Found(error)}, the binding allows less than {RuleText.Value(rule)}");
            case "multipleOf":
                return ("DT3005", $"{Subject(error)} is {Found(error)}, the binding requires a multiple of {RuleText.Value(rule)}");
            case "pattern":
                return ("DT3006", $"{Subject(error)} is {error.Instance}, the binding requires a match of {rule.Text}");
            case "type":
                return ("DT3007", TypeMismatch(error));
            case "typeSize":
                return ("DT3007", $"{Subject(error)} holds {error.Count}-bit numbers, the binding requires {RuleText.Value(rule)} bits");
            case "uniqueItems":
                return ("DT3010", $"{Subject(error)} has the same value twice");
            case "contains":
                return ("DT3011", $"{Subject(error)} is {Found(error)} and has nothing that the binding requires{RuleText.Wanted(rule)}");
            case "not":
                return ("DT3013", ExclusionText.Of(error, Subject(error), Found(error), _set.ContextOf(error.RuleSpan).Pattern));
            default:
                return ("DT3008", $"{Subject(error)} does not satisfy '{error.Keyword}: {rule}'");
        }
    }

    /// <summary>Of more strings than are listed, the one that was meant.</summary>
    private static string Meant(RuleError error) =>
        error.Rule.Items.Count > Limits.ListedValues && error.Instance.Kind == InstanceKind.String
        && Suggestion.OfMisspelt(error.Instance.Text, error.Rule.Items.Where(item => item.IsString).Select(item => item.Text)) is { } question ? "; " + question : "";

    private Instance WholeOf(RuleError entry)
    {
        Instance at = _instance;
        foreach (PathStep step in entry.Path.AsSpan(0, entry.Path.Length - 1))
        {
            at = step.Name is null ? at.Items[step.Index] : at.Member(step.Name)!;
        }
        return at;
    }

    private static int? Repeated(Instance list)
    {
        var seen = new HashSet<Instance>(InstanceComparer.Instance);
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (!seen.Add(list.Items[i]))
            {
                return i;
            }
        }
        return null;
    }

    private string TypeMismatch(RuleError error)
    {
        string subject = Subject(error);
        if (error.Instance.IsNode)
        {
            return error.Path.Length == 0 ? $"the node is not of type {error.Rule.Text}" : $"{subject} is a node, the binding describes a property";
        }
        return error.Rule.Text switch
        {
            "object" => $"{subject} is a property, the binding describes a node",
            "boolean" => $"{subject} is {Found(error)}, the binding requires no value",
            "array" when error.Instance.Kind == InstanceKind.True => $"{subject} has no value, the binding requires one",
            "integer" or "number" => $"{subject} is {Found(error)}, the binding requires a number",
            "string" => $"{subject} is {Found(error)}, the binding requires text",
            _ => $"{subject} is {Found(error)}, the binding requires type {error.Rule.Text}",
        };
    }
}
