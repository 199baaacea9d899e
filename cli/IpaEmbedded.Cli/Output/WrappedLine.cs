namespace IpaEmbedded.Cli;

/// <summary>Text that is broken at blanks where a line would be wider than the terminal; a word that is wider is broken too.</summary>
public static class WrappedLine
{
    /// <summary>The lines of a text; those after the first begin with <paramref name="hanging"/>. Blanks at its start stay.</summary>
    public static IEnumerable<string> Of(string text, string hanging, int columns) => Of(text[..^text.TrimStart(' ').Length], text, hanging, columns);

    /// <summary>The lines of a text behind a start that stays as it is.</summary>
    public static IEnumerable<string> Of(string start, string text, string hanging, int columns)
    {
        string line = start;
        bool isEmpty = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (isEmpty ? line.Length >= columns : line.Length + 1 + word.Length > columns)
            {
                yield return line;
                line = hanging;
                isEmpty = true;
            }
            int from = 0;
            for (; line.Length + word.Length - from > columns && word.Length - from > 1; line = hanging)
            {
                int room = Math.Clamp(columns - line.Length, 1, word.Length - from - 1);
                yield return string.Concat(line, word.AsSpan(from, room));
                from += room;
            }
            line = string.Concat(line, isEmpty ? "" : " ", word.AsSpan(from));
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
