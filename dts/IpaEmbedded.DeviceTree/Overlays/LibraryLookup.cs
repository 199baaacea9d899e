namespace IpaEmbedded.DeviceTree;

/// <summary>Finds nodes as libfdt does: a name without unit address also matches a node that has one.</summary>
internal sealed class LibraryLookup(DeviceTreeDocument tree)
{
    private readonly Dictionary<Node, Dictionary<string, Node>> _byBaseName = [];

    public Node? FindByPath(string path)
    {
        Node? node = path.StartsWith('/') ? tree.Root : null;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (node is null)
            {
                break;
            }
            node = FindChild(node, name);
        }
        return node;
    }

    public Node? FindChild(Node node, string name)
    {
        if (name.Contains('@', StringComparison.Ordinal))
        {
            return node.FindChild(name);
        }
        if (!_byBaseName.TryGetValue(node, out Dictionary<string, Node>? children))
        {
            _byBaseName[node] = children = new Dictionary<string, Node>(node.Children.Count, StringComparer.Ordinal);
            foreach (Node child in node.Children)
            {
                children.TryAdd(child.BaseName, child);
            }
        }
        return children.GetValueOrDefault(name);
    }
}
