namespace IpaEmbedded.DeviceTree;

/// <summary>Fills in what references stand for: phandles in cells, paths in strings.</summary>
/// <param name="paths">Counts what is written for references.</param>
/// <param name="refusesOpenPaths">True to refuse a path that leads to no node in a plugin too.</param>
/// <param name="checks">Says which kinds of references are filled in and how findings count.</param>
/// <param name="failed">Names of the checks that found something before; takes those that do here.</param>
/// <param name="referenced">Takes every node that is referred to; null if nobody asks.</param>
internal sealed class ReferenceResolver(DiagnosticBag diagnostics, Func<string, Node?> resolve, PhandleAllocator phandles, WrittenPaths paths, bool isPlugin, bool refusesOpenPaths, CheckOptions checks, HashSet<string> failed, HashSet<Node>? referenced)
{
    private readonly DiagnosticBag _diagnostics = diagnostics;
    private readonly Func<string, Node?> _resolve = resolve;
    private readonly PhandleAllocator _phandles = phandles;
    private readonly bool _isPlugin = isPlugin;
    private readonly HashSet<Node>? _referenced = referenced;
    private bool _hasPathReferences;

    /// <summary>Fills in all references; a tree that is to be written whatever is wrong gets no paths where phandles are missing, as from dtc.</summary>
    public void Run(Node root, bool isForced)
    {
        if (MayRun("phandle_references"))
        {
            ResolvePhandles(root);
        }
        else
        {
            _hasPathReferences = true;
        }
        if (!(isForced && _diagnostics.HasErrors) && MayRun("path_references") && _hasPathReferences)
        {
            ResolvePaths(root);
        }
    }

    /// <summary>False for a check that is switched off, or that needs one which found something.</summary>
    private bool MayRun(string check)
    {
        if (!checks.Runs(check))
        {
            return false;
        }
        if (CheckTable.PrerequisitesOf(check).FirstOrDefault(failed.Contains) is not { } prerequisite)
        {
            return true;
        }
        failed.Add(check);
        if (checks.SeverityOf(check) is { } severity)
        {
            _diagnostics.Add(new Diagnostic(DiagnosticIds.UnknownReference, severity, $"not checked, because '{prerequisite}' found something") { Check = check, Prerequisite = prerequisite });
        }
        return false;
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
            if (!_isPlugin || marker.Text.IndexOf('/', StringComparison.Ordinal) is var slash && (slash > 0 || (slash == 0 && refusesOpenPaths)))
            {
                Report(node, property, marker, "phandle_references");
            }
            return;
        }
        marker.Target = target;
        _referenced?.Add(target);
        property.SetUInt32(marker.Offset, _phandles.PhandleOf(target));
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
            if (paths.IsExhausted)
            {
                return;
            }
            ResolvePaths(child);
        }
    }

    private void InsertPaths(Node node, Property property, PropertyMarker[] markers)
    {
        var value = new List<byte>(property.Length);
        int done = 0, moved = 0;
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
            _referenced?.Add(target);
            string path = target.Path;
            if (!paths.TryTake(path.Length + 1, property.Span))
            {
                return;
            }
            value.AddRange(property.Value[done..(marker.Offset - moved)]);
            done = marker.Offset - moved;
            value.AddRange(StringValue.Of(path));
            moved += path.Length + 1;
        }
        value.AddRange(property.Value[done..]);
        property.SetValue(value.ToArray(), 0, value.Count);
    }

    private void Report(Node node, Property property, PropertyMarker marker, string check)
    {
        failed.Add(check);
        if (checks.SeverityOf(check) is { } severity)
        {
            _diagnostics.Add(new Diagnostic(DiagnosticIds.UnknownReference, severity,
                marker.Text.StartsWith('/') ? $"there is no node {marker.Text}" : $"no node has the label '{marker.Text}'")
            {
                Span = marker.Kind == MarkerKind.PhandleReference ? property.SpanAt(marker.Offset) : property.Span,
                NodePath = node.ShownPath,
                Property = property.Name,
                SubjectNode = node,
                Check = check,
            });
        }
    }
}
