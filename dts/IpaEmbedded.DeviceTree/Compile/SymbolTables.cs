using System.Buffers.Binary;
using System.Globalization;

namespace IpaEmbedded.DeviceTree;

/// <summary>Adds the nodes by which overlays find their way: <c>__symbols__</c>, <c>__fixups__</c> and <c>__local_fixups__</c>.</summary>
internal sealed class SymbolTables(Node root, DiagnosticBag diagnostics)
{
    private readonly Node _root = root;
    private readonly DiagnosticBag _diagnostics = diagnostics;

    /// <summary>Writes label = path for every label into the named child of the root; with an allocator, also numbers the labelled nodes.</summary>
    public void AddLabels(string nodeName, PhandleAllocator? phandles)
    {
        if (HasLabel(_root))
        {
            AddLabels(_root, RootChild(nodeName), phandles);
        }
    }

    /// <summary>Lists every reference: open ones by label in <c>__fixups__</c>, resolved ones by place in <c>__local_fixups__</c>.</summary>
    public void AddFixups()
    {
        Node[] top = [.. _root.ChildList];
        Node? fixups = null, local = null;
        AddFixups(_root, ref fixups);
        AddLocalFixups(_root, top, ref local);
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

    private Node RootChild(string name)
    {
        if (_root.FindChild(name) is { } existing)
        {
            return existing;
        }
        var made = new Node(name, _root);
        _root.AppendChild(made);
        return made;
    }

    private void AddLabels(Node node, Node table, PhandleAllocator? phandles)
    {
        if (node.LabelList is not null)
        {
            foreach (string label in node.LabelList.Live)
            {
                if (table.FindProperty(label) is { } existing)
                {
                    _diagnostics.Add(new Diagnostic(DiagnosticIds.SymbolExists, DiagnosticSeverity.Warning,
                        $"{table.Path} already has a property '{label}'; the label of {node.Path} is left out")
                    {
                        Span = existing.Span,
                        NodePath = table.Path,
                        Property = label,
                    });
                    continue;
                }
                byte[] path = StringValue.Of(node.Path);
                table.AppendProperty(new Property(label, table, path, 0, path.Length));
                phandles?.PhandleOf(node);
            }
        }
        for (int i = 0; i < node.ChildList.Count; i++)
        {
            AddLabels(node.ChildList[i], table, phandles);
        }
    }

    private void AddFixups(Node node, ref Node? table)
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
                string entry = node.Path + ":" + property.Name + ":" + marker.Offset.ToString(CultureInfo.InvariantCulture);
                AppendTo(table, marker.Text, StringValue.Of(entry));
            }
        }
        for (int i = 0; i < node.ChildList.Count; i++)
        {
            if (!ReferenceEquals(node.ChildList[i], table))
            {
                AddFixups(node.ChildList[i], ref table);
            }
        }
    }

    private void AddLocalFixups(Node node, Node[] children, ref Node? table)
    {
        foreach (Property property in node.PropertyList)
        {
            foreach (PropertyMarker marker in property.Markers)
            {
                if (marker.Kind != MarkerKind.PhandleReference || marker.Target is not { Deleted: false })
                {
                    continue;
                }
                table ??= RootChild("__local_fixups__");
                var offset = new byte[4];
                BinaryPrimitives.WriteUInt32BigEndian(offset, (uint)marker.Offset);
                AppendTo(Mirror(table, node), property.Name, offset);
            }
        }
        foreach (Node child in children)
        {
            AddLocalFixups(child, [.. child.ChildList], ref table);
        }
    }

    private static Node Mirror(Node table, Node node)
    {
        if (node.Parent is null)
        {
            return table;
        }
        Node parent = Mirror(table, node.Parent);
        if (parent.FindChild(node.Name) is { } existing)
        {
            return existing;
        }
        var made = new Node(node.Name, parent);
        parent.AppendChild(made);
        return made;
    }

    private static void AppendTo(Node node, string name, byte[] bytes)
    {
        if (node.FindProperty(name) is { } property)
        {
            byte[] longer = [.. property.Value, .. bytes];
            property.SetValue(longer, 0, longer.Length);
        }
        else
        {
            node.AppendProperty(new Property(name, node, bytes, 0, bytes.Length));
        }
    }
}
