namespace IpaEmbedded.DeviceTree;

/// <summary>
/// A label or a reference inside a property's value: its byte offset, the label or path as it was written, and, for a
/// reference that resolved, the node.
/// </summary>
public sealed class PropertyMarker
{
    internal PropertyMarker(MarkerKind kind, int offset, string text)
    {
        Kind = kind;
        Offset = offset;
        Text = text;
    }

    /// <summary>Whether it is a label or a reference, and to what.</summary>
    public MarkerKind Kind { get; }

    /// <summary>Byte offset inside the property's value.</summary>
    public int Offset { get; internal set; }

    /// <summary>The label without colon or ampersand; for a reference by path, the path.</summary>
    public string Text { get; }

    /// <summary>The referenced node; null for a label and for a reference that a plugin leaves open.</summary>
    public Node? Target { get; internal set; }
}
