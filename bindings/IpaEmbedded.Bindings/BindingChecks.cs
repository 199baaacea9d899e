using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Checks binding files themselves: known keywords with values of the right kind, an id, references that lead somewhere.</summary>
internal static class BindingChecks
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["$id"] = "string", ["$schema"] = "string", ["title"] = "string", ["description"] = "string", ["maintainers"] = "list",
        ["examples"] = "list", ["historical"] = "any", ["deprecated"] = "any", ["default"] = "any", ["select"] = "schema",
        ["$ref"] = "string", ["type"] = "any", ["const"] = "any", ["enum"] = "list", ["pattern"] = "string", ["format"] = "string",
        ["minimum"] = "number", ["maximum"] = "number", ["exclusiveMinimum"] = "number", ["exclusiveMaximum"] = "number", ["multipleOf"] = "number",
        ["minLength"] = "number", ["maxLength"] = "number", ["minItems"] = "number", ["maxItems"] = "number", ["uniqueItems"] = "boolean",
        ["items"] = "items", ["additionalItems"] = "schema", ["unevaluatedItems"] = "schema", ["contains"] = "schema", ["minContains"] = "number",
        ["maxContains"] = "number", ["properties"] = "schemas", ["patternProperties"] = "schemas", ["additionalProperties"] = "schema",
        ["unevaluatedProperties"] = "schema", ["propertyNames"] = "schema", ["minProperties"] = "number", ["maxProperties"] = "number",
        ["required"] = "list", ["dependencies"] = "dependencies", ["dependentRequired"] = "dependencies", ["dependentSchemas"] = "schemas",
        ["allOf"] = "list of schemas", ["anyOf"] = "list of schemas", ["oneOf"] = "list of schemas", ["not"] = "schema",
        ["if"] = "schema", ["then"] = "schema", ["else"] = "schema", ["definitions"] = "schemas", ["$defs"] = "schemas",
        ["typeSize"] = "number", ["phandle"] = "boolean", ["$comment"] = "string",
    };

    /// <summary>False if the file cannot be used; the id is the one it gives itself, or the one of its path.</summary>
    public static bool CheckFile(SchemaValue root, string path, SourceFile source, PatternTable patterns, DiagnosticBag diagnostics, out string id)
    {
        id = "http://devicetree.org/schemas/" + path + "#";
        if (!root.IsMap)
        {
            diagnostics.Error("DT4007", "a binding file is a map of keywords", new SourceSpan(source, 0, 0));
            return false;
        }
        if (root.FindEntry("$id") is not { } given)
        {
            diagnostics.Error("DT4005", $"the file has no '$id'; it is {id}", new SourceSpan(source, 0, 0));
        }
        else if (!given.Value.IsString || !given.Value.Text.EndsWith('#'))
        {
            diagnostics.Error("DT4005", $"'$id' is {given.Value}, an address that ends in '#' is required", given.Value.Span);
        }
        else
        {
            id = given.Value.Text;
        }
        CheckSchema(root, patterns, diagnostics);
        return true;
    }

    /// <summary>Reports every reference of a file that leads nowhere.</summary>
    public static void CheckReferences(BindingSet set, BindingFile file) => CheckReferences(set, file, file.Root);

    private static void CheckReferences(BindingSet set, BindingFile file, SchemaValue value)
    {
        foreach (SchemaValue item in value.Items)
        {
            CheckReferences(set, file, item);
        }
        foreach (SchemaEntry entry in value.Entries)
        {
            if (entry.Key == "$ref" && entry.Value.IsString)
            {
                if (set.Resolve(entry.Value.Text, file) is null)
                {
                    set.Diagnostics.Error("DT4004", $"no loaded binding has what '{entry.Value.Text}' refers to", entry.Value.Span);
                }
            }
            else
            {
                CheckReferences(set, file, entry.Value);
            }
        }
    }

    private static void CheckSchema(SchemaValue schema, PatternTable patterns, DiagnosticBag diagnostics)
    {
        if (schema.Kind == SchemaKind.Boolean)
        {
            return;
        }
        if (!schema.IsMap)
        {
            diagnostics.Error("DT4007", $"{schema} stands where a schema is required", schema.Span);
            return;
        }
        foreach (SchemaEntry entry in schema.Entries)
        {
            if (!Kinds.TryGetValue(entry.Key, out string? kind))
            {
                diagnostics.Error("DT4003", $"'{entry.Key}' is no keyword", entry.KeySpan);
            }
            else
            {
                CheckKeyword(entry, kind, patterns, diagnostics);
            }
        }
    }

    private static void CheckKeyword(SchemaEntry entry, string kind, PatternTable patterns, DiagnosticBag diagnostics)
    {
        SchemaValue value = entry.Value;
        switch (kind)
        {
            case "string" when value.IsString:
                CheckPattern(entry.Key == "pattern" ? value.Text : null, value.Span, patterns, diagnostics);
                return;
            case "list" when value.IsList:
            case "boolean" when value.Kind == SchemaKind.Boolean:
            case "number" when value.Kind is SchemaKind.Integer or SchemaKind.Number:
            case "any":
                return;
            case "schema":
            case "items" when !value.IsList:
                CheckSchema(value, patterns, diagnostics);
                return;
            case "items" or "list of schemas" when value.IsList:
                foreach (SchemaValue item in value.Items)
                {
                    CheckSchema(item, patterns, diagnostics);
                }
                return;
            case "schemas" or "dependencies" when value.IsMap:
                foreach (SchemaEntry each in value.Entries)
                {
                    CheckPattern(entry.Key == "patternProperties" ? each.Key : null, each.KeySpan, patterns, diagnostics);
                    if (kind == "schemas" || !each.Value.IsList)
                    {
                        CheckSchema(each.Value, patterns, diagnostics);
                    }
                }
                return;
        }
        string expected = kind switch { "schemas" or "dependencies" => "map", "list of schemas" or "items" => "list", _ => kind };
        diagnostics.Error("DT4007", $"'{entry.Key}' is {value}, a {expected} is required", value.Span);
    }

    private static void CheckPattern(string? pattern, SourceSpan span, PatternTable patterns, DiagnosticBag diagnostics)
    {
        if (pattern is not null && patterns.Of(pattern).Problem is { } problem)
        {
            diagnostics.Error(problem.Id, problem.Message, span);
        }
    }
}
