namespace IpaEmbedded.Cli.Graph;

/// <summary>
/// Places the nodes of a graph: each group of connected nodes in columns, consumers left of their suppliers, and the groups
/// on shelves below one another. The same graph always gives the same picture; the work grows with nodes and links only.
/// </summary>
public sealed class GraphLayout
{
    /// <summary>A supplier with more consumers than this is named in their boxes instead of joined to them by lines, which would hide one another.</summary>
    public const int MaxDrawnConsumers = 8;

    private const double Gap = 18;
    private const double MinWidth = 900;

    private GraphLayout(IReadOnlyList<GraphBox> boxes, IReadOnlyList<GraphLine> lines, double width, double height)
    {
        Boxes = boxes;
        Lines = lines;
        Width = width;
        Height = height;
    }

    public IReadOnlyList<GraphBox> Boxes { get; }

    public IReadOnlyList<GraphLine> Lines { get; }

    /// <summary>Pixels from left to right.</summary>
    public double Width { get; }

    /// <summary>Pixels from top to bottom.</summary>
    public double Height { get; }

    /// <summary>Lays a graph out.</summary>
    public static GraphLayout Of(DeviceGraph graph)
    {
        var shown = graph.Nodes.ToHashSet();
        Dictionary<GraphNode, GraphBox> boxes = graph.Nodes.ToDictionary(node => node, node => new GraphBox(node, RowsOf(node, shown)));
        List<GraphColumns> groups = [.. Groups(graph.Nodes, boxes).Select(group => new GraphColumns(group, boxes))];
        double area = groups.Sum(group => (group.Width + Gap) * (group.Height + Gap));
        double wanted = Math.Max(MinWidth, Math.Max(groups.Count == 0 ? 0 : groups.Max(group => group.Width), Math.Sqrt(area * 1.5)));
        (double width, double height) = Pack(groups, wanted);
        return new GraphLayout([.. graph.Nodes.Select(node => boxes[node])], [.. groups.SelectMany(group => group.Lines)], width, height);
    }

    private static List<GraphRow> RowsOf(GraphNode node, HashSet<GraphNode> shown)
    {
        var rows = new List<GraphRow>();
        foreach (IGrouping<(GraphKind, GraphNode), GraphLink> links in node.Needs.Where(link => shown.Contains(link.To)).GroupBy(link => (link.Kind, link.To)))
        {
            (GraphKind kind, GraphNode to) = links.Key;
            rows.Add(new GraphRow(kind, to, [.. links], to != node && to.Users.Select(link => link.From).Distinct().Take(MaxDrawnConsumers + 1).Count() <= MaxDrawnConsumers));
        }
        return rows;
    }

    /// <summary>Nodes that lines connect, each group in the order of the tree, the group of the first node first.</summary>
    private static List<List<GraphNode>> Groups(IReadOnlyList<GraphNode> nodes, Dictionary<GraphNode, GraphBox> boxes)
    {
        var neighbours = nodes.ToDictionary(node => node, _ => new List<GraphNode>());
        foreach (GraphNode node in nodes)
        {
            foreach (GraphRow row in boxes[node].Rows.Where(row => row.IsDrawn))
            {
                neighbours[node].Add(row.To);
                neighbours[row.To].Add(node);
            }
        }
        var groups = new List<List<GraphNode>>();
        var seen = new HashSet<GraphNode>();
        foreach (GraphNode first in nodes)
        {
            if (!seen.Add(first))
            {
                continue;
            }
            var group = new List<GraphNode>();
            var pending = new Queue<GraphNode>([first]);
            while (pending.TryDequeue(out GraphNode? node))
            {
                group.Add(node);
                foreach (GraphNode next in neighbours[node])
                {
                    if (seen.Add(next))
                    {
                        pending.Enqueue(next);
                    }
                }
            }
            groups.Add([.. group.OrderBy(node => node.Number)]);
        }
        return groups;
    }

    /// <summary>Puts groups where the picture is lowest, the largest first.</summary>
    private static (double Width, double Height) Pack(List<GraphColumns> groups, double wanted)
    {
        // The profile of what is placed: from each x on, how far down it reaches.
        List<(double X, double Bottom)> profile = [(0, 0)];
        double width = 0;
        double height = 0;
        foreach (GraphColumns group in groups.OrderByDescending(group => group.Width * group.Height).ThenBy(group => group.First))
        {
            (double bestX, double bestY) = (0, double.MaxValue);
            foreach ((double x, _) in profile)
            {
                double y = x + group.Width <= wanted || x == 0 ? BottomOver(profile, x, x + group.Width + Gap) : double.MaxValue;
                if (y < bestY)
                {
                    (bestX, bestY) = (x, y);
                }
            }
            group.MoveTo(bestX, bestY);
            profile = Raise(profile, bestX, bestX + group.Width + Gap, bestY + group.Height + Gap);
            width = Math.Max(width, bestX + group.Width);
            height = Math.Max(height, bestY + group.Height);
        }
        return (width, height);
    }

    private static double BottomOver(List<(double X, double Bottom)> profile, double from, double to)
    {
        double bottom = 0;
        for (int i = 0; i < profile.Count; i++)
        {
            double end = i + 1 < profile.Count ? profile[i + 1].X : double.MaxValue;
            bottom = profile[i].X < to && end > from ? Math.Max(bottom, profile[i].Bottom) : bottom;
        }
        return bottom;
    }

    private static List<(double X, double Bottom)> Raise(List<(double X, double Bottom)> profile, double from, double to, double bottom)
    {
        double after = profile.Last(step => step.X <= to).Bottom;
        List<(double X, double Bottom)> raised = [.. profile.Where(step => step.X < from), (from, bottom)];
        if (!profile.Exists(step => step.X == to))
        {
            raised.Add((to, after));
        }
        raised.AddRange(profile.Where(step => step.X >= to));
        return raised;
    }
}
