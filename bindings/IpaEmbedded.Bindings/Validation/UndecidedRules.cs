using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Findings about rules that reached a limit: one for each place, at the node where it happened first.</summary>
internal sealed class UndecidedRules(DiagnosticBag diagnostics)
{
    private readonly HashSet<(string, SourceSpan)> _written = [];

    /// <summary>How often a rule was not decided, each time counted.</summary>
    public int Count { get; private set; }

    /// <summary>The node that is being validated.</summary>
    public Node? Node { get; set; }

    /// <summary>Notes that the rule is neither satisfied nor violated; the finding is about the place that led to it, if there is one.</summary>
    public RuleOutcome Add(string id, SourceSpan rule, SourceSpan? place, string message)
    {
        Count++;
        if (_written.Add((id, rule)))
        {
            diagnostics.Add(new Diagnostic(id, DiagnosticSeverity.Error, message)
            {
                Span = place ?? rule,
                NodePath = Node?.Path,
                Related = Node is null ? [] : [new RelatedLocation("first for this node", Node.NameSpan, Node.Path)],
            });
        }
        return RuleOutcome.Undecided;
    }

    /// <summary>Notes that a rule about which there is a finding is not decided.</summary>
    public RuleOutcome Again()
    {
        Count++;
        return RuleOutcome.Undecided;
    }

    /// <summary>Searches a text for a pattern that stands at the place.</summary>
    public RuleOutcome Find(NamePattern pattern, string text, SourceSpan place)
    {
        RuleOutcome found = pattern.IsFound(text);
        if (!found.IsUndecided)
        {
            return found;
        }
        if (pattern.Problem is null)
        {
            return Add("DT4012", place, null, pattern.Undecided(text));
        }
        return Again();
    }
}
