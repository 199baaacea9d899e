namespace IpaEmbedded.Bindings;

/// <summary>
/// What the bindings for every node say, all of them in one table by the name of the member. It only tells which of them
/// may have something against a node, nearly always none; what that is, the binding itself is asked.
/// </summary>
internal sealed class EveryNodeRules
{
    private readonly BindingFile[] _files;
    private readonly Rule[] _rules;
    private readonly bool[] _isSuspect;
    private readonly List<(int File, RuleKeyword Keyword)> _rest = [];
    private readonly Dictionary<string, Part[]> _parts = new(StringComparer.Ordinal);

    public EveryNodeRules(IEnumerable<BindingFile> files, Func<BindingFile, Rule> ruleOf)
    {
        _files = [.. files];
        _rules = Array.ConvertAll(_files, file => ruleOf(file));
        _isSuspect = new bool[_files.Length];
        for (int i = 0; i < _rules.Length; i++)
        {
            foreach (RuleKeyword keyword in _rules[i].Keywords)
            {
                if (!IsByName(keyword))
                {
                    _rest.Add((i, keyword));
                }
            }
        }
    }

    /// <summary>Adds the bindings that may have something against the node.</summary>
    public void AddSuspects(List<BindingFile> found, RuleEvaluator evaluator, Instance node)
    {
        Array.Clear(_isSuspect);
        evaluator.Begin();
        NodeMembers members = node.Members!;
        foreach (string name in members.Names)
        {
            foreach (Part part in PartsOf(name))
            {
                ref bool isSuspect = ref _isSuspect[part.File];
                isSuspect = isSuspect || !part.Holds(evaluator, _rules[part.File], node, members[name]);
            }
        }
        foreach ((int file, RuleKeyword keyword) in _rest)
        {
            _isSuspect[file] = _isSuspect[file] || !evaluator.Holds(_rules[file], keyword, node);
        }
        for (int i = 0; i < _files.Length; i++)
        {
            if (_isSuspect[i])
            {
                found.Add(_files[i]);
            }
        }
    }

    private Part[] PartsOf(string name)
    {
        if (!_parts.TryGetValue(name, out Part[]? parts))
        {
            var found = new List<Part>();
            for (int i = 0; i < _rules.Length; i++)
            {
                Collect(found, i, name);
            }
            if (_parts.Count == Limits.RememberedTexts)
            {
                _parts.Clear();
            }
            _parts.Add(name, parts = found.Count == 0 ? [] : [.. found]);
        }
        return parts;
    }

    private void Collect(List<Part> parts, int file, string name)
    {
        Rule rule = _rules[file];
        bool isDescribed = rule.Find(RuleKeywordKind.Properties)?.FindNamed(name) is { } named && AddValueRule(named.Rule);
        foreach (NamedRule each in rule.Find(RuleKeywordKind.PatternProperties)?.Matching(name) ?? [])
        {
            isDescribed |= each.Pattern!.IsFound(name).Holds ? AddValueRule(each.Rule) : AddUndecided();
        }
        if (!isDescribed && rule.Find(RuleKeywordKind.AdditionalProperties)?.Rule is { } others)
        {
            AddValueRule(others);
        }
        if (rule.Find(RuleKeywordKind.DependentRequired)?.Value.Find(name) is { } needed)
        {
            parts.Add(new Part(file, null, null, [.. needed.Items.Select(each => each.Text)]));
        }
        if (rule.Find(RuleKeywordKind.DependentSchemas)?.FindNamed(name) is { } dependent)
        {
            parts.Add(new Part(file, null, dependent.Rule, []));
        }

        bool AddValueRule(Rule value)
        {
            if (!value.IsTrue)
            {
                parts.Add(new Part(file, value, null, []));
            }
            return true;
        }

        bool AddUndecided()
        {
            parts.Add(new Part(file, null, null, null));
            return true;
        }
    }

    private static bool IsByName(RuleKeyword keyword) => keyword.Kind switch
    {
        RuleKeywordKind.Properties or RuleKeywordKind.PatternProperties or RuleKeywordKind.AdditionalProperties or RuleKeywordKind.DependentRequired or RuleKeywordKind.DependentSchemas => true,
        RuleKeywordKind.Type => keyword.Value is { IsString: true, Text: "object" },
        _ => false,
    };

    /// <summary>What one binding says about a member and, if the member is there, about its node; nothing at all if nobody knows.</summary>
    private sealed record Part(int File, Rule? Value, Rule? Node, string[]? Needed)
    {
        public bool Holds(RuleEvaluator evaluator, Rule rule, Instance node, Instance value) =>
            Needed is not null
            && (Value is null || evaluator.Holds(rule, node, Value, value))
            && (Node is null || evaluator.Holds(rule, node, Node, node))
            && Array.TrueForAll(Needed, name => node.Member(name) is not null);
    }
}
