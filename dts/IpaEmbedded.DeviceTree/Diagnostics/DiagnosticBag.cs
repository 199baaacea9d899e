using System.Collections;

namespace IpaEmbedded.DeviceTree;

/// <summary>The findings of one run, in the order in which they were made.</summary>
public sealed class DiagnosticBag : IReadOnlyList<Diagnostic>
{
    private readonly List<Diagnostic> _items = [];

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>Number of errors among them.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>Number of warnings among them.</summary>
    public int WarningCount { get; private set; }

    /// <summary>True if there is an error among them.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <inheritdoc/>
    public Diagnostic this[int index] => _items[index];

    /// <summary>Adds a finding.</summary>
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

    /// <summary>Adds findings in their order.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    /// <summary>Adds an error with its id, message, place and related places.</summary>
    public void Error(string id, string message, SourceSpan? span, params RelatedLocation[] related) =>
        Add(new Diagnostic(id, DiagnosticSeverity.Error, message) { Span = span, Related = related });

    /// <summary>Adds a warning with its id, message, place and related places.</summary>
    public void Warning(string id, string message, SourceSpan? span, params RelatedLocation[] related) =>
        Add(new Diagnostic(id, DiagnosticSeverity.Warning, message) { Span = span, Related = related });

    /// <inheritdoc/>
    public IEnumerator<Diagnostic> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
