namespace IpaEmbedded.DeviceTree;

/// <summary>
/// The text that the parser reads and, for each byte of it, where an author wrote it. Plain files map to themselves;
/// preprocessed text is a list of segments, copied (byte for byte) or expanded (all bytes come from one macro use).
/// </summary>
internal sealed class SourceMap
{
    private readonly SourceFile? _whole;
    private Segment[]? _segments;
    private int _count;

    public SourceMap(SourceFile file)
    {
        _whole = file;
        Buffer = file.Bytes;
        Length = file.Bytes.Length;
    }

    public SourceMap(byte[] buffer)
    {
        Buffer = buffer;
    }

    public byte[] Buffer { get; private set; }

    public int Length { get; private set; }

    /// <summary>Puts bytes at the end; false if the text becomes too long.</summary>
    public bool TryAppend(ReadOnlySpan<byte> bytes)
    {
        if (Buffer.Length - Length < bytes.Length)
        {
            long length = Length + (long)bytes.Length;
            if (length > Limits.PreprocessedBytes)
            {
                return false;
            }
            byte[] longer = new byte[(int)Math.Min(Limits.PreprocessedBytes, Math.Max(Buffer.Length * 2L, length))];
            Buffer.AsSpan(0, Length).CopyTo(longer);
            Buffer = longer;
        }
        bytes.CopyTo(Buffer.AsSpan(Length));
        Length += bytes.Length;
        return true;
    }

    /// <summary>States that the bytes from <paramref name="start"/> on are a copy of the file from <paramref name="offset"/> on.</summary>
    public void AddCopied(int start, SourceFile file, int offset) => Append(new Segment(start, file, offset, -1));

    /// <summary>States that the bytes from <paramref name="start"/> on stand for the given piece of the file.</summary>
    public void AddExpanded(int start, SourceFile file, int offset, int length) => Append(new Segment(start, file, offset, length));

    /// <summary>The authored text behind a run of the buffer.</summary>
    public SourceSpan Span(int start, int end)
    {
        if (_whole is not null)
        {
            return new SourceSpan(_whole, start, Math.Max(0, end - start));
        }
        if (_count == 0)
        {
            return new SourceSpan(new SourceFile("", ""), 0, 0);
        }
        Segment first = _segments![Find(start)];
        Segment last = _segments[Find(Math.Max(start, end - 1))];
        int from = first.Length < 0 ? first.Offset + (start - first.Start) : first.Offset;
        int to = last.Length < 0 ? last.Offset + (end - last.Start) : last.Offset + last.Length;
        if (!ReferenceEquals(first.File, last.File) || to < from)
        {
            to = first.Length < 0 ? from + 1 : from + first.Length;
        }
        return new SourceSpan(first.File, from, to - from);
    }

    /// <summary>Behind the given byte if it is what comes next, blanks and comments passed over; else the place itself.</summary>
    public int EndWith(int at, byte wanted)
    {
        var lexer = new PreprocessorLexer(Buffer, at, Length);
        PreprocessorToken next = lexer.Next();
        return next.Length > 0 && next.Buffer[next.Start] == wanted ? next.Start + 1 : at;
    }

    private int Find(int position)
    {
        int low = 0, high = _count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_segments![middle].Start <= position)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }
        return low;
    }

    private void Append(Segment segment)
    {
        if (_count > 0 && _segments![_count - 1].Start == segment.Start)
        {
            _segments[_count - 1] = segment;
            return;
        }
        _segments ??= new Segment[64];
        if (_count == _segments.Length)
        {
            Array.Resize(ref _segments, _count * 2);
        }
        _segments[_count++] = segment;
    }

    private readonly record struct Segment(int Start, SourceFile File, int Offset, int Length);
}
