using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>A tree as YAML, with tags for the widths of numbers and for phandles, as dt-schema reads it; lines break where libyaml breaks them.</summary>
internal sealed class DtcYaml
{
    private readonly YamlFlow _flow = new();

    public byte[] Write(DeviceTreeDocument tree)
    {
        _flow.Raw("---\n- ");
        Write(tree.Root, 2);
        _flow.Raw("...\n");
        return Encoding.Latin1.GetBytes(_flow.ToString());
    }

    private void Write(Node node, int indent)
    {
        bool isFirst = node.Parent is null;
        if (node.Properties.Count + node.Children.Count == 0)
        {
            _flow.Raw(" {}\n");
            return;
        }
        if (!isFirst)
        {
            _flow.Raw("\n");
        }
        foreach (Property property in node.Properties)
        {
            Begin(property.Name, indent, ref isFirst);
            _flow.Indent = indent;
            WriteValue(property);
            _flow.Raw("\n");
        }
        foreach (Node child in node.Children)
        {
            Begin(child.Name, indent, ref isFirst);
            Write(child, indent + 2);
        }
    }

    private void Begin(string name, int indent, ref bool isFirst)
    {
        _flow.Raw(isFirst ? "" : new string(' ', indent));
        _flow.Raw(KeyOf(name) + ":");
        isFirst = false;
    }

    /// <summary>A name in quotes if it begins as something else would.</summary>
    private static string KeyOf(string name) => name.Length == 0 || "#,@*".Contains(name[0], StringComparison.Ordinal) || name is "-" or "?" ? $"'{name}'" : name;

    private void WriteValue(Property property)
    {
        if (property.Length == 0)
        {
            _flow.Raw(" true");
            return;
        }
        List<ValueMark> marks = ValueMark.Of(property);
        if (property.StatementSpan is null && marks.Count == 0)
        {
            marks.Insert(0, new ValueMark(0, DtcValue.Guess(property, marks), null, ""));
        }
        _flow.Open("");
        for (int i = 0; i < marks.Count; i++)
        {
            if (!marks[i].IsGroup)
            {
                continue;
            }
            int next = marks.FindIndex(i + 1, mark => mark.IsGroup);
            WriteGroup(marks[i].Kind!.Value, property, marks[i].Offset, next < 0 ? property.Length : marks[next].Offset);
        }
        _flow.Close();
    }

    private void WriteGroup(ElementKind kind, Property property, int start, int end)
    {
        ReadOnlySpan<byte> value = property.Value;
        if (kind is ElementKind.String or ElementKind.Path)
        {
            _flow.Text(value[start..(end - 1)]);
            return;
        }
        int width = kind switch { ElementKind.UInt16 => 2, ElementKind.UInt32 => 4, ElementKind.UInt64 => 8, _ => 1 };
        _flow.Open(width switch { 1 => "!u8", 2 => "!u16", 8 => "!u64", _ => "" });
        for (int at = start; at + width <= end; at += width)
        {
            ulong number = 0;
            for (int i = 0; i < width; i++)
            {
                number = (number << 8) | value[at + i];
            }
            bool isPhandle = width == 4 && property.Markers.Any(marker => marker.Kind == MarkerKind.PhandleReference && marker.Offset == at);
            _flow.Scalar((isPhandle ? "!phandle " : "") + "0x" + number.ToString("x", CultureInfo.InvariantCulture));
        }
        _flow.Close();
    }
}
