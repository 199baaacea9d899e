using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>Reads what stands between <c>=</c> and <c>;</c>: bytes go to the arena, labels and references become markers.</summary>
internal sealed class ValueReader(Lexer lexer, CompileContext context, ValueArena arena)
{
    private readonly Lexer _lexer = lexer;
    private readonly CompileContext _context = context;
    private readonly ValueArena _arena = arena;
    private readonly TextLiteral _literals = new(lexer, context, arena);
    private readonly List<PropertyMarker> _markers = [];
    private int _pathCount;
    private int _pathBytes;

    /// <summary>When set, collects every written item with its place.</summary>
    public List<PropertyElement>? Elements { get; set; }

    /// <summary>When set, collects where each group begins: a text, a pair of brackets, a reference, a file.</summary>
    public List<ValueGroup>? Groups { get; set; }

    /// <summary>When set, gives the length of the nth path reference (for reading a resolved value again).</summary>
    public Func<int, int>? PathLength { get; set; }

    /// <summary>Bytes of the value as far as it was read, those of the paths that <see cref="PathLength"/> told among them.</summary>
    public int ReadBytes => _arena.Length + _pathBytes;

    public IntegerReader Integers { get; } = new(lexer, context, new TextLiteral(lexer, context, arena));

    /// <summary>Reads a whole value; false (with a finding) if it cannot be understood.</summary>
    public bool TryRead()
    {
        _markers.Clear();
        do
        {
            TakeLabels();
            if (!TryReadItem())
            {
                return false;
            }
            TakeLabels();
        }
        while (_lexer.TryTake(','));
        return true;
    }

    /// <summary>Labels and references of the last value.</summary>
    public PropertyMarker[] TakeMarkers() => [.. _markers];

    private bool TryReadItem()
    {
        byte c = _lexer.Next();
        int start = _lexer.At;
        int offset = _arena.Length;
        switch ((char)c)
        {
            case '<':
                _lexer.At++;
                Begin(ElementKind.UInt32, offset);
                return TryReadCells(32);
            case '"':
                Begin(ElementKind.String, offset);
                if (!_literals.TryReadString())
                {
                    return false;
                }
                Record(ElementKind.String, offset, start);
                return true;
            case '[':
                _lexer.At++;
                Begin(ElementKind.Bytes, offset);
                return TryReadBytes(start);
            case '&':
                if (!_lexer.TryTakeReference(out string reference))
                {
                    break;
                }
                Begin(ElementKind.Path, offset);
                AddMarker(MarkerKind.PathReference, reference);
                if (PathLength is { } lengthOf)
                {
                    int length = lengthOf(_pathCount++);
                    Elements?.Add(new PropertyElement(ElementKind.Path, offset + _pathBytes, length, _lexer.Map.Span(start, _lexer.At)));
                    _pathBytes += length;
                }
                return true;
            case '/':
                if (_lexer.TryTake("/bits/"u8))
                {
                    return TryReadSizedCells(start);
                }
                if (_lexer.TryTake("/incbin/"u8))
                {
                    return TryReadFile();
                }
                break;
        }
        _lexer.ReportUnexpected("a value (a string, <cells>, [bytes] or a reference)");
        return false;
    }

    private bool TryReadSizedCells(int start)
    {
        if (!CharacterClass.Is(_lexer.Next(), CharacterClass.Digit))
        {
            _context.Diagnostics.Error(DiagnosticIds.ElementWidth, "expected a number of bits after /bits/", _lexer.CurrentSpan());
            return false;
        }
        if (!Integers.TryReadLiteral(out ulong width))
        {
            return false;
        }
        if (width is not (8 or 16 or 32 or 64))
        {
            _context.Diagnostics.Error(DiagnosticIds.ElementWidth, $"elements of {width} bits do not exist; /bits/ takes 8, 16, 32 or 64",
                _lexer.Map.Span(start, _lexer.At));
        }
        if (!_lexer.TryTake('<'))
        {
            _lexer.ReportUnexpected($"'<' after /bits/ {width}");
            return false;
        }
        if (width is not (8 or 16 or 32 or 64))
        {
            width = 32;
        }
        Begin(KindOf((int)width), _arena.Length);
        return TryReadCells((int)width);
    }

    private bool TryReadCells(int widthBits)
    {
        while (true)
        {
            byte c = _lexer.Next();
            int start = _lexer.At;
            int offset = _arena.Length;
            if (c == '>')
            {
                _lexer.Take();
                return true;
            }
            if (c == '&' && _lexer.TryTakeReference(out string reference))
            {
                if (widthBits != 32)
                {
                    _context.Diagnostics.Error(DiagnosticIds.ReferenceWidth,
                        $"a reference is a 32-bit cell and cannot stand among {widthBits}-bit elements", _lexer.Map.Span(start, _lexer.At));
                }
                AddMarker(MarkerKind.PhandleReference, reference);
                _arena.AppendUInt32(0xffffffff);
                Record(ElementKind.UInt32, offset, start);
                continue;
            }
            if (_lexer.TryTakeLabel(out string label))
            {
                AddMarker(MarkerKind.Label, label);
                continue;
            }
            if (!CharacterClass.Is(c, CharacterClass.Digit) && c != '(' && c != '\'')
            {
                _lexer.ReportUnexpected("a number, an expression in parentheses, a reference or '>'");
                return false;
            }
            if (!Integers.TryReadPrimary(out ulong value))
            {
                return false;
            }
            ulong mask = ulong.MaxValue >> (64 - widthBits);
            if (value > mask && (value | mask) != ulong.MaxValue)
            {
                ReportRange(value, mask, widthBits, start);
            }
            _arena.AppendInteger(value, widthBits);
            Record(KindOf(widthBits), offset, start);
        }
    }

    private void ReportRange(ulong value, ulong mask, int widthBits, int start)
    {
        SourceSpan span = _lexer.Map.Span(start, _lexer.At);
        if (_context.Options.Release >= DtcRelease.Dtc18)
        {
            _context.Diagnostics.Warning(DiagnosticIds.ElementOutOfRange, $"0x{value:x} does not fit in a {widthBits}-bit element and becomes 0x{value & mask:x}", span);
        }
        else
        {
            _context.Diagnostics.Error(DiagnosticIds.ElementOutOfRange, $"0x{value:x} does not fit in a {widthBits}-bit element", span);
        }
    }

    private bool TryReadBytes(int start)
    {
        while (true)
        {
            byte c = _lexer.Next();
            int at = _lexer.At;
            if (c == ']')
            {
                _lexer.Take();
                return true;
            }
            if (_lexer.TryTakeLabel(out string label))
            {
                AddMarker(MarkerKind.Label, label);
                continue;
            }
            if (!CharacterClass.Is(c, CharacterClass.Hex) || !CharacterClass.Is(_lexer.Ahead(1), CharacterClass.Hex))
            {
                _lexer.ReportUnexpected("a byte as two hexadecimal digits or ']'", DiagnosticIds.ByteString,
                    new RelatedLocation("the byte string starts here", _lexer.Map.Span(start, start + 1)));
                return false;
            }
            int offset = _arena.Length;
            _arena.AppendByte((byte)(IntegerReader.HexValue(c) << 4 | IntegerReader.HexValue(_lexer.Ahead(1))));
            _lexer.Take(2);
            Record(ElementKind.Bytes, offset, at);
        }
    }

    private bool TryReadFile()
    {
        Begin(ElementKind.File, _arena.Length);
        if (!_lexer.TryTake('(') || _lexer.Next() != '"')
        {
            _context.Diagnostics.Error(DiagnosticIds.UnexpectedText, "expected (\"file\") or (\"file\", offset, length) after /incbin/", _lexer.CurrentSpan());
            return false;
        }
        int nameStart = _lexer.At;
        int before = _arena.Length;
        if (!_literals.TryReadString())
        {
            return false;
        }
        string name = Encoding.UTF8.GetString(_arena.Block, _arena.Start + before, _arena.Length - before - 1);
        _arena.TruncateTo(before);
        SourceSpan span = _lexer.Map.Span(nameStart, _lexer.At);
        ulong skip = 0, length = ulong.MaxValue;
        if (_lexer.TryTake(','))
        {
            if (!Integers.TryReadPrimary(out skip))
            {
                return false;
            }
            if (!_lexer.TryTake(','))
            {
                _context.Diagnostics.Error(DiagnosticIds.UnexpectedText, "expected a length after the offset of /incbin/", _lexer.CurrentSpan());
                return false;
            }
            if (!Integers.TryReadPrimary(out length))
            {
                return false;
            }
        }
        if (!_lexer.TryTake(')'))
        {
            _lexer.ReportUnexpected("')' after /incbin/");
            return false;
        }
        if (_context.Load(name, _lexer.Directory, span, $"the file \"{name}\"") is not { } file)
        {
            return true;
        }
        ReadOnlySpan<byte> bytes = file.Text;
        bytes = bytes[(int)Math.Min(skip, (ulong)bytes.Length)..];
        _arena.Append(bytes[..(int)Math.Min(length, (ulong)bytes.Length)]);
        return true;
    }

    private void TakeLabels()
    {
        _lexer.Next();
        while (_lexer.TryTakeLabel(out string label))
        {
            AddMarker(MarkerKind.Label, label);
            _lexer.Next();
        }
    }

    private static ElementKind KindOf(int widthBits) => widthBits switch { 8 => ElementKind.UInt8, 16 => ElementKind.UInt16, 32 => ElementKind.UInt32, _ => ElementKind.UInt64 };

    private void Begin(ElementKind kind, int offset) => Groups?.Add(new ValueGroup(kind, offset + _pathBytes, _markers.Count));

    private void AddMarker(MarkerKind kind, string text)
    {
        _markers.Add(new PropertyMarker(kind, _arena.Length, text));
    }

    private void Record(ElementKind kind, int offset, int start)
    {
        Elements?.Add(new PropertyElement(kind, offset + _pathBytes, _arena.Length - offset, _lexer.Map.Span(start, _lexer.At)));
    }
}
