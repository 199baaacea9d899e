using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>
/// The line of a finding as it is shown, and what stands under it: blanks up to the place, and carets. A line that is
/// wider than the columns given shows as a window around the place, with "..." where something is left out; no more of
/// it is read than can be shown, so that many findings in one long line cost no more than in many short ones.
/// </summary>
internal sealed record CodeFrame(string Line, string Indent, int Carets)
{
    private const string Ellipsis = "...";
    private const int TabWidth = 8;
    private const int MaxCarets = 200;

    // The longest form of one column: a character of four bytes.
    private const int MaxBytesPerColumn = 4;

    /// <summary>The frame of a place in a text; the columns count from a tab stop.</summary>
    public static CodeFrame Of(SourceSpan at, int columns)
    {
        ReadOnlySpan<byte> text = at.File.Text;
        int reach = MaxBytesPerColumn * columns;
        int lineStart = at.Offset - (at.Start.Column - 1);
        int from = Math.Max(lineStart, at.Offset - reach);
        while (from > lineStart && from < at.Offset && IsInsideCharacter(text[from]))
        {
            from++;
        }
        ReadOnlySpan<byte> rest = text[at.Offset..];
        bool isCut = rest.Length > reach;
        rest = isCut ? rest[..reach] : rest;
        int lineEnd = rest.IndexOf((byte)'\n');
        isCut &= lineEnd < 0;
        rest = lineEnd < 0 ? rest : rest[..lineEnd];
        rest = !isCut && rest.EndsWith("\r"u8) ? rest[..^1] : rest;
        ReadOnlySpan<byte> marked = rest[..Math.Min(Math.Max(0, at.Length), rest.Length)];
        int markedEnd = marked.IndexOf((byte)'\r');
        string before = Shown(text[from..at.Offset]);
        string after = Shown(rest);
        int carets = Math.Max(1, Shown(markedEnd < 0 ? marked : marked[..markedEnd]).Length);
        return from == lineStart && !isCut && WidthOf(before + after) <= columns
            ? new CodeFrame(before + after, string.Concat(before.Select(c => c == '\t' ? '\t' : ' ')), Math.Min(carets, MaxCarets))
            : Window(before.Replace('\t', ' '), after.Replace('\t', ' '), from > lineStart, isCut, carets, columns - (2 * Ellipsis.Length));
    }

    private static CodeFrame Window(string before, string after, bool isCutBefore, bool isCutAfter, int carets, int room)
    {
        int lead = Math.Min(before.Length, Math.Max(room / 2, room - after.Length));
        lead -= lead > 0 && char.IsLowSurrogate(before[^lead]) ? 1 : 0;
        int tail = Math.Min(after.Length, room - lead);
        tail -= tail > 0 && char.IsHighSurrogate(after[tail - 1]) ? 1 : 0;
        string left = (isCutBefore || lead < before.Length ? Ellipsis : "") + before[^lead..];
        string right = after[..tail] + (isCutAfter || tail < after.Length ? Ellipsis : "");
        return new CodeFrame(left + right, new string(' ', left.Length), Math.Max(1, Math.Min(carets, Math.Min(tail, MaxCarets))));
    }

    private static bool IsInsideCharacter(byte utf8) => (utf8 & 0xc0) == 0x80;

    private static string Shown(ReadOnlySpan<byte> utf8) => ShownText.Escape(Encoding.UTF8.GetString(utf8));

    private static int WidthOf(string text)
    {
        int width = 0;
        foreach (char c in text)
        {
            width += c == '\t' ? TabWidth - (width % TabWidth) : 1;
        }
        return width;
    }
}
