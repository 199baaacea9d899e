using System.Globalization;
using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Text from outside as it may be shown to people: what could steer a terminal, hide or turn round a part of a line, or
/// begin a line of its own is written as an escape. The one place that says which characters those are.
/// </summary>
public static class ShownText
{
    /// <summary>What stands before the end of a path that is too long to be shown.</summary>
    internal const string CutMark = "... ";

    /// <summary>The text with each such character as <c>\x1b</c>, or <c>\u202e</c> above 255; tabs stay.</summary>
    public static string Escape(string text) => Replace(text, false);

    /// <summary>Of a long path the end.</summary>
    internal static string Shorten(string path) => path.Length <= Limits.ShownPath ? path : CutMark + path[^Limits.ShownPath..];

    /// <summary>JSON text with each such character that still stands in a string of it as <c>\u202e</c>; tabs and line ends stay.</summary>
    public static string EscapeJson(string json) => Replace(json, true);

    // C0 but the tab, DEL and C1; marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9,
    // section 2); line and paragraph separators. Surrogates are looked at one by one: a pair is a character.
    private static bool IsSteering(char c) =>
        (char.IsControl(c) && c != '\t') || c is '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static string Replace(string text, bool isJson)
    {
        int next = Next(text, 0);
        if (next < 0)
        {
            return text;
        }
        var escaped = new StringBuilder(text.Length + 16);
        int from = 0;
        while (next >= 0)
        {
            escaped.Append(text, from, next - from);
            char c = text[next];
            from = next + 1;
            if (char.IsHighSurrogate(c) && from < text.Length && char.IsLowSurrogate(text[from]))
            {
                escaped.Append(c).Append(text[from++]);
            }
            else if (isJson && c == '\n')
            {
                escaped.Append(c);
            }
            else
            {
                _ = c > 0xff || isJson ? escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : escaped.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            }
            next = Next(text, from);
        }
        return escaped.Append(text, from, text.Length - from).ToString();
    }

    private static int Next(string text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~' && (IsSteering(text[i]) || char.IsSurrogate(text[i])))
            {
                return i;
            }
        }
        return -1;
    }
}
