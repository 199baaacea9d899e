using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>Adds the nodes by which overlays find their way: <c>__symbols__</c>, <c>__fixups__</c> and <c>__local_fixups__</c>.</summary>
/// <param name="paths">Counts what is written.</param>
/// <param name="release">Since 1.8 a place that the source lists itself is not listed again.</param>
internal sealed class SymbolTables(Node root, WrittenPaths paths, DiagnosticBag diagnostics, DtcRelease release)
{
    private readonly Node _root = root;
    private readonly DiagnosticBag _diagnostics = diagnostics;

    // Values that were begun here, in buffers with room behind them.
    private readonly HashSet<Property> _growing = [];

    // Nodes that have a label only in the source's own table.
    private readonly HashSet<Node> _labelled = [];

    // What the source itself lists, in pieces as long as what is added.
    private readonly Dictionary<Property, HashSet<string>> _listed = [];

    // The node of __local_fixups__ for each open node, as far as there is one yet.
    private readonly List<Node> _mirrors = [];
    private readonly List<Node> _open = [];

    /// <summary>Writes label = path for every label into the named child of the root; with an allocator, also numbers the labelled nodes.</summary>
    public void AddLabels(string nodeName, PhandleAllocator? phandles)
    {
        if (phandles is not null && release >= DtcRelease.Dtc18)
        {
            FindListed();
        }
        if (HasLabel(_root) || _labelled.Count > 0)
        {
            AddLabels(_root, RootChild(nodeName), phandles);
        }
    }

    /// <summary>Finds the nodes that the source's own <c>__symbols__</c> lead to; they count as labelled.</summary>
    private void FindListed()
    {
        foreach (Property symbol in _root.FindChild("__symbols__")?.PropertyList ?? [])
        {
            if (symbol.TryGetString(out string path))
            {
                Node? node = _root;
                foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
                {
                    node = node?.FindChild(name);
                }
                if (node is not null)
                {
                    _labelled.Add(node);
                }
            }
        }
    }

    /// <summary>Lists every reference: open ones by label in <c>__fixups__</c>, resolved ones by place in <c>__local_fixups__</c>.</summary>
    public void AddFixups()
    {
        Node[] top = [.. _root.ChildList];
        Node? fixups = null;
        AddFixups(_root, ref fixups);
        AddLocalFixups(_root, top);
    }

    private static bool HasLabel(Node node)
    {
        if (node.LabelList is { Live.Length: > 0 })
        {
            return true;
        }
        foreach (Node child in node.ChildList)
        {
            if (HasLabel(child))
            {
                return true;
            }
        }
        return false;
    }

    private Node RootChild(string name) => ChildOf(_root, name);

    private void AddLabels(Node node, Node table, PhandleAllocator? phandles)
    {
        if (node.LabelList is not null)
        {
            foreach (string label in node.LabelList.Live)
            {
                if (table.FindProperty(label) is { } existing)
                {
                    _diagnostics.Add(new Diagnostic(DiagnosticIds.SymbolExists, DiagnosticSeverity.Warning,
                        $"{table.ShownPath} already has a property '{label}'; the label of {node.ShownPath} is left out")
                    {
                        Span = existing.Span,
                        NodePath = table.ShownPath,
                        Property = label,
                    });
                    continue;
                }
                string target = node.Path;
                if (!paths.TryTake(target.Length + 1, node.NameSpan))
                {
                    return;
                }
                byte[] path = StringValue.Of(target);
                table.AppendProperty(new Property(label, table, path));
            }
        }
        if (phandles is not null && (node.LabelList is { Live.Length: > 0 } || _labelled.Contains(node)))
        {
            phandles.PhandleOf(node);
        }
        for (int i = 0; i < node.ChildList.Count && !paths.IsExhausted; i++)
        {
            AddLabels(node.ChildList[i], table, phandles);
        }
    }

    private void AddFixups(Node node, ref Node? table)
    {
        AddFixupsOf(node, ref table);
        for (int i = 0; i < node.ChildList.Count && !paths.IsExhausted; i++)
        {
            if (!ReferenceEquals(node.ChildList[i], table))
            {
                AddFixups(node.ChildList[i], ref table);
            }
        }
    }

    /// <summary>Those of one node; apart from the recursion, which is on the stack once for each level.</summary>
    private void AddFixupsOf(Node node, ref Node? table)
    {
        foreach (Property property in node.PropertyList)
        {
            foreach (PropertyMarker marker in property.Markers)
            {
                if (marker.Kind != MarkerKind.PhandleReference || marker.Target is { Deleted: false })
                {
                    continue;
                }
                table ??= RootChild("__fixups__");
                string place = node.Path;
                if (!paths.TryTake(place.Length, property.Span))
                {
                    return;
                }
                string entry = place + ":" + property.Name + ":" + marker.Offset.ToString(CultureInfo.InvariantCulture);
                AppendTo(table, marker.Text, StringValue.Of(entry));
            }
        }
    }

    private void AddLocalFixups(Node node, Node[] children)
    {
        _open.Add(node);
        AddLocalFixupsOf(node);
        for (int i = 0; i < children.Length; i++)
        {
            AddLocalFixups(children[i], [.. children[i].ChildList]);
        }
        _open.RemoveAt(_open.Count - 1);
        if (_mirrors.Count > _open.Count)
        {
            _mirrors.RemoveAt(_open.Count);
        }
    }

    private void AddLocalFixupsOf(Node node)
    {
        foreach (Property property in node.PropertyList)
        {
            foreach (PropertyMarker marker in property.Markers)
            {
                if (marker.Kind != MarkerKind.PhandleReference || marker.Target is not { Deleted: false })
                {
                    continue;
                }
                var offset = new byte[4];
                BinaryPrimitives.WriteUInt32BigEndian(offset, (uint)marker.Offset);
                AppendTo(Mirror(), property.Name, offset);
            }
        }
    }

    /// <summary>The node of <c>__local_fixups__</c> that stands for the innermost open node.</summary>
    private Node Mirror()
    {
        while (_mirrors.Count < _open.Count)
        {
            _mirrors.Add(_mirrors.Count == 0 ? RootChild("__local_fixups__") : ChildOf(_mirrors[^1], _open[_mirrors.Count].Name));
        }
        return _mirrors[^1];
    }

    private static Node ChildOf(Node parent, string name)
    {
        if (parent.FindChild(name) is { } existing)
        {
            return existing;
        }
        var made = new Node(name, parent);
        parent.AppendChild(made);
        return made;
    }

    private bool IsListed(Property property, byte[] bytes)
    {
        if (_growing.Contains(property) && !_listed.ContainsKey(property))
        {
            return false;
        }
        if (!_listed.TryGetValue(property, out HashSet<string>? listed))
        {
            string text = Encoding.Latin1.GetString(property.Value);
            listed = [.. bytes.Length == 4 ? text.Chunk(4).Select(piece => new string(piece)) : text.Split('\0').Select(piece => piece + "\0")];
            _listed.Add(property, listed);
        }
        return listed.Contains(Encoding.Latin1.GetString(bytes));
    }

    private void AppendTo(Node node, string name, byte[] bytes)
    {
        if (node.FindProperty(name) is not { } property)
        {
            property = new Property(name, node, bytes);
            node.AppendProperty(property);
            _growing.Add(property);
            return;
        }
        if (release >= DtcRelease.Dtc18 && IsListed(property, bytes))
        {
            return;
        }
        int length = property.Length;
        byte[] buffer = property.ValueBuffer;
        if (_growing.Add(property) || buffer.Length - length < bytes.Length)
        {
            buffer = new byte[2 * (length + bytes.Length)];
            property.Value.CopyTo(buffer);
        }
        bytes.CopyTo(buffer, length);
        property.SetValue(buffer, 0, length + bytes.Length);
    }
}
