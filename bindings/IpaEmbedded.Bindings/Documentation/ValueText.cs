using System.Globalization;

namespace IpaEmbedded.Bindings;

/// <summary>Words rules for values: what a property may be, when a condition holds, what is asked for then.</summary>
internal static class ValueText
{
    private const string Types = "types.yaml#/definitions/";

    private static readonly HashSet<string> Consumed =
    [
        "clocks", "assigned-clocks", "assigned-clock-parents", "dmas", "gpios", "hwlocks", "interconnects", "interrupts-extended", "io-channels", "iommus", "mboxes",
        "memory-region", "nvmem-cells", "phys", "power-domains", "pwms", "resets", "sound-dai", "thermal-sensors",
    ];

    public static PropertyDescription Describe(string name, bool isPattern, SchemaValue schema, Requirement requirement)
    {
        IReadOnlyList<string> entries = schema.Find("items") is { IsList: true } items ? [.. items.Items.Select(Entry)] : [];
        if (entries.All(entry => entry.Length == 0))
        {
            entries = [];
        }
        string values = name == "compatible" ? "" : Values(schema);
        return new PropertyDescription(name, isPattern, TypeOf(name, schema), requirement, values, DescriptionReader.Paragraphs(schema), entries);
    }

    /// <summary>When a schema holds, as far as that can be said in short; what another word joins stands in brackets.</summary>
    public static string Condition(SchemaValue schema) => Joined(schema).Text;

    /// <summary>When a schema does not hold.</summary>
    public static string Contrary(SchemaValue schema) => Contrary(Joined(schema));

    /// <summary>What a schema asks for, one sentence each.</summary>
    public static IEnumerable<string> Demands(SchemaValue schema)
    {
        foreach (SchemaEntry entry in schema.Find("properties")?.Entries ?? [])
        {
            yield return entry.Value.IsFalse ? $"{entry.Key} is not allowed" : IsTest(entry.Value) ? Joined(entry.Key, entry.Value).Text : $"{entry.Key}: {Described(entry.Value)}";
        }
        if (schema.Find("required") is { IsList: true, Items.Count: > 0 } required)
        {
            yield return $"{string.Join(", ", required.Items.Select(item => item.Text))} {(required.Items.Count == 1 ? "is" : "are")} required";
        }
        foreach (string key in (string[])["oneOf", "anyOf"])
        {
            if (schema.Find(key) is { IsList: true } any)
            {
                yield return "either " + string.Join(", or ", any.Items.Select(item => string.Join(" and ", Demands(item))));
            }
        }
        if (schema.Find("not") is { } contrary)
        {
            yield return contrary.Entries.Count == 1 && contrary.Find("required") is { IsList: true } excluded
                ? $"{string.Join(" with ", excluded.Items.Select(item => item.Text))} is not allowed"
                : Contrary(contrary);
        }
        foreach (string demand in schema.Find("allOf")?.Items.SelectMany(Demands) ?? [])
        {
            yield return demand;
        }
        if (schema.Find("if") is { } condition)
        {
            string then = DemandsOf(schema.Find("then"));
            string otherwise = DemandsOf(schema.Find("else"));
            if (then.Length > 0)
            {
                yield return $"if {Condition(condition)}: {then}{(otherwise.Length > 0 ? "; otherwise: " + otherwise : "")}";
            }
            else if (otherwise.Length > 0)
            {
                yield return $"unless {Condition(condition)}: {otherwise}";
            }
        }
    }

    /// <summary>When a schema holds, and the word that joins the parts of that; null if it has only one.</summary>
    private static (string Text, string? Word) Joined(SchemaValue schema)
    {
        List<(string Text, string? Word)> parts = [.. schema.Find("properties")?.Entries.Select(entry => Joined(entry.Key, entry.Value)) ?? []];
        parts.AddRange(schema.Find("required")?.Items.Where(item => schema.Find("properties")?.Has(item.Text) != true).Select(item => (item.Text + " is there", (string?)null)) ?? []);
        parts.AddRange(schema.Find("not") is { } contrary ? [(Contrary(contrary), null)] : []);
        parts.AddRange(schema.Find("allOf")?.Items.Select(Joined) ?? []);
        foreach (string key in (string[])["anyOf", "oneOf"])
        {
            parts.AddRange(schema.Find(key) is { IsList: true, Items.Count: > 0 } any ? [Joined([.. any.Items.Select(Joined)], "or")] : []);
        }
        return parts.Count == 0 ? (schema.ToString(), null) : Joined(parts, "and");
    }

    /// <summary>The same for a property of that name.</summary>
    private static (string Text, string? Word) Joined(string name, SchemaValue schema) => schema.Entries switch
    {
        [{ Key: "not" } contrary] => (Contrary(Joined(name, contrary.Value)), null),
        [{ Key: "allOf", Value: { IsList: true, Items.Count: > 0 } } all] => Joined([.. all.Value.Items.Select(item => Joined(name, item))], "and"),
        [{ Key: "anyOf" or "oneOf", Value: { IsList: true, Items.Count: > 0 } } any] => Joined([.. any.Value.Items.Select(item => Joined(name, item))], "or"),
        [{ Key: "contains", Value.Entries: [{ Key: "anyOf" or "oneOf", Value: { IsList: true, Items.Count: > 0 } } any] }] => Joined([.. any.Value.Items.Select(item => Test(name, item, isContained: true))], "or"),
        _ => schema.Find("contains") is { } inside ? Test(name, inside, isContained: true) : Test(name, schema, isContained: false),
    };

    private static string Contrary((string Text, string? Word) joined) => joined.Word is null ? "not: " + joined.Text : $"not: ({joined.Text})";

    private static (string Text, string? Word) Joined(IReadOnlyList<(string Text, string? Word)> parts, string word) => parts is [var only] ? only
        : (string.Join($" {word} ", parts.Select(part => part.Word is null || part.Word == word ? part.Text : $"({part.Text})")), word);

    private static string DemandsOf(SchemaValue? branch) => branch is null ? "" : string.Join("; ", Demands(branch));

    private static string Described(SchemaValue schema) =>
        Stated(schema) is { Length: > 0 } text ? text : DescriptionReader.Paragraphs(schema) is [var first, ..] ? first : "allowed";

    // What it says cannot be told by a list of values.
    private static bool IsTest(SchemaValue schema) => schema.Entries is [{ Key: "not" or "contains" }]
        || (schema.Entries is [{ Key: "allOf" or "anyOf" or "oneOf" } combined] && combined.Value.Items.Exists(IsTest));

    private static string Stated(SchemaValue schema)
    {
        string[] entries = schema.Find("items") is { IsList: true } items ? [.. items.Items.Select(Entry).Where(each => each.Length > 0)] : [];
        string values = Values(schema);
        string listed = entries.Length == 0 ? "" : string.Join(", ", entries);
        return string.Join(": ", ((string[])[values, listed]).Where(each => each.Length > 0));
    }

    private static (string Text, string? Word) Test(string name, SchemaValue schema, bool isContained)
    {
        string verb = isContained ? "contains" : "is";
        if (schema.Find("const") is { } only)
        {
            return ($"{name} {verb} {Literal(only)}", null);
        }
        if (schema.Find("enum") is { IsList: true } any)
        {
            return ($"{name} {verb} {string.Join(" or ", any.Items.Select(Literal))}", any.Items.Count > 1 ? "or" : null);
        }
        if (schema.Find("pattern") is { } pattern)
        {
            return ($"{name} {(isContained ? "contains a match of" : "matches")} {pattern.Text}", null);
        }
        return (schema.IsFalse ? name + " is not there" : schema.IsTrue ? name + " is there or not" : $"{name} {verb} {(Stated(schema) is { Length: > 0 } text ? text : schema.ToString())}", null);
    }

    private static string TypeOf(string name, SchemaValue schema)
    {
        foreach (SchemaValue part in (SchemaValue[])[schema, .. schema.Find("allOf")?.Items ?? []])
        {
            if (part.Find("$ref")?.Text is { } reference)
            {
                int type = reference.IndexOf(Types, StringComparison.Ordinal);
                return type >= 0 ? reference[(type + Types.Length)..] : reference;
            }
        }
        if (schema.Find("type")?.Text is { } stated)
        {
            return stated switch { "boolean" => "flag", "object" => "node", _ => stated };
        }
        return name switch
        {
            "compatible" => "strings",
            "reg" or "ranges" or "dma-ranges" or "interrupts" => "cells",
            "firmware-name" or "label" or "status" => "string",
            _ when Consumed.Contains(name) || name.EndsWith("-gpios", StringComparison.Ordinal) || name.EndsWith("-gpio", StringComparison.Ordinal) => "phandle-array",
            _ when schema.Has("properties") => "node",
            _ when name.EndsWith("-names", StringComparison.Ordinal) => "strings",
            _ when name.EndsWith("-supply", StringComparison.Ordinal) => "phandle",
            _ when name.EndsWith("-cells", StringComparison.Ordinal) => "uint32",
            _ when schema.Find("enum")?.Items is [{ IsString: true }, ..] || schema.Find("const") is { IsString: true } => "string",
            _ => "",
        };
    }

    private static string Values(SchemaValue schema)
    {
        var parts = new List<string>();
        SchemaValue? rule = schema.Find("items") is { IsMap: true } all ? all : null;
        if (schema.Find("items") is { IsList: true } list)
        {
            parts.Add(Count(schema.Find("minItems")?.Integer ?? list.Items.Count, list.Items.Count));
        }
        else if (schema.Has("minItems") || schema.Has("maxItems"))
        {
            // Without a rule for the entries one number stands for both, as trees are validated.
            Int128? least = schema.Find("minItems")?.Integer, most = schema.Find("maxItems")?.Integer;
            parts.Add(rule is null ? Count(least ?? most ?? 1, most ?? least) : Count(least ?? 1, most));
        }
        parts.AddRange(Limits(schema));
        parts.AddRange(rule is null ? [] : Limits(rule));
        foreach (string key in (string[])["oneOf", "anyOf"])
        {
            string[] each = [.. schema.Find(key)?.Items.Select(Values).Where(text => text.Length > 0).Distinct() ?? []];
            parts.AddRange(each.Length == 0 ? [] : [string.Join("; or ", each)]);
        }
        return string.Join(", ", parts);
    }

    private static IEnumerable<string> Limits(SchemaValue schema)
    {
        if (schema.Find("const") is { } only)
        {
            yield return Literal(only);
        }
        if (schema.Find("enum") is { IsList: true } any)
        {
            yield return (any.Items.Count > 1 ? "one of " : "") + string.Join(", ", any.Items.Select(Literal));
        }
        if (schema.Has("minimum") || schema.Has("maximum"))
        {
            string least = schema.Find("minimum") is { } minimum ? Literal(minimum) : "", most = schema.Find("maximum") is { } maximum ? Literal(maximum) : "";
            yield return least.Length == 0 ? $"at most {most}" : most.Length == 0 ? $"at least {least}" : $"{least} to {most}";
        }
        if (schema.Find("multipleOf") is { } factor)
        {
            yield return "a multiple of " + Literal(factor);
        }
        if (schema.Find("pattern") is { } pattern)
        {
            yield return "matches " + pattern.Text;
        }
        if (schema.Find("default") is { } otherwise)
        {
            yield return "default " + Literal(otherwise);
        }
    }

    private static string Entry(SchemaValue item)
    {
        string text = string.Join(' ', DescriptionReader.Paragraphs(item));
        string values = Values(item);
        return text.Length == 0 ? values : values.Length == 0 ? text : $"{text} ({values})";
    }

    private static string Count(Int128 least, Int128? most)
    {
        string range = most is null ? $"{least} or more" : least == most || least > most ? most.Value.ToString(CultureInfo.InvariantCulture) : $"{least} to {most}";
        return range + (range == "1" ? " entry" : " entries");
    }

    private static string Literal(SchemaValue value) => value.IsString ? $"\"{value.Text}\"" : value.ToString();
}
