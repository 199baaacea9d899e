namespace IpaEmbedded.DeviceTree;

/// <summary>Finds nodes by label while the tree is being built; labels may move, vanish and come back.</summary>
internal sealed class LabelIndex
{
    private readonly Dictionary<string, Node> _first = new(StringComparer.Ordinal);
    private Dictionary<string, Queue<Node>>? _others;

    /// <summary>Number of different labels.</summary>
    public int Count => _first.Count;

    public void Add(string label, Node node)
    {
        if (_first.TryAdd(label, node) || ReferenceEquals(_first[label], node))
        {
            return;
        }
        if (!IsLive(_first[label], label))
        {
            _first[label] = node;
            return;
        }
        _others ??= new Dictionary<string, Queue<Node>>(StringComparer.Ordinal);
        if (!_others.TryGetValue(label, out Queue<Node>? list))
        {
            _others[label] = list = [];
        }
        list.Enqueue(node);
    }

    public Node? Find(string label)
    {
        if (!_first.TryGetValue(label, out Node? node))
        {
            return null;
        }
        if (IsLive(node, label))
        {
            return node;
        }
        if (_others is not null && _others.TryGetValue(label, out Queue<Node>? list))
        {
            // A label that comes back is added again, so that what is passed over here is never missed.
            while (list.TryPeek(out Node? other))
            {
                if (IsLive(other, label))
                {
                    return other;
                }
                list.Dequeue();
            }
        }
        return null;
    }

    private static bool IsLive(Node node, string label) => !node.Deleted && node.LabelList is { } labels && labels.Contains(label);
}
