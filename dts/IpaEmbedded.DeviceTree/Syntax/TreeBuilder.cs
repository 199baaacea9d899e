namespace IpaEmbedded.DeviceTree;

/// <summary>
/// The tree while it is being parsed. A body either fills a fresh node (everything is appended, duplicates are kept for
/// the checks to report) or merges into one that exists; what is deleted keeps its slot and comes back to it when it is
/// defined again. The order that results decides the bytes of the blob.
/// </summary>
internal sealed class TreeBuilder
{
    private int _fragments;

    // For each node that was deleted, what was put into it since: only that has to be deleted when the node is once more.
    private readonly Dictionary<Node, Additions> _sinceDeleted = [];

    public Node Root { get; } = new("", null);

    public LabelIndex Labels { get; } = new();

    /// <summary>Nodes marked <c>/omit-if-no-ref/</c>.</summary>
    public HashSet<Node> Omittable { get; } = [];

    public List<MemoryReservation> Reservations { get; } = [];

    /// <summary>The node behind a label, a path, or a path that begins at a label (<c>label/child</c>).</summary>
    public Node? Resolve(string reference)
    {
        int slash = reference.IndexOf('/', StringComparison.Ordinal);
        if (slash == 0 && reference.AsSpan().Trim('/').IsEmpty)
        {
            // The root can be deleted, but not lost; slashes alone lead to no node, as in dtc.
            return reference.Length == 1 ? Root : null;
        }
        return slash < 0 ? Labels.Find(reference) : Walk(slash == 0 ? Root : Labels.Find(reference[..slash]), reference[slash..]);
    }

    private static Node? Walk(Node? node, string path)
    {
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node?.FindChild(name);
        }
        return node is { Deleted: true } ? null : node;
    }

    /// <summary>The child that a body for this name goes into; <paramref name="fresh"/> says whether it is new.</summary>
    public Node OpenChild(Node parent, bool parentFresh, string name, out bool fresh)
    {
        Node? child = parentFresh ? null : parent.FindChildSlot(name);
        fresh = child is null;
        if (child is null)
        {
            child = new Node(name, parent);
            parent.AppendChild(child);
        }
        child.Deleted = false;
        if (_sinceDeleted.TryGetValue(parent, out Additions? since))
        {
            since.Children.Add(child);
        }
        return child;
    }

    public void AddLabels(Node node, bool fresh, List<string> labels)
    {
        for (int i = 0; i < labels.Count; i++)
        {
            string label = labels[fresh ? labels.Count - 1 - i : i];
            (node.LabelList ??= new LabelList()).Add(label);
            Labels.Add(label, node);
        }
    }

    public void SetProperty(Node node, bool fresh, Property property, List<string> labels)
    {
        Property? old = fresh ? null : node.FindPropertySlot(property.Name);
        if (old is null)
        {
            node.AppendProperty(property);
        }
        else
        {
            property.LabelList = old.LabelList;
            property.Overridden = old.Deleted ? null : old;
            node.ReplaceProperty(property);
        }
        if (_sinceDeleted.TryGetValue(node, out Additions? since))
        {
            since.Properties.Add(property);
        }
        for (int i = 0; i < labels.Count; i++)
        {
            (property.LabelList ??= new LabelList()).Add(labels[fresh ? labels.Count - 1 - i : i]);
        }
    }

    public void DeleteProperty(Node node, bool fresh, string name)
    {
        if (fresh)
        {
            node.AppendProperty(new Property(name, node, []) { Deleted = true });
            return;
        }
        if (node.FindProperty(name) is { } property)
        {
            property.Deleted = true;
            property.LabelList?.DeleteAll();
        }
    }

    public void DeleteChild(Node node, bool fresh, string name)
    {
        if (fresh)
        {
            node.AppendChild(new Node(name, node) { Deleted = true });
            return;
        }
        if (node.FindChild(name) is { } child)
        {
            Delete(child);
        }
    }

    /// <summary>Deletes a node with all that is in it; each part keeps its slot.</summary>
    public void Delete(Node node)
    {
        node.Deleted = true;
        node.LabelList?.DeleteAll();
        Additions? since = _sinceDeleted.GetValueOrDefault(node);
        foreach (Node child in since?.Children ?? node.ChildList)
        {
            Delete(child);
        }
        foreach (Property property in since?.Properties ?? node.PropertyList)
        {
            property.Deleted = true;
            property.LabelList?.DeleteAll();
        }
        if (since is null)
        {
            _sinceDeleted.Add(node, new Additions());
        }
        else
        {
            since.Children.Clear();
            since.Properties.Clear();
        }
    }

    /// <summary>Adds the next <c>fragment@N</c> of an overlay for a target that is not in the tree; gives its <c>__overlay__</c>.</summary>
    public Node AddFragment(string target)
    {
        var fragment = new Node("fragment@" + _fragments++.ToString(System.Globalization.CultureInfo.InvariantCulture), Root);
        Root.AppendChild(fragment);
        if (target.StartsWith('/'))
        {
            fragment.AppendProperty(new Property("target-path", fragment, StringValue.Of(target)));
        }
        else
        {
            fragment.AppendProperty(new Property("target", fragment, [0xff, 0xff, 0xff, 0xff])
            {
                MarkerList = [new PropertyMarker(MarkerKind.PhandleReference, 0, target)],
            });
        }
        var overlay = new Node("__overlay__", fragment);
        fragment.AppendChild(overlay);
        return overlay;
    }

    private sealed class Additions
    {
        public List<Node> Children { get; } = [];

        public List<Property> Properties { get; } = [];
    }
}
