using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Reads a blob of version 1, 2, 3, 16 or 17 into a <see cref="DeviceTreeDocument"/>. Every number in the blob is checked; a
/// blob that cannot be read gives a finding that names the place, never an exception.
/// </summary>
public sealed class FlattenedTreeReader
{
    private readonly byte[] _blob;
    private readonly string _fileName;
    private readonly DiagnosticBag _diagnostics = new();
    private readonly NameTable _names = new();
    private int _items;

    private FlattenedTreeReader(byte[] blob, string fileName)
    {
        _blob = blob;
        _fileName = fileName;
    }

    /// <summary>Reads a blob; <paramref name="fileName"/> is shown in findings.</summary>
    public static CompileResult Read(byte[] blob, string fileName = "") => new FlattenedTreeReader(blob, fileName).ReadTree();

    private CompileResult ReadTree()
    {
        if (FlatLayout.Read(_blob, _fileName, _diagnostics) is not { } layout ||
            layout.ReadReservations(_fileName, _diagnostics) is not { } reservations ||
            ReadNodes(layout) is not { } root)
        {
            return new CompileResult(null, _diagnostics);
        }
        var tree = new DeviceTreeDocument(root) { BootCpu = layout.BootCpu, MemoryReservations = reservations };
        return new CompileResult(tree, _diagnostics);
    }

    private Node? ReadNodes(FlatLayout layout)
    {
        var walker = new FlatWalker(layout);
        Node? root = null;
        Node? node = null;
        while (true)
        {
            switch (walker.Next())
            {
                case FlatToken.BeginNode:
                    if (walker.Depth > Limits.NodeDepth)
                    {
                        Report(DiagnosticIds.BlobDepth, $"nodes are nested more than {Limits.NodeDepth} deep", walker.TokenStart, null);
                        return null;
                    }
                    if (NameOf(layout, walker, node) is not { } name || !MayAdd(name.Length, walker.TokenStart, node))
                    {
                        return null;
                    }
                    var opened = new Node(name, node);
                    node?.AppendChild(opened);
                    root ??= opened;
                    node = opened;
                    break;
                case FlatToken.EndNode:
                    node = node!.Parent;
                    break;
                case FlatToken.Property:
                    if (!MayAdd(walker.NameLength, walker.TokenStart, node))
                    {
                        return null;
                    }
                    string propertyName = _names.Intern(_blob.AsSpan(walker.NameStart, walker.NameLength));
                    var property = new Property(propertyName, node!, _blob, walker.ValueStart, walker.ValueLength);
                    node!.AppendProperty(property);
                    if (propertyName is "phandle" or "linux,phandle" && property.Length == 4 && property.CellAt(0) is not (0 or 0xffffffff) and uint phandle)
                    {
                        node.Phandle = phandle;
                    }
                    break;
                case FlatToken.End:
                    return root;
                default:
                    Report(walker.ProblemId!, walker.Problem!, walker.TokenStart, node);
                    return null;
            }
        }
    }

    /// <summary>True if the tree may have one more item, and one with so long a name; otherwise says why not.</summary>
    private bool MayAdd(int nameLength, int offset, Node? node)
    {
        if (nameLength > Limits.NameLength)
        {
            Report(DiagnosticIds.BlobName, $"a name has {nameLength} characters; the most is {Limits.NameLength}", offset, node);
            return false;
        }
        if (++_items > Limits.TreeItems)
        {
            Report(DiagnosticIds.BlobStructure, $"the tree has more than {Limits.TreeItems} nodes and properties", offset, null);
            return false;
        }
        return true;
    }

    /// <summary>The name of the node that begins, before version 16 the end of its path; null, with a finding, if that is no path below the parent.</summary>
    private string? NameOf(FlatLayout layout, FlatWalker walker, Node? parent)
    {
        ReadOnlySpan<byte> bytes = _blob.AsSpan(walker.NameStart, walker.NameLength);
        if (FlatHeader.HasPaths(layout.Version))
        {
            string prefix = parent?.Parent is null ? "/" : parent.Path + "/";
            string path = Encoding.Latin1.GetString(bytes);
            if (!path.StartsWith(prefix, StringComparison.Ordinal))
            {
                Report(DiagnosticIds.BlobNodePath, $"the node's path \"{path}\" does not begin with its parent's path \"{prefix}\"", walker.TokenStart, parent);
                return null;
            }
            bytes = bytes[prefix.Length..];
        }
        return _names.Intern(bytes);
    }

    private void Report(string id, string message, int offset, Node? node) =>
        _diagnostics.Add(new Diagnostic(id, DiagnosticSeverity.Error, $"{message} (at 0x{offset:x})")
        {
            FileName = _fileName,
            NodePath = node?.Path,
        });
}
