using System.Text;
using System.Text.RegularExpressions;

namespace IpaEmbedded.Bindings;

/// <summary>
/// A regular expression of a binding, which is written for Python: unanchored. It is searched in time that grows with
/// the text; where the expression does not allow that, by backtracking in short texts and for a short time.
/// </summary>
/// <remarks>
/// An expression for linear time costs fifty times the memory of one that backtracks, and the kernel's bindings have
/// thousands. One that repeats no group is therefore first tried by backtracking; if its time is not enough, it changes
/// its form, so that the answer never depends on the time.
/// </remarks>
internal sealed class NamePattern
{
    private const int ShownLength = 60;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(Limits.PatternMilliseconds);

    private readonly PatternTable _table;
    private readonly string _prefix;
    private readonly Dictionary<string, RuleOutcome> _known = new(StringComparer.Ordinal);
    private Regex? _regex;
    private bool? _isLinear;
    private bool _ranOutOfTime;
    private bool _isTried;

    public NamePattern(string text, PatternTable table)
    {
        Text = text;
        _table = table;
        if (!table.IsChecked)
        {
            Try();
        }
        _prefix = Problem is null ? PatternPrefix.Of(text) : "";
    }

    public string Text { get; }

    /// <summary>Why nothing can be searched with it: the id and the text of a finding for whoever loads it; null if nothing is wrong.</summary>
    public (string Id, string Message)? Problem { get; private set; }

    /// <summary>Tells whether the expression is found in the text.</summary>
    public RuleOutcome IsFound(string text)
    {
        if (!text.StartsWith(_prefix, StringComparison.Ordinal))
        {
            return false;
        }
        if (!_known.TryGetValue(text, out RuleOutcome found))
        {
            found = Search(text);
            if (_known.Count == Limits.RememberedTexts)
            {
                _known.Clear();
            }
            _known.Add(text, found);
        }
        return found;
    }

    /// <summary>Why nobody knows whether the expression is found in the text.</summary>
    public string Undecided(string text)
    {
        string shown = text.Length > ShownLength ? text[..ShownLength] + "..." : text;
        return _isLinear != true && text.Length > Limits.BacktrackedLength
            ? $"the pattern '{Text}' can only be searched by backtracking, in at most {Limits.BacktrackedLength} characters; '{shown}' has {text.Length} and was not checked"
            : $"the pattern '{Text}' ran out of time ({Limits.PatternMilliseconds} ms); whether it is found in '{shown}' was not checked";
    }

    private void Try()
    {
        if (_isTried)
        {
            return;
        }
        _isTried = true;
        if (Text.Length > Limits.PatternLength)
        {
            Problem = ("DT4013", $"the pattern has {Text.Length} characters, {Limits.PatternLength} are allowed");
            return;
        }
        try
        {
            _regex = new Regex(FromPython(Text), RegexOptions.CultureInvariant, Limit);
        }
        catch (ArgumentException)
        {
            Problem = ("DT4008", $"'{Text}' is no regular expression");
        }
    }

    private RuleOutcome Search(string text, bool again = false)
    {
        Try();
        if (_regex is null)
        {
            return RuleOutcome.Undecided;
        }
        bool isShort = text.Length <= Limits.BacktrackedLength && !_table.IsOutOfTime;
        if (_isLinear is null && (!isShort || RepeatsGroup(Text)))
        {
            _isLinear = TryMakeLinear();
        }
        if (_ranOutOfTime || (_isLinear == false && !isShort))
        {
            return RuleOutcome.Undecided;
        }
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            bool becomesLinear = _isLinear is null && TryMakeLinear();
            _isLinear ??= becomesLinear;
            // A machine that stood still uses up the time as well: only who needs too long twice is given up.
            if (!becomesLinear && !again)
            {
                return Search(text, again: true);
            }
            _table.CountTimeout();
            if (becomesLinear)
            {
                return Search(text);
            }
            _ranOutOfTime = true;
            return RuleOutcome.Undecided;
        }
    }

    private static bool RepeatsGroup(string pattern)
    {
        for (int i = pattern.IndexOf(')', StringComparison.Ordinal); i >= 0 && i + 1 < pattern.Length; i = pattern.IndexOf(')', i + 1))
        {
            if (pattern[i + 1] is '*' or '+' or '{' or '?')
            {
                return true;
            }
        }
        return false;
    }

    private bool TryMakeLinear()
    {
        if (PatternSize.Of(Text) > Limits.LinearPatternSize)
        {
            return false;
        }
        try
        {
            _regex = new Regex(FromPython(Text), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Limit);
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    // Four spellings differ: {,n} counts from 0, \Z is the very end, \_ is a stroke, and [a-[b] is no subtraction.
    private static string FromPython(string pattern)
    {
        if (!pattern.Contains("{,", StringComparison.Ordinal) && !pattern.Contains("\\Z", StringComparison.Ordinal) && !pattern.Contains("\\_", StringComparison.Ordinal) && !pattern.Contains("-[", StringComparison.Ordinal))
        {
            return pattern;
        }
        var text = new StringBuilder(pattern.Length + 8);
        int classEnd = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                i++;
                text.Append(pattern[i] == '_' ? "" : "\\").Append(pattern[i] == 'Z' ? 'z' : pattern[i]);
                continue;
            }
            if (c == '[' && i < classEnd)
            {
                text.Append('\\');
            }
            else if (c == '[')
            {
                classEnd = PatternSize.EndOfClass(pattern, i);
            }
            text.Append(c);
            if (c == '{' && i >= classEnd && i + 1 < pattern.Length && pattern[i + 1] == ',')
            {
                text.Append('0');
            }
        }
        return text.ToString();
    }
}
