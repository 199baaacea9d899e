using System.Collections;

namespace IpaEmbedded.DeviceTree;

/// <summary>The findings of one run, in the order in which they were made.</summary>
public sealed class DiagnosticBag : IReadOnlyList<Diagnostic>
{
    private readonly List<Diagnostic> _items = [];

    public int Count => _items.Count;

    public int ErrorCount { get; private set; }

    public int WarningCount { get; private set; }

    public bool HasErrors => ErrorCount > 0;

    public Diagnostic this[int index] => _items[index];

    public void Add(Diagnostic diagnostic)
    {
        _items.Add(diagnostic);
        if (diagnostic.Severity == DiagnosticSeverity.Error)
        {
            ErrorCount++;
        }
        else if (diagnostic.Severity == DiagnosticSeverity.Warning)
        {
            WarningCount++;
        }
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    public void Error(string id, string message, SourceSpan? span, params RelatedLocation[] related) =>
        Add(new Diagnostic(id, DiagnosticSeverity.Error, message) { Span = span, Related = related });

    public void Warning(string id, string message, SourceSpan? span, params RelatedLocation[] related) =>
        Add(new Diagnostic(id, DiagnosticSeverity.Warning, message) { Span = span, Related = related });

    public IEnumerator<Diagnostic> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
