using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>A tree as dtc prints it: labels kept, references resolved, each value in the groups in which it was written.</summary>
internal sealed class DtcSource(int annotation, string input)
{
    private readonly DtcAnnotation _annotation = new(annotation, input);
    private readonly StringBuilder _text = new();

    public byte[] Write(DeviceTreeDocument tree)
    {
        _text.Append("/dts-v1/;\n\n");
        foreach (MemoryReservation each in tree.MemoryReservations)
        {
            WriteLabels(each.Labels);
            _text.Append(CultureInfo.InvariantCulture, $"/memreserve/\t0x{each.Address:x16} 0x{each.SizeBytes:x16};\n");
        }
        Write(tree.Root, 0);
        return Encoding.Latin1.GetBytes(_text.ToString());
    }

    private void Write(Node node, int level)
    {
        _text.Append('\t', level);
        WriteLabels(node.Labels);
        _text.Append(node.Name.Length == 0 ? "/" : node.Name).Append(" {").Append(_annotation.Of(node.Bodies)).Append('\n');
        foreach (Property property in node.Properties)
        {
            _text.Append('\t', level + 1);
            WriteLabels(property.Labels);
            _text.Append(property.Name);
            new DtcValue(property, _text).Write();
            _text.Append(';').Append(_annotation.Of(property.StatementSpan is { } place ? [place] : [])).Append('\n');
        }
        foreach (Node child in node.Children)
        {
            _text.Append('\n');
            Write(child, level + 1);
        }
        _text.Append('\t', level).Append("};").Append(_annotation.Of(node.Bodies, isEnd: true)).Append('\n');
    }

    private void WriteLabels(IEnumerable<string> labels)
    {
        foreach (string label in labels)
        {
            _text.Append(label).Append(": ");
        }
    }
}
