using System.Globalization;
using System.Text;

namespace IpaEmbedded.Cli.Usage;

/// <summary>Text as roff takes it: what would be a request, an escape or a typographic character stands for itself.</summary>
public static class RoffText
{
    /// <summary>One line of text.</summary>
    public static string Of(string text)
    {
        var roff = new StringBuilder(text.Length + 16);
        foreach (Rune rune in text.ReplaceLineEndings(" ").EnumerateRunes())
        {
            roff.Append(rune.Value switch
            {
                '\\' => "\\e",
                '-' => "\\-",
                '\'' => "\\(aq",
                '`' => "\\(ga",
                '^' => "\\(ha",
                '~' => "\\(ti",
                '"' => "\\(dq",
                < 0x80 => ((char)rune.Value).ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\[u{rune.Value:X4}]"),
            });
        }
        // A dot begins a request, and nothing may stand before it but this, which has no width.
        return roff.Length > 0 && roff[0] == '.' ? "\\&" + roff : roff.ToString();
    }

    /// <summary>A text in bold.</summary>
    public static string Bold(string text) => $"\\fB{Of(text)}\\fR";

    /// <summary>A text in italics: what stands for something else.</summary>
    public static string Italic(string text) => $"\\fI{Of(text)}\\fR";
}
