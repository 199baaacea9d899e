using System.Runtime.InteropServices;

namespace IpaEmbedded.DeviceTree;

/// <summary>The text that the formatter writes: lines, indentation, and blanks that may be taken back up to a floor.</summary>
internal sealed class LayoutWriter
{
    public const int TabWidth = 8;

    private readonly List<byte> _text = [];
    private bool _blankPending;
    private bool _afterOpen = true;
    private int _floor;
    private int _floorColumn;
    private int _column;
    private int _columnAt;

    public ReadOnlySpan<byte> Text => CollectionsMarshal.AsSpan(_text);

    /// <summary>Nodes that are open.</summary>
    public int Depth { get; set; }

    private int Indentation => Math.Min(Depth, Limits.Indentation);

    /// <summary>Column of the first level of indentation of the open nodes.</summary>
    public int Margin => Indentation * TabWidth;

    /// <summary>Where the next byte goes, tabs counted; goes on from where it was asked last, as a line may be long.</summary>
    public int Column
    {
        get
        {
            int newline = Text[_columnAt..].LastIndexOf((byte)'\n');
            int column = newline < 0 ? _column : 0;
            foreach (byte c in Text[(_columnAt + newline + 1)..])
            {
                column = c == '\t' ? (column / TabWidth + 1) * TabWidth : column + 1;
            }
            (_column, _columnAt) = (column, _text.Count);
            return column;
        }
    }

    /// <summary>True if only blanks that can be taken back stand behind an equals sign.</summary>
    public bool EndsInEquals => Text[_floor..].TrimEnd(" \t\n"u8) is [.., (byte)'='];

    private byte Last => _text[^1];

    public void Append(ReadOnlySpan<byte> bytes) => _text.AddRange(bytes);

    /// <summary>Keeps one blank line before the next line, where the author has any.</summary>
    public void KeepBlankLine() => _blankPending |= _text.Count > 0;

    /// <summary>No blank line before the next line: it is the first, or the last, of its node.</summary>
    public void DropBlankLine()
    {
        _blankPending = false;
        _afterOpen = true;
    }

    public void StartLine(bool indented = true)
    {
        if (_blankPending && !_afterOpen)
        {
            _text.Add((byte)'\n');
        }
        _blankPending = false;
        _afterOpen = false;
        Indent(indented ? Margin : 0);
    }

    /// <summary>From here on blanks may be taken back, to the beginning of this line.</summary>
    public void StartStatement()
    {
        StartLine();
        _floor = _text.Count - Indentation;
        _floorColumn = Margin;
    }

    /// <summary>Ends a line, unless nothing but its indentation is there.</summary>
    public void EndLine()
    {
        while (Last is (byte)' ' or (byte)'\t')
        {
            CutTo(_text.Count - 1);
        }
        if (Last != '\n')
        {
            _text.Add((byte)'\n');
        }
    }

    /// <summary>Begins a line that must not be joined with the one before (a line comment or directive stands there).</summary>
    public void KeepLine(int column)
    {
        _text.Add((byte)'\n');
        _floor = _text.Count;
        _floorColumn = column;
        Indent(column);
    }

    /// <summary>Separates from what was written last: by a new line where the author has one, else by a space unless they belong together.</summary>
    public void Separate(bool newline, int alignment, bool glue)
    {
        if (newline)
        {
            TrimBlanks();
        }
        if (_text.Count > 0 && Last is (byte)' ' or (byte)'\t' or (byte)'\n')
        {
            return;
        }
        if (newline)
        {
            BreakLine(alignment);
        }
        else if (!glue)
        {
            _text.Add((byte)' ');
        }
    }

    public void BreakLine(int column)
    {
        _text.Add((byte)'\n');
        Indent(column);
    }

    /// <summary>Takes back the last blanks and line ends.</summary>
    public void TrimBlanks()
    {
        int length = Math.Max(_floor, Text.TrimEnd(" \t\n"u8).Length);
        CutTo(length);
        if (length == _floor && _floor > 0)
        {
            Indent(_floorColumn);
        }
    }

    /// <summary>Appends a comment; lines of a block that begin with a star are set under the first one.</summary>
    public void AppendComment(ReadOnlySpan<byte> comment, int column)
    {
        bool first = true;
        foreach (Range range in comment.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = comment[range].TrimEnd(CharacterClass.Spaces);
            ReadOnlySpan<byte> bare = line.TrimStart(CharacterClass.Spaces);
            if (!first)
            {
                _text.Add((byte)'\n');
                if (bare.StartsWith((byte)'*'))
                {
                    Indent(column);
                    _text.Add((byte)' ');
                    line = bare;
                }
            }
            Append(line);
            first = false;
        }
    }

    /// <summary>Appends a directive with the lines joined to it, as they are.</summary>
    public void AppendDirective(ReadOnlySpan<byte> directive)
    {
        StartLine(indented: false);
        foreach (Range range in directive.Split((byte)'\n'))
        {
            Append(directive[range].TrimEnd(CharacterClass.Spaces));
            _text.Add((byte)'\n');
        }
    }

    /// <summary>Takes the last line end back.</summary>
    public void ReopenLine() => CutTo(_text.Count - 1);

    private void CutTo(int length)
    {
        CollectionsMarshal.SetCount(_text, length);
        if (length < _columnAt)
        {
            _columnAt = Text.LastIndexOf((byte)'\n') + 1;
            _column = 0;
        }
    }

    private void Indent(int column)
    {
        _text.AddRange(Enumerable.Repeat((byte)'\t', column / TabWidth));
        _text.AddRange(Enumerable.Repeat((byte)' ', column % TabWidth));
    }
}
