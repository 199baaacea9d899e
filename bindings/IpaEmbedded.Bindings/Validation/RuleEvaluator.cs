using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// Judges a value by a rule: quickly whether it is fine, or with a list of everything that is not. The keywords mean
/// what they mean to dt-schema, including where that differs from the JSON schema standard.
/// </summary>
internal sealed class RuleEvaluator
{
    private readonly List<PathStep> _path = [];
    private readonly Dictionary<(Rule, Instance), (RuleOutcome Outcome, RuleError? Error)> _known = [];
    private readonly RuleStack _entered;
    private readonly ListKeywords _lists;
    private readonly NodeKeywords _nodes;
    private (string Name, SourceSpan Span)? _type;
    private Rule? _owner;

    /// <summary>An evaluator that may take so many steps until it decides nothing any more.</summary>
    public RuleEvaluator(UndecidedRules undecided, long steps)
    {
        Undecided = undecided;
        _entered = new RuleStack(undecided, steps);
        _lists = new ListKeywords(this);
        _nodes = new NodeKeywords(this);
    }

    /// <summary>What reached a limit.</summary>
    public UndecidedRules Undecided { get; }

    /// <summary>True when nothing will be decided any more.</summary>
    public bool IsExhausted => _entered.IsExhausted;

    /// <summary>Whether a rule by which a binding chooses its nodes holds.</summary>
    public bool Selects(Rule rule, Instance node)
    {
        Begin();
        return Check(rule, node, null).Holds;
    }

    /// <summary>Begins with another node or another binding.</summary>
    public void Begin()
    {
        _path.Clear();
        _known.Clear();
        _entered.Begin();
    }

    /// <summary>Whether one keyword of a rule holds for the value.</summary>
    public bool Holds(Rule rule, RuleKeyword keyword, Instance instance)
    {
        if (!_entered.TryEnter(rule, instance, isMarking: false))
        {
            return false;
        }
        bool holds = CheckKeyword(rule, keyword, instance, null).Holds;
        Leave();
        return holds;
    }

    /// <summary>Whether a part of a node's rule holds for the node or one of its members.</summary>
    public bool Holds(Rule outer, Instance node, Rule part, Instance value)
    {
        if (!_entered.TryEnter(outer, node, isMarking: false))
        {
            return false;
        }
        bool holds = Check(part, value, null).Holds;
        Leave();
        return holds;
    }

    public RuleOutcome IsValid(Rule rule, Instance instance) => Check(rule, instance, null);

    /// <summary>Everything that the rule has against the value. Each alternative is looked at once, and what it found is kept.</summary>
    public List<RuleError> Errors(Rule rule, Instance instance)
    {
        var errors = new List<RuleError>();
        Begin();
        // Most values are fine, and that is told without collecting anything.
        if (Check(rule, instance, null).Fails)
        {
            Check(rule, instance, errors);
        }
        return errors;
    }

    /// <summary>Begins to mark what the rule evaluates; false if a limit is reached. Every success is followed by <see cref="Leave"/>.</summary>
    public bool TryEnterMarking(Rule rule, Instance instance) => _entered.TryEnter(rule, instance, isMarking: true);

    public void Leave() => _entered.Leave();

    /// <summary>The rules of a keyword that hold for the value too: alternatives that fit, the branch of a condition.</summary>
    public IEnumerable<Rule> Holding(Rule rule, RuleKeyword keyword, Instance instance)
    {
        switch (keyword.Kind)
        {
            case RuleKeywordKind.AllOf or RuleKeywordKind.OneOf or RuleKeywordKind.AnyOf:
                foreach (Rule each in keyword.Rules)
                {
                    if (IsValid(each, instance).Holds)
                    {
                        yield return each;
                    }
                }
                break;
            case RuleKeywordKind.If:
                RuleOutcome condition = IsValid(keyword.Rule!, instance);
                if (condition.Holds)
                {
                    yield return keyword.Rule!;
                }
                if (!condition.IsUndecided && rule.Find(condition.Holds ? "then" : "else")?.Rule is { } branch)
                {
                    yield return branch;
                }
                break;
        }
    }

    /// <summary>Whether the value satisfies the rule; without a list of errors, stops at the first keyword that it does not.</summary>
    public RuleOutcome Check(Rule rule, Instance instance, List<RuleError>? errors)
    {
        if (rule.IsTrue)
        {
            return true;
        }
        if (rule.IsFalse)
        {
            errors?.Add(new RuleError("false", rule.Source.Span, rule.Source, instance, [.. _path]));
            return false;
        }
        if (!_entered.TryEnter(rule, instance, isMarking: false))
        {
            return RuleOutcome.Undecided;
        }
        RuleOutcome outcome = true;
        Rule? outer = _owner;
        foreach (RuleKeyword keyword in rule.Keywords)
        {
            _owner = rule;
            outcome &= CheckKeyword(rule, keyword, instance, errors);
            if (outcome.Fails && errors is null)
            {
                break;
            }
        }
        _owner = outer;
        Leave();
        return outcome;
    }

    private RuleOutcome CheckKeyword(Rule rule, RuleKeyword keyword, Instance instance, List<RuleError>? errors)
    {
        switch (keyword.Kind)
        {
            case RuleKeywordKind.Ref:
                return CheckReference(keyword, instance, errors);
            case RuleKeywordKind.AllOf or RuleKeywordKind.AnyOf or RuleKeywordKind.OneOf or RuleKeywordKind.Not or RuleKeywordKind.If:
                return CheckCombination(rule, keyword, instance, errors);
            case RuleKeywordKind.Const:
                return instance.Equal(keyword.Value) || Fail(keyword, instance, errors);
            case RuleKeywordKind.Enum:
                return IsOneOf(keyword, instance) || Fail(keyword, instance, errors);
            case RuleKeywordKind.Type:
                return HasType(keyword.Value, instance) || Fail(keyword, instance, errors);
            case RuleKeywordKind.Pattern:
                return CheckPattern(keyword, instance, errors);
        }
        return instance.Kind switch
        {
            InstanceKind.Integer => CheckNumber(keyword, instance) || Fail(keyword, instance, errors),
            InstanceKind.String => CheckText(keyword, instance) || Fail(keyword, instance, errors),
            InstanceKind.List => _lists.Check(rule, keyword, instance, errors),
            InstanceKind.Node => _nodes.Check(rule, keyword, instance, errors),
            _ => true,
        };
    }

    private RuleOutcome CheckReference(RuleKeyword keyword, Instance instance, List<RuleError>? errors)
    {
        (string, SourceSpan)? outer = _type;
        if (outer is null && keyword.Rule!.File.IsTypes && keyword.Value.Text.LastIndexOf('/') is >= 0 and var slash)
        {
            _type = (keyword.Value.Text[(slash + 1)..], keyword.Value.Span);
        }
        SourceSpan? reference = _entered.Reference;
        _entered.Reference = keyword.Value.Span;
        RuleOutcome valid = _entered.IsLong && _type is null ? Remember(keyword.Rule!, instance, errors) : Check(keyword.Rule!, instance, errors);
        _entered.Reference = reference;
        _type = outer;
        return valid;
    }

    // References that multiply lead to the same rules for the same values over and over. Of what is wrong, the first stands for all.
    private RuleOutcome Remember(Rule rule, Instance instance, List<RuleError>? errors)
    {
        if (_known.TryGetValue((rule, instance), out (RuleOutcome Outcome, RuleError? Error) known) && !(known.Outcome.Fails && known.Error is null && errors is not null))
        {
            if (known.Error is not null)
            {
                errors?.Add(known.Error);
            }
            return known.Outcome.IsUndecided ? Undecided.Again() : known.Outcome;
        }
        int before = errors?.Count ?? 0;
        RuleOutcome outcome = Check(rule, instance, errors);
        _known[(rule, instance)] = (outcome, errors?.Count > before ? errors[before] : null);
        return outcome;
    }

    private RuleOutcome CheckPattern(RuleKeyword keyword, Instance instance, List<RuleError>? errors)
    {
        if (instance.Kind != InstanceKind.String)
        {
            return true;
        }
        RuleOutcome found = keyword.Pattern is null ? false : Undecided.Find(keyword.Pattern, instance.Text, keyword.Value.Span);
        return found.Fails ? Fail(keyword, instance, errors) : found;
    }

    private RuleOutcome CheckCombination(Rule rule, RuleKeyword keyword, Instance instance, List<RuleError>? errors)
    {
        switch (keyword.Kind)
        {
            case RuleKeywordKind.AllOf:
                RuleOutcome all = true;
                foreach (Rule each in keyword.Rules)
                {
                    all &= Check(each, instance, errors);
                    if (all.Fails && errors is null)
                    {
                        return false;
                    }
                }
                return all;
            case RuleKeywordKind.Not:
                RuleOutcome contrary = !IsValid(keyword.Rule!, instance);
                return contrary.Fails ? Fail(keyword, instance, errors) : contrary;
            case RuleKeywordKind.If:
                RuleOutcome condition = IsValid(keyword.Rule!, instance);
                if (condition.IsUndecided)
                {
                    return condition;
                }
                Rule? branch = rule.Find(condition.Holds ? "then" : "else")?.Rule;
                return branch is null ? true : Check(branch, instance, errors);
            default:
                return CheckAlternatives(keyword, instance, errors);
        }
    }

    private RuleOutcome CheckAlternatives(RuleKeyword keyword, Instance instance, List<RuleError>? errors)
    {
        int fitting = 0;
        bool isOpen = false;
        List<RuleError>? found = errors is null ? null : [];
        RuleError[][] alternatives = errors is null ? [] : new RuleError[keyword.Rules.Length][];
        for (int i = 0; i < keyword.Rules.Length; i++)
        {
            RuleOutcome outcome = Check(keyword.Rules[i], instance, found);
            isOpen |= outcome.IsUndecided;
            fitting += outcome.Holds ? 1 : 0;
            if (fitting > 0 && keyword.Kind == RuleKeywordKind.AnyOf)
            {
                return true;
            }
            if (found is null && fitting > 1)
            {
                return false;
            }
            if (found is not null)
            {
                alternatives[i] = [.. found];
                found.Clear();
            }
        }
        if (fitting <= 1 && isOpen)
        {
            return RuleOutcome.Undecided;
        }
        if (fitting == 1)
        {
            return true;
        }
        if (errors is null)
        {
            return false;
        }
        errors.Add(new RuleError(keyword.Name, keyword.Entry.KeySpan, keyword.Value, instance, [.. _path])
        {
            Alternatives = fitting == 0 ? alternatives : [],
            Count = fitting,
            Type = _type,
        });
        return false;
    }

    /// <summary>Notes that the value does not satisfy the keyword, and says so.</summary>
    public bool Fail(RuleKeyword keyword, Instance instance, List<RuleError>? errors) => Fail(keyword.Name, keyword, instance, errors);

    /// <inheritdoc cref="Fail(RuleKeyword, Instance, List{RuleError})"/>
    public bool Fail(string name, RuleKeyword keyword, Instance instance, List<RuleError>? errors, string[]? names = null, SourceSpan? span = null, int count = 0)
    {
        errors?.Add(new RuleError(name, span ?? keyword.Entry.KeySpan, keyword.Value, instance, [.. _path])
        {
            Names = names ?? [],
            Type = _type,
            Count = count,
            Owner = _owner?.Source,
        });
        return false;
    }

    /// <summary>Checks a value inside the one that is being checked.</summary>
    public RuleOutcome Descend(Rule rule, Instance value, PathStep step, List<RuleError>? errors)
    {
        if (errors is null)
        {
            return Check(rule, value, null);
        }
        _path.Add(step);
        (string, SourceSpan)? outer = _type;
        if (step.Name is not null)
        {
            _type = null;
        }
        RuleOutcome valid = Check(rule, value, errors);
        _type = outer;
        _path.RemoveAt(_path.Count - 1);
        return valid;
    }

    private static bool IsOneOf(RuleKeyword keyword, Instance instance)
    {
        if (keyword.Texts is not null)
        {
            return instance.Kind == InstanceKind.String && keyword.Texts.Contains(instance.Text);
        }
        if (keyword.Numbers is not null)
        {
            return instance.Kind == InstanceKind.Integer && keyword.Numbers.Contains(instance.Number);
        }
        foreach (SchemaValue item in keyword.Value.Items)
        {
            if (instance.Equal(item))
            {
                return true;
            }
        }
        return false;
    }

    private static bool HasType(SchemaValue types, Instance instance)
    {
        if (!types.IsList)
        {
            return IsType(types.Text, instance);
        }
        return types.Items.Exists(type => IsType(type.Text, instance));
    }

    private static bool IsType(string type, Instance instance) => type switch
    {
        "array" => instance.Kind == InstanceKind.List,
        "object" => instance.Kind == InstanceKind.Node,
        "boolean" => instance.Kind == InstanceKind.True,
        "integer" or "number" => instance.Kind == InstanceKind.Integer,
        "string" => instance.Kind == InstanceKind.String,
        _ => false,
    };

    private static bool CheckNumber(RuleKeyword keyword, Instance instance)
    {
        SchemaValue limit = keyword.Value;
        if (limit.Kind == SchemaKind.Number)
        {
            double number = (double)instance.Number;
            return keyword.Kind switch
            {
                RuleKeywordKind.Minimum => number >= limit.Number,
                RuleKeywordKind.Maximum => number <= limit.Number,
                RuleKeywordKind.ExclusiveMinimum => number > limit.Number,
                RuleKeywordKind.ExclusiveMaximum => number < limit.Number,
                RuleKeywordKind.MultipleOf => limit.Number == 0 || number / limit.Number == Math.Floor(number / limit.Number),
                _ => true,
            };
        }
        return keyword.Kind switch
        {
            RuleKeywordKind.Minimum => instance.Number >= limit.Integer,
            RuleKeywordKind.Maximum => instance.Number <= limit.Integer,
            RuleKeywordKind.ExclusiveMinimum => instance.Number > limit.Integer,
            RuleKeywordKind.ExclusiveMaximum => instance.Number < limit.Integer,
            RuleKeywordKind.MultipleOf => limit.Integer == 0 || instance.Number % limit.Integer == 0,
            _ => true,
        };
    }

    private static bool CheckText(RuleKeyword keyword, Instance instance) => keyword.Kind switch
    {
        RuleKeywordKind.MinLength => instance.Text.Length >= keyword.Value.Integer,
        RuleKeywordKind.MaxLength => instance.Text.Length <= keyword.Value.Integer,
        _ => true,
    };
}
