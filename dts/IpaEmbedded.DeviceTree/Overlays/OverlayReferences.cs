using System.Globalization;

namespace IpaEmbedded.DeviceTree;

/// <summary>Makes an overlay's phandles fit the base: its own are moved behind those of the base, open ones are looked up by label.</summary>
internal sealed class OverlayReferences(DeviceTreeDocument baseTree, DeviceTreeDocument overlay, string fileName, DiagnosticBag diagnostics)
{
    private readonly DeviceTreeDocument _base = baseTree;
    private readonly DeviceTreeDocument _overlay = overlay;
    private readonly LibraryLookup _baseLookup = new(baseTree);
    private readonly LibraryLookup _overlayLookup = new(overlay);
    private readonly string _fileName = fileName;
    private readonly DiagnosticBag _diagnostics = diagnostics;

    /// <summary>Makes all of them fit.</summary>
    /// <param name="keepsPhandles">True if a node of the base keeps its phandle where the overlay has another for it.</param>
    public bool Resolve(bool keepsPhandles)
    {
        uint highest = 0;
        foreach (Node node in _base.Nodes())
        {
            highest = Math.Max(highest, node.Phandle);
        }
        if (!MovePhandles(highest) || !MoveLocalReferences(highest) || !ResolveFixups())
        {
            return false;
        }
        if (keepsPhandles)
        {
            KeepPhandles();
        }
        return true;
    }

    /// <summary>Gives nodes of the overlay that the base has too the phandles of the base, and their references with them.</summary>
    private void KeepPhandles()
    {
        var kept = new Dictionary<uint, uint>();
        foreach (Node fragment in _overlay.Root.Children)
        {
            if (fragment.FindChild("__overlay__") is { } content && TargetOf(fragment) is { } target)
            {
                KeepPhandles(target, content, kept);
            }
        }
        if (_overlay.Root.FindChild("__local_fixups__") is { } fixups)
        {
            Replace(fixups, _overlay.Root, kept);
        }
    }

    /// <summary>The target in the base, null if there is none; what is no target is told when the fragment is merged.</summary>
    private Node? TargetOf(Node fragment)
    {
        if (fragment.FindProperty("target") is not null)
        {
            _ = fragment.TryGetUInt32("target", out uint phandle);
            return _base.FindByPhandle(phandle);
        }
        _ = fragment.TryGetString("target-path", out string path);
        return OverlayApplier.FullPath(path, _base) is { } full ? _baseLookup.FindByPath(full) : null;
    }

    private void KeepPhandles(Node node, Node content, Dictionary<uint, uint> kept)
    {
        if (node.Phandle != 0 && content.Phandle != 0)
        {
            kept[content.Phandle] = node.Phandle;
            foreach (string name in (string[])["phandle", "linux,phandle"])
            {
                if (content.FindProperty(name) is { Length: 4 } property)
                {
                    property.SetUInt32(0, node.Phandle);
                }
            }
        }
        foreach (Node child in content.ChildList)
        {
            if (_baseLookup.FindChild(node, child.Name) is { } existing)
            {
                KeepPhandles(existing, child, kept);
            }
        }
    }

    private static void Replace(Node fixups, Node node, Dictionary<uint, uint> kept)
    {
        foreach (Property fixup in fixups.Properties)
        {
            Property property = node.FindProperty(fixup.Name)!;
            for (int i = 0; i < fixup.CellCount; i++)
            {
                int offset = (int)fixup.CellAt(i);
                if (kept.TryGetValue(property.UInt32At(offset), out uint phandle))
                {
                    property.SetUInt32(offset, phandle);
                }
            }
        }
        foreach (Node child in fixups.ChildList)
        {
            Replace(child, node.FindChild(child.Name)!, kept);
        }
    }

    private bool MovePhandles(uint delta)
    {
        foreach (Node node in _overlay.Nodes())
        {
            foreach (string name in (string[])["phandle", "linux,phandle"])
            {
                if (node.FindProperty(name) is not { } property)
                {
                    continue;
                }
                if (!node.TryGetUInt32(name, out uint phandle) || phandle >= uint.MaxValue - delta)
                {
                    return Report(DiagnosticIds.OverlayPhandle, $"the phandle cannot be raised by {delta}, the highest of the base", node, name);
                }
                node.Phandle = phandle + delta;
                property.SetUInt32(0, node.Phandle);
            }
        }
        return true;
    }

    private bool MoveLocalReferences(uint delta)
    {
        return _overlay.Root.FindChild("__local_fixups__") is not { } fixups || MoveLocal(fixups, _overlay.Root, delta);
    }

    private bool MoveLocal(Node fixups, Node node, uint delta)
    {
        if (!MoveCells(fixups, node, delta))
        {
            return false;
        }
        for (int i = 0; i < fixups.ChildList.Count; i++)
        {
            string name = fixups.ChildList[i].Name;
            if (node.FindChild(name) is not { } partner)
            {
                return ReportPartner(fixups, node, name);
            }
            if (!MoveLocal(fixups.ChildList[i], partner, delta))
            {
                return false;
            }
        }
        return true;
    }

    private bool ReportPartner(Node fixups, Node node, string name) =>
        Report(DiagnosticIds.OverlayFixup, $"{node.ShownPath} has no node '{name}', which a local fixup names", fixups, null);

    /// <summary>Those of one node; apart from <see cref="MoveLocal"/>, which is on the stack once for each level.</summary>
    private bool MoveCells(Node fixups, Node node, uint delta)
    {
        foreach (Property fixup in fixups.Properties)
        {
            if (node.FindProperty(fixup.Name) is not { } property)
            {
                return Report(DiagnosticIds.OverlayFixup, $"{node.ShownPath} has no property '{fixup.Name}', which a local fixup names", fixups, fixup.Name);
            }
            for (int i = 0; i < fixup.CellCount; i++)
            {
                uint offset = fixup.CellAt(i);
                if (offset + 4L > property.Length)
                {
                    return Report(DiagnosticIds.OverlayFixup, $"offset {offset} lies behind the end of {property}", fixups, fixup.Name);
                }
                property.SetUInt32((int)offset, unchecked(property.UInt32At((int)offset) + delta));
            }
        }
        return true;
    }

    private bool ResolveFixups()
    {
        if (_overlay.Root.FindChild("__fixups__") is not { } fixups)
        {
            return true;
        }
        Node? symbols = _base.Root.FindChild("__symbols__");
        foreach (Property fixup in fixups.Properties)
        {
            if (symbols is null)
            {
                return Report(DiagnosticIds.OverlaySymbol, $"the overlay needs the label '{fixup.Name}', but the base has no __symbols__; build it with -@", fixups, fixup.Name);
            }
            if (!symbols.TryGetString(fixup.Name, out string path) ||
                _baseLookup.FindByPath(path) is not { Phandle: not 0 } target)
            {
                return Report(DiagnosticIds.OverlaySymbol, $"the base has no label '{fixup.Name}' (needed by {FirstUse(fixup)})", fixups, fixup.Name);
            }
            if (!fixup.TryGetStrings(out string[] places))
            {
                return Report(DiagnosticIds.OverlayFixup, $"the places of '{fixup.Name}' are no strings", fixups, fixup.Name);
            }
            foreach (string place in places)
            {
                if (!Patch(place, target.Phandle))
                {
                    return Report(DiagnosticIds.OverlayFixup, $"\"{place}\" is no place of the overlay (expected path:property:offset)", fixups, fixup.Name);
                }
            }
        }
        return true;
    }

    private static string FirstUse(Property fixup)
    {
        _ = fixup.TryGetStrings(out string[] places);
        return places is [string first, ..] ? first : "nothing";
    }

    private bool Patch(string place, uint phandle)
    {
        string[] parts = place.Split(':');
        if (parts.Length != 3 || _overlayLookup.FindByPath(parts[0]) is not { } node || node.FindProperty(parts[1]) is not { } property ||
            !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int offset) || offset > property.Length - 4)
        {
            return false;
        }
        property.SetUInt32(offset, phandle);
        return true;
    }

    private bool Report(string id, string message, Node node, string? property)
    {
        _diagnostics.Add(new Diagnostic(id, DiagnosticSeverity.Error, message) { FileName = _fileName, NodePath = node.ShownPath, Property = property });
        return false;
    }
}
