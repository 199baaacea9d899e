using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// The C preprocessor as device trees use it: assembler flavour, in which a <c>#</c> line that is no directive is text.
/// Text without macros is copied as it is; each expansion keeps the place of its use.
/// </summary>
internal sealed class Preprocessor
{
    private readonly CompileContext _context;
    private readonly MacroTable _macros = new();
    private readonly MacroExpander _expander;
    private readonly DirectiveReader _directives;
    private readonly List<PreprocessorToken> _expansion = [];
    private readonly List<(SourceFile File, int At)> _including = [];
    private readonly HashSet<string> _once = new(StringComparer.Ordinal);
    private readonly SourceMap _output;
    private byte[] _buffer = new byte[256 * 1024];
    private int _length;

    private SourceFile _file = null!;
    private byte[] _text = [];
    private int _at;
    private int _end;

    public Preprocessor(CompileContext context)
    {
        _context = context;
        _output = new SourceMap(_buffer);
        _expander = new MacroExpander(_macros, ParenthesisFollows, ReadToken);
        _directives = new DirectiveReader(context, _macros, _expander);
    }

    /// <summary>The macros that are defined; after <see cref="Run"/> those at the end of the text.</summary>
    public MacroTable Macros => _macros;

    /// <summary>True if the text has a line that only a preprocessor understands.</summary>
    public static bool IsNeeded(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (true)
        {
            int found = text[at..].IndexOf((byte)'#');
            if (found < 0)
            {
                return false;
            }
            at += found;
            int before = at - 1;
            while (before >= 0 && text[before] is (byte)' ' or (byte)'\t')
            {
                before--;
            }
            if ((before < 0 || text[before] == '\n') && DirectiveReader.Classify(text, at + 1, out _) is not (Directive.None or Directive.Line))
            {
                return true;
            }
            at++;
        }
    }

    /// <summary>Preprocesses a file with everything that it includes.</summary>
    public SourceMap Run(SourceFile file)
    {
        Predefine();
        ProcessFile(file);
        _output.Buffer = _buffer;
        _output.Length = _length;
        return _output;
    }

    private void Predefine()
    {
        _macros.Define(new Macro("__LINE__"u8.ToArray(), [], -1, false, null) { IsPlace = true });
        _macros.Define(new Macro("__FILE__"u8.ToArray(), [], -1, false, null) { IsPlace = true });
        foreach (string name in (string[])["__DTS__", "__STDC__", "__STDC_HOSTED__", "__ASSEMBLER__"])
        {
            _directives.Define(name + " 1");
        }
        foreach (string define in _context.Options.Defines)
        {
            int equals = define.IndexOf('=', StringComparison.Ordinal);
            _directives.Define(equals < 0 ? define + " 1" : define[..equals] + " " + define[(equals + 1)..]);
        }
    }

    private void ProcessFile(SourceFile file)
    {
        (SourceFile File, byte[] Text, int At, int End) outer = (_file, _text, _at, _end);
        _file = file;
        _text = file.Bytes;
        _at = 0;
        _end = _text.Length;
        int conditions = _directives.Conditions.Count;
        ProcessText();
        while (_directives.Conditions.Count > conditions)
        {
            _context.Diagnostics.Error(DiagnosticIds.ConditionalUnbalanced, "this conditional has no #endif", _directives.Conditions[^1].Span);
            _directives.Conditions.RemoveAt(_directives.Conditions.Count - 1);
        }
        if (_length > 0 && _buffer[_length - 1] != '\n')
        {
            Append("\n"u8);
        }
        (_file, _text, _at, _end) = outer;
    }

    private void ProcessText()
    {
        int runStart = 0;
        bool lineStart = true;
        while (_at < _end && !_context.Stopped)
        {
            byte c = _text[_at];
            if (lineStart)
            {
                if (c is (byte)' ' or (byte)'\t')
                {
                    _at++;
                    continue;
                }
                if (c == '#')
                {
                    Directive directive = DirectiveReader.Classify(_text.AsSpan(0, _end), _at + 1, out int wordEnd);
                    if (directive == Directive.Line || (directive == Directive.None && LineMarker.TryParse(_text.AsSpan(0, _end), _at, out _, out _, out int _)))
                    {
                        int newline = _text.AsSpan(_at, _end - _at).IndexOf((byte)'\n');
                        _at = newline < 0 ? _end : _at + newline;
                        continue;
                    }
                    if (directive != Directive.None)
                    {
                        Copy(runStart, _at);
                        RunDirective(directive, wordEnd);
                        runStart = _at;
                        continue;
                    }
                }
            }
            if (CharacterClass.Is(c, CharacterClass.LabelStart))
            {
                lineStart = false;
                int start = _at;
                uint hash = NameTable.Seed;
                ReadOnlySpan<byte> classes = CharacterClass.Classes;
                while (_at < _end && (classes[_text[_at]] & CharacterClass.LabelPart) != 0)
                {
                    hash = (hash ^ _text[_at]) * 16777619;
                    _at++;
                }
                if (_macros.Find(_text.AsSpan(start, _at - start), hash) is { } macro)
                {
                    Expand(macro, start, ref runStart);
                }
                continue;
            }
            switch (c)
            {
                case (byte)'\n':
                    lineStart = true;
                    _at++;
                    continue;
                case (byte)'/':
                    int end = PreprocessorLexer.EndOfComment(_text, _at, _end, out bool closed);
                    if (end == _at)
                    {
                        break;
                    }
                    if (!closed)
                    {
                        _context.Diagnostics.Error(DiagnosticIds.UnterminatedComment, "the comment that starts here does not end",
                            new SourceSpan(_file, _at, 2));
                    }
                    Copy(runStart, _at);
                    Append(" "u8);
                    runStart = _at = end;
                    continue;
                case (byte)'"':
                case (byte)'\'':
                    _at = PreprocessorLexer.EndOfQuoted(_text, _at, _end, out _);
                    lineStart = false;
                    continue;
                case (byte)'\\':
                    int joined = LineSplice.LengthAt(_text, _at, _end);
                    if (joined > 0)
                    {
                        Copy(runStart, _at);
                        runStart = _at += joined;
                        continue;
                    }
                    break;
            }
            if (CharacterClass.Is(c, CharacterClass.Digit))
            {
                _at = PreprocessorLexer.EndOfNumber(_text, _at, _end);
            }
            else
            {
                _at++;
            }
            lineStart = false;
        }
        Copy(runStart, _end);
    }

    private void Expand(Macro macro, int start, ref int runStart)
    {
        var use = new PreprocessorToken
        {
            Kind = PreprocessorTokenKind.Identifier,
            Buffer = _text,
            Start = start,
            Length = _at - start,
            Parameter = -1,
        };
        _expansion.Clear();
        _expander.Place = new SourceSpan(_file, start, 1);
        bool expanded = _expander.TryExpand(macro, use, _expansion);
        var span = new SourceSpan(_file, start, _at - start);
        if (_expander.Problem is { } problem)
        {
            ReportMacro(problem, span, macro);
            if (!expanded)
            {
                _expansion.Clear();
                expanded = true;
            }
        }
        if (!expanded)
        {
            return;
        }
        Copy(runStart, start);
        runStart = _at;
        WriteExpansion(span);
    }

    private void ReportMacro(string problem, SourceSpan span, Macro macro)
    {
        string id = _expander.IsTooLarge ? DiagnosticIds.MacroExpansionTooLarge : DiagnosticIds.MacroArguments;
        RelatedLocation[] related = macro.DefinedAt is null ? [] : [new RelatedLocation("the macro is defined here", macro.DefinedAt)];
        if (id == DiagnosticIds.MacroExpansionTooLarge)
        {
            _context.FatalError(id, problem, span, related);
        }
        else
        {
            _context.Diagnostics.Error(id, problem, span, related);
        }
    }

    private void WriteExpansion(SourceSpan span)
    {
        PreprocessorToken previous = default;
        for (int i = 0; i < _expansion.Count; i++)
        {
            PreprocessorToken token = _expansion[i];
            if (token.SpaceBefore && i > 0)
            {
                Append(" "u8);
            }
            else if (i == 0)
            {
                if (_length > 0 && TokenSpacing.WouldJoin(_buffer, _length, token))
                {
                    Append(" "u8);
                }
            }
            else if (!(ReferenceEquals(previous.Buffer, token.Buffer) && previous.Start + previous.Length == token.Start) &&
                     TokenSpacing.WouldJoin(previous, token))
            {
                Append(" "u8);
            }
            if (i == 0)
            {
                _output.AddExpanded(_length, span.File, span.Offset, span.Length);
            }
            Append(token.Text);
            previous = token;
        }
        if (_expansion.Count > 0 && _at < _end)
        {
            var lexer = new PreprocessorLexer(_text, _at, _end);
            PreprocessorToken next = lexer.Next();
            if (!next.SpaceBefore && next.Kind != PreprocessorTokenKind.End && TokenSpacing.WouldJoin(previous, next))
            {
                Append(" "u8);
            }
        }
    }

    private bool ParenthesisFollows()
    {
        var lexer = new PreprocessorLexer(_text, _at, _end);
        PreprocessorToken next = lexer.Next();
        return next.Kind == PreprocessorTokenKind.Operator && next.Is('(');
    }

    private PreprocessorToken ReadToken()
    {
        var lexer = new PreprocessorLexer(_text, _at, _end);
        PreprocessorToken token = lexer.Next();
        if (token.Kind != PreprocessorTokenKind.End)
        {
            _at = lexer.At;
        }
        return token;
    }

    private void RunDirective(Directive directive, int wordEnd)
    {
        int hash = _at;
        byte[] line = DirectiveReader.ReadLine(_text, wordEnd, _end, out int lineEnd);
        var span = new SourceSpan(_file, hash, Math.Max(1, TrimmedEnd(hash, lineEnd) - hash));
        _at = lineEnd;
        switch (directive)
        {
            case Directive.Include:
                Include(line, span);
                break;
            case Directive.Pragma:
                if (Encoding.Latin1.GetString(line).Trim() == "once")
                {
                    _once.Add(_file.Path);
                }
                break;
            default:
                if (!_directives.Run(directive, line, span))
                {
                    SkipGroup();
                }
                break;
        }
    }

    private int TrimmedEnd(int start, int lineEnd)
    {
        int newline = _text.AsSpan(start, lineEnd - start).IndexOf((byte)'\n');
        int end = newline < 0 ? lineEnd : start + newline;
        while (end > start && CharacterClass.Is(_text[end - 1], CharacterClass.Space))
        {
            end--;
        }
        return end;
    }

    /// <summary>Passes over a group that is not wanted, up to the directive that ends it.</summary>
    private void SkipGroup()
    {
        int depth = 0;
        bool lineStart = true;
        while (_at < _end)
        {
            byte c = _text[_at];
            if (c == '\n')
            {
                lineStart = true;
                _at++;
            }
            else if (c is (byte)' ' or (byte)'\t')
            {
                _at++;
            }
            else if (c == '#' && lineStart)
            {
                int hash = _at;
                Directive directive = DirectiveReader.Classify(_text.AsSpan(0, _end), _at + 1, out int wordEnd);
                byte[] line = DirectiveReader.ReadLine(_text, wordEnd, _end, out _at);
                var span = new SourceSpan(_file, hash, TrimmedEnd(hash, _at) - hash);
                if (directive is Directive.If or Directive.Ifdef or Directive.Ifndef)
                {
                    depth++;
                }
                else if (directive == Directive.Endif && depth-- == 0)
                {
                    _directives.Run(directive, line, span);
                    return;
                }
                else if (directive is Directive.Elif or Directive.Else && depth == 0 && _directives.Run(directive, line, span))
                {
                    return;
                }
            }
            else
            {
                lineStart = false;
                int end = PreprocessorLexer.EndOfComment(_text, _at, _end);
                if (end > _at)
                {
                    _at = end;
                }
                else if (c is (byte)'"' or (byte)'\'')
                {
                    _at = PreprocessorLexer.EndOfQuoted(_text, _at, _end, out _);
                }
                else
                {
                    _at++;
                }
            }
        }
    }

    private void Include(byte[] line, SourceSpan span)
    {
        if (!_directives.TryGetIncludeName(line, span, out string name, out bool quoted))
        {
            return;
        }
        if (_including.Count + 1 >= Limits.IncludeDepth)
        {
            _context.FatalError(DiagnosticIds.IncludeDepth, $"\"{name}\" would be inside {Limits.IncludeDepth} files; the includes are endless",
                span, IncludeChain());
            return;
        }
        string? directory = quoted ? CompileContext.DirectoryOf(_file.Path) : null;
        if (_context.Load(name, directory, span, $"the included file {(quoted ? $"\"{name}\"" : $"<{name}>")}") is not { } file)
        {
            return;
        }
        if (_once.Contains(file.Path))
        {
            return;
        }
        _including.Add((_file, span.Offset));
        ProcessFile(file);
        _including.RemoveAt(_including.Count - 1);
    }

    /// <summary>The includes that led here, innermost first, each file once.</summary>
    private RelatedLocation[] IncludeChain()
    {
        var chain = new List<RelatedLocation>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = _including.Count - 1; i >= 0; i--)
        {
            if (seen.Add(_including[i].File.Path))
            {
                chain.Add(new RelatedLocation("included from here", new SourceSpan(_including[i].File, _including[i].At, 1)));
            }
        }
        return chain.ToArray();
    }

    private void Copy(int start, int end)
    {
        if (end <= start)
        {
            return;
        }
        _output.AddCopied(_length, _file, start);
        Append(_text.AsSpan(start, end - start));
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_buffer.Length - _length < bytes.Length)
        {
            if (_length + (long)bytes.Length > Limits.PreprocessedBytes)
            {
                if (!_context.Stopped)
                {
                    _context.FatalError(DiagnosticIds.TextTooLarge, $"the preprocessed text grows beyond {Limits.PreprocessedBytes >> 20} MiB", new SourceSpan(_file, Math.Min(_at, _end), 1));
                }
                return;
            }
            Array.Resize(ref _buffer, (int)Math.Min(Limits.PreprocessedBytes, Math.Max(_buffer.Length * 2L, _length + (long)bytes.Length)));
        }
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }
}
