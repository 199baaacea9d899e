namespace IpaEmbedded.NanoBuild;

/// <summary>
/// Takes C# text apart as far as it is needed to find declarations: words and marks with their places. Comments, preprocessor lines and
/// texts of every form are passed over; what stands in the holes of an interpolated text goes with it.
/// </summary>
internal static class CSharpTokens
{
    public static List<CSharpToken> Of(string text)
    {
        var tokens = new List<CSharpToken>();
        int line = 1;
        int lineStart = 0;
        int counted = 0;
        int i = 0;
        while (i < text.Length)
        {
            for (; counted < i; counted++)
            {
                if (text[counted] == '\n')
                {
                    line++;
                    lineStart = counted + 1;
                }
            }
            int end = EndOf(text, i);
            if (char.IsLetter(text[i]) || text[i] == '_' || (text[i] == '@' && i + 1 < text.Length && char.IsLetter(text[i + 1])))
            {
                tokens.Add(new CSharpToken(text[i..end], line, i - lineStart + 1));
            }
            else if (end == i + 1 && !char.IsWhiteSpace(text[i]) && text[i] is not ('"' or '\''))
            {
                tokens.Add(new CSharpToken(text[i..end], line, i - lineStart + 1));
            }
            i = end;
        }
        return tokens;
    }

    private static int EndOf(string text, int at)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at);
        char c = rest[0];
        if (rest.StartsWith("//"))
        {
            return LineEnd(text, at);
        }
        if (rest.StartsWith("/*"))
        {
            int end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
            return end < 0 ? text.Length : end + 2;
        }
        if (c == '#' && text[..at].LastIndexOf('\n') is var before && text.AsSpan(before + 1, at - before - 1).IsWhiteSpace())
        {
            return LineEnd(text, at);
        }
        if (c == '\'')
        {
            return QuotedEnd(text, at + 1, '\'');
        }
        if (TextStart(rest) is var (length, isVerbatim, isInterpolated) && length > 0)
        {
            return TextEnd(text, at, length, isVerbatim, isInterpolated);
        }
        if (char.IsLetterOrDigit(c) || c is '_' or '@')
        {
            int end = at + 1;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }
            return end;
        }
        return at + 1;
    }

    private static int LineEnd(string text, int at) => text.IndexOf('\n', at) is var end && end < 0 ? text.Length : end;

    // The marks before the first quote of a text: $, @, or both.
    private static (int Length, bool IsVerbatim, bool IsInterpolated) TextStart(ReadOnlySpan<char> rest)
    {
        int marks = 0;
        while (marks < rest.Length && rest[marks] is '$' or '@')
        {
            marks++;
        }
        return marks < rest.Length && rest[marks] == '"' ? (marks + 1, rest[..marks].Contains('@'), rest[..marks].Contains('$')) : (0, false, false);
    }

    private static int TextEnd(string text, int at, int length, bool isVerbatim, bool isInterpolated)
    {
        int quotes = 0;
        int first = at + length - 1;
        while (first + quotes < text.Length && text[first + quotes] == '"')
        {
            quotes++;
        }
        if (quotes >= 3)
        {
            int end = text.IndexOf(new string('"', quotes), first + quotes, StringComparison.Ordinal);
            return end < 0 ? text.Length : end + quotes;
        }
        int i = at + length;
        for (int depth = 0; i < text.Length; i++)
        {
            if (isInterpolated && text[i] == '{')
            {
                depth += i + 1 < text.Length && text[i + 1] == '{' && depth == 0 ? 0 : 1;
                i += depth == 0 ? 1 : 0;
            }
            else if (isInterpolated && text[i] == '}' && depth > 0)
            {
                depth--;
            }
            else if (text[i] == '"' && depth > 0)
            {
                i = QuotedEnd(text, i + 1, '"') - 1;
            }
            else if (text[i] == '\\' && !isVerbatim)
            {
                i++;
            }
            else if (text[i] == '"')
            {
                if (!isVerbatim || i + 1 == text.Length || text[i + 1] != '"')
                {
                    return i + 1;
                }
                i++;
            }
        }
        return text.Length;
    }

    private static int QuotedEnd(string text, int at, char quote)
    {
        for (int i = at; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == quote || text[i] == '\n')
            {
                return i + 1;
            }
        }
        return text.Length;
    }
}
