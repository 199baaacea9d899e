using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// Turns a binding file, in which people write short forms, into the schema that trees are validated by: adds what every
/// node may have, lets <c>interrupts-extended</c> stand for <c>interrupts</c>, and derives <c>select</c>.
/// The order of the steps is that of dt-schema, since later ones see the result of earlier ones.
/// </summary>
internal static class SchemaFixups
{
    private static readonly string[] Dropped = ["examples", "maintainers", "historical"];

    public static void Apply(SchemaValue schema, CopiedValues copies)
    {
        foreach (string key in Dropped)
        {
            schema.Remove(key);
        }
        AddSelect(schema);
        FixSchema(schema, true, copies);
    }

    private static void FixSchema(SchemaValue schema, bool describesNode, CopiedValues copies)
    {
        if (!schema.IsMap)
        {
            return;
        }
        schema.Remove("description");
        AllowExtendedInterrupts(schema, copies);
        if (describesNode)
        {
            AllowStandardProperties(schema);
        }
        if (schema.Find("additionalProperties") is { IsTrue: true })
        {
            schema.Remove("additionalProperties");
        }
        foreach (SchemaEntry entry in schema.Entries.ToArray())
        {
            switch (entry.Key)
            {
                case "select" or "if" or "then" or "else" or "additionalProperties" or "not":
                    FixSchema(entry.Value, false, copies);
                    break;
                case "allOf" or "anyOf" or "oneOf":
                    foreach (SchemaValue each in entry.Value.Items)
                    {
                        FixSchema(each, true, copies);
                    }
                    break;
                case "properties" or "patternProperties" or "dependentRequired" or "dependentSchemas" or "dependencies" or "$defs":
                    foreach (SchemaEntry property in entry.Value.Entries.ToArray())
                    {
                        FixProperty(property.Key, property.Value);
                        FixSchema(property.Value, true, copies);
                    }
                    break;
            }
        }
        PropertyFixups.SplitDependencies(schema);
    }

    private static void FixProperty(string name, SchemaValue schema)
    {
        if (!schema.IsMap)
        {
            return;
        }
        foreach (string key in (string[])["allOf", "oneOf", "anyOf"])
        {
            if (schema.Find(key) is { } alternatives)
            {
                foreach (SchemaValue each in alternatives.Items)
                {
                    FixProperty(name, each);
                }
            }
        }
        if (schema.Find("then") is { } then)
        {
            FixProperty(name, then);
        }
        PropertyFixups.Apply(name, schema);
    }

    private static void AllowExtendedInterrupts(SchemaValue schema, CopiedValues copies)
    {
        if (schema.Find("properties") is not { IsMap: true } properties)
        {
            return;
        }
        SchemaEntry? interrupts = properties.FindEntry("interrupts");
        if ((interrupts is not null || properties.Has("interrupt-controller")) && !properties.Has("interrupt-parent"))
        {
            properties.Set("interrupt-parent", SchemaValue.Of(true, properties.Span));
        }
        if (interrupts is null || properties.Has("interrupts-extended") || copies.TryCopy(interrupts.Value) is not { } extended)
        {
            return;
        }
        properties.Set("interrupts-extended", extended, interrupts.KeySpan);
        if (schema.Find("required") is not { IsList: true } required)
        {
            return;
        }
        SchemaValue? listed = required.Items.Find(item => item.Text == "interrupts");
        if (listed is null)
        {
            return;
        }
        SchemaValue either = SchemaValue.NewList(listed.Span, Requires("interrupts", listed.Span), Requires("interrupts-extended", listed.Span));
        if (schema.Has("oneOf"))
        {
            schema.SetDefault("allOf", SchemaValue.NewList(listed.Span));
            SchemaValue wrapped = SchemaValue.NewMap(listed.Span);
            wrapped.Set("oneOf", either);
            schema.Find("allOf")!.Items.Add(wrapped);
        }
        else
        {
            schema.Set("oneOf", either);
        }
        required.Items.Remove(listed);
    }

    private static SchemaValue Requires(string property, SourceSpan span)
    {
        SchemaValue schema = SchemaValue.NewMap(span);
        schema.Set("required", SchemaValue.NewList(span, SchemaValue.Of(property, span)));
        return schema;
    }

    private static void AllowStandardProperties(SchemaValue schema)
    {
        if (!schema.Has("properties") && !schema.Has("patternProperties") && !schema.Has("unevaluatedProperties"))
        {
            return;
        }
        if (schema.Find("additionalProperties") is { IsTrue: true } || schema.Find("unevaluatedProperties") is { IsTrue: true })
        {
            return;
        }
        schema.SetDefault("properties", SchemaValue.NewMap(schema.Span));
        SchemaValue properties = schema.Find("properties")!;
        SchemaValue anything = SchemaValue.Of(true, schema.Span);
        if (!properties.IsMap)
        {
            return;
        }
        foreach (string name in (string[])["phandle", "status", "secure-status", "$nodename"])
        {
            properties.SetDefault(name, anything);
        }
        string[] keys = [.. properties.Entries.Select(entry => entry.Key), .. schema.Find("patternProperties")?.Entries.Select(entry => entry.Key) ?? []];
        if (!Array.Exists(keys, key => key.StartsWith("pinctrl-", StringComparison.Ordinal) && key.Length > 8 && char.IsAsciiDigit(key[8])))
        {
            properties.SetDefault("pinctrl-names", anything);
            schema.SetDefault("patternProperties", SchemaValue.NewMap(schema.Span));
            if (schema.Find("patternProperties") is { IsMap: true } patterns)
            {
                patterns.Set("pinctrl-[0-9]+", anything);
            }
        }
        if (keys.Contains("clocks") && !keys.Contains("assigned-clocks"))
        {
            foreach (string name in (string[])["assigned-clocks", "assigned-clock-rates", "assigned-clock-parents"])
            {
                properties.Set(name, anything);
            }
        }
    }

    private static void AddSelect(SchemaValue schema)
    {
        if (schema.Has("select"))
        {
            return;
        }
        SchemaValue select = SchemaValue.Of(false, schema.Span);
        if (schema.Find("properties") is { IsMap: true } properties)
        {
            if (properties.Find("compatible") is { } compatible && CompatibleStrings(compatible) is { Count: > 0 } strings)
            {
                select = SelectCompatible(strings, compatible.Span);
            }
            else if (properties.Find("$nodename") is { IsTrue: false } nodeName)
            {
                select = SelectProperty("$nodename", nodeName.Clone(), nodeName.Span);
            }
        }
        schema.Set("select", select);
    }

    /// <summary>The strings that choose a binding, sorted; generic ones do not count.</summary>
    private static SortedSet<string> CompatibleStrings(SchemaValue compatible)
    {
        var strings = new SortedSet<string>(StringComparer.Ordinal);
        Collect(compatible, strings);
        strings.Remove("syscon");
        strings.Remove("simple-mfd");
        return strings;
    }

    private static void Collect(SchemaValue value, SortedSet<string> strings)
    {
        foreach (SchemaValue item in value.Items)
        {
            Collect(item, strings);
        }
        foreach (SchemaEntry entry in value.Entries)
        {
            switch (entry.Key)
            {
                case "enum" when entry.Value.Items is [{ IsString: true }, ..]:
                    strings.UnionWith(entry.Value.Items.Select(item => item.Text));
                    break;
                case "const":
                    strings.Add(entry.Value.IsString ? entry.Value.Text : entry.Value.ToString());
                    break;
                case "pattern":
                    strings.Add(entry.Value.Text);
                    break;
                default:
                    Collect(entry.Value, strings);
                    break;
            }
        }
    }

    private static SchemaValue SelectCompatible(SortedSet<string> strings, SourceSpan span)
    {
        SchemaValue any = SchemaValue.NewMap(span);
        any.Set("enum", SchemaValue.NewList(span, [.. strings.Select(text => SchemaValue.Of(text, span))]));
        SchemaValue contains = SchemaValue.NewMap(span);
        contains.Set("contains", any);
        return SelectProperty("compatible", contains, span);
    }

    private static SchemaValue SelectProperty(string name, SchemaValue schema, SourceSpan span)
    {
        SchemaValue properties = SchemaValue.NewMap(span);
        properties.Set(name, schema);
        SchemaValue select = Requires(name, span);
        select.Set("properties", properties);
        return select;
    }
}
