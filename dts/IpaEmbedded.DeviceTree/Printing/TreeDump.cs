using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Prints a tree as devicetree source from its bytes alone: values are guessed as dtc guesses them, and reading the text
/// back gives the same bytes.
/// </summary>
public sealed class TreeDump
{
    private readonly StringBuilder _text = new();

    /// <summary>The whole tree as source text.</summary>
    public static string Print(DeviceTreeDocument tree)
    {
        var dump = new TreeDump();
        dump._text.Append("/dts-v1/;\n\n");
        foreach (MemoryReservation reservation in tree.MemoryReservations)
        {
            dump._text.Append(CultureInfo.InvariantCulture, $"/memreserve/\t0x{reservation.Address:x16} 0x{reservation.SizeBytes:x16};\n");
        }
        dump.PrintNode(tree.Root, 0);
        return dump._text.ToString();
    }

    /// <summary>One node with all below it as source text.</summary>
    public static string Print(Node node)
    {
        var dump = new TreeDump();
        dump.PrintNode(node, 0);
        return dump._text.ToString();
    }

    /// <summary>The value of a property as it would stand behind the equals sign; empty for a property without value.</summary>
    public static string PrintValue(Property property) => PrintBytes(property.Value);

    /// <summary>Bytes as they would stand behind an equals sign.</summary>
    internal static string PrintBytes(ReadOnlySpan<byte> bytes)
    {
        var dump = new TreeDump();
        dump.AppendBytes(bytes);
        return dump._text.ToString();
    }

    private void PrintNode(Node node, int depth)
    {
        PrintHead(node, depth);
        for (int i = 0; i < node.ChildList.Count; i++)
        {
            _text.Append('\n');
            PrintNode(node.ChildList[i], depth + 1);
        }
        _text.Append('\t', Math.Min(depth, Limits.Indentation)).Append("};\n");
    }

    /// <summary>Up to the children; apart from <see cref="PrintNode"/>, which is on the stack once for each level.</summary>
    private void PrintHead(Node node, int depth)
    {
        _text.Append('\t', Math.Min(depth, Limits.Indentation));
        foreach (string label in node.Labels)
        {
            _text.Append(ShownText.Escape(label)).Append(": ");
        }
        _text.Append(node.Parent is null ? "/" : NameOf(node.Name)).Append(" {\n");
        foreach (Property property in node.Properties)
        {
            _text.Append('\t', Math.Min(depth + 1, Limits.Indentation)).Append(NameOf(property.Name));
            if (property.Length > 0)
            {
                _text.Append(" = ");
                AppendBytes(property.Value);
            }
            _text.Append(";\n");
        }
    }

    // A blob may hold any name. What the language has no way to write becomes an escape, and so does the colon that
    // would make a line a command to who reads the log (GitHub takes "::error::" behind blanks too).
    private static string NameOf(string name) => ShownText.Escape(name.StartsWith("::", StringComparison.Ordinal) ? "\\x3a" + name[1..] : name);

    private void AppendBytes(ReadOnlySpan<byte> value)
    {
        if (value.Length == 0)
        {
            return;
        }
        if (ValueGuess.LooksLikeStrings(value))
        {
            PrintStrings(value);
        }
        else if (value.Length % 4 == 0)
        {
            for (int i = 0; i < value.Length; i += 4)
            {
                _text.Append(i == 0 ? "<" : " ").Append(CultureInfo.InvariantCulture, $"0x{BinaryPrimitives.ReadUInt32BigEndian(value[i..]):x2}");
            }
            _text.Append('>');
        }
        else
        {
            for (int i = 0; i < value.Length; i++)
            {
                _text.Append(i == 0 ? "[" : " ").Append(CultureInfo.InvariantCulture, $"{value[i]:x2}");
            }
            _text.Append(']');
        }
    }

    private void PrintStrings(ReadOnlySpan<byte> value)
    {
        bool first = true;
        while (value.Length > 0)
        {
            int end = value.IndexOf((byte)0);
            _text.Append(first ? "\"" : ", \"");
            first = false;
            foreach (byte b in value[..end])
            {
                _ = (char)b switch
                {
                    '\a' => _text.Append("\\a"),
                    '\b' => _text.Append("\\b"),
                    '\t' => _text.Append("\\t"),
                    '\n' => _text.Append("\\n"),
                    '\v' => _text.Append("\\v"),
                    '\f' => _text.Append("\\f"),
                    '\r' => _text.Append("\\r"),
                    '\\' => _text.Append("\\\\"),
                    '"' => _text.Append("\\\""),
                    _ => _text.Append((char)b),
                };
            }
            _text.Append('"');
            value = value[(end + 1)..];
        }
    }
}
