using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>One keyword that a value does not satisfy.</summary>
internal sealed class RuleError
{
    public RuleError(string keyword, SourceSpan ruleSpan, SchemaValue rule, Instance instance, PathStep[] path)
    {
        Keyword = keyword;
        RuleSpan = ruleSpan;
        Rule = rule;
        Instance = instance;
        Path = path;
    }

    /// <summary>The failing keyword; <c>false</c> for a schema that accepts nothing.</summary>
    public string Keyword { get; }

    public SourceSpan RuleSpan { get; }

    /// <summary>What the keyword says.</summary>
    public SchemaValue Rule { get; }

    public Instance Instance { get; }

    /// <summary>The schema that holds the keyword.</summary>
    public SchemaValue? Owner { get; init; }

    /// <summary>Steps from the validated node to the value.</summary>
    public PathStep[] Path { get; }

    /// <summary>Missing or excess names.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>A number that the message needs, such as how many alternatives fit.</summary>
    public int Count { get; init; }

    /// <summary>For alternatives of which none fits: what is wrong with each.</summary>
    public RuleError[][] Alternatives { get; init; } = [];

    /// <summary>The type of types.yaml inside which the value failed, and the reference to it.</summary>
    public (string Name, SourceSpan Span)? Type { get; init; }

    /// <summary>The direct errors below this one.</summary>
    public IEnumerable<RuleError> Context => Alternatives.SelectMany(each => each);
}
