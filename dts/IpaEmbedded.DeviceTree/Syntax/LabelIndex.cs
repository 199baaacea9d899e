namespace IpaEmbedded.DeviceTree;

/// <summary>Finds nodes by label while the tree is being built; labels may move, vanish and come back.</summary>
internal sealed class LabelIndex
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly TreeOrder _order = new();

    // Labels that several nodes had at once: the first of them in the tree counts, as in dtc. To stay so is a finding.
    private Dictionary<string, SortedSet<Node>>? _shared;

    /// <summary>Number of different labels.</summary>
    public int Count => _nodes.Count;

    public void Add(string label, Node node)
    {
        if (Find(label) is not { } other)
        {
            _nodes[label] = node;
            return;
        }
        _shared ??= new Dictionary<string, SortedSet<Node>>(StringComparer.Ordinal);
        if (!_shared.TryGetValue(label, out SortedSet<Node>? nodes))
        {
            _shared[label] = nodes = new SortedSet<Node>(_order);
        }
        nodes.Add(other);
        nodes.Add(node);
    }

    public Node? Find(string label)
    {
        if (_shared is not null && _shared.TryGetValue(label, out SortedSet<Node>? nodes))
        {
            // A label that comes back is added again, so that what is passed over here is never missed.
            while (nodes.Min is { } first)
            {
                if (IsLive(first, label))
                {
                    return first;
                }
                nodes.Remove(first);
            }
        }
        return _nodes.TryGetValue(label, out Node? node) && IsLive(node, label) ? node : null;
    }

    private static bool IsLive(Node node, string label) => !node.Deleted && node.LabelList is { } labels && labels.Contains(label);
}
