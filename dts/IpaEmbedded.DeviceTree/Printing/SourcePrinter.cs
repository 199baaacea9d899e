using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Turns a blob back into source that compiles to the same bytes. Labels come from <c>__symbols__</c>; references come
/// from an overlay's fixups and from properties that are known to hold them. Each form is compiled and compared before it
/// is given out, and a plainer one takes its place if a byte differs.
/// </summary>
public sealed class SourcePrinter
{
    private readonly StringBuilder _text = new();
    private readonly ReferencePlaces? _references;
    private readonly bool _asPlugin;

    private SourcePrinter(ReferencePlaces? references, bool asPlugin)
    {
        _references = references;
        _asPlugin = asPlugin;
    }

    /// <summary>
    /// The source of a blob; no text if the blob cannot be read or holds names that source cannot write, and a warning
    /// if the source is only to be looked at, because it breaks a rule of the language (two nodes of one name).
    /// </summary>
    public static SourceResult Decompile(byte[] blob, string fileName)
    {
        CompileResult read = FlattenedTreeReader.Read(blob, fileName);
        if (read.Tree is not { } tree)
        {
            return new SourceResult(null, read.Diagnostics);
        }
        byte[] wanted = FlattenedTreeWriter.Write(tree);
        string? text = tree.Root.FindChild("__fixups__") is not null || tree.Root.FindChild("__local_fixups__") is not null
            ? Try(tree, wanted, asPlugin: true) : null;
        if (text is null && !CheckNames(tree, fileName, read.Diagnostics))
        {
            return new SourceResult(null, read.Diagnostics);
        }
        text ??= Try(tree, wanted, asPlugin: false);
        if (text is null)
        {
            text = new SourcePrinter(null, false).Print(tree);
            if (!BuildsTo(text, tree, wanted, out Diagnostic? problem))
            {
                read.Diagnostics.Add(new Diagnostic(DiagnosticIds.NotExpressible, DiagnosticSeverity.Warning, "this source does not build to the blob again" + (problem is null ? "" : ": " + problem.Message))
                {
                    FileName = fileName,
                    NodePath = problem?.NodePath,
                });
            }
        }
        return new SourceResult(text, read.Diagnostics);
    }

    private static bool BuildsTo(string text, DeviceTreeDocument tree, byte[] wanted, out Diagnostic? problem)
    {
        CompileResult again = DeviceTreeCompiler.Compile(new SourceFile("decompiled.dts", text), new CompileOptions { BootCpu = tree.BootCpu });
        problem = again.Diagnostics.FirstOrDefault(each => each.IsError);
        return again.Tree is not null && FlattenedTreeWriter.Write(again.Tree).AsSpan().SequenceEqual(wanted);
    }

    private static string? Try(DeviceTreeDocument tree, byte[] wanted, bool asPlugin)
    {
        var references = new ReferencePlaces(tree);
        references.AddSymbols();
        if (asPlugin && !references.AddFixups())
        {
            return null;
        }
        if (!asPlugin)
        {
            references.AddKnownProperties();
        }
        string text = new SourcePrinter(references, asPlugin).Print(tree);
        return BuildsTo(text, tree, wanted, out _) ? text : null;
    }

    private static bool CheckNames(DeviceTreeDocument tree, string fileName, DiagnosticBag diagnostics)
    {
        bool Refuse(string name, Node place)
        {
            diagnostics.Add(new Diagnostic(DiagnosticIds.NotExpressible, DiagnosticSeverity.Error, $"the {name} cannot be written in source") { FileName = fileName, NodePath = place.Path });
            return false;
        }

        foreach (Node node in tree.Nodes())
        {
            if (node.Parent is not null && !IsName(node.Name))
            {
                return Refuse($"node name '{node.Name}'", node.Parent);
            }
            if (node.Properties.FirstOrDefault(property => !IsName(property.Name)) is { } other)
            {
                return Refuse($"property name '{other.Name}'", node);
            }
        }
        return true;
    }

    private static bool IsName(string name)
    {
        foreach (char c in name)
        {
            if (c > 0x7f || !CharacterClass.Is((byte)c, CharacterClass.Name))
            {
                return false;
            }
        }
        return name.Length > 0;
    }

    private string Print(DeviceTreeDocument tree)
    {
        _text.Append("/dts-v1/;\n");
        if (_asPlugin)
        {
            _text.Append("/plugin/;\n");
        }
        if (tree.BootCpu != 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $"// boot CPU {tree.BootCpu}\n");
        }
        _text.Append('\n');
        foreach (MemoryReservation reservation in tree.MemoryReservations)
        {
            _text.Append(CultureInfo.InvariantCulture, $"/memreserve/ 0x{reservation.Address:x} 0x{reservation.SizeBytes:x};\n");
        }
        PrintNode(tree.Root, 0);
        return _text.ToString();
    }

    private void PrintNode(Node node, int depth)
    {
        PrintHead(node, depth);
        for (int i = 0; i < node.ChildList.Count; i++)
        {
            Node child = node.ChildList[i];
            if (_asPlugin && depth == 0 && child.Name is ("__fixups__" or "__local_fixups__"))
            {
                continue;
            }
            // A blank line stands between all but the brace and what follows it.
            if (_text[^2] != '{')
            {
                _text.Append('\n');
            }
            PrintNode(child, depth + 1);
        }
        _text.Append('\t', Math.Min(depth, Limits.Indentation)).Append("};\n");
    }

    /// <summary>Up to the children; apart from <see cref="PrintNode"/>, which is on the stack once for each level.</summary>
    private void PrintHead(Node node, int depth)
    {
        _text.Append('\t', Math.Min(depth, Limits.Indentation));
        IReadOnlyList<string> labels = _references?.LabelsOf(node) ?? [];
        foreach (string label in labels)
        {
            _text.Append(label).Append(": ");
        }
        _text.Append(node.Parent is null ? "/" : node.Name).Append(" {\n");
        foreach (Property property in node.Properties)
        {
            _text.Append('\t', Math.Min(depth + 1, Limits.Indentation)).Append(property.Name);
            if (property.Length > 0)
            {
                _text.Append(" = ");
                PrintValue(property);
            }
            _text.Append(";\n");
        }
    }

    private void PrintValue(Property property)
    {
        SortedDictionary<int, string>? places = _references?.PlacesOf(property);
        if (places is null)
        {
            _text.Append(TreeDump.PrintValue(property));
            return;
        }
        int at = 0;
        bool inCells = false;
        foreach ((int offset, string reference) in places)
        {
            if (offset < at)
            {
                continue;
            }
            PrintPart(property.Value[at..offset], ref inCells, at == 0);
            _text.Append(inCells ? " " : at == 0 && offset == 0 ? "<" : ", <").Append(reference);
            inCells = true;
            at = offset + 4;
        }
        PrintPart(property.Value[at..], ref inCells, false);
        _text.Append(inCells ? ">" : "");
    }

    private void PrintPart(ReadOnlySpan<byte> part, ref bool inCells, bool first)
    {
        if (part.Length == 0)
        {
            return;
        }
        bool asCells = part.Length % 4 == 0 && !(ValueGuess.LooksLikeStrings(part) && !inCells);
        if (asCells)
        {
            for (int i = 0; i < part.Length; i += 4)
            {
                _text.Append(inCells ? " " : first ? "<" : ", <").Append(CultureInfo.InvariantCulture, $"0x{BinaryPrimitives.ReadUInt32BigEndian(part[i..]):x2}");
                inCells = true;
            }
            return;
        }
        _text.Append(inCells ? ">" : "").Append(first ? "" : ", ").Append(TreeDump.PrintBytes(part));
        inCells = false;
    }
}
