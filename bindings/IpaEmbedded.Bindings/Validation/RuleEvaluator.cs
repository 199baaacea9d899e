using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// Judges a value by a rule: quickly whether it is fine, or with a list of everything that is not. The keywords mean
/// what they mean to dt-schema, including where that differs from the JSON schema standard.
/// </summary>
internal sealed class RuleEvaluator
{
    private const int MaximumDepth = 300;

    private readonly List<PathStep> _path = [];
    private readonly ListKeywords _lists;
    private readonly NodeKeywords _nodes;
    private (string Name, SourceSpan Span)? _type;
    private Rule? _owner;
    private int _depth;

    public RuleEvaluator()
    {
        _lists = new ListKeywords(this);
        _nodes = new NodeKeywords(this);
    }

    /// <summary>Set when rules referred to each other without end; such a rule is taken as satisfied.</summary>
    public bool RanTooDeep { get; private set; }

    public bool IsValid(Rule rule, Instance instance) => Check(rule, instance, null);

    public List<RuleError> Errors(Rule rule, Instance instance)
    {
        var errors = new List<RuleError>();
        _path.Clear();
        Check(rule, instance, errors);
        return errors;
    }

    /// <summary>Goes one rule deeper; false if rules refer to each other without end. Every success is followed by <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        if (_depth >= MaximumDepth)
        {
            return false;
        }
        _depth++;
        return true;
    }

    public void Leave() => _depth--;

    /// <summary>The rules of a keyword that hold for the value too: what a reference leads to, alternatives that fit, the branch of a condition.</summary>
    public IEnumerable<Rule> Holding(Rule rule, RuleKeyword keyword, Instance instance)
    {
        switch (keyword.Name)
        {
            case "$ref":
                yield return keyword.Rule!;
                break;
            case "allOf" or "oneOf" or "anyOf":
                foreach (Rule each in keyword.Rules)
                {
                    if (IsValid(each, instance))
                    {
                        yield return each;
                    }
                }
                break;
            case "if":
                bool holds = IsValid(keyword.Rule!, instance);
                if (holds)
                {
                    yield return keyword.Rule!;
                }
                if (rule.Find(holds ? "then" : "else")?.Rule is { } branch)
                {
                    yield return branch;
                }
                break;
        }
    }

    /// <summary>True if the value satisfies the rule; without a list of errors, stops at the first that it does not.</summary>
    public bool Check(Rule rule, Instance instance, List<RuleError>? errors)
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
        if (!TryEnter())
        {
            RanTooDeep = true;
            return true;
        }
        bool valid = true;
        foreach (RuleKeyword keyword in rule.Keywords)
        {
            _owner = rule;
            if (!CheckKeyword(rule, keyword, instance, errors))
            {
                valid = false;
                if (errors is null)
                {
                    break;
                }
            }
        }
        Leave();
        return valid;
    }

    private bool CheckKeyword(Rule rule, RuleKeyword keyword, Instance instance, List<RuleError>? errors)
    {
        switch (keyword.Name)
        {
            case "$ref":
                return CheckReference(keyword, instance, errors);
            case "allOf" or "anyOf" or "oneOf" or "not" or "if":
                return CheckCombination(rule, keyword, instance, errors);
            case "const":
                return instance.Equal(keyword.Value) || Fail(keyword, instance, errors);
            case "enum":
                return IsOneOf(keyword, instance) || Fail(keyword, instance, errors);
            case "type":
                return HasType(keyword.Value, instance) || Fail(keyword, instance, errors);
            case "pattern":
                return instance.Kind != InstanceKind.String || keyword.IsFound(instance.Text) || Fail(keyword, instance, errors);
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

    private bool CheckReference(RuleKeyword keyword, Instance instance, List<RuleError>? errors)
    {
        (string, SourceSpan)? outer = _type;
        if (outer is null && keyword.Rule!.File.IsTypes && keyword.Value.Text.LastIndexOf('/') is >= 0 and var slash)
        {
            _type = (keyword.Value.Text[(slash + 1)..], keyword.Value.Span);
        }
        bool valid = Check(keyword.Rule!, instance, errors);
        _type = outer;
        return valid;
    }

    private bool CheckCombination(Rule rule, RuleKeyword keyword, Instance instance, List<RuleError>? errors)
    {
        switch (keyword.Name)
        {
            case "allOf":
                bool all = true;
                foreach (Rule each in keyword.Rules)
                {
                    all &= Check(each, instance, errors);
                    if (!all && errors is null)
                    {
                        return false;
                    }
                }
                return all;
            case "not":
                return !IsValid(keyword.Rule!, instance) || Fail(keyword, instance, errors);
            case "if":
                Rule? branch = rule.Find(IsValid(keyword.Rule!, instance) ? "then" : "else")?.Rule;
                return branch is null || Check(branch, instance, errors);
            default:
                return CheckAlternatives(keyword, instance, errors);
        }
    }

    private bool CheckAlternatives(RuleKeyword keyword, Instance instance, List<RuleError>? errors)
    {
        int fitting = 0;
        foreach (Rule each in keyword.Rules)
        {
            if (IsValid(each, instance))
            {
                fitting++;
                if (keyword.Name == "anyOf")
                {
                    return true;
                }
            }
        }
        if (fitting == 1)
        {
            return true;
        }
        if (errors is null)
        {
            return false;
        }
        RuleError[][] alternatives = [];
        if (fitting == 0)
        {
            alternatives = new RuleError[keyword.Rules.Length][];
            for (int i = 0; i < alternatives.Length; i++)
            {
                var found = new List<RuleError>();
                Check(keyword.Rules[i], instance, found);
                alternatives[i] = [.. found];
            }
        }
        errors.Add(new RuleError(keyword.Name, keyword.Entry.KeySpan, keyword.Value, instance, [.. _path])
        {
            Alternatives = alternatives,
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
    public bool Descend(Rule rule, Instance value, PathStep step, List<RuleError>? errors)
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
        bool valid = Check(rule, value, errors);
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
            return keyword.Name switch
            {
                "minimum" => number >= limit.Number,
                "maximum" => number <= limit.Number,
                "exclusiveMinimum" => number > limit.Number,
                "exclusiveMaximum" => number < limit.Number,
                "multipleOf" => limit.Number == 0 || number / limit.Number == Math.Floor(number / limit.Number),
                _ => true,
            };
        }
        return keyword.Name switch
        {
            "minimum" => instance.Number >= limit.Integer,
            "maximum" => instance.Number <= limit.Integer,
            "exclusiveMinimum" => instance.Number > limit.Integer,
            "exclusiveMaximum" => instance.Number < limit.Integer,
            "multipleOf" => limit.Integer == 0 || instance.Number % limit.Integer == 0,
            _ => true,
        };
    }

    private static bool CheckText(RuleKeyword keyword, Instance instance) => keyword.Name switch
    {
        "minLength" => instance.Text.Length >= keyword.Value.Integer,
        "maxLength" => instance.Text.Length <= keyword.Value.Integer,
        _ => true,
    };
}
