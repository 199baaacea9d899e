using System.Text.RegularExpressions;

namespace IpaEmbedded.Cli.Documentation;

/// <summary>Device tree source as markup: comments, strings, numbers, references, labels and directives have a colour each.</summary>
internal static partial class SourceMarkup
{
    private static readonly string[] Kinds = ["comment", "string", "directive", "reference", "label", "number"];

    public static void Write(MarkupWriter html, string source)
    {
        int at = 0;
        foreach (Match token in Token().Matches(source))
        {
            Lines(html, source[at..token.Index]);
            string kind = Kinds.First(each => token.Groups[each].Success);
            html.Open("span", "class", kind);
            Lines(html, token.Value);
            html.Close("span");
            at = token.Index + token.Length;
        }
        Lines(html, source[at..]);
    }

    /// <summary>Text in lines, each of them escaped.</summary>
    public static void Lines(MarkupWriter html, string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                html.Line();
            }
            html.Text(lines[i].TrimEnd('\r'));
        }
    }

    [GeneratedRegex("""
        (?<comment>/\*[\s\S]*?(?:\*/|\z)|//[^\n]*)
        |(?<string>"(?:[^"\\\n]|\\.)*"?)
        |(?<directive>^[ \t]*\#[ \t]*(?:include|define|if|ifdef|ifndef|else|elif|endif|undef)\b[^\n]*|/[a-z][a-z0-9-]*/)
        |(?<reference>&(?:\{[^}\n]*\}|[A-Za-z0-9_]+))
        |(?<label>\b[A-Za-z_][A-Za-z0-9_]*:(?=\s))
        |(?<number>(?<=[<\s(|])(?:0x[0-9a-fA-F]+|[0-9]+)(?:UL|L|U)*\b)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
