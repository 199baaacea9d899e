using System.Globalization;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>Counts the findings of each id in each file, so that no more than so many of them are shown and the rest is a number.</summary>
internal sealed class ShownFindings(int most)
{
    private readonly Dictionary<(string Id, string File), int> _shown = [];

    // In the order in which they ran over; a list beside the counts keeps the output the same in every run.
    private readonly List<(string Id, string File)> _full = [];
    private readonly Dictionary<(string Id, string File), int> _leftOut = [];

    /// <summary>True if the finding is still to be shown; it is counted either way.</summary>
    public bool Take(Diagnostic diagnostic)
    {
        (string Id, string File) key = (diagnostic.Id, diagnostic.Span?.FileName ?? diagnostic.FileName ?? "");
        int shown = _shown.GetValueOrDefault(key);
        if (shown < most)
        {
            _shown[key] = shown + 1;
            return true;
        }
        if (!_leftOut.TryGetValue(key, out int left))
        {
            _full.Add(key);
        }
        _leftOut[key] = left + 1;
        return false;
    }

    /// <summary>One note for each id and file of which findings were not shown since the last call.</summary>
    public IEnumerable<Diagnostic> TakeLeftOut()
    {
        foreach ((string Id, string File) key in _full)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"and {_leftOut[key]:N0} more (--all-findings shows them)");
            yield return new Diagnostic(key.Id, DiagnosticSeverity.Note, message) { FileName = key.File };
        }
        _full.Clear();
        _leftOut.Clear();
    }
}
