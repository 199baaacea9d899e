using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// One finding about something that an author wrote: a permanent id, what is wrong in plain words, and where. A finding
/// about a tree that was read from a blob has no span, but a node path and perhaps a property.
/// </summary>
public sealed record Diagnostic(string Id, DiagnosticSeverity Severity, string Message)
{
    /// <summary>The text that the finding is about; null if it is not in any text.</summary>
    public SourceSpan? Span { get; init; }

    /// <summary>Path of the node that the finding is about, if any; of a path of more than 256 characters the end.</summary>
    public string? NodePath
    {
        get;
        init => field = value is null ? null : ShownText.Shorten(value);
    }

    /// <summary>Name of the property that the finding is about, if any.</summary>
    public string? Property { get; init; }

    /// <summary>The dtc name of the check that found it, if dtc has such a check.</summary>
    public string? Check { get; init; }

    /// <summary>The node that the finding is about, if it is about one of a tree.</summary>
    public Node? SubjectNode { get; init; }

    /// <summary>The property that dtc tells beside the node, if it tells one of a tree; it may be another one than <see cref="Property"/>, where the finding is shown.</summary>
    public Property? SubjectProperty { get; init; }

    /// <summary>Name of the check that found something and so kept <see cref="Check"/> from running, if that is the finding.</summary>
    public string? Prerequisite { get; init; }

    /// <summary>File to show when there is no span (for example the blob that was read).</summary>
    public string? FileName { get; init; }

    /// <summary>Other places that explain the finding.</summary>
    public IReadOnlyList<RelatedLocation> Related { get; init; } = [];

    /// <summary>True if the finding stops the output.</summary>
    public bool IsError => Severity == DiagnosticSeverity.Error;

    /// <summary>The compiler shape: <c>file:line:col: error DT1001: message</c>, followed by one line per related place.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Place(Span, NodePath, Property, FileName)).Append(": ");
        text.Append(Severity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "note" });
        text.Append(' ').Append(Id).Append(": ").Append(ShownText.Escape(Message));
        foreach (RelatedLocation related in Related)
        {
            string place = Place(related.Span, related.NodePath, null, null);
            text.Append('\n').Append(place).Append(place.Length == 0 ? "help: " : ": note: ").Append(ShownText.Escape(related.Message));
        }
        return text.ToString();
    }

    private static string Place(SourceSpan? span, string? nodePath, string? property, string? fileName)
    {
        if (span is { } place)
        {
            return ShownText.Escape(place.ToString());
        }
        string node = nodePath is null ? "" : property is null ? nodePath : nodePath + ":" + property;
        string file = fileName ?? "";
        return ShownText.Escape(file.Length == 0 ? node : node.Length == 0 ? file : file + ": " + node);
    }
}
