using System.Text.RegularExpressions;

namespace IpaEmbedded.Bindings;

/// <summary>
/// Rewrites the schema of one property for values as they are validated: lists of strings, or rows of numbers. A binding
/// says <c>const: 1</c> or lists what the cells mean; the value is one row of one number, or some rows.
/// </summary>
internal static partial class PropertyFixups
{
    private static readonly string[] ScalarKeys = ["const", "enum", "pattern", "minimum", "maximum"];
    private static readonly string[] RowKeys = ["items", "minItems", "maxItems", "uniqueItems", "default"];

    private static readonly HashSet<string> NumberArrays = new(StringComparer.Ordinal)
    {
        "assigned-clock-rates", "linux,keycodes",
        "max8997,pmic-buck1-dvs-voltage", "max8997,pmic-buck2-dvs-voltage", "max8997,pmic-buck5-dvs-voltage",
    };

    public static void Apply(string name, SchemaValue schema)
    {
        schema.Remove("description");
        WrapReg(name, schema);
        DropEmptyItems(schema);
        DropVariableMatrix(name, schema);
        AllowEitherBracketing(name, schema);
        WrapRow(name, schema);
        WrapString(schema);
        WrapNumber(schema);
        ImplySizes(schema);
        SplitDependencies(schema);
    }

    /// <summary>Splits <c>dependencies</c> into those on other properties and those on a schema.</summary>
    public static void SplitDependencies(SchemaValue schema)
    {
        if (schema.Find("dependencies") is not { IsMap: true } dependencies)
        {
            return;
        }
        schema.Remove("dependencies");
        foreach (SchemaEntry entry in dependencies.Entries)
        {
            string target = entry.Value.IsList ? "dependentRequired" : "dependentSchemas";
            schema.SetDefault(target, SchemaValue.NewMap(dependencies.Span));
            schema.Find(target)!.Set(entry.Key, entry.Value, entry.KeySpan);
        }
    }

    /// <summary>True if the name ends in a unit, which says that the property holds numbers.</summary>
    public static bool HasUnit(string name) => UnitSuffix().IsMatch(name);

    public static bool IsStringSchema(SchemaValue schema) =>
        First(schema, "const") is { IsString: true } || First(schema, "enum") is { IsString: true } || First(schema, "pattern") is { IsString: true };

    /// <summary>How many items the schema allows, as dt-schema counts them for the shape of a matrix.</summary>
    public static (int Minimum, int Maximum) Range(SchemaValue? schema)
    {
        if (schema is { IsList: true })
        {
            if (schema.Items.Count != 1)
            {
                return (0, 0);
            }
            schema = schema.Items[0];
        }
        int? least = Size(schema, "minItems");
        if (schema?.Find("items") is { IsList: true } items)
        {
            return (least ?? items.Items.Count, items.Items.Count);
        }
        return (least ?? 1, Size(schema, "maxItems") ?? least ?? 0);
    }

    private static int? Size(SchemaValue? schema, string key) =>
        schema?.Find(key) is { Kind: SchemaKind.Integer } value ? (int)Int128.Clamp(value.Integer, 0, int.MaxValue) : null;

    private static bool IsNumberSchema(SchemaValue schema)
    {
        foreach (string key in (string[])["const", "enum", "minimum", "maximum"])
        {
            if (First(schema, key) is { Kind: SchemaKind.Integer or SchemaKind.Boolean })
            {
                return true;
            }
        }
        return false;
    }

    private static SchemaValue? First(SchemaValue schema, string key)
    {
        SchemaValue? value = schema.Find(key);
        return value is { IsList: true } ? value.Items.FirstOrDefault() : value;
    }

    private static bool IsMatrix(SchemaValue schema)
    {
        SchemaValue? items = schema.Find("items");
        return items is { IsList: true } ? items.Items.Exists(StatesItems) : items is { IsMap: true } && StatesItems(items);
    }

    private static bool StatesItems(SchemaValue schema) => schema.Has("items") || schema.Has("maxItems") || schema.Has("minItems");

    private static bool HoldsNumberArray(string name, SchemaValue schema)
    {
        if (schema.Find("allOf") is { IsList: true } parts)
        {
            foreach (SchemaValue part in parts.Items)
            {
                if (part.Has("items"))
                {
                    schema = part;
                }
                else if (part.Find("$ref") is { IsString: true } reference)
                {
                    return NumberArrayType().IsMatch(reference.Text);
                }
            }
        }
        if (schema.Find("$ref") is { IsString: true } own)
        {
            return NumberArrayType().IsMatch(own.Text);
        }
        if (HasUnit(name) || NumberArrays.Contains(name))
        {
            return true;
        }
        SchemaValue? items = schema.Find("items");
        return items is { IsMap: true } ? IsNumberSchema(items) : items is { IsList: true, Items: [{ } first, ..] } && IsNumberSchema(first);
    }

    private static SchemaValue TakeScalars(SchemaValue schema)
    {
        SchemaValue taken = SchemaValue.NewMap(schema.Span);
        foreach (string key in ScalarKeys)
        {
            taken.MoveFrom(schema, key);
        }
        return taken;
    }

    private static SchemaValue RowOf(SchemaValue item)
    {
        SchemaValue row = SchemaValue.NewMap(item.Span);
        row.Set("items", SchemaValue.NewList(item.Span, item));
        return row;
    }

    private static void WrapReg(string name, SchemaValue schema)
    {
        if (name != "reg")
        {
            return;
        }
        SchemaValue? items = schema.Find("items");
        SchemaValue? number = items is null ? schema : items.IsList ? items.Items.FirstOrDefault() : items;
        if (number is not null && IsNumberSchema(number))
        {
            schema.Set("items", SchemaValue.NewList(number.Span, RowOf(TakeScalars(number))));
        }
    }

    private static void DropEmptyItems(SchemaValue schema)
    {
        if (schema.Find("items") is not { } items)
        {
            return;
        }
        if (!items.IsList)
        {
            DropEmptyItems(items);
            return;
        }
        foreach (SchemaValue item in items.Items)
        {
            item.Remove("description");
            DropEmptyItems(item);
            if (!item.IsMap || item.Entries.Count > 0)
            {
                return;
            }
        }
        schema.SetDefault("type", SchemaValue.Of("array", items.Span));
        schema.SetDefault("maxItems", SchemaValue.Of(items.Items.Count, items.Span));
        schema.SetDefault("minItems", SchemaValue.Of(items.Items.Count, items.Span));
        schema.Remove("items");
    }

    // Where neither the number of rows nor their length is fixed, a blob cannot say where a row ends.
    private static void DropVariableMatrix(string name, SchemaValue schema)
    {
        if (!IsMatrix(schema))
        {
            return;
        }
        (int Minimum, int Maximum) outer = Range(schema);
        (int Minimum, int Maximum) inner = Range(schema.Find("items"));
        if (name == "fsl,pins" || (outer.Minimum != outer.Maximum && inner.Minimum != inner.Maximum))
        {
            schema.Remove("items");
            schema.Remove("maxItems");
            schema.Remove("minItems");
            schema.Set("type", SchemaValue.Of("array", schema.Span));
        }
    }

    // "Three numbers" is one row of three or three rows of one.
    private static void AllowEitherBracketing(string name, SchemaValue schema)
    {
        if (!HoldsNumberArray(name, schema))
        {
            return;
        }
        if (schema.Find("allOf") is { IsList: true } parts)
        {
            schema = parts.Items.Find(part => part.Has("minItems") || part.Has("maxItems")) ?? schema;
        }
        if (schema.Find("items") is { IsList: true } || IsMatrix(schema) || Size(schema, "maxItems") == 1)
        {
            return;
        }
        SchemaValue rows = SchemaValue.NewMap(schema.Span);
        rows.MoveFrom(schema, "minItems");
        rows.MoveFrom(schema, "maxItems");
        if (rows.Entries.Count == 0)
        {
            return;
        }
        SchemaValue one = SchemaValue.NewMap(schema.Span);
        one.Set("items", SchemaValue.NewList(schema.Span, rows.Clone()));
        SchemaValue single = SchemaValue.NewMap(schema.Span);
        single.Set("maxItems", SchemaValue.Of(1, schema.Span));
        rows.Set("items", single);
        if (Size(rows, "minItems") == 1)
        {
            // Otherwise a single number would fit both alternatives.
            rows.Set("minItems", SchemaValue.Of(2, rows.Find("minItems")!.Span));
        }
        SchemaValue either = SchemaValue.NewList(rows.Entries[0].Value.Span, rows, one);
        either.StatesNumberCount = true;
        schema.Set("oneOf", either);
        ImplySizes(either);
    }

    private static void WrapRow(string name, SchemaValue schema)
    {
        if (!HoldsNumberArray(name, schema))
        {
            return;
        }
        if (schema.Find("allOf") is { IsList: true } parts)
        {
            schema = parts.Items.Find(part => part.Has("items")) ?? schema;
        }
        if (schema.Find("items") is not { } items || IsMatrix(schema))
        {
            return;
        }
        SchemaValue row = SchemaValue.NewMap(items.Span);
        foreach (string key in RowKeys)
        {
            row.MoveFrom(schema, key);
        }
        schema.Set("items", items.IsList ? SchemaValue.NewList(items.Span, row) : row);
    }

    private static void WrapString(SchemaValue schema)
    {
        if (IsStringSchema(schema))
        {
            SchemaValue item = TakeScalars(schema);
            schema.Set("items", SchemaValue.NewList(item.Entries[0].Value.Span, item));
        }
    }

    private static void WrapNumber(SchemaValue schema)
    {
        if (IsNumberSchema(schema))
        {
            SchemaValue item = TakeScalars(schema);
            schema.Set("items", SchemaValue.NewList(item.Entries[0].Value.Span, RowOf(item)));
        }
    }

    // A list of items without a number means exactly so many; one limit alone means both.
    private static void ImplySizes(SchemaValue schema)
    {
        if (schema.IsList)
        {
            foreach (SchemaValue each in schema.Items)
            {
                ImplySizes(each);
            }
            return;
        }
        if (!schema.IsMap)
        {
            return;
        }
        schema.Remove("description");
        SchemaEntry? least = schema.FindEntry("minItems");
        SchemaEntry? most = schema.FindEntry("maxItems");
        if (schema.Find("items") is { } items)
        {
            schema.Set("type", SchemaValue.Of("array", items.Span));
            if (items.IsList)
            {
                SchemaValue count = SchemaValue.Of(items.Items.Count, items.Span);
                schema.SetDefault("minItems", count);
                schema.SetDefault("maxItems", count);
            }
            ImplySizes(items);
        }
        else if (most is not null && least is null)
        {
            schema.Set("minItems", most.Value, most.KeySpan);
        }
        else if (least is not null && most is null)
        {
            schema.Set("maxItems", least.Value, least.KeySpan);
        }
    }

    [GeneratedRegex("int(8|16|32|64)-array", RegexOptions.CultureInvariant)]
    private static partial Regex NumberArrayType();

    [GeneratedRegex("-(kBps|bits|percent|bp|m?hz|sec|ms|us|ns|ps|mm|nanoamp|(micro-)?ohms|micro(amp|watt)(-hours)?|milliwatt|microvolt|picofarads|(milli)?celsius|kelvin|kpascal)$", RegexOptions.CultureInvariant)]
    private static partial Regex UnitSuffix();
}
