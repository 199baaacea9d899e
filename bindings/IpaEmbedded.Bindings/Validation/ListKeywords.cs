namespace IpaEmbedded.Bindings;

/// <summary>Keywords that look at lists.</summary>
internal sealed class ListKeywords(RuleEvaluator evaluator)
{
    public bool Check(Rule rule, RuleKeyword keyword, Instance list, List<RuleError>? errors)
    {
        int count = list.Items.Count;
        switch (keyword.Name)
        {
            case "minItems":
                return count >= keyword.Value.Integer || evaluator.Fail(keyword, list, errors);
            case "maxItems":
                return count <= keyword.Value.Integer || evaluator.Fail(keyword, list, errors);
            case "items":
                return CheckItems(keyword, list, errors);
            case "additionalItems":
                return CheckAdditionalItems(rule, keyword, list, errors);
            case "uniqueItems":
                return !keyword.Value.IsTrue || IsUnique(list) || evaluator.Fail(keyword, list, errors);
            case "contains":
                return CheckContains(rule, keyword, list, errors);
            case "typeSize":
                return count == 0 || list.Items[0] is not { IsList: true, Items: [{ Kind: InstanceKind.Integer } first, ..] }
                    || first.Width == keyword.Value.Integer || evaluator.Fail(keyword.Name, keyword, list, errors, count: first.Width);
            case "unevaluatedItems":
                var evaluated = new bool[count];
                MarkItems(rule, list, evaluated);
                return Array.TrueForAll(evaluated, each => each) || evaluator.Fail(keyword, list, errors);
            default:
                return true;
        }
    }

    private bool CheckItems(RuleKeyword keyword, Instance list, List<RuleError>? errors)
    {
        bool valid = true;
        int count = keyword.Rule is null ? Math.Min(list.Items.Count, keyword.Rules.Length) : list.Items.Count;
        for (int i = 0; i < count; i++)
        {
            valid &= evaluator.Descend(keyword.Rule ?? keyword.Rules[i], list.Items[i], new PathStep(null, i), errors);
            if (!valid && errors is null)
            {
                return false;
            }
        }
        return valid;
    }

    private bool CheckAdditionalItems(Rule rule, RuleKeyword keyword, Instance list, List<RuleError>? errors)
    {
        RuleKeyword? items = rule.Find("items");
        if (items is null || items.Rule is not null)
        {
            return true;
        }
        if (keyword.Rule!.IsFalse)
        {
            return list.Items.Count <= items.Rules.Length || evaluator.Fail(keyword, list, errors);
        }
        bool valid = true;
        for (int i = items.Rules.Length; i < list.Items.Count; i++)
        {
            valid &= evaluator.Descend(keyword.Rule, list.Items[i], new PathStep(null, i), errors);
        }
        return valid;
    }

    private bool CheckContains(Rule rule, RuleKeyword keyword, Instance list, List<RuleError>? errors)
    {
        int found = 0;
        foreach (Instance item in list.Items)
        {
            found += evaluator.IsValid(keyword.Rule!, item) ? 1 : 0;
        }
        RuleKeyword? most = rule.Find("maxContains");
        if (most is not null && found > most.Value.Integer)
        {
            return evaluator.Fail("maxContains", most, list, errors);
        }
        RuleKeyword? least = rule.Find("minContains");
        if (found >= (least?.Value.Integer ?? 1))
        {
            return true;
        }
        return found == 0 ? evaluator.Fail(keyword, list, errors) : evaluator.Fail("minContains", least!, list, errors);
    }

    private static bool IsUnique(Instance list)
    {
        if (list.Items.TrueForAll(item => item.Kind == InstanceKind.String))
        {
            return list.Items.DistinctBy(item => item.Text).Count() == list.Items.Count;
        }
        for (int i = 0; i < list.Items.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (list.Items[i].Equal(list.Items[j]))
                {
                    return false;
                }
            }
        }
        return true;
    }

    private void MarkItems(Rule rule, Instance list, bool[] evaluated)
    {
        if (!rule.Source.IsMap || !evaluator.TryEnter())
        {
            return;
        }
        foreach (RuleKeyword keyword in rule.Keywords)
        {
            switch (keyword.Name)
            {
                case "items":
                    Array.Fill(evaluated, true);
                    break;
                case "contains" or "unevaluatedItems":
                    for (int i = 0; i < evaluated.Length; i++)
                    {
                        evaluated[i] |= evaluator.IsValid(keyword.Rule!, list.Items[i]);
                    }
                    break;
                default:
                    foreach (Rule each in evaluator.Holding(rule, keyword, list))
                    {
                        MarkItems(each, list, evaluated);
                    }
                    break;
            }
        }
        evaluator.Leave();
    }
}
