namespace IpaEmbedded.Cli;

/// <summary>Text that is broken at blanks where a line would be wider than the terminal; a word that is wider is broken too.</summary>
internal static class WrappedLine
{
    /// <summary>Columns of a result: what a terminal has at least.</summary>
    public const int Columns = 80;

    /// <summary>The lines of a text; those after the first begin with <paramref name="hanging"/>. Blanks at its start stay.</summary>
    public static IEnumerable<string> Of(string text, string hanging = "", int columns = Columns)
    {
        string line = text[..^text.TrimStart(' ').Length];
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
                int room = Math.Max(1, columns - line.Length);
                yield return line + word[..room];
                word = word[room..];
            }
            line = isEmpty ? line + word : line + " " + word;
            isEmpty = false;
        }
        yield return line;
    }

    /// <summary>Writes the lines of a text.</summary>
    public static void Write(TextWriter writer, string text, string hanging = "", int columns = Columns)
    {
        foreach (string line in Of(text, hanging, columns))
        {
            writer.WriteLine(line);
        }
    }
}
