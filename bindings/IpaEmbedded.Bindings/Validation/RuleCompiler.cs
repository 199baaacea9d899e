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
        RuleKeywordKind kind = RuleKeywordKinds.Of(entry.Key);
        switch (kind)
        {
            case RuleKeywordKind.None:
                return null;
            case RuleKeywordKind.Ref:
                return new RuleKeyword(kind, entry) { Rule = Follow(value, file) };
            case RuleKeywordKind.Items when value.IsList:
            case RuleKeywordKind.AllOf or RuleKeywordKind.AnyOf or RuleKeywordKind.OneOf:
                return new RuleKeyword(kind, entry) { Rules = [.. value.Items.Select(item => Compile(item, file))] };
            case RuleKeywordKind.Items or RuleKeywordKind.AdditionalItems or RuleKeywordKind.AdditionalProperties or RuleKeywordKind.UnevaluatedProperties or RuleKeywordKind.UnevaluatedItems
                or RuleKeywordKind.Contains or RuleKeywordKind.Not or RuleKeywordKind.If or RuleKeywordKind.Then or RuleKeywordKind.Else or RuleKeywordKind.PropertyNames:
                return new RuleKeyword(kind, entry) { Rule = Compile(value, file) };
            case RuleKeywordKind.Properties or RuleKeywordKind.DependentSchemas:
                return new RuleKeyword(kind, entry) { Named = [.. value.Entries.Select((each, index) => new NamedRule(index, each, Compile(each.Value, file), null))] };
            case RuleKeywordKind.PatternProperties:
                return new RuleKeyword(kind, entry)
                {
                    Named = [.. value.Entries.Select((each, index) => new NamedRule(index, each, Compile(each.Value, file), _set.Patterns.Of(each.Key)))],
                };
            case RuleKeywordKind.Pattern:
                return new RuleKeyword(kind, entry) { Pattern = _set.Patterns.Of(value.Text) };
            case RuleKeywordKind.Enum:
                return new RuleKeyword(kind, entry)
                {
                    Texts = value.Items.Count > 4 && value.Items.TrueForAll(item => item.IsString)
                        ? [.. value.Items.Select(item => item.Text)]
                        : null,
                    Numbers = value.Items.Count > 4 && value.Items.TrueForAll(item => item.Kind == SchemaKind.Integer)
                        ? [.. value.Items.Select(item => item.Integer)]
                        : null,
                };
            default:
                return new RuleKeyword(kind, entry);
        }
    }

    private Rule Follow(SchemaValue reference, BindingFile file)
    {
        (SchemaValue Value, BindingFile File)? target = _set.Resolve(reference.Text, file);
        return target is { } found ? Compile(found.Value, found.File) : Compile(SchemaValue.Of(false, reference.Span), file);
    }
}
