using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// One text that diagnostics can point into: its path, its bytes, and the lines that people see. Line markers
/// (<c># 12 "file.dtsi"</c>) rename the lines below them, so preprocessed text still reports its original places.
/// </summary>
public sealed class SourceFile
{
    private int[]? _lineStarts;
    private List<LineMarker>? _markers;

    /// <summary>A file by the path that findings show, and its bytes.</summary>
    public SourceFile(string path, byte[] text)
    {
        Path = path;
        Bytes = WithoutByteOrderMark(text);
    }

    /// <summary>A file by the path that findings show, and its text.</summary>
    public SourceFile(string path, string text)
        : this(path, Encoding.UTF8.GetBytes(text))
    {
    }

    /// <summary>The path as it was given or found; shown in messages.</summary>
    public string Path { get; }

    /// <summary>The text, byte for byte, without the byte order mark that some editors put in front.</summary>
    public ReadOnlySpan<byte> Text => Bytes;

    internal byte[] Bytes { get; }

    /// <summary>The number of lines of the text itself, line markers not considered.</summary>
    public int LineCount => LineStarts.Length;

    /// <summary>The bytes of a text behind a byte order mark of UTF-8, if it begins with one.</summary>
    public static byte[] WithoutByteOrderMark(byte[] text) => text.AsSpan().StartsWith("\ufeff"u8) ? text[3..] : text;

    private int[] LineStarts => _lineStarts ??= FindLineStarts();

    /// <summary>Where an offset is, as people count: the (possibly renamed) file, its line and the byte column, both from 1.</summary>
    public SourcePosition PositionAt(int offset)
    {
        int line = PhysicalLineAt(offset);
        int column = offset - LineStarts[line - 1] + 1;
        _markers ??= FindMarkers();
        string name = Path;
        int shown = line;
        int low = 0, high = _markers.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_markers[middle].PhysicalLine < line)
            {
                name = _markers[middle].FileName;
                shown = _markers[middle].Line + (line - _markers[middle].PhysicalLine - 1);
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }
        return new SourcePosition(name, shown, column);
    }

    /// <summary>The line of the text itself (from 1) that holds the offset; use with <see cref="LineText"/>.</summary>
    public int PhysicalLineAt(int offset)
    {
        int index = Array.BinarySearch(LineStarts, offset);
        return index >= 0 ? index + 1 : ~index;
    }

    /// <summary>The text of one physical line (from 1) without its line end.</summary>
    public string LineText(int physicalLine)
    {
        int start = LineStarts[physicalLine - 1];
        int end = physicalLine < LineStarts.Length ? LineStarts[physicalLine] - 1 : Bytes.Length;
        if (end > start && Bytes[end - 1] == '\r')
        {
            end--;
        }
        return Encoding.UTF8.GetString(Bytes, start, Math.Max(0, end - start));
    }

    private int[] FindLineStarts()
    {
        ReadOnlySpan<byte> text = Bytes;
        var starts = new int[text.Count((byte)'\n') + 1];
        for (int line = 1; line < starts.Length; line++)
        {
            starts[line] = starts[line - 1] + text[starts[line - 1]..].IndexOf((byte)'\n') + 1;
        }
        return starts;
    }

    private List<LineMarker> FindMarkers()
    {
        var found = new List<LineMarker>();
        int[] starts = LineStarts;
        for (int i = 0; i < starts.Length; i++)
        {
            if (LineMarker.TryParse(Bytes, starts[i], out int line, out string? name, out _))
            {
                string previous = found.Count > 0 ? found[^1].FileName : Path;
                found.Add(new LineMarker(i + 1, line, name ?? previous));
            }
        }
        return found;
    }

    /// <inheritdoc/>
    public override string ToString() => Path;
}
