using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// One keyword of one selected binding that a node does not satisfy, told apart as dt-schema does: node, steps to the
/// value, the binding that was selected, keyword. Comparisons with dt-schema count these.
/// </summary>
public sealed record Verdict(string NodePath, IReadOnlyList<PathStep> Property, string Schema, string Keyword, string Message)
{
    /// <summary>The place of the keyword.</summary>
    public SourceSpan? RuleSpan { get; init; }
}
