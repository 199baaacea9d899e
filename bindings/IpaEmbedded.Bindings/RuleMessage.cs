using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>What to tell people about one error of a rule.</summary>
internal sealed record RuleMessage(string Id, string Text, string RuleText, SourceSpan RuleSpan)
{
    /// <summary>A more exact place than the one of the error.</summary>
    public TreePlace? Place { get; init; }
}
