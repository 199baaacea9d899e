namespace IpaEmbedded.DeviceTree;

/// <summary>A property is not what its reader needs: names the node, the property, what was expected and what is there.</summary>
public sealed class PropertyException : Exception
{
    internal PropertyException(Node node, string property, string expected)
        : base($"{node.Path}: {property}: expected {expected}, found {(node.FindProperty(property) is { } found ? $"{found.Length} bytes" : "no such property")}")
    {
        NodePath = node.Path;
        Property = property;
        Expected = expected;
        Span = node.FindProperty(property)?.Span ?? node.NameSpan;
    }

    /// <summary>Full path of the node.</summary>
    public string NodePath { get; }

    /// <summary>Name of the property.</summary>
    public string Property { get; }

    /// <summary>What was expected there, as "one cell".</summary>
    public string Expected { get; }

    /// <summary>The property's statement, or the name of the node that lacks it; null if the tree came from a blob.</summary>
    public SourceSpan? Span { get; }
}
