using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Graph;

/// <summary>Who needs whom in a tree: the enabled nodes with their clocks, paths, interrupts, supplies and so on. What leads nowhere is left out, for the checks to find.</summary>
public sealed class DeviceGraph
{
    // The longest list that boards have has some hundred entries.
    private const int MaxEntries = 4096;

    private readonly DeviceTreeDocument _tree;
    private readonly IReadOnlyList<GraphKind> _kinds;
    private readonly Dictionary<Node, GraphNode> _nodes = [];
    private readonly List<GraphNode> _ordered = [];

    private DeviceGraph(DeviceTreeDocument tree, IReadOnlyList<GraphKind> kinds)
    {
        _tree = tree;
        _kinds = kinds;
    }

    /// <summary>The nodes that need others or are needed, in the order of the tree.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; private set; } = [];

    /// <summary>Every link, in the order of the tree.</summary>
    public IEnumerable<GraphLink> Links => Nodes.SelectMany(node => node.Needs);

    /// <summary>The graph of a tree; only of some kinds of need, or of all.</summary>
    public static DeviceGraph Of(DeviceTreeDocument tree, IReadOnlyList<GraphKind>? kinds = null)
    {
        var graph = new DeviceGraph(tree, kinds ?? GraphKind.All);
        var enabled = new HashSet<Node>();
        foreach (Node node in tree.Nodes())
        {
            if ((node.Parent is null || enabled.Contains(node.Parent)) && IsEnabled(node))
            {
                enabled.Add(node);
                graph._nodes.Add(node, new GraphNode(graph._ordered.Count, node));
                graph._ordered.Add(graph._nodes[node]);
            }
        }
        foreach (GraphNode node in graph._ordered)
        {
            graph.AddNeeds(node);
        }
        graph.Nodes = [.. graph._ordered.Where(node => node.Needs.Count + node.Users.Count > 0)];
        return graph;
    }

    private static bool IsEnabled(Node node) => !node.TryGetString("status", out string status) || status is "okay" or "ok";

    private void AddNeeds(GraphNode node)
    {
        foreach (Property property in node.Node.Properties)
        {
            if (property.Name == "interrupts" && _kinds.Contains(GraphKind.Interrupt))
            {
                AddInterrupts(node, property);
            }
            else if (property.Length >= 4 && property.Length % 4 == 0 && _kinds.FirstOrDefault(kind => kind.Has(property.Name)) is { } kind)
            {
                AddList(node, property, kind);
            }
        }
    }

    private void AddList(GraphNode node, Property property, GraphKind kind)
    {
        string[] names = kind.NamesProperty.Length > 0 && node.Node.TryGetStrings(kind.NamesProperty, out string[] found) ? found : [];
        int cell = 0;
        for (int entry = 0; cell < property.CellCount && entry < MaxEntries; entry++)
        {
            int start = cell++;
            if (property.CellAt(start) is not 0 and var phandle)
            {
                if (_tree.FindByPhandle(phandle) is not { } supplier || CellsOf(supplier, kind) is not { } count || count > property.CellCount - cell)
                {
                    return;
                }
                cell += (int)count;
                Add(node, supplier, kind, NameOf(kind, property.Name, names, entry), ArgumentsOf(property, start + 1, (int)count), property, start);
            }
        }
    }

    private void AddInterrupts(GraphNode node, Property property)
    {
        if (ParentOf(node.Node) is not { } controller || CellsOf(controller, GraphKind.Interrupt) is not (> 0 and var count) || node.Node.HasProperty("interrupts-extended"))
        {
            return;
        }
        string[] names = node.Node.TryGetStrings("interrupt-names", out string[] found) ? found : [];
        for (int entry = 0; (entry + 1) * count <= property.CellCount && entry < MaxEntries; entry++)
        {
            int start = entry * (int)count;
            Add(node, controller, GraphKind.Interrupt, NameOf(GraphKind.Interrupt, property.Name, names, entry), ArgumentsOf(property, start, (int)count), property, start);
        }
    }

    private void Add(GraphNode node, Node supplier, GraphKind kind, string name, string arguments, Property property, int cell)
    {
        // A supplier that is disabled is not there; the checks say so.
        if (_nodes.TryGetValue(supplier, out GraphNode? to))
        {
            node.Add(new GraphLink(node, to, kind, name, arguments, property.Name, property.SpanAt(cell * 4)));
        }
    }

    private Node? ParentOf(Node node)
    {
        Node? at = node;
        // As the runtime looks: a controller's children are its own, whatever parent it has itself. The path can run in circles.
        for (int step = 0; at is not null && step <= _ordered.Count; step++)
        {
            at = at.TryGetUInt32("interrupt-parent", out uint phandle) ? _tree.FindByPhandle(phandle) : at.Parent;
            if (at?.HasProperty("#interrupt-cells") == true)
            {
                return at;
            }
        }
        return null;
    }

    private static uint? CellsOf(Node supplier, GraphKind kind) => kind.CellsProperty is null ? 0 : supplier.TryGetUInt32(kind.CellsProperty, out uint cells) ? cells : null;

    private static string NameOf(GraphKind kind, string property, string[] names, int entry)
    {
        if (kind == GraphKind.Interconnect)
        {
            string end = entry % 2 == 0 ? "from" : "to";
            return entry / 2 < names.Length ? $"{names[entry / 2]} {end}" : end;
        }
        if (kind.Property[0] == '*')
        {
            return property[..^(kind.Property.Length - 1)];
        }
        return entry < names.Length ? names[entry] : "";
    }

    private static string ArgumentsOf(Property property, int first, int count) =>
        string.Join(' ', Enumerable.Range(first, count).Select(index => Resources.SpecifierText.Number(property.CellAt(index))));
}
