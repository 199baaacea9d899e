using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// What is wrong with the shape of values, found while a tree is decoded: one finding per property. A property with a
/// finding is not reported again by the rules that looked at the misread value.
/// </summary>
internal sealed class DecodeFindings
{
    private readonly HashSet<Property> _broken = [];

    public List<Diagnostic> Diagnostics { get; } = [];

    public bool Has(Property property) => _broken.Contains(property);

    public void Add(string id, Property property, int offset, string message, params RelatedLocation[] related)
    {
        if (!_broken.Add(property))
        {
            return;
        }
        Diagnostics.Add(new Diagnostic(id, DiagnosticSeverity.Error, property.Node.Path + ": " + message)
        {
            Span = property.SpanAt(offset) ?? property.Span,
            NodePath = property.Node.Path,
            Property = property.Name,
            Related = related,
        });
    }
}
