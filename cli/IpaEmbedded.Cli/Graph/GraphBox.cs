namespace IpaEmbedded.Cli.Graph;

/// <summary>A node as it is drawn: its rows, and its place in pixels, which the layout gives it.</summary>
public sealed class GraphBox(GraphNode node, IReadOnlyList<GraphRow> rows)
{
    private List<GraphRow> _rows = [.. rows];

    /// <summary>Height of the lines for title and compatible.</summary>
    public const double HeadHeight = 34;

    /// <summary>Height of a row.</summary>
    public const double RowHeight = 15;

    /// <summary>Most characters of a line; what is longer is cut, and whole in its tool tip.</summary>
    public const int MaxCharacters = 44;

    /// <summary>Width of a character of the text in a box.</summary>
    private const double CharacterWidth = 6.7;

    private const double Margin = 10;

    public GraphNode Node { get; } = node;

    public IReadOnlyList<GraphRow> Rows => _rows;

    public double Width { get; } = (2 * Margin) + (CharacterWidth * Math.Min(MaxCharacters,
        Math.Max(12, Math.Max(Math.Max(node.Title.Length * 1.15, node.Compatible.Length), rows.Count == 0 ? 0 : rows.Max(row => TextOf(row).Length + 2)))));

    public double Height { get; } = HeadHeight + (rows.Count * RowHeight) + (rows.Count > 0 ? 6 : 0);

    public double X { get; set; }

    public double Y { get; set; }

    /// <summary>A row as it stands in the box: where no line leads to the supplier, with its name.</summary>
    public static string TextOf(GraphRow row) => row.IsDrawn ? row.Text : $"{row.Text} ← {row.To.Title}";

    /// <summary>Puts rows without a line first and the others in the order of their lines, so that these do not cross at the box.</summary>
    internal void SortRows(Func<GraphRow, double> place) => _rows = [.. _rows.OrderBy(row => row.IsDrawn ? place(row) : double.MinValue)];

    /// <summary>Middle of a row, from the top of the box.</summary>
    public double RowMiddle(int row) => HeadHeight + ((row + 0.5) * RowHeight);
}
