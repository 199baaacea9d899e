using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>What to tell people about one error of a rule.</summary>
internal sealed record RuleMessage(string Id, string Text, string RuleText, SourceSpan RuleSpan)
{
    /// <summary>A more exact place than the one of the error.</summary>
    public TreePlace? Place { get; init; }

    /// <summary>What else explains it, behind the rule.</summary>
    public IReadOnlyList<RelatedLocation> Notes { get; init; } = [];

    /// <summary>The property whose description in the binding helps; null for the one that the rule is for.</summary>
    public string? Describes { get; init; }
}
