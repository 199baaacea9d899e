namespace IpaEmbedded.Bindings;

/// <summary>Prepares the schemas of a set of bindings for validating and follows their references.</summary>
internal sealed class RuleCompiler
{
    private readonly BindingSet _set;
    private readonly Dictionary<SchemaValue, Rule> _rules = new(ReferenceEqualityComparer.Instance);

    public RuleCompiler(BindingSet set)
    {
        _set = set;
    }

    public Rule Compile(SchemaValue source, BindingFile file)
    {
        if (!_rules.TryGetValue(source, out Rule? rule))
        {
            rule = new Rule(this, source, file);
            _rules.Add(source, rule);
        }
        return rule;
    }

    public RuleKeyword[] Keywords(Rule rule)
    {
        var keywords = new List<RuleKeyword>(rule.Source.Entries.Count);
        foreach (SchemaEntry entry in rule.Source.Entries)
        {
            if (Prepare(entry, rule.File) is { } keyword)
            {
                keywords.Add(keyword);
            }
        }
        return [.. keywords];
    }

    private RuleKeyword? Prepare(SchemaEntry entry, BindingFile file)
    {
        SchemaValue value = entry.Value;
        switch (entry.Key)
        {
            case "$ref":
                return new RuleKeyword(entry) { Rule = Follow(value, file) };
            case "items" when value.IsList:
            case "allOf" or "anyOf" or "oneOf":
                return new RuleKeyword(entry) { Rules = [.. value.Items.Select(item => Compile(item, file))] };
            case "items" or "additionalItems" or "additionalProperties" or "unevaluatedProperties" or "unevaluatedItems"
                or "contains" or "not" or "if" or "then" or "else" or "propertyNames":
                return new RuleKeyword(entry) { Rule = Compile(value, file) };
            case "properties" or "dependentSchemas":
                return new RuleKeyword(entry) { Named = [.. value.Entries.Select((each, index) => new NamedRule(index, each, Compile(each.Value, file), null))] };
            case "patternProperties":
                return new RuleKeyword(entry)
                {
                    Named = [.. value.Entries.Select((each, index) => new NamedRule(index, each, Compile(each.Value, file), _set.Patterns.Of(each.Key)))],
                };
            case "pattern":
                return new RuleKeyword(entry) { Pattern = _set.Patterns.Of(value.Text) };
            case "enum":
                return new RuleKeyword(entry)
                {
                    Texts = value.Items.Count > 4 && value.Items.TrueForAll(item => item.IsString)
                        ? [.. value.Items.Select(item => item.Text)]
                        : null,
                    Numbers = value.Items.Count > 4 && value.Items.TrueForAll(item => item.Kind == SchemaKind.Integer)
                        ? [.. value.Items.Select(item => item.Integer)]
                        : null,
                };
            case "const" or "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" or "minItems" or "maxItems"
                or "uniqueItems" or "minLength" or "maxLength" or "minProperties" or "maxProperties" or "type" or "typeSize" or "required"
                or "dependentRequired" or "minContains" or "maxContains":
                return new RuleKeyword(entry);
            default:
                return null;
        }
    }

    private Rule Follow(SchemaValue reference, BindingFile file)
    {
        (SchemaValue Value, BindingFile File)? target = _set.Resolve(reference.Text, file);
        return target is { } found ? Compile(found.Value, found.File) : Compile(SchemaValue.Of(false, reference.Span), file);
    }
}
