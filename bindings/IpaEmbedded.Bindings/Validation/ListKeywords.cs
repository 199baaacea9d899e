namespace IpaEmbedded.Bindings;

/// <summary>Keywords that look at lists.</summary>
internal sealed class ListKeywords(RuleEvaluator evaluator)
{
    public RuleOutcome Check(Rule rule, RuleKeyword keyword, Instance list, List<RuleError>? errors)
    {
        int count = list.Items.Count;
        switch (keyword.Kind)
        {
            case RuleKeywordKind.MinItems:
                return count >= keyword.Value.Integer || evaluator.Fail(keyword, list, errors);
            case RuleKeywordKind.MaxItems:
                return count <= keyword.Value.Integer || evaluator.Fail(keyword, list, errors);
            case RuleKeywordKind.Items:
                return CheckItems(keyword, list, errors);
            case RuleKeywordKind.AdditionalItems:
                return CheckAdditionalItems(rule, keyword, list, errors);
            case RuleKeywordKind.UniqueItems:
                return !keyword.Value.IsTrue || IsUnique(list) || evaluator.Fail(keyword, list, errors);
            case RuleKeywordKind.Contains:
                return CheckContains(rule, keyword, list, errors);
            case RuleKeywordKind.TypeSize:
                return count == 0 || list.Items[0] is not { IsList: true, Items: [{ Kind: InstanceKind.Integer } first, ..] }
                    || first.Width == keyword.Value.Integer || evaluator.Fail(keyword.Name, keyword, list, errors, count: first.Width);
            case RuleKeywordKind.UnevaluatedItems:
                return CheckUnevaluatedItems(rule, keyword, list, errors);
            default:
                return true;
        }
    }

    private RuleOutcome CheckItems(RuleKeyword keyword, Instance list, List<RuleError>? errors)
    {
        RuleOutcome valid = true;
        int count = keyword.Rule is null ? Math.Min(list.Items.Count, keyword.Rules.Length) : list.Items.Count;
        for (int i = 0; i < count; i++)
        {
            valid &= evaluator.Descend(keyword.Rule ?? keyword.Rules[i], list.Items[i], new PathStep(null, i), errors);
            if (valid.Fails && errors is null)
            {
                return false;
            }
        }
        return valid;
    }

    private RuleOutcome CheckAdditionalItems(Rule rule, RuleKeyword keyword, Instance list, List<RuleError>? errors)
    {
        RuleKeyword? items = rule.Find(RuleKeywordKind.Items);
        if (items is null || items.Rule is not null)
        {
            return true;
        }
        if (keyword.Rule!.IsFalse)
        {
            return list.Items.Count <= items.Rules.Length || evaluator.Fail(keyword, list, errors);
        }
        RuleOutcome valid = true;
        for (int i = items.Rules.Length; i < list.Items.Count; i++)
        {
            valid &= evaluator.Descend(keyword.Rule, list.Items[i], new PathStep(null, i), errors);
        }
        return valid;
    }

    private RuleOutcome CheckContains(Rule rule, RuleKeyword keyword, Instance list, List<RuleError>? errors)
    {
        int found = 0;
        int open = 0;
        foreach (Instance item in list.Items)
        {
            RuleOutcome outcome = evaluator.IsValid(keyword.Rule!, item);
            found += outcome.Holds ? 1 : 0;
            open += outcome.IsUndecided ? 1 : 0;
        }
        RuleKeyword? most = rule.Find(RuleKeywordKind.MaxContains);
        if (most is not null && found > most.Value.Integer)
        {
            return evaluator.Fail("maxContains", most, list, errors);
        }
        if (most is not null && found + open > most.Value.Integer)
        {
            return RuleOutcome.Undecided;
        }
        RuleKeyword? least = rule.Find(RuleKeywordKind.MinContains);
        Int128 required = least?.Value.Integer ?? 1;
        if (found < required && found + open >= required)
        {
            return RuleOutcome.Undecided;
        }
        if (found >= required)
        {
            return true;
        }
        return found == 0 ? evaluator.Fail(keyword, list, errors) : evaluator.Fail("minContains", least!, list, errors);
    }

    private static bool IsUnique(Instance list)
    {
        var seen = new HashSet<Instance>(list.Items.Count, InstanceComparer.Instance);
        return list.Items.TrueForAll(seen.Add);
    }

    private RuleOutcome CheckUnevaluatedItems(Rule rule, RuleKeyword keyword, Instance list, List<RuleError>? errors)
    {
        var evaluated = new bool[list.Items.Count];
        int undecided = evaluator.Undecided.Count;
        MarkItems(rule, list, evaluated, []);
        if (Array.TrueForAll(evaluated, each => each))
        {
            return true;
        }
        return evaluator.Undecided.Count == undecided ? evaluator.Fail(keyword, list, errors) : RuleOutcome.Undecided;
    }

    private void MarkItems(Rule rule, Instance list, bool[] evaluated, HashSet<Rule> done)
    {
        if (!rule.Source.IsMap || !evaluator.TryEnterMarking(rule, list))
        {
            return;
        }
        foreach (RuleKeyword keyword in rule.Keywords)
        {
            switch (keyword.Kind)
            {
                case RuleKeywordKind.Items:
                    Array.Fill(evaluated, true);
                    break;
                case RuleKeywordKind.Contains or RuleKeywordKind.UnevaluatedItems:
                    for (int i = 0; i < evaluated.Length; i++)
                    {
                        evaluated[i] |= evaluator.IsValid(keyword.Rule!, list.Items[i]).Holds;
                    }
                    break;
                case RuleKeywordKind.Ref when done.Contains(keyword.Rule!):
                    break;
                case RuleKeywordKind.Ref:
                    MarkItems(keyword.Rule!, list, evaluated, done);
                    done.Add(keyword.Rule!);
                    break;
                default:
                    foreach (Rule each in evaluator.Holding(rule, keyword, list))
                    {
                        MarkItems(each, list, evaluated, done);
                    }
                    break;
            }
        }
        evaluator.Leave();
    }
}
