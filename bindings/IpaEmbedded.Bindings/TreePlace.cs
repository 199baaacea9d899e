using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>The node, property and byte of a tree that a finding is about.</summary>
internal sealed record TreePlace(Node Node, Property? Property, int Offset, bool IsWhole)
{
    /// <summary>The exact cell or string, the name of the property, or the name of the node, also for a property that the compiler added; null for a blob.</summary>
    public SourceSpan? Span => (Property is null ? null : IsWhole ? Property.NameSpan ?? Property.Span : Property.SpanAt(Offset)) ?? Node.NameSpan;

    /// <summary>Follows names from a node; indexes are left to the caller, who knows the value.</summary>
    public static TreePlace Of(Node node, PathStep[] path)
    {
        Property? property = null;
        foreach (PathStep step in path)
        {
            if (step.Name is null)
            {
                break;
            }
            if (node.FindChild(step.Name) is { } child)
            {
                node = child;
            }
            else
            {
                property = node.FindProperty(step.Name);
                break;
            }
        }
        return new TreePlace(node, property, 0, true);
    }
}
