using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>The rules that are being evaluated, each for its value: bounded in depth and number, and never twice the same.</summary>
internal sealed class RuleStack(UndecidedRules undecided, long steps)
{
    private readonly Frame[] _frames = new Frame[Limits.RuleDepth];
    private long _stepsLeft = steps;
    private long _stepsAtBeginning = steps;
    private int _depth;

    /// <summary>True when all steps are taken.</summary>
    public bool IsExhausted => _stepsLeft < 0;

    /// <summary>True when the value has taken so many steps that answers are worth remembering.</summary>
    public bool IsLong => _stepsAtBeginning - _stepsLeft > Limits.StepsBeforeRemembering;

    /// <summary>Where the reference stands that is being followed; null outside all.</summary>
    public SourceSpan? Reference { get; set; }

    /// <summary>Begins with another rule or value.</summary>
    public void Begin() => _stepsAtBeginning = _stepsLeft;

    /// <summary>Enters a rule; false, with a finding, if a limit is reached. Every success is followed by <see cref="Leave"/>.</summary>
    public bool TryEnter(Rule rule, Instance instance, bool isMarking)
    {
        if (--_stepsLeft < 0)
        {
            Stop(rule);
            return false;
        }
        // Values lie inside one another, so the same value stands only at the end.
        for (int i = _depth - 1; i >= 0 && ReferenceEquals(_frames[i].Instance, instance); i--)
        {
            if (ReferenceEquals(_frames[i].Rule, rule) && _frames[i].IsMarking == isMarking)
            {
                undecided.Add("DT4010", rule.Source.Span, Reference, "bindings refer to each other without end; what they say was not checked");
                return false;
            }
        }
        if (_depth == _frames.Length)
        {
            undecided.Add("DT4010", rule.Source.Span, Reference, $"rules lie more than {Limits.RuleDepth} inside one another; what they say was not checked");
            return false;
        }
        _frames[_depth++] = new Frame(rule, instance, isMarking);
        return true;
    }

    public void Leave() => _depth--;

    private void Stop(Rule rule)
    {
        if (_stepsLeft == -1)
        {
            undecided.Add("DT4011", rule.Source.Span, Reference, "validating takes too many steps and ends here; neither the rest of this rule nor the nodes that follow were checked");
        }
        _stepsLeft = -2;
    }

    private readonly record struct Frame(Rule Rule, Instance Instance, bool IsMarking);
}
