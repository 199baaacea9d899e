using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>One value as dtc prints it, blank for blank.</summary>
internal sealed class DtcValue(Property property, StringBuilder text)
{
    private readonly int _length = property.Length;

    public void Write()
    {
        if (_length == 0)
        {
            return;
        }
        text.Append(" =");
        List<ValueMark> marks = ValueMark.Of(property);
        if (!marks.Exists(mark => mark.IsGroup))
        {
            marks.Insert(0, new ValueMark(0, Guess(property, marks), null, ""));
        }
        ElementKind? kind = null;
        for (int i = 0; i < marks.Count; i++)
        {
            ValueMark mark = marks[i];
            int part = (i + 1 < marks.Count ? marks[i + 1].Offset : _length) - mark.Offset;
            int group = marks.FindIndex(i + 1, next => next.IsGroup);
            int rest = (group < 0 ? 0 : marks[group].Offset - mark.Offset) is not 0 and int whole ? whole : _length - mark.Offset;
            if (mark.IsGroup)
            {
                kind = mark.Kind;
                text.Append(' ').Append(kind switch { ElementKind.UInt16 => "/bits/ 16 <", ElementKind.UInt32 => "<", ElementKind.UInt64 => "/bits/ 64 <", ElementKind.UInt8 or ElementKind.Bytes => "[", _ => "" });
            }
            else if (mark.Marker == MarkerKind.Label)
            {
                text.Append(' ').Append(mark.Text).Append(':');
            }
            else if (mark.Offset > 0)
            {
                text.Append(' ');
            }
            if (kind is not { } open || part == 0)
            {
                continue;
            }
            WritePart(open, property.Value.Slice(mark.Offset, part));
            if (part == rest)
            {
                text.Append(open switch { ElementKind.String or ElementKind.Path => "", ElementKind.UInt8 or ElementKind.Bytes => "]", _ => ">" }).Append(mark.Offset + part == _length ? "" : ",");
                kind = null;
            }
        }
    }

    private void WritePart(ElementKind kind, ReadOnlySpan<byte> bytes)
    {
        if (kind is ElementKind.String or ElementKind.Path)
        {
            WriteString(bytes);
            return;
        }
        int width = kind switch { ElementKind.UInt16 => 2, ElementKind.UInt32 => 4, ElementKind.UInt64 => 8, _ => 1 };
        for (int at = 0; at < bytes.Length; at += width)
        {
            ulong number = 0;
            foreach (byte b in bytes[at..Math.Min(at + width, bytes.Length)])
            {
                number = (number << 8) | b;
            }
            text.Append(at > 0 ? " " : "").Append(width > 1 ? "0x" : "").Append(number.ToString("x2", CultureInfo.InvariantCulture));
        }
    }

    private void WriteString(ReadOnlySpan<byte> bytes)
    {
        text.Append('"');
        for (int i = 0; i < bytes.Length - 1; i++)
        {
            byte b = bytes[i];
            bool digitFollows = bytes[i + 1] is >= (byte)'0' and <= (byte)'7';
            text.Append(b switch
            {
                // dtc writes \0 before a digit too, which reads as another byte.
                0 => digitFollows ? "\\000" : "\\0",
                7 => "\\a",
                8 => "\\b",
                9 => "\\t",
                10 => "\\n",
                11 => "\\v",
                12 => "\\f",
                13 => "\\r",
                (byte)'\\' => "\\\\",
                (byte)'"' => "\\\"",
                >= 0x20 and < 0x7f => ((char)b).ToString(),
                _ => "\\x" + b.ToString("x2", CultureInfo.InvariantCulture),
            });
        }
        text.Append('"');
    }

    /// <summary>The kind of a value of which only the bytes and the labels are known.</summary>
    public static ElementKind Guess(Property property, List<ValueMark> marks)
    {
        ReadOnlySpan<byte> value = property.Value;
        bool isText = value[^1] == 0;
        int zeros = 0;
        foreach (byte b in value)
        {
            zeros += b == 0 ? 1 : 0;
            isText &= b is 0 or (>= 7 and <= 13) or (>= 0x20 and < 0x7f);
        }
        bool cellLabels = true;
        foreach (ValueMark mark in marks.Where(mark => mark.Marker == MarkerKind.Label))
        {
            isText &= mark.Offset == 0 || value[mark.Offset - 1] == 0;
            cellLabels &= mark.Offset % 4 == 0;
        }
        return isText && zeros <= value.Length - zeros ? ElementKind.String : value.Length % 4 == 0 && cellLabels ? ElementKind.UInt32 : ElementKind.Bytes;
    }
}
