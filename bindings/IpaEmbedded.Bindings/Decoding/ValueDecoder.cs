using System.Buffers.Binary;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// Reads the bytes of a property as its type says: strings, or numbers in rows where the shape of the type tells how
/// long a row is. Bytes that do not fit the type are a finding.
/// </summary>
internal sealed class ValueDecoder
{
    private readonly PropertyTypes _types;
    private readonly DecodeFindings _findings;
    private readonly bool _hasLimitedKinds;

    public ValueDecoder(PropertyTypes types, DecodeFindings findings, CompatDeviation compat)
    {
        _types = types;
        _findings = findings;
        _hasLimitedKinds = (compat & CompatDeviation.UntypedValues) != 0;
    }

    public Instance Decode(string nodeName, Property property)
    {
        ReadOnlySpan<byte> data = property.Value;
        if (data.Length == 0)
        {
            return Instance.Flag;
        }
        if (nodeName is "aliases" or "__fixups__")
        {
            return Strings(property, data);
        }
        string? type = ChooseType(property, data, out Instance? text);
        if (text is not null)
        {
            return text;
        }
        if (type is null)
        {
            return Untyped(property, data);
        }
        if (type.StartsWith("string", StringComparison.Ordinal))
        {
            return Strings(property, data);
        }
        if (type == "flag")
        {
            _findings.Add("DT3007", property, 0, $"'{property.Name}' is true by being there and takes no value");
            return Instance.RawBytes;
        }
        return Numbers(property, type, data);
    }

    // The bytes tell what they probably are.
    private Instance Untyped(Property property, ReadOnlySpan<byte> data)
    {
        if (IsAscii(data) && data.IndexOf((byte)0) == data.Length - 1 && IsPrintable(data[..^1]))
        {
            return Instance.Of([Instance.Of(Encoding.ASCII.GetString(data[..^1]), 0)], 0);
        }
        if (!_hasLimitedKinds && IsTextList(data) && data[0] != 0 && data.IndexOf("\0\0"u8) < 0)
        {
            return Strings(property, data);
        }
        if (data.Length % 4 == 0)
        {
            return Numbers(property, "uint32-array", data);
        }
        return _hasLimitedKinds ? Instance.RawBytes : Numbers(property, "uint8-array", data);
    }

    // With several types, the data decides where it can.
    private string? ChooseType(Property property, ReadOnlySpan<byte> data, out Instance? text)
    {
        text = null;
        KnownTypes known = _types.Of(property.Name);
        foreach ((NamePattern pattern, SourceSpan place) in known.Undecided)
        {
            _findings.AddUndecided(property, pattern, place);
        }
        PropertyType[] types = known.Types;
        if (types.Length < 2)
        {
            return types.Length == 0 ? null : types[0].Name;
        }
        bool mayBeText = Array.Exists(types, type => type.Name is "string" or "string-array");
        if (mayBeText)
        {
            if (IsTextList(data))
            {
                text = Strings(property, data);
                return null;
            }
            PropertyType? other = Array.Find(types, type => type.Name is not ("string" or "string-array"));
            text = other is null ? Instance.RawBytes : null;
            return other?.Name;
        }
        return Array.Exists(types, type => type.Name == "flag") ? Array.Find(types, type => type.Name != "flag")?.Name : null;
    }

    private Instance Strings(Property property, ReadOnlySpan<byte> data)
    {
        if (!IsAscii(data))
        {
            _findings.Add("DT3025", property, 0, $"'{property.Name}' is text and holds bytes beyond ASCII");
            return Instance.RawBytes;
        }
        if (data[^1] != 0)
        {
            _findings.Add("DT3025", property, 0, $"'{property.Name}' is text and does not end in a zero byte");
        }
        var items = new List<Instance>();
        int start = 0;
        for (int i = 0; i < data.Length; i++)
        {
            if (i == data.Length - 1 || data[i] == 0)
            {
                items.Add(Instance.Of(Encoding.ASCII.GetString(data[start..i]), start));
                start = i + 1;
            }
        }
        return Instance.Of(items, 0);
    }

    private Instance Numbers(Property property, string type, ReadOnlySpan<byte> data)
    {
        (int bits, bool signed) = WidthOf(type);
        if (data.Length % (bits / 8) != 0)
        {
            _findings.Add("DT3024", property, 0, $"'{property.Name}' has {data.Length} {(data.Length == 1 ? "byte" : "bytes")}, its type {type} takes a multiple of {bits / 8}");
            if (data.Length is not (1 or 2 or 4))
            {
                return Instance.RawBytes;
            }
            (bits, signed) = (data.Length * 8, false);
        }
        var numbers = new List<Instance>(data.Length / (bits / 8));
        for (int at = 0; at < data.Length; at += bits / 8)
        {
            numbers.Add(Instance.Of(Read(data[at..], bits, signed), bits, at));
        }
        int row = RowLength(property.Name, type, numbers.Count);
        var rows = new List<Instance>(1);
        for (int at = 0; at < numbers.Count; at += row)
        {
            List<Instance> part = row == numbers.Count ? numbers : numbers.GetRange(at, Math.Min(row, numbers.Count - at));
            rows.Add(Instance.Of(part, part[0].Offset));
        }
        return Instance.Of(rows, 0);
    }

    private int RowLength(string name, string type, int count)
    {
        bool isRows = type.Contains("matrix", StringComparison.Ordinal) || type.Contains("phandle-array", StringComparison.Ordinal);
        if (!isRows || _types.Of(name).Shape is not { } shape)
        {
            return count;
        }
        (int Minimum, int Maximum) columns = shape.Columns;
        (int Minimum, int Maximum) rows = shape.Rows;
        if (columns.Minimum == columns.Maximum && columns.Maximum > 0)
        {
            return columns.Maximum;
        }
        if (rows.Minimum == rows.Maximum && rows.Maximum > 0)
        {
            return count % rows.Maximum == 0 ? count / rows.Maximum : count;
        }
        int found = 0;
        for (int length = columns.Minimum; length > 0 && length <= Math.Min(columns.Maximum, count); length++)
        {
            if (count % length == 0)
            {
                if (found != 0)
                {
                    return count;
                }
                found = length;
            }
        }
        return found == 0 ? count : found;
    }

    private static (int Bits, bool Signed) WidthOf(string type)
    {
        bool signed = type.StartsWith("int", StringComparison.Ordinal);
        string digits = signed ? type[3..] : type.StartsWith("uint", StringComparison.Ordinal) ? type[4..] : "";
        return (digits.StartsWith('8') ? 8 : digits.StartsWith("16", StringComparison.Ordinal) ? 16 : digits.StartsWith("64", StringComparison.Ordinal) ? 64 : 32, signed);
    }

    private static Int128 Read(ReadOnlySpan<byte> data, int bits, bool signed) => bits switch
    {
        8 => signed ? (sbyte)data[0] : data[0],
        16 => signed ? BinaryPrimitives.ReadInt16BigEndian(data) : BinaryPrimitives.ReadUInt16BigEndian(data),
        32 => signed ? BinaryPrimitives.ReadInt32BigEndian(data) : BinaryPrimitives.ReadUInt32BigEndian(data),
        _ => signed ? BinaryPrimitives.ReadInt64BigEndian(data) : BinaryPrimitives.ReadUInt64BigEndian(data),
    };

    private static bool IsTextList(ReadOnlySpan<byte> data)
    {
        if (!IsAscii(data) || data[^1] != 0)
        {
            return false;
        }
        foreach (byte each in data)
        {
            if (each != 0 && each is < 0x20 or > 0x7e)
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsPrintable(ReadOnlySpan<byte> data) => data.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7e) < 0;

    private static bool IsAscii(ReadOnlySpan<byte> data) => data.IndexOfAnyExceptInRange((byte)0, (byte)0x7f) < 0;
}
