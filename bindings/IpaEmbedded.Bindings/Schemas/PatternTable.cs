namespace IpaEmbedded.Bindings;

/// <summary>The regular expressions of a set of bindings, each once, and how often one has run out of time.</summary>
internal sealed class PatternTable
{
    private readonly Dictionary<string, NamePattern> _patterns = new(StringComparer.Ordinal);
    private int _timeouts;

    /// <summary>True if so many searches ran out of time that no other is begun that might.</summary>
    public bool IsOutOfTime => _timeouts >= Limits.PatternTimeouts;

    public void CountTimeout() => _timeouts++;

    public NamePattern Of(string text)
    {
        if (!_patterns.TryGetValue(text, out NamePattern? pattern))
        {
            pattern = new NamePattern(text, this);
            _patterns.Add(text, pattern);
        }
        return pattern;
    }
}
