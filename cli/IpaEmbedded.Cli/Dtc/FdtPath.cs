using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>Finds nodes as libfdt does: a path may begin with an alias, and a name without unit address also means a node that has one.</summary>
internal static class FdtPath
{
    /// <summary>The node, or null.</summary>
    public static Node? Find(DeviceTreeDocument tree, string path)
    {
        if (!path.StartsWith('/'))
        {
            string alias = path.Split('/')[0];
            if (tree.Root.FindChild("aliases") is not { } aliases || !aliases.TryGetString(alias, out string start) || !start.StartsWith('/'))
            {
                return null;
            }
            path = start + path[alias.Length..];
        }
        Node? node = tree.Root;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node?.Children.FirstOrDefault(child => child.Name == name || (!name.Contains('@', StringComparison.Ordinal) && child.BaseName == name));
        }
        return node;
    }
}
