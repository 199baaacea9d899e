using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Resources;

/// <summary>One thing that the runtime will configure for a node: what it is, its value, and the two lines that say so.</summary>
public sealed record Resource(string NodePath, string Kind, string Name, string Value, string Property)
{
    /// <summary>Where the tree says it; null for a blob.</summary>
    public SourceSpan? TreeSpan { get; init; }

    /// <summary>Where a binding describes the property; null if none does.</summary>
    public SourceSpan? RuleSpan { get; init; }
}
