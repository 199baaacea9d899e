namespace IpaEmbedded.DeviceTree;

/// <summary>Reads a directory like <c>/proc/device-tree</c>: a directory is a node, a file a property.</summary>
public sealed class DirectoryTreeReader
{
    private readonly DiagnosticBag _diagnostics = new();
    private readonly bool _sorts;
    private int _items;

    private DirectoryTreeReader(bool sorts) => _sorts = sorts;

    /// <summary>Reads a directory; what cannot be read is a finding.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="sorts">True for the order of the names, which is the same everywhere; false for the directory's own order, as dtc has it.</param>
    public static CompileResult Read(string path, bool sorts = true)
    {
        var reader = new DirectoryTreeReader(sorts);
        var root = new Node("", null);
        reader.Fill(root, path, 1);
        uint bootCpu = root.FindChild("cpus")?.ChildList is [{ } cpu, ..] && cpu.TryGetUInt32("reg", out uint number) ? number : 0;
        return new CompileResult(reader._diagnostics.HasErrors ? null : new DeviceTreeDocument(root) { BootCpu = bootCpu }, reader._diagnostics);
    }

    private void Fill(Node node, string path, int depth)
    {
        string[] entries = EntriesOf(path);
        foreach (string entry in entries)
        {
            string name = Path.GetFileName(entry);
            if (++_items > Limits.TreeItems || depth > Limits.NodeDepth)
            {
                Report(DiagnosticIds.TextTooLarge, $"the directory has more than {Limits.TreeItems} entries, or more than {Limits.NodeDepth} inside one another", path);
                return;
            }
            if (Directory.Exists(entry))
            {
                var child = new Node(name, node);
                node.AppendChild(child);
                Fill(child, entry, depth + 1);
                continue;
            }
            FileReading reading = DiskFile.Read(entry);
            if (reading.Outcome != FileOutcome.Read)
            {
                Report(DiagnosticIds.FileNotFound, "cannot read the file: " + reading.Reason, entry);
                continue;
            }
            var property = new Property(name, node, reading.Bytes);
            node.AppendProperty(property);
            if (name is "phandle" or "linux,phandle" && property.Length == 4)
            {
                node.Phandle = property.CellAt(0);
            }
        }
    }

    private string[] EntriesOf(string path)
    {
        try
        {
            string[] entries = Directory.GetFileSystemEntries(path);
            if (_sorts)
            {
                Array.Sort(entries, StringComparer.Ordinal);
            }
            return entries;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Report(DiagnosticIds.FileNotFound, "cannot read the directory", path);
            return [];
        }
    }

    private void Report(string id, string message, string path) =>
        _diagnostics.Add(new Diagnostic(id, DiagnosticSeverity.Error, message) { FileName = path });
}
