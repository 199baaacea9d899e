using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>Understands directive lines: keeps the macros and the stack of conditionals.</summary>
internal sealed class DirectiveReader(CompileContext context, MacroTable macros, MacroExpander expander)
{
    private readonly CompileContext _context = context;
    private readonly MacroTable _macros = macros;
    private readonly MacroExpander _expander = expander;

    /// <summary>The open conditionals: where each began, whether one of its groups was taken, whether its #else has come.</summary>
    public List<(SourceSpan Span, bool Taken, bool HadElse)> Conditions { get; } = [];

    /// <summary>Names the directive whose word follows the hash, <see cref="Directive.None"/> if the line is text.</summary>
    public static Directive Classify(ReadOnlySpan<byte> text, int at, out int wordEnd)
    {
        while (at < text.Length && (text[at] is (byte)' ' or (byte)'\t' || text[at..].StartsWith("/*"u8)))
        {
            int close = text[at] == '/' ? text[(at + 2)..].IndexOf("*/"u8) : -1;
            if (text[at] == '/' && close < 0)
            {
                break;
            }
            at += text[at] == '/' ? close + 4 : 1;
        }
        int start = at;
        while (at < text.Length && CharacterClass.Is(text[at], CharacterClass.LabelPart))
        {
            at++;
        }
        wordEnd = at;
        ReadOnlySpan<byte> word = text[start..at];
        if (word.Length == 0 && (at == text.Length || text[at] is (byte)'\n' or (byte)'\r'))
        {
            return Directive.Null;
        }
        if (word.Length is < 2 or > 12)
        {
            return Directive.None;
        }
        return word[0] switch
        {
            (byte)'i' when word.SequenceEqual("include"u8) => Directive.Include,
            (byte)'i' when word.SequenceEqual("if"u8) => Directive.If,
            (byte)'i' when word.SequenceEqual("ifdef"u8) => Directive.Ifdef,
            (byte)'i' when word.SequenceEqual("ifndef"u8) => Directive.Ifndef,
            (byte)'i' when word.SequenceEqual("include_next"u8) => Directive.IncludeNext,
            (byte)'i' when word.SequenceEqual("ident"u8) => Directive.Ident,
            (byte)'d' when word.SequenceEqual("define"u8) => Directive.Define,
            (byte)'u' when word.SequenceEqual("undef"u8) => Directive.Undef,
            (byte)'e' when word.SequenceEqual("elif"u8) => Directive.Elif,
            (byte)'e' when word.SequenceEqual("elifdef"u8) => Directive.Elifdef,
            (byte)'e' when word.SequenceEqual("elifndef"u8) => Directive.Elifndef,
            (byte)'e' when word.SequenceEqual("else"u8) => Directive.Else,
            (byte)'e' when word.SequenceEqual("endif"u8) => Directive.Endif,
            (byte)'e' when word.SequenceEqual("error"u8) => Directive.Error,
            (byte)'w' when word.SequenceEqual("warning"u8) => Directive.Warning,
            (byte)'l' when word.SequenceEqual("line"u8) => Directive.Line,
            (byte)'p' when word.SequenceEqual("pragma"u8) => Directive.Pragma,
            _ => Directive.None,
        };
    }

    /// <summary>True if the hash at this place begins a directive or a line marker.</summary>
    public static bool IsDirective(ReadOnlySpan<byte> text, int hash) =>
        Classify(text, hash + 1, out _) != Directive.None || LineMarker.TryParse(text, hash, out _, out _, out _);

    /// <summary>End of the directive that begins at this place, with the lines joined to it; if the text ends too early, where it goes wrong.</summary>
    public static int EndOfDirective(byte[] text, int at, out bool closed)
    {
        closed = true;
        while (at < text.Length && text[at] != '\n')
        {
            int end = at + 1;
            if (text[at] == '\\')
            {
                end = at + Math.Max(2, LineSplice.LengthAt(text, at, text.Length));
                closed = text.AsSpan(at + 1).ContainsAnyExcept(CharacterClass.Spaces);
            }
            else if (text.AsSpan(at).StartsWith("/*"u8))
            {
                end = PreprocessorLexer.EndOfComment(text, at, text.Length, out closed);
            }
            if (!closed)
            {
                return at;
            }
            at = end;
        }
        return Math.Min(at, text.Length);
    }

    /// <summary>The rest of a directive line with joined lines and without comments; <paramref name="lineEnd"/> is behind its line end.</summary>
    public static byte[] ReadLine(byte[] text, int at, int end, out int lineEnd)
    {
        var line = new List<byte>(64);
        // Behind a quote that does not close none of its kind does, as far as was looked.
        int noDouble = 0, noSingle = 0;
        while (at < end && text[at] != '\n')
        {
            int joined = LineSplice.LengthAt(text, at, end);
            if (joined > 0)
            {
                at += joined;
                continue;
            }
            int comment = PreprocessorLexer.EndOfComment(text, at, end);
            if (comment > at)
            {
                line.Add((byte)' ');
                at = comment;
                continue;
            }
            if (text[at] is (byte)'"' or (byte)'\'')
            {
                ref int none = ref text[at] == '"' ? ref noDouble : ref noSingle;
                bool closed = false;
                int close = at < none ? at : PreprocessorLexer.EndOfQuoted(text, at, end, out closed);
                if (closed)
                {
                    line.AddRange(text.AsSpan(at, close - at));
                    at = close;
                    continue;
                }
                none = Math.Max(none, close);
            }
            line.Add(text[at++]);
        }
        lineEnd = Math.Min(at + 1, end);
        return line.ToArray();
    }

    /// <summary>Carries out a directive other than #include; false if the group behind it must be passed over.</summary>
    public bool Run(Directive directive, byte[] line, SourceSpan span)
    {
        switch (directive)
        {
            case Directive.Define:
                Define(line, span);
                return true;
            case Directive.Undef:
                List<PreprocessorToken> name = Tokens(line);
                if (name.Count == 0 || name[0].Kind != PreprocessorTokenKind.Identifier)
                {
                    _context.Diagnostics.Error(DiagnosticIds.MacroDefinition, "#undef needs a name", span);
                    return true;
                }
                _macros.Undefine(name[0].Text);
                return true;
            case Directive.If:
                return Open(Evaluate(line, span), span);
            case Directive.Ifdef:
                return Open(IsDefined(line, span), span);
            case Directive.Ifndef:
                return Open(!IsDefined(line, span), span);
            case Directive.Elif:
            case Directive.Elifdef:
            case Directive.Elifndef:
            case Directive.Else:
                return Alternative(directive, line, span);
            case Directive.Endif:
                if (Conditions.Count == 0)
                {
                    _context.Diagnostics.Error(DiagnosticIds.ConditionalUnbalanced, "#endif without #if", span);
                    return true;
                }
                Conditions.RemoveAt(Conditions.Count - 1);
                return true;
            case Directive.Error:
                _context.Diagnostics.Error(DiagnosticIds.ErrorDirective, "#error " + Encoding.UTF8.GetString(line).Trim(), span);
                return true;
            case Directive.Warning:
                _context.Diagnostics.Warning(DiagnosticIds.WarningDirective, "#warning " + Encoding.UTF8.GetString(line).Trim(), span);
                return true;
            default:
                return true;
        }
    }

    /// <summary>Defines a macro from text as it stands behind #define.</summary>
    public void Define(string text) => Define(Encoding.UTF8.GetBytes(text), null);

    public bool TryGetIncludeName(byte[] line, SourceSpan span, out string name, out bool quoted)
    {
        name = "";
        quoted = false;
        string text = Encoding.UTF8.GetString(line).Trim();
        if (text.Length > 0 && text[0] is not ('"' or '<'))
        {
            var expanded = new StringBuilder();
            foreach (PreprocessorToken token in _expander.ExpandAll(Tokens(line), span))
            {
                expanded.Append(token.SpaceBefore && expanded.Length > 0 ? " " : "").Append(Encoding.UTF8.GetString(token.Text));
            }
            text = expanded.ToString();
        }
        char close = text.StartsWith('"') ? '"' : text.StartsWith('<') ? '>' : '\0';
        int end = close == '\0' ? -1 : text.IndexOf(close, 1);
        if (end < 2)
        {
            _context.Diagnostics.Error(DiagnosticIds.IncludeDirective, "#include needs \"file\" or <file>", span);
            return false;
        }
        name = text[1..end];
        quoted = close == '"';
        return true;
    }

    private bool Open(bool wanted, SourceSpan span)
    {
        Conditions.Add((span, wanted, false));
        return wanted;
    }

    private bool Alternative(Directive directive, byte[] line, SourceSpan span)
    {
        string word = "#" + directive.ToString().ToLowerInvariant();
        if (Conditions.Count == 0)
        {
            _context.Diagnostics.Error(DiagnosticIds.ConditionalUnbalanced, $"{word} without #if", span);
            return true;
        }
        (SourceSpan opened, bool taken, bool hadElse) = Conditions[^1];
        if (hadElse)
        {
            _context.Diagnostics.Error(DiagnosticIds.ConditionalUnbalanced, $"{word} behind #else", span, new RelatedLocation("the conditional begins here", opened));
        }
        bool wanted = !taken && directive switch
        {
            Directive.Else => true,
            Directive.Elifdef => IsDefined(line, span),
            Directive.Elifndef => !IsDefined(line, span),
            _ => Evaluate(line, span),
        };
        Conditions[^1] = (opened, taken || wanted, hadElse || directive == Directive.Else);
        return wanted;
    }

    private bool IsDefined(byte[] line, SourceSpan span)
    {
        List<PreprocessorToken> tokens = Tokens(line);
        if (tokens.Count == 0 || tokens[0].Kind != PreprocessorTokenKind.Identifier)
        {
            _context.Diagnostics.Error(DiagnosticIds.ConditionalExpression, "#ifdef and #ifndef need a name", span);
            return false;
        }
        return _macros.IsDefined(tokens[0].Text);
    }

    private bool Evaluate(byte[] line, SourceSpan span)
    {
        List<PreprocessorToken> written = Tokens(line);
        if (written.Count == 0)
        {
            _context.Diagnostics.Error(DiagnosticIds.ConditionalExpression, "#if and #elif need an expression", span);
            return false;
        }
        List<PreprocessorToken> expanded = _expander.ExpandCondition(written, span);
        string? problem = null;
        bool value = _expander.Problem is null && ConditionalExpression.Evaluate(expanded, out problem);
        problem = _expander.Problem ?? problem;
        if (problem is not null)
        {
            _context.Diagnostics.Error(DiagnosticIds.ConditionalExpression, problem == ConditionOperators.NameMissing ? problem : $"the expression cannot be evaluated: {problem}", span);
            return false;
        }
        return value;
    }

    private void Define(byte[] line, SourceSpan? span)
    {
        var lexer = new PreprocessorLexer(line, 0, line.Length);
        PreprocessorToken name = lexer.Next();
        if (name.Kind != PreprocessorTokenKind.Identifier || name.Is("defined"u8))
        {
            _context.Diagnostics.Error(DiagnosticIds.MacroDefinition, "#define needs a name", span);
            return;
        }
        var places = new Dictionary<string, short>(StringComparer.Ordinal);
        bool isFunction = lexer.At < line.Length && line[lexer.At] == '(';
        bool variadic = false;
        if (isFunction && !TryReadParameters(ref lexer, places, out variadic))
        {
            _context.Diagnostics.Error(DiagnosticIds.MacroDefinition, $"the parameters of macro '{Encoding.UTF8.GetString(name.Text)}' are not a list of different names", span);
            return;
        }
        var body = new List<PreprocessorToken>();
        for (PreprocessorToken token = lexer.Next(); token.Kind != PreprocessorTokenKind.End; token = lexer.Next())
        {
            if (isFunction && token.Kind == PreprocessorTokenKind.Identifier)
            {
                token.Parameter = places.Count > 0 && places.TryGetValue(Encoding.UTF8.GetString(token.Text), out short place) ? place : (short)-1;
            }
            body.Add(token);
        }
        if (body.Count > 0 && (body[0].Is("##"u8) || body[^1].Is("##"u8)))
        {
            _context.Diagnostics.Error(DiagnosticIds.MacroDefinition, "'##' needs a token on both sides", span);
            return;
        }
        if (variadic && !TryCloseOptions(body))
        {
            _context.Diagnostics.Error(DiagnosticIds.MacroDefinition, "'__VA_OPT__' needs '(' and its ')' behind it", span);
            return;
        }
        var macro = new Macro(name.Text.ToArray(), body.ToArray(), isFunction ? places.Count : -1, variadic, span);
        if (_macros.Find(macro.Name) is { } old && !old.SameAs(macro))
        {
            RelatedLocation[] related = old.DefinedAt is null ? [] : [new RelatedLocation("first defined here", old.DefinedAt)];
            _context.Diagnostics.Warning(DiagnosticIds.MacroRedefined, $"macro '{Encoding.UTF8.GetString(macro.Name)}' is defined again with another meaning", span, related);
        }
        _macros.Define(macro);
    }

    private static bool TryCloseOptions(List<PreprocessorToken> body)
    {
        for (int i = 0; i < body.Count; i++)
        {
            if (body[i].Kind == PreprocessorTokenKind.Identifier && body[i].Is("__VA_OPT__"u8) && VariableOption.EndOf(body, i) < 0)
            {
                return false;
            }
        }
        return true;
    }

    private static bool TryReadParameters(ref PreprocessorLexer lexer, Dictionary<string, short> places, out bool variadic)
    {
        variadic = false;
        lexer.Next();
        PreprocessorToken token = lexer.Next();
        if (token.Is(')'))
        {
            return true;
        }
        while (true)
        {
            if (token.Is("..."u8))
            {
                variadic = true;
                return places.TryAdd("__VA_ARGS__", (short)places.Count) && lexer.Next().Is(')');
            }
            string name = Encoding.UTF8.GetString(token.Text);
            if (token.Kind != PreprocessorTokenKind.Identifier || places.Count >= Limits.MacroParameters || !places.TryAdd(name, (short)places.Count))
            {
                return false;
            }
            token = lexer.Next();
            if (token.Is("..."u8))
            {
                variadic = true;
                return lexer.Next().Is(')');
            }
            if (token.Is(')'))
            {
                return true;
            }
            if (!token.Is(','))
            {
                return false;
            }
            token = lexer.Next();
        }
    }

    private static List<PreprocessorToken> Tokens(byte[] line)
    {
        var tokens = new List<PreprocessorToken>();
        var lexer = new PreprocessorLexer(line, 0, line.Length);
        for (PreprocessorToken token = lexer.Next(); token.Kind != PreprocessorTokenKind.End; token = lexer.Next())
        {
            tokens.Add(token);
        }
        return tokens;
    }
}
