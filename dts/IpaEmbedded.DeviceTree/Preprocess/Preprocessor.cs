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
    private readonly IncludeStack _including = new();
    private readonly HashSet<string> _once = new(StringComparer.Ordinal);
    private readonly SourceMap _output;

    private readonly BuiltInMacros _builtIn;
    private JoinedText _joined = null!;
    private bool _collapses;
    private int _foundIn = -1;
    private SourceFile _file = null!;
    private byte[] _text = [];
    private int _at;
    private int _end;

    public Preprocessor(CompileContext context)
    {
        _context = context;
        _output = new SourceMap(new byte[256 * 1024]);
        _builtIn = new BuiltInMacros(context.Options, () => _including.Depth);
        _expander = new MacroExpander(_macros, ParenthesisFollows, ReadToken, _builtIn.TextOf, PlaceOf);
        // Directives have an expander of their own: one may stand inside the arguments of a macro.
        var conditions = new MacroExpander(_macros, static () => false, static () => default, _builtIn.TextOf, static _ => null)
        {
            Operators = new ConditionOperators(_macros, (name, quoted, next) => context.CanLoad(name, DirectoryFor(quoted, next), next ? _foundIn + 1 : 0)),
        };
        _directives = new DirectiveReader(context, _macros, conditions);
    }

    /// <summary>The macros that are defined; after <see cref="Run"/> those at the end of the text.</summary>
    public MacroTable Macros => _macros;

    /// <summary>Names that are macros from the start, with the text 1.</summary>
    public static IReadOnlyList<string> Predefined { get; } = ["__DTS__", "__STDC__", "__STDC_HOSTED__", "__ASSEMBLER__"];

    /// <summary>Preprocesses a file with everything that it includes.</summary>
    public SourceMap Run(SourceFile file)
    {
        _builtIn.BaseFile = file.Path;
        Predefine();
        ProcessFile(file, -1);
        return _output;
    }

    private void Predefine()
    {
        foreach ((string name, BuiltInMacro macro) in BuiltInMacros.Names)
        {
            _macros.Define(new Macro(Encoding.ASCII.GetBytes(name), [], -1, false, null) { BuiltIn = macro });
        }
        foreach (string name in Predefined)
        {
            _directives.Define(name + " 1");
        }
        foreach (string define in _context.Options.Defines)
        {
            int equals = define.IndexOf('=', StringComparison.Ordinal);
            _directives.Define(equals < 0 ? define + " 1" : define[..equals] + " " + define[(equals + 1)..]);
        }
    }

    private void ProcessFile(SourceFile file, int foundIn)
    {
        (SourceFile File, JoinedText Joined, byte[] Text, int At, int End, int FoundIn, bool Collapses) outer = (_file, _joined, _text, _at, _end, _foundIn, _collapses);
        _file = file;
        _foundIn = foundIn;
        _collapses = false;
        _joined = JoinedText.Of(file.Bytes);
        _text = _joined.Bytes;
        _at = 0;
        _end = _text.Length;
        int conditions = _directives.Conditions.Count;
        ProcessText();
        while (_directives.Conditions.Count > conditions)
        {
            _context.Diagnostics.Error(DiagnosticIds.ConditionalUnbalanced, "this conditional has no #endif", _directives.Conditions[^1].Span);
            _directives.Conditions.RemoveAt(_directives.Conditions.Count - 1);
        }
        if (_output.Length > 0 && _output.Buffer[_output.Length - 1] != '\n')
        {
            Append("\n"u8);
        }
        (_file, _joined, _text, _at, _end, _foundIn, _collapses) = outer;
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
                if (c is (byte)' ' or (byte)'\t' && !_collapses)
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
                case (byte)' ' or (byte)'\t' when _collapses:
                    CollapseBlanks(lineStart, ref runStart);
                    continue;
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
                            SpanOf(_at, 2));
                    }
                    if (_collapses)
                    {
                        CollapseBlanks(lineStart, ref runStart);
                        continue;
                    }
                    Copy(runStart, _at);
                    Append(" "u8);
                    runStart = _at = end;
                    continue;
                case (byte)'"':
                case (byte)'\'':
                    _at = PreprocessorLexer.EndOfQuoted(_text, _at, _end, out bool isClosed);
                    // The later lines of a text that goes on are no text for the preprocessor: of their blanks one is left.
                    _collapses |= c == '"' && !isClosed;
                    lineStart = false;
                    continue;
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
        _expander.Place = SpanOf(start, 1);
        bool expanded = _expander.TryExpand(macro, use, _expansion);
        SourceSpan span = SpanOf(start, _at - start);
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
                if (_output.Length > 0 && TokenSpacing.WouldJoin(_output.Buffer, _output.Length, token))
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
                _output.AddExpanded(_output.Length, span.File, span.Offset, span.Length);
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
        bool passed = PassDirectives();
        var lexer = new PreprocessorLexer(_text, _at, _end);
        PreprocessorToken token = lexer.Next();
        token.SpaceBefore |= passed;
        if (token.Kind != PreprocessorTokenKind.End)
        {
            _at = lexer.At;
        }
        return token;
    }

    /// <summary>Carries out the directives in front of the next token of a macro's arguments; true if there were any.</summary>
    private bool PassDirectives()
    {
        bool passed = false;
        while (!_context.Stopped)
        {
            var lexer = new PreprocessorLexer(_text, _at, _end);
            PreprocessorToken next = lexer.Next();
            int before = next.Start - 1;
            while (before >= _at && _text[before] is (byte)' ' or (byte)'\t')
            {
                before--;
            }
            if (next.Length != 1 || !next.Is('#') || !(passed && before < _at || before >= _at && _text[before] == '\n'))
            {
                return passed;
            }
            Directive directive = DirectiveReader.Classify(_text.AsSpan(0, _end), next.Start + 1, out int wordEnd);
            if (directive == Directive.None && !LineMarker.TryParse(_text.AsSpan(0, _end), next.Start, out _, out _, out wordEnd))
            {
                return passed;
            }
            passed = true;
            _at = next.Start;
            if (directive is Directive.Include or Directive.IncludeNext)
            {
                _context.Diagnostics.Error(DiagnosticIds.IncludeDirective, "a file cannot be included inside the arguments of a macro", SpanOf(_at, wordEnd - _at));
                directive = Directive.Null;
            }
            RunDirective(directive == Directive.None ? Directive.Line : directive, wordEnd);
        }
        return passed;
    }

    /// <summary>Where a token of the text stands; null for one from a macro's body.</summary>
    private SourceSpan? PlaceOf(PreprocessorToken token) => ReferenceEquals(token.Buffer, _text) ? SpanOf(token.Start, 1) : null;

    /// <summary>Where a run of the text was written.</summary>
    private SourceSpan SpanOf(int start, int length)
    {
        int from = _joined.Original(start);
        return new SourceSpan(_file, from, Math.Max(length, _joined.Original(start + length) - from));
    }

    private void CollapseBlanks(bool lineStart, ref int runStart)
    {
        int start = _at;
        while (_at < _end && (_text[_at] is (byte)' ' or (byte)'\t' || PreprocessorLexer.EndOfComment(_text, _at, _end) > _at))
        {
            _at = Math.Max(_at + 1, PreprocessorLexer.EndOfComment(_text, _at, _end));
        }
        Copy(runStart, start);
        for (int blanks = _at == _end || _text[_at] == '\n' ? 0 : lineStart ? _at - start : 1; blanks > 0; blanks--)
        {
            Append(" "u8);
        }
        runStart = _at;
    }

    private void RunDirective(Directive directive, int wordEnd)
    {
        int hash = _at;
        byte[] line = DirectiveReader.ReadLine(_text, wordEnd, _end, out int lineEnd);
        SourceSpan span = SpanOf(hash, Math.Max(1, TrimmedEnd(hash, lineEnd) - hash));
        _at = lineEnd;
        switch (directive)
        {
            case Directive.Include:
            case Directive.IncludeNext:
                Include(line, span, directive == Directive.IncludeNext);
                break;
            case Directive.Pragma when Encoding.Latin1.GetString(line).Trim() == "once":
                _once.Add(_file.Path);
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
                SourceSpan span = SpanOf(hash, Math.Max(1, TrimmedEnd(hash, _at) - hash));
                if (directive is Directive.If or Directive.Ifdef or Directive.Ifndef)
                {
                    depth++;
                }
                else if (directive == Directive.Endif && depth-- == 0)
                {
                    _directives.Run(directive, line, span);
                    return;
                }
                else if (directive is Directive.Elif or Directive.Elifdef or Directive.Elifndef or Directive.Else && depth == 0 && _directives.Run(directive, line, span))
                {
                    return;
                }
            }
            else
            {
                int end = PreprocessorLexer.EndOfComment(_text, _at, _end);
                lineStart &= end > _at;
                _at = end > _at ? end : c is (byte)'"' or (byte)'\'' ? PreprocessorLexer.EndOfQuoted(_text, _at, _end, out _) : _at + 1;
            }
        }
    }

    private string? DirectoryFor(bool quoted, bool next) => quoted && !next ? CompileContext.DirectoryOf(_file.Path) : null;

    private void Include(byte[] line, SourceSpan span, bool next)
    {
        if (!_directives.TryGetIncludeName(line, span, out string name, out bool quoted))
        {
            return;
        }
        if (_including.Depth + 1 >= Limits.IncludeDepth)
        {
            _context.FatalError(DiagnosticIds.IncludeDepth, $"\"{name}\" would be inside {Limits.IncludeDepth} files; the includes are endless",
                span, _including.Chain());
            return;
        }
        if (_context.Load(name, DirectoryFor(quoted, next), span, $"the included file {(quoted ? $"\"{name}\"" : $"<{name}>")}", next ? _foundIn + 1 : 0) is not { } file)
        {
            return;
        }
        if (_once.Contains(file.Path))
        {
            return;
        }
        _including.Push(span);
        ProcessFile(file, _context.FoundIn);
        _including.Pop();
    }

    private void Copy(int start, int end)
    {
        while (start < end && _output.Length < Limits.PreprocessedBytes)
        {
            int stop = _joined.NextJoin(start, end);
            _output.AddCopied(_output.Length, _file, _joined.Original(start));
            Append(_text.AsSpan(start, stop - start));
            start = stop;
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (!_output.TryAppend(bytes) && !_context.Stopped)
        {
            _context.FatalError(DiagnosticIds.TextTooLarge, $"the preprocessed text grows beyond {Limits.PreprocessedBytes >> 20} MiB", SpanOf(Math.Min(_at, _end), 1));
        }
    }
}
