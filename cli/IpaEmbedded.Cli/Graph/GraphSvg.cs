namespace IpaEmbedded.Cli.Graph;

/// <summary>Draws a laid out graph as SVG: boxes with the compatible string and a line per need, lines to the suppliers in the colour of their kind.</summary>
public static class GraphSvg
{
    private const double Margin = 12;
    private const double LegendHeight = 28;

    // A picture that is hardly wider than a page is made to fit it.
    private const double FitWidth = 1600;

    /// <summary>A whole file with its own colours for light and dark.</summary>
    public static string File(DeviceGraph graph, string title)
    {
        var svg = new MarkupWriter();
        svg.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        Write(svg, graph, title, null, PageFiles.Read("graph.css"));
        return svg.Line().ToString();
    }

    /// <summary>The element alone; a box is a link to what the function says, and has the class that goes with it.</summary>
    public static void Write(MarkupWriter svg, DeviceGraph graph, string title, Func<GraphNode, (string Link, string Class)>? linkOf, string? style = null)
    {
        GraphLayout layout = GraphLayout.Of(graph);
        double width = Math.Max(layout.Width, 480) + (2 * Margin);
        double height = layout.Height + (2 * Margin) + LegendHeight;
        svg.Open("svg", "xmlns", "http://www.w3.org/2000/svg", "class", width <= FitWidth ? "graph fit" : "graph", "width", MarkupWriter.Number(width), "height", MarkupWriter.Number(height),
            "viewBox", $"0 0 {MarkupWriter.Number(width)} {MarkupWriter.Number(height)}", "role", "img", "aria-label", title);
        svg.Element("title", title);
        if (style is not null)
        {
            svg.Open("style").Raw(style).Close("style");
        }
        svg.Empty("rect", "class", "ground", "width", MarkupWriter.Number(width), "height", MarkupWriter.Number(height));
        WriteLegend(svg, graph);
        svg.Open("g", "transform", $"translate({MarkupWriter.Number(Margin)} {MarkupWriter.Number(Margin + LegendHeight)})").Line();
        foreach (GraphLine line in layout.Lines)
        {
            WriteLine(svg, line);
        }
        foreach (GraphBox box in layout.Boxes)
        {
            WriteBox(svg, box, linkOf);
        }
        svg.Close("g").Close("svg");
    }

    private static void WriteLegend(MarkupWriter svg, DeviceGraph graph)
    {
        double x = Margin;
        foreach (IGrouping<string, GraphKind> kinds in graph.Links.Select(link => link.Kind).Distinct().GroupBy(kind => kind.Class).OrderBy(kinds => kinds.Min(kind => IndexOf(kind))))
        {
            string text = string.Join(", ", kinds.OrderBy(IndexOf).Select(kind => kind.Name).Distinct());
            svg.Empty("circle", "class", "dot " + kinds.Key, "cx", MarkupWriter.Number(x + 4), "cy", "18", "r", "4");
            svg.Element("text", text, "class", "small", "x", MarkupWriter.Number(x + 13), "y", "22");
            x += 34 + (text.Length * 6.2);
        }
        svg.Line();
    }

    private static int IndexOf(GraphKind kind) => Enumerable.Range(0, GraphKind.All.Count).First(i => GraphKind.All[i] == kind);

    private static void WriteLine(MarkupWriter svg, GraphLine line)
    {
        (double x, double y) = line.Points[0];
        var path = new System.Text.StringBuilder($"M{MarkupWriter.Number(x)} {MarkupWriter.Number(y)}");
        for (int i = 1; i < line.Points.Count; i++)
        {
            (double toX, double toY) = line.Points[i];
            // Back to the left is the closing of a circle; around the boxes it goes in a wide bow.
            double bow = toX > x ? (toX - x) / 2 : 60;
            path.Append($"C{MarkupWriter.Number(x + bow)} {MarkupWriter.Number(y)} {MarkupWriter.Number(toX - bow)} {MarkupWriter.Number(toY)} {MarkupWriter.Number(toX)} {MarkupWriter.Number(toY)}");
            (x, y) = (toX, toY);
        }
        svg.Open("path", "class", "line " + line.Row.Kind.Class, "d", path.ToString(), "data-from", LinkName(line.From.Node), "data-to", LinkName(line.To.Node));
        svg.Element("title", $"{line.From.Node.Path}: {line.Row.Text} from {line.To.Node.Path}").Close("path");
        svg.Empty("circle", "class", "dot " + line.Row.Kind.Class, "cx", MarkupWriter.Number(x), "cy", MarkupWriter.Number(y), "r", "3").Line();
    }

    /// <summary>How a node is named inside the page.</summary>
    internal static string LinkName(GraphNode node) => "d" + node.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void WriteBox(MarkupWriter svg, GraphBox box, Func<GraphNode, (string Link, string Class)>? linkOf)
    {
        (string link, string kind) = linkOf?.Invoke(box.Node) ?? ("", "");
        if (link.Length > 0)
        {
            svg.Open("a", "href", "#" + link, "class", ("box " + kind).TrimEnd(), "data-node", LinkName(box.Node));
        }
        else
        {
            svg.Open("g", "class", "box");
        }
        svg.Element("title", box.Node.Compatible.Length > 0 ? $"{box.Node.Path}\u2003{box.Node.Compatible}" : box.Node.Path);
        svg.Empty("rect", "x", MarkupWriter.Number(box.X), "y", MarkupWriter.Number(box.Y), "width", MarkupWriter.Number(box.Width), "height", MarkupWriter.Number(box.Height), "rx", "5");
        Text(svg, box, "name", 15, box.Node.Title, GraphBox.MaxCharacters - 6);
        Text(svg, box, "small", 28, box.Node.Compatible.Length > 0 ? box.Node.Compatible : box.Node.Node.Name, GraphBox.MaxCharacters);
        for (int i = 0; i < box.Rows.Count; i++)
        {
            GraphRow row = box.Rows[i];
            double middle = box.RowMiddle(i);
            svg.Empty("circle", "class", "dot " + row.Kind.Class, "cx", MarkupWriter.Number(box.X + 9), "cy", MarkupWriter.Number(box.Y + middle), "r", "3");
            Text(svg, box, "row", middle + 4, GraphBox.TextOf(row), GraphBox.MaxCharacters - 2, 16);
        }
        svg.Close(link.Length > 0 ? "a" : "g").Line();
    }

    private static void Text(MarkupWriter svg, GraphBox box, string kind, double y, string text, int most, double x = 10) =>
        svg.Element("text", MarkupWriter.Shorten(text, most), "class", kind, "x", MarkupWriter.Number(box.X + x), "y", MarkupWriter.Number(box.Y + y));
}
