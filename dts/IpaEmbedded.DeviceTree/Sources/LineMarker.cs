using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>A line of the form <c># 12 "file" flags</c> or <c>#line 12 "file"</c>: the next line is line 12 of that file.</summary>
internal sealed record LineMarker(int PhysicalLine, int Line, string FileName)
{
    /// <summary>Recognises a marker at the start of a line; <paramref name="end"/> is the offset of its line end.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, int start, out int line, out string? fileName, out int end)
    {
        line = 0;
        fileName = null;
        end = start;
        int at = start;
        if (at >= text.Length || text[at] != '#')
        {
            return false;
        }
        at++;
        if (text[at..].StartsWith("line"u8))
        {
            at += 4;
        }
        int blanks = at;
        at = SkipBlanks(text, at);
        if (at == blanks || at >= text.Length || !char.IsAsciiDigit((char)text[at]))
        {
            return false;
        }
        long number = 0;
        while (at < text.Length && char.IsAsciiDigit((char)text[at]))
        {
            number = Math.Min(number * 10 + (text[at] - '0'), int.MaxValue);
            at++;
        }
        blanks = at;
        at = SkipBlanks(text, at);
        if (at == blanks || at >= text.Length || text[at] != '"')
        {
            return false;
        }
        int nameStart = ++at;
        while (at < text.Length && text[at] != '"' && text[at] != '\n')
        {
            at += text[at] == '\\' ? 2 : 1;
        }
        if (at >= text.Length || text[at] != '"')
        {
            return false;
        }
        fileName = Unescape(text[nameStart..at]);
        while (at < text.Length && text[at] != '\n')
        {
            at++;
        }
        line = (int)number;
        end = at;
        return true;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && (text[at] == ' ' || text[at] == '\t'))
        {
            at++;
        }
        return at;
    }

    private static string Unescape(ReadOnlySpan<byte> name)
    {
        if (name.IndexOf((byte)'\\') < 0)
        {
            return Encoding.UTF8.GetString(name);
        }
        var plain = new byte[name.Length];
        int length = 0;
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\' && i + 1 < name.Length)
            {
                i++;
            }
            plain[length++] = name[i];
        }
        return Encoding.UTF8.GetString(plain, 0, length);
    }
}
