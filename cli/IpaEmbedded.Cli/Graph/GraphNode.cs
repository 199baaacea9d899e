using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Graph;

/// <summary>A node of the tree that needs others or is needed.</summary>
public sealed class GraphNode(int number, Node node)
{
    private readonly List<GraphLink> _needs = [];
    private readonly List<GraphLink> _users = [];

    /// <summary>Place in the order of the tree, from 0.</summary>
    public int Number { get; } = number;

    public Node Node { get; } = node;

    /// <summary>What people call it: its first label, else its name.</summary>
    public string Title { get; } = node.Labels.Count > 0 ? node.Labels[^1] : node.Name;

    public string Path => Node.Path;

    /// <summary>The first of its compatible strings; empty without.</summary>
    public string Compatible { get; } = node.TryGetStrings("compatible", out string[] names) ? names[0] : "";

    /// <summary>What it needs, in the order of the text.</summary>
    public IReadOnlyList<GraphLink> Needs => _needs;

    /// <summary>Who needs it.</summary>
    public IReadOnlyList<GraphLink> Users => _users;

    internal void Add(GraphLink link)
    {
        _needs.Add(link);
        link.To._users.Add(link);
    }
}
