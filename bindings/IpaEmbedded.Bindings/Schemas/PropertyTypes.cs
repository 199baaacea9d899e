using System.Text.RegularExpressions;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// The type of every property, gathered from all bindings: a blob holds only bytes, and the same name has the same type
/// in every node. What bindings disagree about stays open, as in dt-schema.
/// </summary>
internal sealed partial class PropertyTypes(PatternTable table)
{
    private static readonly string[] GenericPatterns =
        [@"^[a-z][a-z0-9\-]*$", @"^[a-zA-Z][a-zA-Z0-9\\-_]{0,63}$", "^.*$", ".*"];

    private readonly Dictionary<string, List<PropertyType>> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceSpan> _places = new(StringComparer.Ordinal);
    private readonly List<(NamePattern Pattern, SourceSpan Place, PropertyType Type)> _patterns = [];
    private readonly Dictionary<string, KnownTypes> _known = new(StringComparer.Ordinal);

    /// <summary>Adds what one binding says; the order of the bindings can matter.</summary>
    public void AddFrom(SchemaValue schema)
    {
        if (schema.Find("additionalProperties") is { IsMap: true } others)
        {
            AddFrom(others);
        }
        foreach (string key in (string[])["properties", "patternProperties"])
        {
            if (schema.Find(key) is { IsMap: true } properties)
            {
                foreach (SchemaEntry property in properties.Entries)
                {
                    if (key == "patternProperties")
                    {
                        _places.TryAdd(property.Key, property.KeySpan);
                    }
                    Add(property.Key, property.Value, key == "patternProperties");
                }
            }
        }
    }

    /// <summary>Ends the gathering: drops what says nothing and sorts out the patterns.</summary>
    public void Complete()
    {
        foreach (string generic in GenericPatterns)
        {
            _found.Remove(generic);
        }
        foreach (string name in _found.Keys.Order(StringComparer.Ordinal).ToArray())
        {
            List<PropertyType> types = _found[name];
            types.RemoveAll(type => type.Name is null or "node");
            if (types.Count == 0)
            {
                _found.Remove(name);
            }
            else if (types[0].IsPattern)
            {
                _found.Remove(name);
                if (FixedText().IsMatch(name) && table.Of(name) is { Problem: null } pattern)
                {
                    _patterns.Add((pattern, _places[name], types[0]));
                }
            }
        }
    }

    /// <summary>What the bindings say about the type of a property.</summary>
    public KnownTypes Of(string name)
    {
        if (!_known.TryGetValue(name, out KnownTypes? known))
        {
            known = _found.TryGetValue(name, out List<PropertyType>? exact) && exact.Exists(type => type.HasShape)
                ? new KnownTypes([.. exact], exact.Find(type => type.HasShape), [])
                : Search(name, exact);
            _known.Add(name, known);
        }
        return known;
    }

    /// <summary>Writes what was gathered; false if a place lies in none of the files.</summary>
    public bool TryWrite(ProgramOutput output, Dictionary<SourceFile, int> files)
    {
        output.Count(_found.Count);
        foreach ((string name, List<PropertyType> types) in _found)
        {
            output.Text(name);
            output.Count(types.Count);
            types.ForEach(type => type.Write(output));
        }
        output.Count(_patterns.Count);
        foreach ((NamePattern pattern, SourceSpan place, PropertyType type) in _patterns)
        {
            output.Text(pattern.Text);
            type.Write(output);
            if (!ProgramFindings.TryWritePlace(place, output, files))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Takes what was written.</summary>
    public void Read(ProgramInput input, IReadOnlyList<BindingText> texts)
    {
        for (int left = input.Count(); left > 0; left--)
        {
            string name = input.Text();
            var types = new List<PropertyType>();
            for (int more = input.Count(); more > 0; more--)
            {
                types.Add(PropertyType.Read(input));
            }
            _found[name] = types;
        }
        for (int left = input.Count(); left > 0; left--)
        {
            NamePattern pattern = table.Of(input.Text());
            var type = PropertyType.Read(input);
            _patterns.Add((pattern, ProgramFindings.ReadSpan(input, texts), type));
        }
    }

    private KnownTypes Search(string name, List<PropertyType>? exact)
    {
        var types = new List<PropertyType>(exact ?? []);
        var undecided = new List<(NamePattern, SourceSpan)>();
        PropertyType? shape = null;
        foreach ((NamePattern pattern, SourceSpan place, PropertyType type) in _patterns)
        {
            bool isAsked = (exact is null && !types.Exists(each => each.Name == type.Name)) || (shape is null && type.HasShape);
            RuleOutcome found = isAsked ? pattern.IsFound(name) : false;
            if (found.IsUndecided)
            {
                undecided.Add((pattern, place));
            }
            if (found.Holds)
            {
                shape ??= type.HasShape ? type : null;
                if (exact is null && !types.Exists(each => each.Name == type.Name))
                {
                    types.Add(type);
                }
            }
        }
        return new KnownTypes([.. types], shape, [.. undecided]);
    }

    private void Add(string name, SchemaValue schema, bool isPattern)
    {
        if (!schema.IsMap || name.StartsWith('$'))
        {
            return;
        }
        if (!_found.TryGetValue(name, out List<PropertyType>? types))
        {
            _found.Add(name, types = []);
        }
        if (schema.Has("properties") || schema.Has("patternProperties") || schema.Has("additionalProperties"))
        {
            AddFrom(schema);
        }
        foreach (string key in (string[])["allOf", "oneOf", "anyOf"])
        {
            if (schema.Find(key) is { IsList: true } alternatives)
            {
                foreach (SchemaValue each in alternatives.Items)
                {
                    Add(name, each, isPattern);
                }
            }
        }
        string? type = TypeName(name, schema);
        if (type is null)
        {
            if (types.Count == 0)
            {
                types.Add(new PropertyType(null, (0, 0), (0, 0), false, isPattern));
            }
            return;
        }
        Merge(types, type, schema, isPattern);
    }

    private static void Merge(List<PropertyType> types, string type, SchemaValue schema, bool isPattern)
    {
        bool shaped = type == "phandle-array" || type.EndsWith("-matrix", StringComparison.Ordinal);
        (int, int) rows = shaped ? PropertyFixups.Range(schema) : (0, 0);
        (int, int) columns = shaped ? PropertyFixups.Range(schema.Find("items")) : (0, 0);
        PropertyType? replaced = null;
        foreach (PropertyType known in types)
        {
            if (known.Name is null)
            {
                replaced = known;
                break;
            }
            if ((rows, columns) != ((0, 0), (0, 0)) && known.IsArrayOfRows)
            {
                known.Widen(rows, columns);
                return;
            }
            if (known.Name.StartsWith(type, StringComparison.Ordinal))
            {
                return;
            }
            if (type.Contains(known.Name, StringComparison.Ordinal))
            {
                replaced = known;
                break;
            }
        }
        if (replaced is not null)
        {
            types.Remove(replaced);
        }
        types.Add(new PropertyType(type, rows, columns, shaped, isPattern));
    }

    private static string? TypeName(string name, SchemaValue schema)
    {
        if (schema.Find("type") is { IsString: true, Text: "object" })
        {
            return "node";
        }
        string reference = schema.Find("$ref") is { IsString: true } target ? target.Text : "";
        if (NamedType().Match(reference) is { Success: true } match)
        {
            return match.Value;
        }
        if (schema.Find("type") is { IsString: true, Text: "boolean" })
        {
            return "flag";
        }
        if (schema.Find("items") is { } items)
        {
            SchemaValue? first = items.IsList ? items.Items.FirstOrDefault() : items;
            return first is not null && PropertyFixups.IsStringSchema(first) ? "string-array" : PropertyFixups.HasUnit(name) ? "uint32-matrix" : null;
        }
        return reference.EndsWith(".yaml", StringComparison.Ordinal) || reference.EndsWith(".yaml#", StringComparison.Ordinal) ? "node" : null;
    }

    [GeneratedRegex("(flag|u?int(8|16|32|64)(-(array|matrix))?|string(-array)?|phandle(-array)?)", RegexOptions.CultureInvariant)]
    private static partial Regex NamedType();

    [GeneratedRegex("[0-9a-zA-F-]{3}", RegexOptions.CultureInvariant)]
    private static partial Regex FixedText();
}
