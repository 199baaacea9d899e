namespace IpaEmbedded.Bindings;

/// <summary>Keywords that look at nodes.</summary>
internal sealed class NodeKeywords(RuleEvaluator evaluator)
{
    public RuleOutcome Check(Rule rule, RuleKeyword keyword, Instance node, List<RuleError>? errors)
    {
        NodeMembers members = node.Members!;
        switch (keyword.Kind)
        {
            case RuleKeywordKind.Properties:
                return CheckProperties(keyword, members, errors);
            case RuleKeywordKind.PatternProperties:
                return CheckPatternProperties(keyword, members, errors);
            case RuleKeywordKind.Required:
                return CheckRequired(keyword, keyword.Value, node, errors);
            case RuleKeywordKind.AdditionalProperties:
                return CheckAdditionalProperties(rule, keyword, node, errors);
            case RuleKeywordKind.UnevaluatedProperties:
                return CheckUnevaluatedProperties(rule, keyword, node, errors);
            case RuleKeywordKind.DependentRequired:
                return CheckDependentRequired(keyword, node, errors);
            case RuleKeywordKind.DependentSchemas:
                RuleOutcome valid = true;
                foreach (NamedRule each in keyword.Named)
                {
                    valid &= members.Find(each.Name) is null ? true : evaluator.Check(each.Rule, node, errors);
                }
                return valid;
            case RuleKeywordKind.PropertyNames:
                RuleOutcome named = true;
                foreach (string name in members.Names)
                {
                    named &= evaluator.Check(keyword.Rule!, Instance.Of(name, 0), errors);
                }
                return named;
            case RuleKeywordKind.MinProperties:
                return members.Names.Count >= keyword.Value.Integer || evaluator.Fail(keyword, node, errors);
            case RuleKeywordKind.MaxProperties:
                return members.Names.Count <= keyword.Value.Integer || evaluator.Fail(keyword, node, errors);
            default:
                return true;
        }
    }

    private RuleOutcome CheckProperties(RuleKeyword keyword, NodeMembers members, List<RuleError>? errors)
    {
        RuleOutcome valid = true;
        foreach (NamedRule each in keyword.Named)
        {
            if (each.Rule.IsTrue || members.Find(each.Name) is not { } value)
            {
                continue;
            }
            valid &= evaluator.Descend(each.Rule, value, new PathStep(each.Name, 0), errors);
            if (valid.Fails && errors is null)
            {
                return false;
            }
        }
        return valid;
    }

    private RuleOutcome CheckPatternProperties(RuleKeyword keyword, NodeMembers members, List<RuleError>? errors)
    {
        List<(NamedRule Rule, string Name)>? matches = null;
        foreach (string name in members.Names)
        {
            foreach (NamedRule each in keyword.Matching(name))
            {
                if (!each.Rule.IsTrue)
                {
                    (matches ??= []).Add((each, name));
                }
            }
        }
        RuleOutcome valid = true;
        // Findings come in the order of the rules.
        foreach ((NamedRule rule, string name) in matches?.OrderBy(each => each.Rule.Index) ?? Enumerable.Empty<(NamedRule, string)>())
        {
            RuleOutcome found = evaluator.Undecided.Find(rule.Pattern!, name, rule.Entry.KeySpan);
            valid &= found.Holds ? evaluator.Descend(rule.Rule, members[name], new PathStep(name, 0), errors) : found;
            if (valid.Fails && errors is null)
            {
                return false;
            }
        }
        return valid;
    }

    private RuleOutcome CheckRequired(RuleKeyword keyword, SchemaValue names, Instance node, List<RuleError>? errors)
    {
        bool valid = true;
        foreach (SchemaValue name in names.Items)
        {
            if (node.Member(name.Text) is null)
            {
                valid = evaluator.Fail(keyword.Name, keyword, node, errors, [name.Text], name.Span);
            }
        }
        return valid;
    }

    private RuleOutcome CheckDependentRequired(RuleKeyword keyword, Instance node, List<RuleError>? errors)
    {
        bool valid = true;
        foreach (SchemaEntry entry in keyword.Value.Entries)
        {
            if (node.Member(entry.Key) is null)
            {
                continue;
            }
            foreach (SchemaValue name in entry.Value.Items)
            {
                if (node.Member(name.Text) is null)
                {
                    valid = evaluator.Fail(keyword.Name, keyword, node, errors, [name.Text, entry.Key], name.Span);
                }
            }
        }
        return valid;
    }

    private RuleOutcome CheckAdditionalProperties(Rule rule, RuleKeyword keyword, Instance node, List<RuleError>? errors)
    {
        NodeMembers members = node.Members!;
        RuleKeyword? properties = rule.Find(RuleKeywordKind.Properties);
        RuleKeyword? patterns = rule.Find(RuleKeywordKind.PatternProperties);
        List<string>? extras = null;
        RuleOutcome valid = true;
        foreach (string name in members.Names)
        {
            RuleOutcome described = properties?.Value.Has(name) == true ? true : IsInPatterns(patterns, name);
            if (described.Fails)
            {
                (extras ??= []).Add(name);
            }
            else
            {
                valid &= described;
            }
        }
        if (extras is null)
        {
            return valid;
        }
        if (keyword.Rule!.IsFalse)
        {
            return evaluator.Fail(keyword.Name, keyword, node, errors, [.. extras]);
        }
        foreach (string name in extras)
        {
            valid &= evaluator.Descend(keyword.Rule, members[name], new PathStep(name, 0), errors);
        }
        return valid;
    }

    private RuleOutcome CheckUnevaluatedProperties(Rule rule, RuleKeyword keyword, Instance node, List<RuleError>? errors)
    {
        var evaluated = new HashSet<string>(StringComparer.Ordinal);
        int undecided = evaluator.Undecided.Count;
        MarkProperties(rule, node, evaluated, []);
        List<string>? extras = null;
        RuleOutcome valid = true;
        foreach (string name in node.Members!.Names)
        {
            if (evaluated.Contains(name))
            {
                continue;
            }
            RuleOutcome allowed = evaluator.IsValid(keyword.Rule!, node.Members[name]);
            if (allowed.Fails)
            {
                (extras ??= []).Add(name);
            }
            else
            {
                valid &= allowed;
            }
        }
        if (extras is null)
        {
            return valid;
        }
        return evaluator.Undecided.Count == undecided ? evaluator.Fail(keyword.Name, keyword, node, errors, [.. extras]) : RuleOutcome.Undecided;
    }

    private RuleOutcome IsInPatterns(RuleKeyword? patterns, string name)
    {
        NamedRule[] matching = patterns?.Matching(name) ?? [];
        if (Array.Exists(matching, each => each.Pattern!.IsFound(name).Holds))
        {
            return true;
        }
        return matching.Length == 0 ? false : evaluator.Undecided.Find(matching[0].Pattern!, name, matching[0].Entry.KeySpan);
    }

    // Which properties count as evaluated is dt-schema's own notion: a property that its schema rejects does not.
    // A rule to which many references lead marks the same each time.
    private void MarkProperties(Rule rule, Instance node, HashSet<string> evaluated, HashSet<Rule> done)
    {
        if (!rule.Source.IsMap || !evaluator.TryEnterMarking(rule, node))
        {
            return;
        }
        foreach (RuleKeyword keyword in rule.Keywords)
        {
            switch (keyword.Kind)
            {
                case RuleKeywordKind.Properties:
                    foreach (NamedRule each in keyword.Named)
                    {
                        if (node.Member(each.Name) is { } value && evaluator.IsValid(each.Rule, value).Holds)
                        {
                            evaluated.Add(each.Name);
                        }
                    }
                    break;
                case RuleKeywordKind.AdditionalProperties or RuleKeywordKind.UnevaluatedProperties when keyword.Rule!.IsTrue:
                    evaluated.UnionWith(node.Members!.Names);
                    break;
                case RuleKeywordKind.Ref when done.Contains(keyword.Rule!):
                    break;
                case RuleKeywordKind.Ref:
                    MarkProperties(keyword.Rule!, node, evaluated, done);
                    done.Add(keyword.Rule!);
                    break;
                case RuleKeywordKind.PatternProperties:
                    foreach (string name in node.Members!.Names)
                    {
                        if (IsInPatterns(keyword, name).Holds)
                        {
                            evaluated.Add(name);
                        }
                    }
                    break;
                case RuleKeywordKind.DependentSchemas:
                    foreach (NamedRule each in keyword.Named)
                    {
                        if (node.Member(each.Name) is not null)
                        {
                            MarkProperties(each.Rule, node, evaluated, done);
                        }
                    }
                    break;
                default:
                    foreach (Rule each in evaluator.Holding(rule, keyword, node))
                    {
                        MarkProperties(each, node, evaluated, done);
                    }
                    break;
            }
        }
        evaluator.Leave();
    }
}
