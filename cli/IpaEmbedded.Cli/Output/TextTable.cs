namespace IpaEmbedded.Cli;

/// <summary>Rows of text in aligned columns, two spaces apart; nothing is cut.</summary>
public sealed class TextTable
{
    private readonly List<string[]> _rows = [];
    private readonly bool[] _rightAligned;

    /// <summary>Starts a table with a heading per column; a heading that begins with <c>&gt;</c> aligns its column right.</summary>
    public TextTable(params string[] headings)
    {
        _rightAligned = [.. headings.Select(heading => heading.StartsWith('>'))];
        _rows.Add([.. headings.Select(heading => heading.TrimStart('>'))]);
    }

    public void Add(params string[] cells) => _rows.Add(cells);

    public void WriteTo(TextWriter writer, string indent, bool color)
    {
        int[] widths = [.. Enumerable.Range(0, _rightAligned.Length).Select(column => _rows.Max(row => row[column].Length))];
        for (int i = 0; i < _rows.Count; i++)
        {
            string line = string.Join("  ", _rows[i].Select((cell, column) => _rightAligned[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd();
            writer.WriteLine(color && i == 0 ? $"{indent}\u001b[1m{line}\u001b[0m" : indent + line);
        }
    }
}
