using System.Collections.Concurrent;

namespace IpaEmbedded.Bindings;

/// <summary>The regular expressions of a set of bindings, each once, and how often one has run out of time.</summary>
internal sealed class PatternTable
{
    private readonly ConcurrentDictionary<string, NamePattern> _patterns = new(StringComparer.Ordinal);
    private int _timeouts;

    /// <summary>True if so many searches ran out of time that no other is begun that might.</summary>
    public bool IsOutOfTime => _timeouts >= Limits.PatternTimeouts;

    /// <summary>True if the expressions that nothing can be searched with are known, so that the others need not be tried.</summary>
    public bool IsChecked { get; set; }

    /// <summary>The expressions with which nothing can be searched, in the order of their texts.</summary>
    public IReadOnlyList<string> Broken => [.. _patterns.Values.Where(each => each.Problem is not null).Select(each => each.Text).Order(StringComparer.Ordinal)];

    public void CountTimeout() => _timeouts++;

    public NamePattern Of(string text) => _patterns.GetOrAdd(text, static (text, table) => new NamePattern(text, table), this);
}
