namespace IpaEmbedded.Bindings;

/// <summary>
/// How large a regular expression is with all that it counts written out. A search in linear time makes states of that; with many it spends milliseconds on
/// each character, and looks at its limit of time between characters, if at all.
/// </summary>
internal static class PatternSize
{
    /// <summary>Single characters and classes of the expression, each as often as the counts around it say; at most <see cref="int.MaxValue"/>.</summary>
    public static int Of(string pattern)
    {
        var outer = new Stack<(long Size, long Last)>();
        long size = 0, last = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '(':
                    outer.Push((size + last, 0));
                    (size, last) = (0, 0);
                    break;
                case ')' when outer.Count > 0:
                    long group = size + last;
                    size = outer.Pop().Size;
                    last = group;
                    break;
                case '{' when Counted(pattern, i, out int end, out long times):
                    last = Math.Min(last * Math.Max(1, times), int.MaxValue);
                    i = end;
                    break;
                case '[':
                    (size, last) = (size + last, 1);
                    i = EndOfClass(pattern, i);
                    break;
                case '\\':
                    (size, last) = (size + last, 1);
                    i++;
                    break;
                default:
                    (size, last) = (size + last, 1);
                    break;
            }
        }
        while (outer.TryPop(out (long Size, long Last) left))
        {
            size += left.Size;
        }
        return (int)Math.Min(size + last, int.MaxValue);
    }

    /// <summary>Whether a count stands here, where it ends, and how often what is before it may come; one without an end counts what it asks for.</summary>
    private static bool Counted(string pattern, int at, out int end, out long times)
    {
        times = 0;
        end = pattern.IndexOf('}', at);
        string[] numbers = end < 0 ? [] : pattern[(at + 1)..end].Split(',');
        if (numbers.Length is 0 or > 2)
        {
            return false;
        }
        foreach (string number in numbers)
        {
            if (number.Length == 0)
            {
                continue;
            }
            if (!uint.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out uint count))
            {
                return false;
            }
            times = Math.Max(times, count);
        }
        return true;
    }

    /// <summary>Where the bracket stands that closes the class that opens here; behind the end if none does.</summary>
    public static int EndOfClass(string pattern, int at)
    {
        int i = at + 1;
        i += i < pattern.Length && pattern[i] == '^' ? 1 : 0;
        // A bracket that closes at once is a character of the class.
        i += i < pattern.Length && pattern[i] == ']' ? 1 : 0;
        while (i < pattern.Length && pattern[i] != ']')
        {
            i += pattern[i] == '\\' ? 2 : 1;
        }
        return i;
    }
}
