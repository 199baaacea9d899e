namespace IpaEmbedded.Bindings;

/// <summary>Keywords that look at nodes.</summary>
internal sealed class NodeKeywords(RuleEvaluator evaluator)
{
    public bool Check(Rule rule, RuleKeyword keyword, Instance node, List<RuleError>? errors)
    {
        NodeMembers members = node.Members!;
        switch (keyword.Name)
        {
            case "properties":
                return CheckProperties(keyword, members, errors);
            case "patternProperties":
                return CheckPatternProperties(keyword, members, errors);
            case "required":
                return CheckRequired(keyword, keyword.Value, node, errors);
            case "additionalProperties":
                return CheckAdditionalProperties(rule, keyword, node, errors);
            case "unevaluatedProperties":
                return CheckUnevaluatedProperties(rule, keyword, node, errors);
            case "dependentRequired":
                return CheckDependentRequired(keyword, node, errors);
            case "dependentSchemas":
                bool valid = true;
                foreach (NamedRule each in keyword.Named)
                {
                    valid &= members.Find(each.Name) is null || evaluator.Check(each.Rule, node, errors);
                }
                return valid;
            case "propertyNames":
                bool named = true;
                foreach (string name in members.Names)
                {
                    named &= evaluator.Check(keyword.Rule!, Instance.Of(name, 0), errors);
                }
                return named;
            case "minProperties":
                return members.Names.Count >= keyword.Value.Integer || evaluator.Fail(keyword, node, errors);
            case "maxProperties":
                return members.Names.Count <= keyword.Value.Integer || evaluator.Fail(keyword, node, errors);
            default:
                return true;
        }
    }

    private bool CheckProperties(RuleKeyword keyword, NodeMembers members, List<RuleError>? errors)
    {
        bool valid = true;
        foreach (NamedRule each in keyword.Named)
        {
            if (each.Rule.IsTrue || members.Find(each.Name) is not { } value)
            {
                continue;
            }
            valid &= evaluator.Descend(each.Rule, value, new PathStep(each.Name, 0), errors);
            if (!valid && errors is null)
            {
                return false;
            }
        }
        return valid;
    }

    private bool CheckPatternProperties(RuleKeyword keyword, NodeMembers members, List<RuleError>? errors)
    {
        bool valid = true;
        foreach (NamedRule each in keyword.Named)
        {
            if (each.Rule.IsTrue)
            {
                continue;
            }
            foreach (string name in members.Names)
            {
                if (each.IsFound(name))
                {
                    valid &= evaluator.Descend(each.Rule, members[name], new PathStep(name, 0), errors);
                    if (!valid && errors is null)
                    {
                        return false;
                    }
                }
            }
        }
        return valid;
    }

    private bool CheckRequired(RuleKeyword keyword, SchemaValue names, Instance node, List<RuleError>? errors)
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

    private bool CheckDependentRequired(RuleKeyword keyword, Instance node, List<RuleError>? errors)
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

    private bool CheckAdditionalProperties(Rule rule, RuleKeyword keyword, Instance node, List<RuleError>? errors)
    {
        NodeMembers members = node.Members!;
        RuleKeyword? properties = rule.Find("properties");
        RuleKeyword? patterns = rule.Find("patternProperties");
        List<string>? extras = null;
        foreach (string name in members.Names)
        {
            if (properties?.Value.Has(name) != true && !(patterns is not null && Array.Exists(patterns.Named, each => each.IsFound(name))))
            {
                (extras ??= []).Add(name);
            }
        }
        if (extras is null)
        {
            return true;
        }
        if (keyword.Rule!.IsFalse)
        {
            return evaluator.Fail(keyword.Name, keyword, node, errors, [.. extras]);
        }
        bool valid = true;
        foreach (string name in extras)
        {
            valid &= evaluator.Descend(keyword.Rule, members[name], new PathStep(name, 0), errors);
        }
        return valid;
    }

    private bool CheckUnevaluatedProperties(Rule rule, RuleKeyword keyword, Instance node, List<RuleError>? errors)
    {
        var evaluated = new HashSet<string>(StringComparer.Ordinal);
        MarkProperties(rule, node, evaluated);
        List<string>? extras = null;
        foreach (string name in node.Members!.Names)
        {
            if (!evaluated.Contains(name) && !evaluator.IsValid(keyword.Rule!, node.Members[name]))
            {
                (extras ??= []).Add(name);
            }
        }
        return extras is null || evaluator.Fail(keyword.Name, keyword, node, errors, [.. extras]);
    }

    // Which properties count as evaluated is dt-schema's own notion: a property that its schema rejects does not.
    private void MarkProperties(Rule rule, Instance node, HashSet<string> evaluated)
    {
        if (!rule.Source.IsMap || !evaluator.TryEnter())
        {
            return;
        }
        foreach (RuleKeyword keyword in rule.Keywords)
        {
            switch (keyword.Name)
            {
                case "properties":
                    foreach (NamedRule each in keyword.Named)
                    {
                        if (node.Member(each.Name) is { } value && evaluator.IsValid(each.Rule, value))
                        {
                            evaluated.Add(each.Name);
                        }
                    }
                    break;
                case "additionalProperties" or "unevaluatedProperties" when keyword.Rule!.IsTrue:
                    evaluated.UnionWith(node.Members!.Names);
                    break;
                case "patternProperties":
                    foreach (string name in node.Members!.Names)
                    {
                        if (Array.Exists(keyword.Named, each => each.IsFound(name)))
                        {
                            evaluated.Add(name);
                        }
                    }
                    break;
                case "dependentSchemas":
                    foreach (NamedRule each in keyword.Named)
                    {
                        if (node.Member(each.Name) is not null)
                        {
                            MarkProperties(each.Rule, node, evaluated);
                        }
                    }
                    break;
                default:
                    foreach (Rule each in evaluator.Holding(rule, keyword, node))
                    {
                        MarkProperties(each, node, evaluated);
                    }
                    break;
            }
        }
        evaluator.Leave();
    }
}
