namespace IpaEmbedded.DeviceTree;

/// <summary>Finds nodes as libfdt does: a name without unit address also matches a node that has one.</summary>
internal static class LibraryLookup
{
    public static Node? FindChild(Node node, string name)
    {
        bool anyUnit = !name.Contains('@', StringComparison.Ordinal);
        if (!anyUnit)
        {
            return node.FindChild(name);
        }
        foreach (Node child in node.Children)
        {
            if (child.Name == name || child.BaseName == name)
            {
                return child;
            }
        }
        return null;
    }

    public static Node? FindByPath(Node root, string path)
    {
        Node? node = path.StartsWith('/') ? root : null;
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
}
