using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Lays out devicetree source: tabs by depth, one statement per line, one space around <c>=</c> and between items. Line
/// breaks inside a value, comments and preprocessor lines stay; formatting a formatted text changes nothing, and the
/// blob never changes.
/// </summary>
public sealed partial class SourceFormatter
{
    private const int TabWidth = 8;
    private const string BecomesDirective = "this would become a preprocessor line at the start of a line of its own";
    private const string ContinuedLine = "a line that goes on behind a backslash has no layout";
    private const string UnclosedComment = "a comment does not end";

    private readonly byte[] _text;
    private readonly StringBuilder _output = new();
    private int _at;
    private int _depth;
    private bool _blankPending;
    private bool _afterOpen = true;
    private int _floor;
    private int _floorColumn;

    private SourceFormatter(byte[] text)
    {
        _text = text;
    }

    /// <summary>The formatted text; none, with a finding, if braces, strings or comments do not match.</summary>
    public static SourceResult Format(SourceFile source)
    {
        var diagnostics = new DiagnosticBag();
        var formatter = new SourceFormatter(source.Bytes);
        if (formatter.Run() is { } problem)
        {
            diagnostics.Error(DiagnosticIds.UnexpectedText, "cannot format: " + problem, new SourceSpan(source, Math.Min(formatter._at, source.Bytes.Length), 0));
            return new SourceResult(null, diagnostics);
        }
        // The layout works on bytes, one char each; the text is what those bytes mean.
        byte[] bytes = Encoding.Latin1.GetBytes(formatter._output.ToString());
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            diagnostics.Error(DiagnosticIds.UnexpectedText, "cannot format: the text is not UTF-8", new SourceSpan(source, 0, 0));
            return new SourceResult(null, diagnostics);
        }
        return new SourceResult(Encoding.UTF8.GetString(bytes), diagnostics);
    }

    private string? Run()
    {
        while (true)
        {
            SkipBlanks();
            if (_at >= _text.Length)
            {
                return _depth == 0 ? null : "the text ends inside a node";
            }
            byte c = _text[_at];
            if (c == '#' && LooksLikeDirective())
            {
                if (!IsFirstOnLine())
                {
                    return BecomesDirective;
                }
                if (CopyDirective() is { } problem)
                {
                    return problem;
                }
            }
            else if (c == '/' && IsComment())
            {
                if (CopyComment() is { } problem)
                {
                    return problem;
                }
            }
            else if (c == '}')
            {
                if (_depth == 0)
                {
                    return "a '}' without its '{'";
                }
                _depth--;
                _blankPending = false;
                StartLine();
                _at++;
                _output.Append('}');
                if (EndStatement() is { } problem)
                {
                    return problem;
                }
            }
            else if (_text.AsSpan(_at).StartsWith("/include/"u8))
            {
                if (CopyInclude() is { } problem)
                {
                    return problem;
                }
            }
            else if (FormatStatement() is { } problem)
            {
                return problem;
            }
        }
    }

    private void StartLine()
    {
        if (_blankPending && !_afterOpen)
        {
            _output.Append('\n');
        }
        _blankPending = false;
        _afterOpen = false;
        _output.Append('\t', _depth);
    }

    private string? CopyDirective()
    {
        int depth = _depth;
        _depth = 0;
        StartLine();
        _depth = depth;
        int start = _at;
        while (_at < _text.Length && _text[_at] != '\n')
        {
            if (_text[_at] == '\\')
            {
                int joined = Math.Max(2, LineSplice.LengthAt(_text, _at, _text.Length));
                if (_text.AsSpan(_at + 1).TrimStart(" \t\r\n\f\v"u8).IsEmpty)
                {
                    return "the text ends where a preprocessor line goes on";
                }
                _at += joined - 1;
            }
            else if (IsComment() && _text[_at + 1] == '*')
            {
                int end = PreprocessorLexer.EndOfComment(_text, _at, _text.Length);
                if (!IsClosed(_at, end))
                {
                    return UnclosedComment;
                }
                _at = end - 1;
            }
            _at++;
        }
        _at = Math.Min(_at, _text.Length);
        foreach (string line in Encoding.Latin1.GetString(_text, start, _at - start).Split('\n'))
        {
            _output.Append(line.TrimEnd()).Append('\n');
        }
        return null;
    }

    private string? CopyInclude()
    {
        StartLine();
        _output.Append("/include/ ");
        _at += "/include/".Length;
        SkipInside();
        bool closed = false;
        int end = _at < _text.Length && _text[_at] == '"' ? PreprocessorLexer.EndOfQuoted(_text, _at, _text.Length, out closed) : _at;
        if (!closed)
        {
            return "/include/ without a file name";
        }
        _output.Append(Encoding.Latin1.GetString(_text, _at, end - _at));
        _at = end;
        int after = _at;
        SkipInside();
        if (_at < _text.Length && _text[_at] == ';')
        {
            _output.Append(';');
            _at++;
        }
        else
        {
            _at = after;
        }
        FinishLine();
        return null;
    }

    private string? CopyComment()
    {
        StartLine();
        if (AppendComment(_depth * TabWidth) is { } problem)
        {
            return problem;
        }
        _output.Append('\n');
        return null;
    }

    /// <summary>Appends a comment; lines of a block that begin with a star are set under the first one.</summary>
    private string? AppendComment(int column)
    {
        int end = PreprocessorLexer.EndOfComment(_text, _at, _text.Length);
        if (_text[_at + 1] == '*' && !IsClosed(_at, end))
        {
            return UnclosedComment;
        }
        if (EndsInBackslash(_at, end))
        {
            return ContinuedLine;
        }
        string[] lines = Encoding.Latin1.GetString(_text, _at, end - _at).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd();
            string bare = line.TrimStart();
            if (i > 0)
            {
                _output.Append('\n');
                line = bare.StartsWith('*') ? Indent(column) + " " + bare : line;
            }
            _output.Append(line);
        }
        _at = end;
        return null;
    }

    /// <summary>Formats from the first word of a statement to its semicolon or opening brace.</summary>
    private string? FormatStatement()
    {
        StartLine();
        int column = _depth * TabWidth;
        int start = _at;
        _floor = _output.Length - _depth;
        _floorColumn = column;
        int alignment = column + TabWidth;
        int valueAlignment = alignment;
        bool hasValue = false;
        int parentheses = 0;
        bool glue = true;
        while (true)
        {
            int blanksFrom = _at;
            bool newline = SkipInside();
            if (_at >= _text.Length)
            {
                return "the text ends inside a statement";
            }
            byte c = _text[_at];
            if (LineSplice.LengthAt(_text, _at, _text.Length) > 0)
            {
                return ContinuedLine;
            }
            bool space = _at > blanksFrom;
            if (c == '#' && (newline || _at == start) && !IsDirective() && StandsAlone())
            {
                return "a '#' stands alone";
            }
            if (c == '#' && newline && !IsFirstOnLine() && LooksLikeDirective())
            {
                return BecomesDirective;
            }
            if (c == '#' && IsDirective())
            {
                EndLine();
                _afterOpen = true;
                _blankPending = false;
                if (CopyDirective() is { } directiveProblem)
                {
                    return directiveProblem;
                }
                _afterOpen = false;
                _output.Length--;
                KeepLine(alignment);
                glue = true;
                continue;
            }
            if (IsComment())
            {
                Separate(newline, alignment, glue);
                bool line = _text[_at + 1] == '/';
                if (AppendComment(alignment) is { } problem)
                {
                    return problem;
                }
                glue = false;
                if (line)
                {
                    KeepLine(alignment);
                    glue = true;
                    SkipInside();
                }
                continue;
            }
            if (c == ';')
            {
                TrimSpaces();
                return EndStatement();
            }
            if (c == '{' && parentheses == 0 && !(_at > 0 && _text[_at - 1] == '&'))
            {
                TrimSpaces();
                _output.Append(" {");
                _at++;
                _depth++;
                FinishLine();
                _afterOpen = true;
                return null;
            }
            if (c == '}' && parentheses == 0)
            {
                return "a ';' is missing";
            }
            if (c == '=' && !hasValue && parentheses == 0)
            {
                TrimSpaces();
                _output.Append(" = ");
                _at++;
                hasValue = true;
                glue = true;
                SkipSpacesAfterEquals();
                alignment = CurrentColumn();
                valueAlignment = alignment;
                continue;
            }
            if (c == ')' && parentheses == 0)
            {
                return "a ')' without its '('";
            }
            bool closes = parentheses == 0 && c is ((byte)'>' or (byte)']');
            if ((c == ',' && parentheses == 0 && hasValue) || closes || c == ')')
            {
                alignment = closes ? valueAlignment : alignment;
                TrimSpaces();
                if (c == ',' && _output[^1] == '=')
                {
                    return "a value is missing before the ','";
                }
                _output.Append((char)c);
                _at++;
                parentheses -= c == ')' ? 1 : 0;
                glue = false;
                if (c == ',' && !NextIsBlank())
                {
                    _output.Append(' ');
                    glue = true;
                }
                continue;
            }
            if (space)
            {
                Separate(newline, alignment, glue);
            }
            if (AppendWord(c, ref parentheses, hasValue) is { } wordProblem)
            {
                return wordProblem;
            }
            bool opens = parentheses == 0 && hasValue && c is ((byte)'<' or (byte)'[');
            alignment = opens ? CurrentColumn() : alignment;
            glue = c == '(' || opens;
        }
    }

    private string? AppendWord(byte c, ref int parentheses, bool hasValue)
    {
        if (c is (byte)'"' or (byte)'\'')
        {
            int start = _at++;
            while (_at < _text.Length && _text[_at] != c)
            {
                _at += _text[_at] == '\\' ? 2 : 1;
            }
            if (_at >= _text.Length)
            {
                return "a string does not end";
            }
            _at++;
            _output.Append(Encoding.Latin1.GetString(_text, start, _at - start));
            return null;
        }
        int keyword = KeywordLength();
        if (keyword > 0)
        {
            _output.Append(Encoding.Latin1.GetString(_text, _at, keyword));
            _at += keyword;
            return null;
        }
        parentheses += c == '(' ? 1 : 0;
        if (c == '&' && _at + 1 < _text.Length && _text[_at + 1] == '{')
        {
            while (_at < _text.Length && _text[_at] != '}')
            {
                _output.Append((char)_text[_at++]);
            }
            if (_at >= _text.Length)
            {
                return "a path reference does not end";
            }
        }
        _output.Append((char)_text[_at++]);
        return null;
    }

    /// <summary>Ends a statement behind its semicolon; a comment on the same line stays there.</summary>
    private string? EndStatement()
    {
        SkipInside();
        if (_at >= _text.Length || _text[_at] != ';')
        {
            return "a ';' is missing";
        }
        _output.Append(';');
        _at++;
        FinishLine();
        return null;
    }

    private void FinishLine()
    {
        int at = _at;
        while (at < _text.Length && _text[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }
        int saved = _at;
        _at = at;
        if (at < _text.Length && IsComment() && StaysOnLine(at))
        {
            _output.Append(' ');
            _ = AppendComment(_depth * TabWidth);
        }
        else
        {
            _at = saved;
        }
        _output.Append('\n');
    }

    private void SkipSpacesAfterEquals()
    {
        int at = _at;
        while (at < _text.Length && _text[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }
        if (at < _text.Length && _text[at] is (byte)'\n' or (byte)'\r')
        {
            // The author puts the value on the next line: it stays there, one step in.
            SkipInside();
            TrimSpaces();
            _output.Append('\n').Append('\t', _depth + 1);
            return;
        }
        _at = at;
    }

    private void Separate(bool newline, int alignment, bool glue)
    {
        if (newline)
        {
            TrimSpaces();
            if (_output.Length == 0 || _output[^1] is not ('\n' or '\t' or ' '))
            {
                _output.Append('\n').Append(Indent(alignment));
            }
        }
        else if (!glue && _output.Length > 0 && _output[^1] is not (' ' or '\t' or '\n'))
        {
            _output.Append(' ');
        }
    }

    /// <summary>Begins a line that must not be joined with the one before (a line comment or directive stands there).</summary>
    private void KeepLine(int column)
    {
        _output.Append('\n');
        _floor = _output.Length;
        _floorColumn = column;
        _output.Append(Indent(column));
    }

    private void TrimSpaces()
    {
        int length = _output.Length;
        while (length > _floor && _output[length - 1] is ' ' or '\t' or '\n')
        {
            length--;
        }
        _output.Length = length;
        if (length == _floor && _floor > 0)
        {
            _output.Append(Indent(_floorColumn));
        }
    }
}
