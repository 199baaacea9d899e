namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Applies overlay blobs to a base blob with the bytes that libfdt's in-place editing gives: new properties and children
/// come first in their node, and new names go behind the strings that are there. The base is never changed; an overlay
/// that does not fit is refused with the label, path or fixup that is missing.
/// </summary>
public sealed class OverlayApplier
{
    private readonly DiagnosticBag _diagnostics = new();
    private readonly DtcRelease _release;

    private OverlayApplier(DtcRelease release)
    {
        _release = release;
    }

    /// <summary>The base with all overlays applied, one after the other.</summary>
    /// <param name="baseBlob">The tree to extend; built with symbols if an overlay refers to labels.</param>
    /// <param name="baseName">File name of the base for findings.</param>
    /// <param name="overlays">File name and blob of each overlay, in order.</param>
    /// <param name="release">The release of fdtoverlay whose rules hold: since 1.8 a node of the base keeps its phandle although the overlay has one for it.</param>
    public static OverlayResult Apply(byte[] baseBlob, string baseName, IReadOnlyList<(string Name, byte[] Blob)> overlays, DtcRelease release = DtcRelease.Dtc16)
    {
        var applier = new OverlayApplier(release);
        byte[]? blob = applier.Run(baseBlob, baseName, overlays);
        return new OverlayResult(applier._diagnostics.HasErrors ? null : blob, applier._diagnostics);
    }

    private byte[]? Run(byte[] blob, string baseName, IReadOnlyList<(string Name, byte[] Blob)> overlays)
    {
        if (Read(blob, baseName) is not { } first)
        {
            return null;
        }
        if (FlatLayout.Read(blob, baseName, _diagnostics) is not { Version: >= 17 })
        {
            blob = FlattenedTreeWriter.Write(first);
        }
        foreach ((string name, byte[] overlayBlob) in overlays)
        {
            if (Read(blob, baseName) is not { } tree || Read((byte[])overlayBlob.Clone(), name) is not { } overlay ||
                !new OverlayReferences(tree, overlay, name, _diagnostics).Resolve(keepsPhandles: _release >= DtcRelease.Dtc18))
            {
                return null;
            }
            var editor = new FlatEditor(FlatLayout.Read(blob, baseName, _diagnostics)!, tree.MemoryReservations.Count);
            if (!Merge(editor, overlay, tree, name) || !MergeSymbols(editor, overlay, tree, name))
            {
                return null;
            }
            blob = editor.ToBlob();
        }
        return blob;
    }

    private DeviceTreeDocument? Read(byte[] blob, string name)
    {
        CompileResult result = FlattenedTreeReader.Read(blob, name);
        _diagnostics.AddRange(result.Diagnostics);
        return result.Tree;
    }

    private bool Merge(FlatEditor editor, DeviceTreeDocument overlay, DeviceTreeDocument tree, string name)
    {
        foreach (Node fragment in overlay.Root.Children)
        {
            if (fragment.FindChild("__overlay__") is not { } content)
            {
                continue;
            }
            if (FindTarget(editor, fragment, tree, name, out _) is not { } target)
            {
                return false;
            }
            if (editor.IsExhausted || !MergeNode(editor, target, content))
            {
                return Report(DiagnosticIds.OverlayWork, "the overlay changes so much in so large a base that it is not applied", name, fragment, null);
            }
        }
        return true;
    }

    private static bool MergeNode(FlatEditor editor, int target, Node content)
    {
        for (int i = 0; i < content.PropertyList.Count; i++)
        {
            if (editor.IsExhausted)
            {
                return false;
            }
            editor.SetProperty(target, content.PropertyList[i].Name, content.PropertyList[i].Value);
        }
        for (int i = 0; i < content.ChildList.Count; i++)
        {
            Node child = content.ChildList[i];
            int? existing = editor.FindChild(target, child.Name);
            if (editor.IsExhausted || !MergeNode(editor, existing ?? editor.AddChild(target, child.Name), child))
            {
                return false;
            }
        }
        return true;
    }

    private int? FindTarget(FlatEditor editor, Node fragment, DeviceTreeDocument tree, string name, out string path)
    {
        if (fragment.FindProperty("target") is { } phandle)
        {
            bool isCell = fragment.TryGetUInt32("target", out uint number);
            int? node = editor.FindByPhandle(number, out path);
            if (node is null)
            {
                Node? replaced = tree.Nodes().FirstOrDefault(each => isCell && number != 0 && each.Phandle == number);
                Report(DiagnosticIds.OverlayTarget, replaced is not null
                    ? $"the target is phandle 0x{number:x}, that of {replaced.ShownPath} in the base, for which an earlier fragment brought another; with the rules of dtc 1.8 (--profile dtc-1.8) the base keeps its own"
                    : isCell ? $"the target is phandle 0x{number:x}, which no node of the base has" : $"the target has {phandle.Length} bytes; a phandle has 4", name, fragment, "target");
            }
            return node;
        }
        if (!fragment.TryGetString("target-path", out path))
        {
            Report(DiagnosticIds.OverlayTarget, "the fragment has neither 'target' nor 'target-path'", name, fragment, null);
            return null;
        }
        int? found = FullPath(path, tree) is { } full ? editor.FindByPath(full) : null;
        if (found is null)
        {
            Report(DiagnosticIds.OverlayTarget, $"the base has no node {path}", name, fragment, "target-path");
        }
        return found;
    }

    /// <summary>A path whose first part may be an alias of the base instead of a slash; null for one that the base does not have.</summary>
    internal static string? FullPath(string path, DeviceTreeDocument tree)
    {
        if (path.StartsWith('/'))
        {
            return path;
        }
        string alias = path.Split('/')[0];
        return tree.Root.FindChild("aliases") is { } aliases && aliases.TryGetString(alias, out string start) && start.StartsWith('/') ? start + path[alias.Length..] : null;
    }

    private bool MergeSymbols(FlatEditor editor, DeviceTreeDocument overlay, DeviceTreeDocument tree, string name)
    {
        if (overlay.Root.FindChild("__symbols__") is not { } symbols)
        {
            return true;
        }
        int table = editor.FindChild(editor.Root, "__symbols__") ?? editor.AddChild(editor.Root, "__symbols__");
        foreach (Property symbol in symbols.Properties)
        {
            if (!symbol.TryGetString(out string path) || !path.StartsWith('/'))
            {
                return Report(DiagnosticIds.OverlaySymbol, $"symbol '{symbol.Name}' is no path", name, symbols, symbol.Name);
            }
            if (path.Split('/', 4) is not [_, string parent, "__overlay__", .. string[] rest])
            {
                continue;
            }
            if (overlay.Root.FindChild(parent) is not { } fragment || fragment.FindChild("__overlay__") is null)
            {
                return Report(DiagnosticIds.OverlaySymbol, $"symbol '{symbol.Name}' leads to {path}, which the overlay does not have", name, symbols, symbol.Name);
            }
            if (FindTarget(editor, fragment, tree, name, out string start) is null)
            {
                return false;
            }
            if (editor.IsExhausted)
            {
                return Report(DiagnosticIds.OverlayWork, "the overlay has so many symbols for so large a base that it is not applied", name, symbols, null);
            }
            editor.SetProperty(table, symbol.Name, StringValue.Of((start.Length > 1 ? start : "") + "/" + string.Concat(rest)));
        }
        return true;
    }

    private bool Report(string id, string message, string file, Node node, string? property)
    {
        _diagnostics.Add(new Diagnostic(id, DiagnosticSeverity.Error, message) { FileName = file, NodePath = node.Path, Property = property });
        return false;
    }
}
