using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// Checks a binding file, as it is written, by meta-schemas: JSON schema as dt-schema's own checker understands it. First
/// whether it is fine, and only if not, what is wrong.
/// </summary>
internal sealed class MetaEvaluator
{
    private readonly List<PathStep> _path = [];
    private readonly List<SourceSpan> _places = [];
    private readonly MetaValueKeywords _values;
    private string? _advice;
    private int _depth;
    private long _stepsLeft;
    private bool _isName;

    public MetaEvaluator(PatternTable patterns)
    {
        _values = new MetaValueKeywords(patterns);
    }

    /// <summary>True if a file took so many steps that not all of it was checked.</summary>
    public bool IsExhausted => _stepsLeft < 0;

    /// <summary>Everything that the schema has against the file.</summary>
    public List<MetaError> Errors(MetaSchema schema, SchemaValue root)
    {
        var errors = new List<MetaError>();
        _path.Clear();
        _places.Clear();
        _places.Add(PlaceOf(root));
        _advice = null;
        _stepsLeft = Limits.MetaSteps;
        if (!Check(schema, root, null))
        {
            Check(schema, root, errors);
        }
        return errors;
    }

    private bool Check(MetaSchema schema, SchemaValue value, List<MetaError>? errors)
    {
        if (schema.IsTrue || _depth == Limits.MetaDepth || --_stepsLeft < 0)
        {
            return true;
        }
        string? outer = _advice;
        _advice = schema.Description ?? outer;
        bool valid = !schema.IsFalse || Fail(null, schema, value, errors);
        _depth++;
        foreach (MetaKeyword keyword in schema.Keywords)
        {
            valid &= CheckKeyword(schema, keyword, value, errors);
            if (!valid && errors is null)
            {
                break;
            }
        }
        _depth--;
        _advice = outer;
        return valid;
    }

    private bool CheckKeyword(MetaSchema schema, MetaKeyword keyword, SchemaValue value, List<MetaError>? errors)
    {
        switch (keyword.Name)
        {
            case "$ref":
                return Check(keyword.Schema!, value, errors);
            case "allOf":
                return CheckAll(keyword, value, errors);
            case "anyOf" or "oneOf":
                return CheckAlternatives(schema, keyword, value, errors);
            case "not":
                return !Check(keyword.Schema!, value, null) || Fail(keyword, schema, value, errors, ForbiddenNames(keyword));
            case "if":
                MetaKeyword? branch = schema.Find(Check(keyword.Schema!, value, null) ? "then" : "else");
                return branch is null || Check(branch.Schema!, value, errors);
        }
        return value.Kind switch
        {
            SchemaKind.Map when keyword.Schema is not null || keyword.Named.Length > 0 || keyword.Name is "required" or "dependentRequired" => CheckMap(schema, keyword, value, errors),
            SchemaKind.List when keyword.Schema is not null || keyword.Schemas.Length > 0 => CheckList(schema, keyword, value, errors),
            _ => _values.IsSatisfied(keyword, value) || Fail(keyword, schema, value, errors),
        };
    }

    private bool CheckAll(MetaKeyword keyword, SchemaValue value, List<MetaError>? errors)
    {
        bool valid = true;
        foreach (MetaSchema each in keyword.Schemas)
        {
            valid &= Check(each, value, errors);
            if (!valid && errors is null)
            {
                return false;
            }
        }
        return valid;
    }

    private bool CheckAlternatives(MetaSchema schema, MetaKeyword keyword, SchemaValue value, List<MetaError>? errors)
    {
        int fitting = 0;
        var alternatives = new MetaError[keyword.Schemas.Length][];
        for (int i = 0; i < keyword.Schemas.Length; i++)
        {
            List<MetaError>? found = errors is null ? null : [];
            fitting += Check(keyword.Schemas[i], value, found) ? 1 : 0;
            if (fitting > 0 && keyword.Name == "anyOf")
            {
                return true;
            }
            alternatives[i] = found is null ? [] : [.. found];
        }
        if (fitting != 1 && errors is not null)
        {
            errors.Add(Error(keyword, schema, value, [], fitting == 0 ? alternatives : []));
        }
        return fitting == 1;
    }

    private bool CheckMap(MetaSchema schema, MetaKeyword keyword, SchemaValue map, List<MetaError>? errors)
    {
        bool valid = true;
        switch (keyword.Name)
        {
            case "required":
                foreach (SchemaValue name in keyword.Value.Items.Where(name => !map.Has(name.Text)))
                {
                    valid = Fail(keyword, schema, map, errors, [name.Text]);
                }
                return valid;
            case "dependentRequired":
                foreach (SchemaEntry entry in keyword.Value.Entries.Where(entry => map.Has(entry.Key)))
                {
                    foreach (SchemaValue name in entry.Value.Items.Where(name => !map.Has(name.Text)))
                    {
                        valid = Fail(keyword, schema, map, errors, [name.Text, entry.Key]);
                    }
                }
                return valid;
            case "dependentSchemas":
                foreach ((string name, _, MetaSchema each) in keyword.Named)
                {
                    valid &= !map.Has(name) || Check(each, map, errors);
                }
                return valid;
            case "propertyNames":
                foreach (SchemaEntry entry in map.Entries)
                {
                    _places.Add(entry.KeySpan);
                    bool outer = _isName;
                    _isName = true;
                    valid &= Check(keyword.Schema!, SchemaValue.Of(entry.Key, entry.KeySpan), errors);
                    _isName = outer;
                    _places.RemoveAt(_places.Count - 1);
                }
                return valid;
            case "additionalProperties":
                return CheckAdditional(schema, keyword, map, errors);
            case "properties":
                foreach ((string name, _, MetaSchema each) in keyword.Named)
                {
                    valid &= map.FindEntry(name) is not { } entry || Enter(each, entry, errors);
                }
                return valid;
            case "patternProperties":
                foreach ((_, NamePattern? pattern, MetaSchema each) in keyword.Named)
                {
                    foreach (SchemaEntry entry in map.Entries)
                    {
                        valid &= each.IsTrue || !pattern!.IsFound(entry.Key).Holds || Enter(each, entry, errors);
                    }
                }
                return valid;
            default:
                return true;
        }
    }

    private bool CheckAdditional(MetaSchema schema, MetaKeyword keyword, SchemaValue map, List<MetaError>? errors)
    {
        SchemaValue? properties = schema.Source.Find("properties");
        MetaKeyword? patterns = schema.Find("patternProperties");
        List<SchemaEntry> extras = [.. map.Entries.Where(entry => properties?.Has(entry.Key) != true && (patterns is null || !Array.Exists(patterns.Named, each => each.Pattern!.IsFound(entry.Key).Holds)))];
        if (keyword.Schema!.IsFalse)
        {
            return extras.Count == 0 || Fail(keyword, schema, map, errors, [.. extras.Select(entry => entry.Key)]);
        }
        bool valid = true;
        foreach (SchemaEntry entry in extras)
        {
            valid &= Enter(keyword.Schema, entry, errors);
        }
        return valid;
    }

    private bool CheckList(MetaSchema schema, MetaKeyword keyword, SchemaValue list, List<MetaError>? errors)
    {
        switch (keyword.Name)
        {
            case "items":
                bool valid = true;
                for (int i = 0; i < list.Items.Count && (keyword.Schema is not null || i < keyword.Schemas.Length); i++)
                {
                    SchemaValue item = list.Items[i];
                    _path.Add(new PathStep(null, i));
                    _places.Add(PlaceOf(item));
                    string? outer = _advice;
                    _advice = null;
                    valid &= Check(keyword.Schema ?? keyword.Schemas[i], item, errors);
                    _advice = outer;
                    Leave();
                }
                return valid;
            case "contains":
                return list.Items.Exists(item => Check(keyword.Schema!, item, null)) || Fail(keyword, schema, list, errors);
            default:
                return true;
        }
    }

    /// <summary>Checks the value behind a key.</summary>
    private bool Enter(MetaSchema schema, SchemaEntry entry, List<MetaError>? errors)
    {
        string? outer = _advice;
        _path.Add(new PathStep(entry.Key, 0));
        _places.Add(entry.KeySpan);
        _advice = null;
        bool valid = Check(schema, entry.Value, errors);
        _advice = outer;
        Leave();
        return valid;
    }

    private void Leave()
    {
        _path.RemoveAt(_path.Count - 1);
        _places.RemoveAt(_places.Count - 1);
    }

    private bool Fail(MetaKeyword? keyword, MetaSchema schema, SchemaValue value, List<MetaError>? errors, string[]? names = null)
    {
        errors?.Add(Error(keyword, schema, value, names ?? [], []));
        return false;
    }

    private MetaError Error(MetaKeyword? keyword, MetaSchema schema, SchemaValue value, string[] names, MetaError[][] alternatives) => new(keyword, schema, value, [.. _path])
    {
        Place = _places[^1],
        Advice = keyword?.Schema?.Description ?? _advice,
        Names = names,
        IsName = _isName,
        Alternatives = alternatives,
    };

    // "not: required: [name]": that name is what has to go.
    private static string[] ForbiddenNames(MetaKeyword keyword) =>
        keyword.Name == "not" && keyword.Schema!.Source.Find("required") is { IsList: true } names ? [.. names.Items.Select(name => name.Text)] : [];

    private static SourceSpan PlaceOf(SchemaValue value) => value.Entries.Count > 0 ? value.Entries[0].KeySpan : value.Span;
}
