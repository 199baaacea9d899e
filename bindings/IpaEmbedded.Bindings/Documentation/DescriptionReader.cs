namespace IpaEmbedded.Bindings;

/// <summary>Reads what people want to know out of a binding file.</summary>
internal sealed class DescriptionReader(SchemaValue root)
{
    private readonly List<NodeDescription> _nodes = [];
    private readonly List<CaseDescription> _cases = [];

    public BindingDescription Read()
    {
        AddNode("", root, root, 0);
        return new BindingDescription
        {
            Title = root.Find("title")?.Text.Trim() is { Length: > 0 } title ? title : "Untitled",
            Id = root.Find("$id")?.Text ?? "",
            Meaning = Paragraphs(root),
            Maintainers = [.. root.Find("maintainers")?.Items.Select(item => item.Text) ?? []],
            Compatibles = [.. CompatiblesOf(root.Find("properties")?.Find("compatible"))],
            Nodes = _nodes,
            Cases = _cases,
            Examples = [.. root.Find("examples")?.Items.Where(item => item.IsString).Select(item => item.Text.TrimEnd('\n', ' ')) ?? []],
        };
    }

    /// <summary>The description of a schema, one string for each paragraph; one with line ends is a drawing.</summary>
    public static IReadOnlyList<string> Paragraphs(SchemaValue schema) =>
        [.. (schema.Find("description") is { IsString: true } text ? Written(text) : "").Replace("\r", "", StringComparison.Ordinal).Split("\n\n").Select(each => IsDrawing(each) ? each.Trim('\n') : OneLine(each)).Where(each => each.Length > 0)];

    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The text in the lines of its author, where YAML makes one line of them.</summary>
    private static string Written(SchemaValue text)
    {
        ReadOnlySpan<byte> source = text.Span.File.Text.Slice(text.Span.Offset, text.Span.Length);
        if (source.Length == 0 || source[0] is (byte)'|' or (byte)'>' or (byte)'"' or (byte)'\'')
        {
            return text.Text;
        }
        string[] lines = System.Text.Encoding.UTF8.GetString(source).Split('\n');
        int indent = lines.Skip(1).Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select((line, i) => i == 0 ? line : line.Length > indent ? line[indent..] : line.Trim()));
    }

    // Lines of a drawing begin with blanks or a stroke.
    private static bool IsDrawing(string paragraph)
    {
        string[] lines = [.. paragraph.Split('\n').Where(line => line.Length > 0)];
        return lines.Length > 1 && lines.Count(line => line.StartsWith("  ", StringComparison.Ordinal) || line[0] is '|' or '+' or '-') * 2 > lines.Length && lines.Any(line => line.Contains('|', StringComparison.Ordinal) || line.Contains("--", StringComparison.Ordinal));
    }

    private void AddNode(string name, SchemaValue schema, SchemaValue described, int depth)
    {
        var properties = new List<PropertyDescription>();
        var inside = new List<(string Name, SchemaValue Schema)>();
        string[] required = [.. schema.Find("required")?.Items.Select(item => item.Text) ?? []];
        string[] sometimes = [.. Parts(schema).SelectMany(part => part.Find("required")?.Items ?? []).Select(item => item.Text)];
        foreach ((SchemaEntry entry, bool isPattern) in Members(schema))
        {
            Requirement requirement = required.Contains(entry.Key) ? Requirement.Required : sometimes.Contains(entry.Key) ? Requirement.Sometimes : Requirement.Optional;
            properties.Add(ValueText.Describe(entry.Key, isPattern, entry.Value, requirement));
            if (entry.Value.Find("type")?.Text == "object" || entry.Value.Has("properties") || entry.Value.Has("patternProperties"))
            {
                inside.Add((entry.Key, entry.Value));
            }
        }
        _nodes.Add(new NodeDescription(name, ReferenceEquals(schema, root) ? [] : Paragraphs(described), properties, [.. ReferencesOf(schema)], IsClosed(schema)));
        AddCases(schema, name);
        foreach ((string child, SchemaValue rule) in inside.Where(_ => depth < Limits.RuleDepth).Where(each => Members(each.Schema).Any()))
        {
            AddNode(name.Length == 0 ? child : name + " / " + child, rule, rule, depth + 1);
        }
    }

    private void AddCases(SchemaValue schema, string node)
    {
        foreach (SchemaValue part in (SchemaValue[])[schema, .. schema.Find("allOf")?.Items ?? []])
        {
            if (part.Find("if") is { } condition)
            {
                string[] then = [.. part.Find("then") is { } held ? ValueText.Demands(held) : []];
                string[] otherwise = [.. part.Find("else") is { } other ? ValueText.Demands(other) : []];
                if (then.Length + otherwise.Length == 0)
                {
                    continue;
                }
                string where = node.Length == 0 ? "" : $"in {node}: ";
                _cases.Add(then.Length > 0 ? new CaseDescription(where + ValueText.Condition(condition), then, otherwise)
                    : new CaseDescription(where + ValueText.Contrary(condition), otherwise, []));
            }
        }
    }

    private static IEnumerable<(SchemaEntry Entry, bool IsPattern)> Members(SchemaValue schema) =>
        [.. schema.Find("properties")?.Entries.Select(entry => (entry, false)) ?? [], .. schema.Find("patternProperties")?.Entries.Select(entry => (entry, true)) ?? []];

    private static bool IsClosed(SchemaValue schema) => schema.Find("additionalProperties") is { IsFalse: true } || schema.Find("unevaluatedProperties") is { IsFalse: true };

    /// <summary>Parts that ask for something in some cases only.</summary>
    private static IEnumerable<SchemaValue> Parts(SchemaValue schema)
    {
        foreach (string key in (string[])["anyOf", "oneOf", "allOf"])
        {
            foreach (SchemaValue item in schema.Find(key)?.Items ?? [])
            {
                yield return item;
                foreach (SchemaValue part in Parts(item))
                {
                    yield return part;
                }
            }
        }
        foreach (string key in (string[])["then", "else"])
        {
            if (schema.Find(key) is { } branch)
            {
                yield return branch;
                foreach (SchemaValue part in Parts(branch))
                {
                    yield return part;
                }
            }
        }
    }

    private static IEnumerable<string> ReferencesOf(SchemaValue schema) =>
        ((SchemaValue[])[schema, .. schema.Find("allOf")?.Items ?? []]).Select(part => part.Find("$ref")?.Text ?? "").Where(text => text.Length > 0);

    private static IEnumerable<IReadOnlyList<IReadOnlyList<string>>> CompatiblesOf(SchemaValue? schema)
    {
        if (schema is null)
        {
            return [];
        }
        if ((schema.Find("oneOf") ?? schema.Find("anyOf")) is { IsList: true } alternatives)
        {
            return alternatives.Items.SelectMany(CompatiblesOf);
        }
        if (schema.Find("items") is { IsList: true } items)
        {
            return [[.. items.Items.Select(Choices)]];
        }
        return Choices(schema.Find("items") ?? schema.Find("contains") ?? schema).Select(each => (IReadOnlyList<IReadOnlyList<string>>)[[each]]);
    }

    private static IReadOnlyList<string> Choices(SchemaValue schema)
    {
        if (schema.Find("const") is { IsString: true } only)
        {
            return [only.Text];
        }
        if (schema.Find("enum") is { IsList: true } any)
        {
            return [.. any.Items.Select(item => item.Text)];
        }
        return schema.Find("pattern") is { IsString: true } pattern ? [pattern.Text] : [.. (schema.Find("oneOf") ?? schema.Find("anyOf"))?.Items.SelectMany(Choices) ?? []];
    }
}
