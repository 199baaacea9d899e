using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>A blob that is changed as fdtput changes it, with libfdt's rules for what may be changed and its names for what may not.</summary>
internal sealed class FdtEdit
{
    private const string Exists = "FDT_ERR_EXISTS";
    private const string BadVersion = "FDT_ERR_BADVERSION";

    private readonly FlatLayout _layout;
    private readonly DeviceTreeDocument _tree;
    private readonly FlatEditor _editor;
    private bool _isWritable;

    private FdtEdit(FlatLayout layout, DeviceTreeDocument tree)
    {
        (_layout, _tree, _isWritable) = (layout, tree, layout.Version >= 17);
        _editor = new FlatEditor(layout, tree.MemoryReservations.Count);
    }

    /// <summary>Takes over a blob; null, and what is wrong with it, if it cannot be read.</summary>
    public static FdtEdit? Open(byte[] blob, string name, out string problem)
    {
        CompileResult read = FlattenedTreeReader.Read(blob, name);
        problem = read.Tree is null ? read.Diagnostics[0].Message : "";
        return read.Tree is null ? null : new FdtEdit(FlatLayout.Read(blob, name, read.Diagnostics)!, read.Tree);
    }

    /// <summary>The blob with all changes, its blocks without gaps and nothing behind them; of an old version the blob as it was.</summary>
    public byte[] Pack() => _isWritable ? _editor.ToBlob() : _layout.Blob;

    /// <summary>Gives a property a value; what is wrong otherwise.</summary>
    public FdtError? SetProperty(string path, string name, ReadOnlySpan<byte> value)
    {
        if (!TryFind(path, out int node, out FdtError? error))
        {
            return error;
        }
        if (!_isWritable)
        {
            return new FdtError(name, BadVersion);
        }
        _editor.SetProperty(node, name, value);
        return null;
    }

    /// <summary>Takes a property away.</summary>
    public FdtError? DeleteProperty(string path, string name) =>
        !TryFind(path, out int node, out FdtError? error) ? error
        : !_isWritable ? new FdtError(path, BadVersion)
        : _editor.DeleteProperty(node, name) ? null
        : new FdtError(path, FdtPath.Missing);

    /// <summary>Takes a node away.</summary>
    public FdtError? DeleteNode(string path)
    {
        if (!TryFind(path, out int node, out FdtError? error))
        {
            return error;
        }
        if (!_isWritable)
        {
            return new FdtError(path, BadVersion);
        }
        _editor.DeleteNode(node);
        return null;
    }

    /// <summary>Makes a node below one that is there; what follows the last slash is its name, even if that is nothing.</summary>
    public FdtError? CreateNode(string path)
    {
        int slash = path.LastIndexOf('/');
        if (slash < 0)
        {
            return new FdtError(path, FdtPath.Bad);
        }
        int node = _editor.Root;
        string name = path[(slash + 1)..];
        return slash > 0 && !TryFind(path[..slash], out node, out FdtError? error) ? error
            : !TryRenew() ? new FdtError(name, BadVersion)
            : !TryAdd(node, name) ? new FdtError(name, Exists)
            : null;
    }

    /// <summary>Makes all nodes of a path that are not there; a slash too many makes one without a name.</summary>
    public FdtError? CreatePath(string path)
    {
        int node = _editor.Root;
        if (!HasNames)
        {
            return TryFind("/" + path, out _, out FdtError? error) ? null : new FdtError(path, error!.Reason == FdtPath.Missing ? BadVersion : error.Reason);
        }
        foreach (string name in path.TrimStart('/') is { Length: > 0 } rest ? rest.Split('/') : [])
        {
            int? child = _editor.FindChild(node, name);
            if (child is null && !TryRenew())
            {
                return new FdtError(name, BadVersion);
            }
            node = child ?? _editor.AddChild(node, name);
        }
        return null;
    }

    private bool TryAdd(int node, string name) => _editor.FindChild(node, name) is null && _editor.AddChild(node, name) > 0;

    // Whatever makes a node makes a version 16 one of 17 before; older ones stay as they are.
    private bool TryRenew() => _isWritable |= HasNames;

    // Nodes of older versions are called by their paths.
    private bool HasNames => _layout.Version >= 16;

    private bool TryFind(string path, out int node, out FdtError? error)
    {
        if (!HasNames)
        {
            Node? found = FdtPath.Find(_tree, path, out string reason);
            node = -1;
            error = _layout.Version < 2 ? new FdtError(path, BadVersion) : found is null ? new FdtError(path, reason) : null;
            return error is null;
        }
        string? full = FdtPath.Expand(path, AliasOf);
        int? place = full is null ? null : _editor.FindByPath(full);
        node = place ?? -1;
        error = place is not null ? null : new FdtError(path, full is null ? FdtPath.Bad : FdtPath.Missing);
        return place is not null;
    }

    private string? AliasOf(string name) =>
        _editor.FindByPath("/aliases") is { } aliases && _editor.TryGetProperty(aliases, name, out ReadOnlySpan<byte> value) ? FdtPath.TextOf(value) : null;
}
