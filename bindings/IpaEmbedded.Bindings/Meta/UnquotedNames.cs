using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Finds properties such as <c>#address-cells</c> that stand without quotes, which makes a comment of them.</summary>
internal static class UnquotedNames
{
    /// <summary>Reports each line that is a comment by mistake: it ends like a key, and what follows it is indented further.</summary>
    public static void Check(SourceFile source, DiagnosticBag diagnostics)
    {
        int offset = 0;
        ReadOnlySpan<byte> text = source.Text;
        while (offset < text.Length)
        {
            int length = text[offset..].IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = length < 0 ? text[offset..] : text.Slice(offset, length);
            int next = offset + line.Length + 1;
            int indent = Indent(line);
            ReadOnlySpan<byte> key = line[indent..].TrimEnd("\r "u8);
            if (indent > 0 && IsKey(key) && next < text.Length && Indent(text[next..]) > indent && text[next + Indent(text[next..])] is not ((byte)'#' or (byte)'\n'))
            {
                string name = System.Text.Encoding.ASCII.GetString(key[..^1]);
                diagnostics.Error("DT4025", $"'{name}:' is a comment; put the name in quotes: \"{name}\":", new SourceSpan(source, offset + indent, key.Length));
            }
            offset = next;
        }
    }

    private static bool IsKey(ReadOnlySpan<byte> text) =>
        text.Length > 3 && text[0] == '#' && text[^1] == ':' && text.EndsWith("-cells:"u8)
        && !text[1..^1].ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789,-"u8);

    private static int Indent(ReadOnlySpan<byte> line) => Math.Max(0, line.IndexOfAnyExcept((byte)' '));
}
