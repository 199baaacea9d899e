namespace IpaEmbedded.Cli.Graph;

/// <summary>
/// Connected nodes in columns: a supplier stands right of everybody that it supplies (of a circle one link points back). The order
/// within the columns is that in which few lines cross; lines over several columns keep clear of the boxes between.
/// </summary>
internal sealed class GraphColumns
{
    private const double ColumnGap = 70;
    private const double RowGap = 14;
    private const double PassingHeight = 6;
    private const int Sweeps = 12;

    // Beyond this, lines run straight through other boxes: the picture is crowded anyway, and its cost stays bounded.
    private const int MaxPassing = 6000;

    private readonly Dictionary<GraphNode, Slot> _slots = [];
    private readonly List<List<Slot>> _columns = [];
    private readonly List<(Slot From, GraphRow Row, Slot To, List<Slot> Via)> _routes = [];
    private double _dx;
    private double _dy;

    public GraphColumns(List<GraphNode> nodes, Dictionary<GraphNode, GraphBox> boxes)
    {
        First = nodes[0].Number;
        AssignColumns(nodes, boxes);
        AddRoutes(nodes);
        Order();
        Place();
        foreach (IGrouping<Slot, (Slot From, GraphRow Row, Slot To, List<Slot> Via)> routes in _routes.GroupBy(route => route.From))
        {
            Dictionary<GraphRow, double> places = routes.ToDictionary(route => route.Row, route => (route.Via.Count > 0 ? route.Via[0] : route.To).Middle);
            routes.Key.Box!.SortRows(row => places[row]);
        }
    }

    /// <summary>Number of the first node.</summary>
    public int First { get; }

    public double Width { get; private set; }

    public double Height { get; private set; }

    /// <summary>The lines at their places.</summary>
    public IEnumerable<GraphLine> Lines => _routes.Select(route => new GraphLine(route.From.Box!, route.Row, route.To.Box!, PointsOf(route.From, route.Row, route.To, route.Via)));

    /// <summary>Moves everything.</summary>
    public void MoveTo(double x, double y)
    {
        (_dx, _dy) = (x, y);
        foreach (Slot slot in _slots.Values)
        {
            slot.Box!.X = slot.X + x;
            slot.Box.Y = slot.Y + y;
        }
    }

    /// <summary>The longest way to a node from whoever nobody needs, links that close a circle left out.</summary>
    private void AssignColumns(List<GraphNode> nodes, Dictionary<GraphNode, GraphBox> boxes)
    {
        foreach (GraphNode node in nodes)
        {
            _slots.Add(node, new Slot { Box = boxes[node], Height = boxes[node].Height, Width = boxes[node].Width });
        }
        List<GraphNode> finished = DepthFirst(nodes);
        // Who is finished last has nobody left of it; each hands its column on.
        var position = finished.Select((node, i) => (node, i)).ToDictionary(each => each.node, each => each.i);
        for (int i = finished.Count - 1; i >= 0; i--)
        {
            Slot slot = _slots[finished[i]];
            foreach (GraphRow row in slot.Box!.Rows.Where(row => row.IsDrawn && position[row.To] < i))
            {
                _slots[row.To].Column = Math.Max(_slots[row.To].Column, slot.Column + 1);
            }
        }
        // Consumers move right, next to their nearest supplier.
        foreach (GraphNode node in finished)
        {
            Slot slot = _slots[node];
            List<int> right = [.. slot.Box!.Rows.Where(row => row.IsDrawn && _slots[row.To].Column > slot.Column).Select(row => _slots[row.To].Column)];
            slot.Column = right.Count > 0 ? right.Min() - 1 : slot.Column;
        }
        int columns = _slots.Values.Max(slot => slot.Column) + 1;
        for (int i = 0; i < columns; i++)
        {
            _columns.Add([]);
        }
        foreach (GraphNode node in nodes)
        {
            _columns[_slots[node].Column].Add(_slots[node]);
        }
    }

    /// <summary>The nodes in the order in which a walk along the lines leaves them: suppliers before who needs them.</summary>
    private List<GraphNode> DepthFirst(List<GraphNode> nodes)
    {
        var finished = new List<GraphNode>();
        var seen = new HashSet<GraphNode>();
        foreach (GraphNode start in nodes.Where(seen.Add))
        {
            var path = new Stack<(GraphNode Node, int Row)>([(start, 0)]);
            while (path.TryPop(out (GraphNode Node, int Row) at))
            {
                IReadOnlyList<GraphRow> rows = _slots[at.Node].Box!.Rows;
                int row = at.Row;
                while (row < rows.Count && (!rows[row].IsDrawn || !seen.Add(rows[row].To)))
                {
                    row++;
                }
                if (row == rows.Count)
                {
                    finished.Add(at.Node);
                }
                else
                {
                    path.Push((at.Node, row + 1));
                    path.Push((rows[row].To, 0));
                }
            }
        }
        return finished;
    }

    private void AddRoutes(List<GraphNode> nodes)
    {
        int passing = 0;
        foreach (Slot from in nodes.Select(node => _slots[node]))
        {
            foreach (GraphRow row in from.Box!.Rows.Where(row => row.IsDrawn))
            {
                Slot to = _slots[row.To];
                var via = new List<Slot>();
                Slot previous = from;
                for (int column = from.Column + 1; column < to.Column && passing < MaxPassing; column++, passing++)
                {
                    var slot = new Slot { Column = column, Height = PassingHeight };
                    _columns[column].Add(slot);
                    Join(previous, slot);
                    via.Add(slot);
                    previous = slot;
                }
                Join(previous, to);
                _routes.Add((from, row, to, via));
            }
        }
    }

    private static void Join(Slot left, Slot right)
    {
        left.Right.Add(right);
        right.Left.Add(left);
    }

    /// <summary>Sorts each column by the middle of the neighbours, from left to right and back.</summary>
    private void Order()
    {
        foreach (List<Slot> column in _columns)
        {
            Stack(column);
        }
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            bool forward = sweep % 2 == 0;
            for (int i = 1; i < _columns.Count; i++)
            {
                List<Slot> column = _columns[forward ? i : _columns.Count - 1 - i];
                foreach (Slot slot in column)
                {
                    List<Slot> neighbours = forward ? slot.Left : slot.Right;
                    slot.Wish = neighbours.Count > 0 ? neighbours.Average(each => each.Middle) : slot.Middle;
                }
                // Stable, so equal wishes keep the order of the tree.
                List<Slot> sorted = [.. column.OrderBy(slot => slot.Wish)];
                column.Clear();
                column.AddRange(sorted);
                Stack(column);
            }
        }
    }

    private static void Stack(List<Slot> column)
    {
        double y = 0;
        foreach (Slot slot in column)
        {
            slot.Y = y;
            y += slot.Height + RowGap;
        }
    }

    /// <summary>Draws boxes towards their neighbours, as far as the order leaves room, and gives columns their width.</summary>
    private void Place()
    {
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            for (int i = 0; i < _columns.Count; i++)
            {
                List<Slot> column = _columns[sweep % 2 == 0 ? i : _columns.Count - 1 - i];
                foreach (Slot slot in column)
                {
                    int count = slot.Left.Count + slot.Right.Count;
                    slot.Wish = count == 0 ? slot.Y : ((slot.Left.Sum(each => each.Middle) + slot.Right.Sum(each => each.Middle)) / count) - (slot.Height / 2);
                }
                Spread(column);
            }
        }
        double top = _columns.SelectMany(column => column).Min(slot => slot.Y);
        double x = 0;
        foreach (List<Slot> column in _columns)
        {
            double width = column.Max(slot => slot.Width);
            foreach (Slot slot in column)
            {
                slot.Y -= top;
                slot.X = x;
                slot.Width = slot.Box is null ? width : slot.Width;
                Height = Math.Max(Height, slot.Y + slot.Height);
            }
            Width = x + width;
            x += width + ColumnGap;
        }
        MoveTo(0, 0);
    }

    /// <summary>The places nearest to the wishes that keep order and distance: runs of boxes that touch move as one.</summary>
    private static void Spread(List<Slot> column)
    {
        var runs = new List<(double Start, double Sum, int Count, double Height)>();
        foreach (Slot slot in column)
        {
            (double Start, double Sum, int Count, double Height) run = (slot.Wish, slot.Wish, 1, slot.Height + RowGap);
            while (runs.Count > 0 && runs[^1].Start + runs[^1].Height > run.Start)
            {
                (double Start, double Sum, int Count, double Height) before = runs[^1];
                runs.RemoveAt(runs.Count - 1);
                double sum = before.Sum + run.Sum - (run.Count * before.Height);
                int count = before.Count + run.Count;
                run = (sum / count, sum, count, before.Height + run.Height);
            }
            runs.Add(run);
        }
        int next = 0;
        foreach ((double start, _, int count, _) in runs)
        {
            double y = start;
            for (int i = 0; i < count; i++, next++)
            {
                column[next].Y = y;
                y += column[next].Height + RowGap;
            }
        }
    }

    private List<(double X, double Y)> PointsOf(Slot from, GraphRow row, Slot to, List<Slot> via)
    {
        int index = 0;
        while (!ReferenceEquals(from.Box!.Rows[index], row))
        {
            index++;
        }
        List<(double X, double Y)> points = [(from.X + from.Width + _dx, from.Y + from.Box.RowMiddle(index) + _dy)];
        foreach (Slot slot in via)
        {
            points.Add((slot.X + _dx, slot.Middle + _dy));
            points.Add((slot.X + slot.Width + _dx, slot.Middle + _dy));
        }
        points.Add((to.X + _dx, to.Y + Math.Min(GraphBox.HeadHeight / 2, to.Height / 2) + _dy));
        return points;
    }

    /// <summary>A box in a column, or room for a line that passes.</summary>
    private sealed class Slot
    {
        public GraphBox? Box { get; init; }

        public int Column { get; set; }

        public double Width { get; set; }

        public double Height { get; init; }

        public double X { get; set; }

        public double Y { get; set; }

        public double Wish { get; set; }

        public List<Slot> Left { get; } = [];

        public List<Slot> Right { get; } = [];

        public double Middle => Y + (Height / 2);
    }
}
