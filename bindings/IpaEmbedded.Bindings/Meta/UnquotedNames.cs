using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Finds properties such as <c>#address-cells</c> that stand without quotes, which makes a comment of them.</summary>
internal static class UnquotedNames
{
    /// <summary>Reports each line that is a comment by mistake: it ends like a key, and what follows it is indented further.</summary>
    /// <param name="source">The file.</param>
    /// <param name="root">What it holds, in whose texts there are no comments; null if it cannot be read.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    public static void Check(SourceFile source, SchemaValue? root, DiagnosticBag diagnostics)
    {
        var found = new List<(string Name, SourceSpan Span)>();
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
                found.Add((System.Text.Encoding.ASCII.GetString(key[..^1]), new SourceSpan(source, offset + indent, key.Length)));
            }
            offset = next;
        }
        foreach ((string name, SourceSpan span) in root is null ? found : OutsideOfTexts(found, root))
        {
            diagnostics.Error("DT4025", $"'{name}:' is a comment; put the name in quotes: \"{name}\":", span);
        }
    }

    private static IEnumerable<(string Name, SourceSpan Span)> OutsideOfTexts(List<(string Name, SourceSpan Span)> found, SchemaValue root)
    {
        SourceSpan[] texts = found.Count == 0 ? [] : [.. TextsIn(root).OrderBy(each => each.Offset)];
        int before = 0, end = 0;
        foreach ((string name, SourceSpan span) in found)
        {
            for (; before < texts.Length && texts[before].Offset <= span.Offset; before++)
            {
                end = Math.Max(end, texts[before].Offset + texts[before].Length);
            }
            if (span.Offset >= end)
            {
                yield return (name, span);
            }
        }
    }

    private static IEnumerable<SourceSpan> TextsIn(SchemaValue value) =>
        value.IsString ? [value.Span] : value.Items.Concat(value.Entries.Select(entry => entry.Value)).SelectMany(TextsIn);

    private static bool IsKey(ReadOnlySpan<byte> text) =>
        text.Length > 3 && text[0] == '#' && text[^1] == ':' && text.EndsWith("-cells:"u8)
        && !text[1..^1].ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789,-"u8);

    private static int Indent(ReadOnlySpan<byte> line) => Math.Max(0, line.IndexOfAnyExcept((byte)' '));
}
