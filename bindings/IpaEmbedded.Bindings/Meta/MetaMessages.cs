using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Words errors of meta-schemas as what the author wrote and what to write instead.</summary>
internal sealed class MetaMessages(MetaSchemaSet set)
{
    private const string Address = "http://devicetree.org/meta-schemas/core.yaml#";

    public (string Id, string Message, SourceSpan Span) For(MetaError error)
    {
        if (error.IsName)
        {
            return error.Keyword is "enum" or "anyOf"
                ? ForName(error.Instance.Text, error.Place, error)
                : ("DT4021", With($"'{error.Instance.Text}' is not allowed here", error), error.Place);
        }
        string subject = Subject(error);
        switch (error.Keyword)
        {
            case "required":
                return ForMissing(error, subject);
            case "dependentRequired":
                return ("DT4020", $"'{error.Names[1]}' needs '{error.Names[0]}', which is missing", error.Instance.FindEntry(error.Names[1])!.KeySpan);
            case "type" when error.Advice is null:
                return ("DT4007", $"{subject} is {error.Instance}, {Kind(error.Rule)} is required", ValueOf(error));
            case "format" when error.Rule.Text == "regex":
                return ("DT4008", $"'{error.Instance.Text}' is no regular expression", ValueOf(error));
            case "format" when error.Rule.Text != "email":
                return ("DT4023", With($"{subject} is {error.Instance}, which is no address", error), ValueOf(error));
            case "enum":
                string[] allowed = [.. error.Rule.Items.Select(item => item.IsString ? item.Text : item.ToString())];
                string question = error.Instance.IsString && Suggestion.OfMisspelt(error.Instance.Text, allowed) is { } near ? "; " + near : "";
                return (IdOf(error), With($"{subject} is {error.Instance}{question}", error), ValueOf(error));
            case "pattern" or "const" or "format" or "maxLength" or "minLength" or "type":
                return (IdOf(error), With($"{subject} is {error.Instance}", error), ValueOf(error));
            case "minimum" or "exclusiveMinimum" or "maximum" or "exclusiveMaximum":
                return ("DT4023", With($"{subject} is {error.Instance}", error, $"{(error.Keyword.EndsWith("inimum", StringComparison.Ordinal) ? "more" : "less")} is required"), ValueOf(error));
            case "uniqueItems":
                return ("DT4023", With($"{subject} has the same value twice", error), error.Place);
            case "minItems" or "maxItems":
                return ("DT4023", With($"{subject} has {error.Instance.Items.Count} entries", error, error.Keyword == "minItems" ? "more are required" : "less are required"), error.Place);
            case "false":
                return ("DT4021", With($"{subject} is not allowed here", error), error.Place);
            case "additionalProperties" when error.Instance.FindEntry(error.Names[0]) is { } extra:
                return ForName(extra.Key, extra.KeySpan, error);
            case "not" when error.Instance.IsString:
                return ("DT4023", With($"{subject} is {error.Instance}", error), ValueOf(error));
            case "not" when error.Names.Length > 0 && error.Instance.FindEntry(error.Names[0]) is { } entry:
                return ("DT4021", Advice(error, subject) ?? $"'{entry.Key}' is not allowed here", entry.KeySpan);
            default:
                return ("DT4021", Advice(error, subject) ?? $"{subject} is not what '{error.Keyword}' of the meta-schema asks for", error.Place);
        }
    }

    private (string Id, string Message, SourceSpan Span) ForName(string name, SourceSpan span, MetaError error)
    {
        if (set.Keywords.Contains(name))
        {
            return ("DT4021", With($"'{name}' is not allowed here", error), span);
        }
        string question = Suggestion.OfMisspelt(name, set.Keywords) is { } near ? "; " + near : "";
        return ("DT4003", $"'{name}' is no keyword{question}", span);
    }

    private static (string Id, string Message, SourceSpan Span) ForMissing(MetaError error, string subject)
    {
        string name = error.Names[0];
        return error.Path.Length > 0
            ? ("DT4020", With($"{subject} has no '{name}'", error), error.Place)
            : name switch
            {
                "$id" => ("DT4005", "the file has no '$id'; write its address, such as '$id: http://devicetree.org/schemas/misc/vendor,device.yaml#'", error.Place),
                "$schema" => ("DT4020", $"the file has no '$schema'; write '$schema: {Address}'", error.Place),
                "maintainers" => ("DT4020", "the file has no 'maintainers'; list who answers for it, each as '- Name <name@example.org>'", error.Place),
                _ => ("DT4020", $"the file has no '{name}'", error.Place),
            };
    }

    private static string IdOf(MetaError error) => error.Path is [{ Name: "$id" }] ? "DT4005" : "DT4023";

    private static string With(string fact, MetaError error, string? otherwise = null) => (Advice(error, null) ?? otherwise) is { } more ? $"{fact}; {more}" : fact;

    /// <summary>What the meta-schema says to do; with the subject in front where it is not named.</summary>
    private static string? Advice(MetaError error, string? subject)
    {
        if (error.Advice is not { } advice)
        {
            return null;
        }
        string name = Array.FindLast(error.Path, step => step.Name is not null).Name ?? "the file";
        string text = advice.Replace("'{name}", "'" + name, StringComparison.Ordinal).Replace("{name}", "'" + name + "'", StringComparison.Ordinal);
        return subject is null || error.Path.Length == 0 || text != advice ? text : $"{subject}: {text}";
    }

    private static string Subject(MetaError error)
    {
        int name = Array.FindLastIndex(error.Path, step => step.Name is not null);
        string text = name < 0 ? "the file" : "'" + error.Path[name].Name + "'";
        return name < error.Path.Length - 1 ? $"entry {error.Path[^1].Index + 1} of {text}" : text;
    }

    // A value that was left out has no text to point at.
    private static SourceSpan ValueOf(MetaError error) => error.Instance is { IsMap: false, IsList: false, Span.Length: > 0 } ? error.Instance.Span : error.Place;

    private static string Kind(SchemaValue types)
    {
        if (types.IsList)
        {
            return types.Items.Exists(type => type.Text == "object") ? "a schema" : string.Join(" or ", types.Items.Select(Kind));
        }
        return types.Text switch
        {
            "object" => "a map",
            "array" => "a list",
            "boolean" => "true or false",
            "integer" => "a number",
            var other => "a " + other,
        };
    }
}
