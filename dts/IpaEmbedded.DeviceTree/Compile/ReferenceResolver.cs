using System.Buffers.Binary;

namespace IpaEmbedded.DeviceTree;

/// <summary>Fills in what references stand for: phandles in cells, paths in strings; and drops nodes that nobody needs.</summary>
internal sealed class ReferenceResolver
{
    private readonly DiagnosticBag _diagnostics;
    private readonly Func<string, Node?> _resolve;
    private readonly PhandleAllocator _phandles;
    private readonly bool _isPlugin;
    private bool _hasPathReferences;

    public ReferenceResolver(DiagnosticBag diagnostics, Func<string, Node?> resolve, PhandleAllocator phandles, bool isPlugin)
    {
        _diagnostics = diagnostics;
        _resolve = resolve;
        _phandles = phandles;
        _isPlugin = isPlugin;
    }

    public void Run(Node root)
    {
        ResolvePhandles(root);
        if (_hasPathReferences)
        {
            ResolvePaths(root);
        }
    }

    /// <summary>Drops every node that is marked so and that nothing refers to, with all below it.</summary>
    public static void OmitUnused(Node node, bool keepLabelled)
    {
        bool omitted = false;
        foreach (Node child in node.ChildList)
        {
            if (child.OmitIfUnused && !child.Referenced && !(keepLabelled && child.Labels.Count > 0))
            {
                TreeBuilder.Delete(child);
                omitted = true;
            }
            else
            {
                OmitUnused(child, keepLabelled);
            }
        }
        if (omitted)
        {
            node.ChildList.RemoveAll(static child => child.Deleted);
            node.ForgetIndexes();
        }
    }

    private void ResolvePhandles(Node node)
    {
        // The lists may grow on the way: a node that is referred to gets a phandle.
        List<Property> properties = node.PropertyList;
        for (int i = 0; i < properties.Count; i++)
        {
            if (properties[i].MarkerList is not { } markers)
            {
                continue;
            }
            foreach (PropertyMarker marker in markers)
            {
                if (marker.Kind == MarkerKind.PathReference)
                {
                    _hasPathReferences = true;
                }
                else if (marker.Kind == MarkerKind.PhandleReference)
                {
                    ResolvePhandle(node, properties[i], marker);
                }
            }
        }
        foreach (Node child in node.ChildList)
        {
            ResolvePhandles(child);
        }
    }

    private void ResolvePhandle(Node node, Property property, PropertyMarker marker)
    {
        if (_resolve(marker.Text) is not { } target)
        {
            // An overlay may leave a label or a path open, but not a walk down from a label: fixups cannot say it.
            if (!_isPlugin || marker.Text.IndexOf('/', StringComparison.Ordinal) > 0)
            {
                Report(node, property, marker, "phandle_references");
            }
            return;
        }
        marker.Target = target;
        target.Referenced = true;
        BinaryPrimitives.WriteUInt32BigEndian(property.ValueBuffer.AsSpan(property.ValueStart + marker.Offset, 4), _phandles.PhandleOf(target));
    }

    private void ResolvePaths(Node node)
    {
        foreach (Property property in node.PropertyList)
        {
            if (property.MarkerList is { } markers && Array.Exists(markers, static marker => marker.Kind == MarkerKind.PathReference))
            {
                InsertPaths(node, property, markers);
            }
        }
        foreach (Node child in node.ChildList)
        {
            ResolvePaths(child);
        }
    }

    private void InsertPaths(Node node, Property property, PropertyMarker[] markers)
    {
        var value = new List<byte>(property.Value.ToArray());
        int moved = 0;
        foreach (PropertyMarker marker in markers)
        {
            marker.Offset += moved;
            if (marker.Kind != MarkerKind.PathReference)
            {
                continue;
            }
            if (_resolve(marker.Text) is not { } target)
            {
                Report(node, property, marker, "path_references");
                continue;
            }
            marker.Target = target;
            target.Referenced = true;
            byte[] path = StringValue.Of(target.Path);
            value.InsertRange(marker.Offset, path);
            moved += path.Length;
        }
        property.SetValue(value.ToArray(), 0, value.Count);
    }

    private void Report(Node node, Property property, PropertyMarker marker, string check) =>
        _diagnostics.Add(new Diagnostic(DiagnosticIds.UnknownReference, DiagnosticSeverity.Error,
            marker.Text.StartsWith('/') ? $"there is no node {marker.Text}" : $"no node has the label '{marker.Text}'")
        {
            Span = marker.Kind == MarkerKind.PhandleReference ? property.SpanAt(marker.Offset) : property.Span,
            NodePath = node.Path,
            Property = property.Name,
            Check = check,
        });
}
