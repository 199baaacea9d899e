namespace IpaEmbedded.Cli;

/// <summary>Text that is broken at blanks where a line would be wider than the terminal; a word that is wider is broken too.</summary>
internal static class WrappedLine
{
    /// <summary>The lines of a text; those after the first begin with <paramref name="hanging"/>. Blanks at its start stay.</summary>
    public static IEnumerable<string> Of(string text, string hanging, int columns) => Of(text[..^text.TrimStart(' ').Length], text, hanging, columns);

    /// <summary>The lines of a text behind a start that stays as it is.</summary>
    public static IEnumerable<string> Of(string start, string text, string hanging, int columns)
    {
        string line = start;
        bool isEmpty = true;
        foreach (string each in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string word = each;
            if (!isEmpty && line.Length + 1 + word.Length > columns)
            {
                yield return line;
                line = hanging;
                isEmpty = true;
            }
            for (; line.Length + word.Length > columns && word.Length > 1; line = hanging)
            {
                int room = Math.Clamp(columns - line.Length, 1, word.Length - 1);
                yield return line + word[..room];
                word = word[room..];
            }
            line = isEmpty ? line + word : line + " " + word;
            isEmpty = false;
        }
        yield return line;
    }

    /// <summary>Writes the lines of a text as a result, as wide as the terminal is.</summary>
    public static void Write(Terminal terminal, string text, string hanging = "")
    {
        foreach (string line in Of(text, hanging, terminal.OutColumns))
        {
            terminal.Out.WriteLine(line);
        }
    }
}
