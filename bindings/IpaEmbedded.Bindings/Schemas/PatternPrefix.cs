using System.Text;

namespace IpaEmbedded.Bindings;

/// <summary>
/// The text with which everything begins in which an expression is found. Of the thousands of expressions of a set of
/// bindings nearly all are told by it to be about other names.
/// </summary>
internal static class PatternPrefix
{
    /// <summary>The text; empty if there is none, or if the expression is too unusual to tell.</summary>
    public static string Of(string pattern)
    {
        if (!pattern.StartsWith('^') || HasAlternatives(pattern))
        {
            return "";
        }
        var prefix = new StringBuilder();
        for (int i = 1; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length && char.IsAsciiLetterOrDigit(pattern[i + 1]))
            {
                break;
            }
            int at = pattern[i] == '\\' ? i + 1 : i;
            if (at == pattern.Length || (at == i && !IsLiteral(pattern[i])) || (at + 1 < pattern.Length && pattern[at + 1] is '*' or '?' or '{'))
            {
                break;
            }
            prefix.Append(pattern[at]);
            i = at;
        }
        return prefix.ToString();
    }

    private static bool IsLiteral(char c) => char.IsAsciiLetterOrDigit(c) || c is ',' or '-' or '_' or '@' or '#' or ':' or '/';

    // One that stands in a group does not reach the beginning; one in a class is none.
    private static bool HasAlternatives(string pattern)
    {
        int depth = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    i = PatternSize.EndOfClass(pattern, i);
                    break;
                case '(' when i + 2 < pattern.Length && pattern[i + 1] == '?' && pattern[i + 2] is not (':' or '=' or '!' or '<'):
                    // A comment or an option changes what follows.
                    return true;
                case '(' or ')':
                    depth += pattern[i] == '(' ? 1 : -1;
                    break;
                case '|' when depth == 0:
                    return true;
            }
        }
        return false;
    }
}
