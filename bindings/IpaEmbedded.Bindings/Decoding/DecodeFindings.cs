using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// What is wrong with the shape of values, found while a tree is decoded: one finding per property. A property with a
/// finding is not reported again by the rules that looked at the misread value.
/// </summary>
internal sealed class DecodeFindings
{
    private readonly HashSet<Property> _broken = [];
    private readonly UndecidedRules _undecided;

    public DecodeFindings()
    {
        _undecided = new UndecidedRules(Diagnostics);
    }

    public DiagnosticBag Diagnostics { get; } = [];

    /// <summary>Nodes that were decoded.</summary>
    public int NodeCount { get; set; }

    public bool Has(Property property) => _broken.Contains(property);

    public void Add(string id, Property property, int offset, string message, params RelatedLocation[] related)
    {
        if (!_broken.Add(property))
        {
            return;
        }
        Diagnostics.Add(new Diagnostic(id, DiagnosticSeverity.Error, property.Node.Path + ": " + message)
        {
            Span = property.SpanAt(offset) ?? property.Span ?? property.Node.NameSpan,
            NodePath = property.Node.Path,
            Property = property.Name,
            Related = related,
        });
    }

    /// <summary>The value cannot be read, for a reason that is told elsewhere.</summary>
    public void Skip(Property property) => _broken.Add(property);

    /// <summary>A pattern that may tell the property's type could not be searched for, so that its value may be misread.</summary>
    public void AddUndecided(Property property, NamePattern pattern, SourceSpan place)
    {
        _broken.Add(property);
        _undecided.Node = property.Node;
        _undecided.Find(pattern, property.Name, place);
    }
}
