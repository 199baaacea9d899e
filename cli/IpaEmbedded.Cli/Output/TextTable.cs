namespace IpaEmbedded.Cli;

/// <summary>
/// Rows of text in aligned columns, two spaces apart. Nothing is cut: where the columns are wider than the terminal, text is
/// wrapped inside its cell, first the text of the widest column.
/// </summary>
public sealed class TextTable
{
    private const int Gap = 2;
    private const int MinWidth = 8;
    private const int LongWord = 32;

    private static readonly char[] Signs = ['/', ',', '@', '-', ':', '_'];

    private readonly List<(string[] Cells, bool IsFailure)> _rows = [];
    private readonly bool[] _rightAligned;

    /// <summary>Starts a table with a heading per column; a heading that begins with <c>&gt;</c> aligns its column right.</summary>
    public TextTable(params string[] headings)
    {
        _rightAligned = [.. headings.Select(heading => heading.StartsWith('>'))];
        _rows.Add(([.. headings.Select(heading => heading.TrimStart('>'))], false));
    }

    /// <summary>Characters of the widest row if nothing is wrapped.</summary>
    public int Width => WidthsOf(cell => cell.Length).Sum() + (Gap * (_rightAligned.Length - 1));

    /// <summary>Adds a row; a line end in a cell begins a new line of it.</summary>
    public void Add(params string[] cells) => _rows.Add((cells, false));

    /// <summary>Adds a row that tells of a failure.</summary>
    public void AddFailure(params string[] cells) => _rows.Add((cells, true));

    public void WriteTo(TextWriter writer, string indent, Terminal terminal)
    {
        int[] widths = Fit(terminal.OutColumns - indent.Length);
        for (int i = 0; i < _rows.Count; i++)
        {
            string style = !terminal.OutHasColor ? "" : i == 0 ? Terminal.Bold : _rows[i].IsFailure ? Terminal.Failure : "";
            List<string>[] cells = [.. _rows[i].Cells.Select((cell, column) => Wrap(cell, widths[column]))];
            for (int line = 0; line < cells.Max(cell => cell.Count); line++)
            {
                string text = string.Join(new string(' ', Gap), cells.Select((cell, column) => Place(line < cell.Count ? cell[line] : "", column, widths))).TrimEnd();
                writer.WriteLine(indent + (style.Length == 0 ? text : style + text + Terminal.Plain));
            }
        }
    }

    private string Place(string text, int column, int[] widths) => _rightAligned[column] ? text.PadLeft(widths[column]) : text.PadRight(widths[column]);

    private int[] WidthsOf(Func<string, int> widthOf) =>
        [.. Enumerable.Range(0, _rightAligned.Length).Select(column => _rows.Max(row => row.Cells[column].Split('\n').Max(widthOf)))];

    /// <summary>Widths that fit: the widest column gives, down to its longest word, then even below.</summary>
    private int[] Fit(int columns)
    {
        int[] widths = WidthsOf(cell => cell.Length);
        // A long path is rather broken than that a column of words gives way.
        int[] words = WidthsOf(cell => cell.Split(' ').Max(word => word.Length <= LongWord ? word.Length : word.Split(Signs).Max(part => part.Length + 1)));
        // Of numbers only the heading is wrapped, and that first.
        int[] numbers = [.. widths.Select((width, column) => _rightAligned[column] ? Math.Max(_rows[0].Cells[column].Split(' ').Max(word => word.Length), _rows.Skip(1).Select(row => row.Cells[column].Length).DefaultIfEmpty(0).Max()) : width)];
        words = [.. words.Select((width, column) => _rightAligned[column] ? numbers[column] : width)];
        foreach (int[] least in (int[][])[numbers, words, [.. words.Select(width => Math.Min(width, MinWidth))]])
        {
            while (widths.Sum() + (Gap * (widths.Length - 1)) > columns)
            {
                int widest = Enumerable.Range(0, widths.Length).Where(column => widths[column] > least[column]).OrderByDescending(column => widths[column]).FirstOrDefault(-1);
                if (widest < 0)
                {
                    break;
                }
                widths[widest]--;
            }
        }
        return widths;
    }

    /// <summary>Lines of at most that many characters, broken at blanks, or else behind a sign of a path or a list, or else anywhere.</summary>
    private static List<string> Wrap(string cell, int width)
    {
        var lines = new List<string>();
        foreach (string whole in cell.Split('\n'))
        {
            string rest = whole;
            while (rest.Length > width)
            {
                int blank = rest.LastIndexOf(' ', width, width);
                int sign = rest.LastIndexOfAny(Signs, width - 1, width - 1);
                int end = blank > 0 ? blank : sign > 0 ? sign + 1 : width;
                lines.Add(rest[..end].TrimEnd());
                rest = rest[end..].TrimStart();
            }
            lines.Add(rest);
        }
        return lines;
    }
}
