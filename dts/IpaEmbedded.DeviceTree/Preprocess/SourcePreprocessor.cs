using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>Preprocesses source and does nothing else: text for a compiler that has no preprocessor, with line markers that lead back.</summary>
public static class SourcePreprocessor
{
    // GNU's preprocessor writes so many empty lines before it writes a marker instead.
    private const int EmptyLines = 8;

    /// <summary>The text, what is wrong with it, and the files that it came from, those that were included once for each use.</summary>
    /// <param name="source">The text to preprocess.</param>
    /// <param name="options">Where included files are, and macros.</param>
    /// <param name="hasMarkers">False to leave the line markers out.</param>
    public static (byte[] Text, DiagnosticBag Diagnostics, IReadOnlyCollection<string> Files) Run(SourceFile source, CompileOptions options, bool hasMarkers = true)
    {
        var context = new CompileContext(options, new NameTable(), null);
        SourceMap map = new Preprocessor(context).Run(source);
        return (hasMarkers ? WithMarkers(map, source.Path) : map.Buffer[..map.Length], context.Diagnostics, context.Files);
    }

    private static byte[] WithMarkers(SourceMap map, string path)
    {
        using var text = new MemoryStream();
        (string File, int Line) next = ("", 0);
        if (map.Length == 0)
        {
            Mark(text, path, 1);
        }
        for (int at = 0; at < map.Length;)
        {
            int newline = map.Buffer.AsSpan(at, map.Length - at).IndexOf((byte)'\n');
            int end = newline < 0 ? map.Length : at + newline + 1;
            SourcePosition place = map.Span(at, at + 1).Start;
            if (place.FileName != next.File || place.Line < next.Line || place.Line > next.Line + EmptyLines)
            {
                Mark(text, place.FileName, place.Line);
            }
            else
            {
                text.Write(Enumerable.Repeat((byte)'\n', place.Line - next.Line).ToArray());
            }
            text.Write(map.Buffer, at, end - at);
            next = (place.FileName, place.Line + 1);
            at = end;
        }
        return text.ToArray();
    }

    private static void Mark(MemoryStream text, string file, int line) =>
        text.Write(Encoding.UTF8.GetBytes($"# {line} \"{file.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n"));
}
