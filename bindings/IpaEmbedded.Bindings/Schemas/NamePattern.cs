using System.Text;
using System.Text.RegularExpressions;

namespace IpaEmbedded.Bindings;

/// <summary>Compiles the regular expressions of bindings, which are written for Python: unanchored, in time limits.</summary>
internal static class NamePattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>The expression, or null if it is none.</summary>
    public static Regex? TryCreate(string pattern)
    {
        try
        {
            return new Regex(FromPython(pattern), RegexOptions.CultureInvariant, Limit);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>True if the expression is found in the text; one that runs into its time limit is not found.</summary>
    public static bool IsFound(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    // Three spellings differ: {,n} counts from 0, \Z is the very end, and [a-[b] is no subtraction.
    private static string FromPython(string pattern)
    {
        if (!pattern.Contains("{,", StringComparison.Ordinal) && !pattern.Contains("\\Z", StringComparison.Ordinal) && !pattern.Contains("-[", StringComparison.Ordinal))
        {
            return pattern;
        }
        var text = new StringBuilder(pattern.Length + 8);
        bool inClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                text.Append(c).Append(pattern[++i] == 'Z' ? 'z' : pattern[i]);
                continue;
            }
            if (c == '[' && inClass)
            {
                text.Append('\\');
            }
            inClass = c == '[' || (inClass && c != ']');
            text.Append(c);
            if (c == '{' && !inClass && i + 1 < pattern.Length && pattern[i + 1] == ',')
            {
                text.Append('0');
            }
        }
        return text.ToString();
    }
}
