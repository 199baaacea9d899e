using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Lays out devicetree source: tabs by depth, one statement per line, one space around <c>=</c> and between items. Line
/// breaks inside a value, comments and preprocessor lines stay; formatting a formatted text changes nothing, and the
/// blob never changes.
/// </summary>
public sealed class SourceFormatter
{
    private readonly byte[] _text;
    private readonly Lexer _lexer;
    private readonly Queue<Trivia> _trivia = new();
    private readonly LayoutWriter _output = new();
    private readonly ConditionalDepths _conditions = new();
    private int _done;
    private string _refusal = "";
    private string _refusalId = DiagnosticIds.UnexpectedText;
    private int _refusedAt;

    private SourceFormatter(SourceFile source)
    {
        _text = source.Bytes;
        _lexer = new Lexer(new CompileContext(new CompileOptions(), new NameTable(16), null), new SourceMap(source), "") { Trivia = _trivia };
    }

    /// <summary>Where the next piece of text begins; what is between <see cref="_done"/> and here is white space.</summary>
    private int NextStart => _trivia.TryPeek(out Trivia next) ? next.Start : _lexer.At;

    private bool BreaksLine => _text.AsSpan(_done, NextStart - _done).Contains((byte)'\n');

    /// <summary>The formatted text; none, with a finding, if braces, strings or comments do not match.</summary>
    public static SourceResult Format(SourceFile source)
    {
        var diagnostics = new DiagnosticBag();
        var formatter = new SourceFormatter(source);
        if (formatter.LayOut() && (System.Text.Unicode.Utf8.IsValid(formatter._output.Text) || formatter.Refuse(LayoutRefusals.NotUtf8, 0)))
        {
            return new SourceResult(Encoding.UTF8.GetString(formatter._output.Text), diagnostics);
        }
        diagnostics.Error(formatter._refusalId, "cannot format: " + formatter._refusal, new SourceSpan(source, formatter._refusedAt, 0));
        return new SourceResult(null, diagnostics);
    }

    private bool Refuse(string refusal, int at)
    {
        _refusal = refusal;
        _refusedAt = at;
        return false;
    }

    private bool LayOut()
    {
        while (true)
        {
            byte c = _lexer.Next();
            if (_text.AsSpan(_done, NextStart - _done).Count((byte)'\n') > 1)
            {
                _output.KeepBlankLine();
            }
            bool succeeded;
            if (_trivia.TryDequeue(out Trivia trivia))
            {
                succeeded = trivia.Kind == TriviaKind.Directive ? LayOutDirective(trivia) : LayOutComment(trivia);
            }
            else if (c == 0)
            {
                return _output.Depth == 0 || Refuse(LayoutRefusals.EndsInsideNode, _lexer.At);
            }
            else if (c == '\\' && IsBlankJoin())
            {
                SkipBlankJoin();
                succeeded = true;
            }
            else if (c == '#' && DirectiveReader.IsDirective(_text, _lexer.At))
            {
                return Refuse(LayoutRefusals.BecomesDirective, _lexer.At);
            }
            else if (c == '}')
            {
                succeeded = LayOutNodeEnd();
            }
            else
            {
                succeeded = _lexer.TryTake("/include/"u8) ? LayOutInclude() : LayOutStatement();
            }
            if (!succeeded)
            {
                return false;
            }
        }
    }

    private bool LayOutDirective(Trivia directive)
    {
        _done = directive.End;
        if (!directive.IsClosed)
        {
            return Refuse(_text[directive.End] == '\\' ? LayoutRefusals.DirectiveGoesOn : LayoutRefusals.OpenComment, directive.End);
        }
        ReadOnlySpan<byte> text = _text.AsSpan(directive.Start, directive.End - directive.Start);
        _output.AppendDirective(text);
        _output.Depth = _conditions.After(text, _output.Depth);
        return true;
    }

    /// <summary>A comment on lines of its own.</summary>
    private bool LayOutComment(Trivia comment)
    {
        _output.StartLine();
        if (!AppendComment(comment, _output.Margin))
        {
            return false;
        }
        _output.Append("\n"u8);
        return true;
    }

    private bool AppendComment(Trivia comment, int column)
    {
        if (!comment.IsClosed)
        {
            return Refuse(LayoutRefusals.OpenComment, comment.Start);
        }
        if (EndsInBackslash(comment))
        {
            return Refuse(LayoutRefusals.ContinuedLine, comment.Start);
        }
        _output.AppendComment(_text.AsSpan(comment.Start, comment.End - comment.Start), column);
        _done = comment.End;
        return true;
    }

    /// <summary>True for a line comment that the preprocessor would join with the line below.</summary>
    private bool EndsInBackslash(Trivia comment) => comment.Kind == TriviaKind.LineComment &&
        _text.AsSpan(comment.Start, comment.End - comment.Start).TrimEnd(CharacterClass.Spaces) is [.., (byte)'\\'];

    private bool LayOutNodeEnd()
    {
        if (_output.Depth == 0)
        {
            return Refuse(LayoutRefusals.LoneBrace, _lexer.At);
        }
        _output.Depth--;
        _output.DropBlankLine();
        _output.StartLine();
        CopyToken();
        return EndStatement();
    }

    private bool LayOutInclude()
    {
        _output.StartLine();
        _output.Append("/include/ "u8);
        bool closed = false;
        int end = _lexer.Next() == '"' && _trivia.Count == 0 ? PreprocessorLexer.EndOfQuoted(_text, _lexer.At, _text.Length, out closed) : 0;
        if (!closed)
        {
            return Refuse(LayoutRefusals.IncludeWithoutName, NextStart);
        }
        CopyToken(end - _lexer.At);
        if (_lexer.Next() == ';' && _trivia.Count == 0)
        {
            CopyToken();
        }
        FinishLine();
        return true;
    }

    /// <summary>From the first word of a statement to its semicolon or opening brace.</summary>
    private bool LayOutStatement()
    {
        _output.StartStatement();
        int start = _lexer.At;
        _done = start;
        if (MacroCall.EndOfStatement(_text, start) is > 0 and int callEnd)
        {
            return LayOutCall(callEnd);
        }
        int alignment = _output.Margin + LayoutWriter.TabWidth;
        int valueAlignment = alignment;
        bool hasValue = false, glue = true;
        int parentheses = 0;
        while (true)
        {
            byte c = _lexer.Next();
            bool newline = BreaksLine;
            bool plain = parentheses == 0;
            if (_trivia.TryDequeue(out Trivia trivia))
            {
                if (!LayOutInside(trivia, newline, alignment, glue))
                {
                    return false;
                }
                glue = trivia.Kind != TriviaKind.BlockComment;
            }
            else if (c == '\\' && IsBlankJoin())
            {
                SkipBlankJoin();
            }
            else if (RefusalBefore(c, newline, start, plain, hasValue) is { } refusal)
            {
                return Refuse(refusal, _lexer.At);
            }
            else if (c == ';')
            {
                _output.TrimBlanks();
                return EndStatement();
            }
            else if (c == '{' && plain)
            {
                if (_output.Depth >= Limits.NodeDepth)
                {
                    _refusalId = DiagnosticIds.TooDeep;
                    return Refuse(LayoutRefusals.TooDeep, start);
                }
                _output.TrimBlanks();
                _output.Append(" "u8);
                CopyToken();
                _output.Depth++;
                FinishLine();
                _output.DropBlankLine();
                return true;
            }
            else if (c == '=' && !hasValue && plain)
            {
                LayOutEquals();
                hasValue = true;
                glue = true;
                alignment = valueAlignment = _output.Column;
            }
            else if (c == ')' || (plain && (c is (byte)'>' or (byte)']' || (c == ',' && hasValue))))
            {
                alignment = plain && c != ',' ? valueAlignment : alignment;
                parentheses -= c == ')' ? 1 : 0;
                glue = LayOutCloser(plain && c == ',');
            }
            else
            {
                if (NextStart > _done)
                {
                    _output.Separate(newline, alignment, glue);
                }
                int at = _lexer.At;
                if (!_lexer.TryTakeAny())
                {
                    return Refuse(c == '&' ? LayoutRefusals.OpenReference : LayoutRefusals.OpenString, _text.Length);
                }
                Copy(at);
                bool opens = plain && hasValue && c is (byte)'<' or (byte)'[';
                parentheses += c == '(' ? 1 : 0;
                alignment = opens ? _output.Column : alignment;
                glue = c == '(' || opens;
            }
        }
    }

    /// <summary>A macro call that is no part of a statement stays as it stands.</summary>
    private bool LayOutCall(int end)
    {
        CopyToken(end - _lexer.At);
        if (_lexer.Next() == ';' && _trivia.Count == 0)
        {
            CopyToken();
        }
        FinishLine();
        return true;
    }

    /// <summary>Leaves a backslash between blanks out: it joins lines that need no joining.</summary>
    private void SkipBlankJoin()
    {
        _lexer.At++;
        _done = _lexer.At;
    }

    private bool IsBlankJoin()
    {
        int length = LineSplice.LengthAt(_text, _lexer.At, _text.Length), behind = _lexer.At + length;
        return length > 0 && ((_lexer.At > 0 && CharacterClass.Is(_text[_lexer.At - 1], CharacterClass.Space)) || behind == _text.Length || CharacterClass.Is(_text[behind], CharacterClass.Space));
    }

    /// <summary>Why the statement cannot be laid out with the token that comes now; null if it can.</summary>
    private string? RefusalBefore(byte c, bool newline, int start, bool plain, bool hasValue) => (char)c switch
    {
        '\0' => LayoutRefusals.EndsInsideStatement,
        '\\' when LineSplice.LengthAt(_text, _lexer.At, _text.Length) > 0 => LayoutRefusals.ContinuedLine,
        // Without the join behind it this one would end the line.
        '\\' when LineSplice.LengthAt(_text, _lexer.At + 1, _text.Length) > 0 => LayoutRefusals.ContinuedLine,
        '#' when (newline || _lexer.At == start) && !CharacterClass.Is(_lexer.Ahead(1), CharacterClass.Name) => LayoutRefusals.LoneHash,
        '#' when newline && DirectiveReader.IsDirective(_text, _lexer.At) => LayoutRefusals.BecomesDirective,
        '}' when plain => LayoutRefusals.MissingSemicolon,
        ')' when plain => LayoutRefusals.LoneParenthesis,
        ',' when plain && hasValue && _output.EndsInEquals => LayoutRefusals.MissingValue,
        _ => null,
    };

    /// <summary>A comment or directive in the middle of a statement.</summary>
    private bool LayOutInside(Trivia trivia, bool newline, int alignment, bool glue)
    {
        if (trivia.Kind == TriviaKind.Directive)
        {
            _output.EndLine();
            _output.DropBlankLine();
            if (!LayOutDirective(trivia))
            {
                return false;
            }
            _output.ReopenLine();
        }
        else
        {
            _output.Separate(newline, alignment, glue);
            if (!AppendComment(trivia, alignment))
            {
                return false;
            }
        }
        if (trivia.Kind != TriviaKind.BlockComment)
        {
            _output.KeepLine(alignment);
        }
        if (trivia.Kind == TriviaKind.LineComment)
        {
            _done = NextStart;
        }
        return true;
    }

    private void LayOutEquals()
    {
        _output.TrimBlanks();
        _output.Append(" "u8);
        CopyToken();
        _output.Append(" "u8);
        while (_lexer.Next() == '\\' && _trivia.Count == 0 && IsBlankJoin())
        {
            SkipBlankJoin();
        }
        ReadOnlySpan<byte> blanks = _text.AsSpan(_done, NextStart - _done).TrimStart(" \t"u8);
        if (blanks is [(byte)'\n' or (byte)'\r', ..])
        {
            // The author puts the value on the next line: it stays there, one step in.
            _output.TrimBlanks();
            _output.BreakLine(_output.Margin + LayoutWriter.TabWidth);
            blanks = [];
        }
        _done = NextStart - blanks.Length;
    }

    /// <summary>A comma or closing bracket, which follows what was written last; true if the next item follows as close.</summary>
    private bool LayOutCloser(bool separates)
    {
        _output.TrimBlanks();
        CopyToken();
        _lexer.Next();
        if (!separates || NextStart > _done || _trivia.Count > 0)
        {
            return false;
        }
        _output.Append(" "u8);
        return true;
    }

    /// <summary>Ends a statement with its semicolon.</summary>
    private bool EndStatement()
    {
        if (_lexer.Next() != ';' || _trivia.Count > 0)
        {
            return Refuse(LayoutRefusals.MissingSemicolon, NextStart);
        }
        CopyToken();
        FinishLine();
        return true;
    }

    /// <summary>Ends a line; a comment that stands on it stays there.</summary>
    private void FinishLine()
    {
        _lexer.Next();
        if (_trivia.TryPeek(out Trivia comment) && !_text.AsSpan(_done, comment.Start - _done).ContainsAnyExcept((byte)' ', (byte)'\t') && comment.IsClosed &&
            (comment.Kind == TriviaKind.LineComment ? !EndsInBackslash(comment) : !_text.AsSpan(comment.Start, comment.End - comment.Start).Contains((byte)'\n')))
        {
            _output.Append(" "u8);
            AppendComment(_trivia.Dequeue(), _output.Margin);
        }
        _output.Append("\n"u8);
    }

    private void CopyToken(int length = 1)
    {
        int at = _lexer.At;
        _lexer.Take(length);
        Copy(at);
    }

    private void Copy(int start)
    {
        _done = _lexer.At;
        _output.Append(_text.AsSpan(start, _done - start));
    }
}
