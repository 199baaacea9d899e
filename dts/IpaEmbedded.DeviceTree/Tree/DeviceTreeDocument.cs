namespace IpaEmbedded.DeviceTree;

/// <summary>
/// A whole devicetree (the specification's spelling; <c>DeviceTree</c> is the namespace): root node, memory
/// reservations and boot CPU, with lookup by path, label and phandle.
/// </summary>
public sealed class DeviceTreeDocument
{
    private Dictionary<string, Node>? _labels;
    private Dictionary<int, Node>? _phandles;
    private Node?[]? _lowPhandles;

    /// <param name="root">The root node, whose children and properties are complete.</param>
    public DeviceTreeDocument(Node root)
    {
        Root = root;
    }

    /// <summary>The node <c>/</c>.</summary>
    public Node Root { get; }

    /// <summary>The entries of <c>/memreserve/</c>, in the order of the text.</summary>
    public IReadOnlyList<MemoryReservation> MemoryReservations { get; internal set; } = [];

    /// <summary>Physical id of the boot CPU, as the blob's header states it.</summary>
    public uint BootCpu { get; internal set; }

    /// <summary>True if the text was an overlay (<c>/plugin/</c>).</summary>
    public bool IsPlugin { get; internal set; }

    /// <summary>The macros of its text; null if it had none.</summary>
    internal MacroTable? Macros { get; init; }

    /// <summary>Where a macro of the text was defined last; null for others, and for those that the command line defined.</summary>
    public SourceSpan? FindMacro(string name) => Macros?.Find(System.Text.Encoding.UTF8.GetBytes(name))?.DefinedAt;

    /// <summary>The node at a path with full names (<c>/soc@0/ipa@1e40000</c>), or null.</summary>
    public Node? FindByPath(string path)
    {
        if (path.Length == 0 || path[0] != '/')
        {
            return null;
        }
        Node? node = Root;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node.FindChild(name);
            if (node is null)
            {
                return null;
            }
        }
        return node;
    }

    /// <summary>The node with that label, or null. A blob's labels are those of its <c>__symbols__</c> node.</summary>
    public Node? FindByLabel(string label)
    {
        _labels ??= CollectLabels();
        return _labels.GetValueOrDefault(label);
    }

    /// <summary>The node with that phandle, or null.</summary>
    public Node? FindByPhandle(uint phandle)
    {
        Node?[] low = _lowPhandles ??= CollectPhandles();
        return phandle < (uint)low.Length ? low[phandle] : _phandles?.GetValueOrDefault((int)phandle);
    }

    /// <summary>Every node, each before its children.</summary>
    public IEnumerable<Node> Nodes()
    {
        var pending = new Stack<Node>();
        pending.Push(Root);
        while (pending.TryPop(out Node? node))
        {
            yield return node;
            for (int i = node.Children.Count - 1; i >= 0; i--)
            {
                pending.Push(node.Children[i]);
            }
        }
    }

    /// <summary>States the boot CPU; null leaves it.</summary>
    public void SetBootCpu(uint? cpu) => BootCpu = cpu ?? BootCpu;

    /// <summary>Puts reservations in order of address and size, properties and children in order of their names (dtc's <c>-s</c>).</summary>
    public void Sort()
    {
        MemoryReservations = [.. MemoryReservations.OrderBy(each => each.Address).ThenBy(each => each.SizeBytes)];
        foreach (Node node in Nodes())
        {
            node.Sort();
        }
    }

    internal void ForgetIndexes()
    {
        _labels = null;
        _phandles = null;
        _lowPhandles = null;
    }

    private Dictionary<string, Node> CollectLabels()
    {
        var labels = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (Node node in Nodes())
        {
            foreach (string label in node.Labels)
            {
                labels.TryAdd(label, node);
            }
        }
        if (Root.FindChild("__symbols__") is { } symbols)
        {
            foreach (Property symbol in symbols.Properties)
            {
                if (symbol.TryGetString(out string path) && FindByPath(path) is { } target)
                {
                    labels.TryAdd(symbol.Name, target);
                }
            }
        }
        return labels;
    }

    /// <summary>Phandles are mostly 1, 2, 3 ... and have their nodes in an array; the others go into a dictionary.</summary>
    private Node?[] CollectPhandles()
    {
        Node[] nodes = [.. Nodes().Where(node => node.Phandle != 0)];
        var low = new Node?[nodes.Length * 2 + 1];
        foreach (Node node in nodes)
        {
            if (node.Phandle < low.Length)
            {
                low[node.Phandle] ??= node;
            }
            else
            {
                (_phandles ??= new Dictionary<int, Node>(PhandleComparer.Instance)).TryAdd((int)node.Phandle, node);
            }
        }
        return low;
    }
}
