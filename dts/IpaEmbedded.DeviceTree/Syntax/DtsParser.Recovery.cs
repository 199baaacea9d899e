namespace IpaEmbedded.DeviceTree;

/// <summary>What is expected at a place, and how reading goes on where something else stands.</summary>
internal sealed partial class DtsParser
{
    private bool TakeName(string expected, out string name)
    {
        if (_lexer.TryTakeName(out name))
        {
            return true;
        }
        _context.Diagnostics.Error(DiagnosticIds.UnexpectedText, $"expected {expected}, found {_lexer.DescribeCurrent()}", _lexer.CurrentSpan());
        Recover();
        return false;
    }

    private bool ExpectOpen(string owner)
    {
        if (_lexer.TryTake('{'))
        {
            return true;
        }
        _context.Diagnostics.Error(DiagnosticIds.UnexpectedText, $"expected '{{' after {owner}, found {_lexer.DescribeCurrent()}", _lexer.CurrentSpan());
        Recover();
        _lexer.TryTake('}');
        _lexer.TryTake(';');
        return false;
    }

    /// <summary>Takes the semicolon; if it is missing where a new statement begins, reports that and acts as if it were there.</summary>
    private void ExpectSemicolon()
    {
        int end = _lexer.LastTokenEnd;
        SourceMap map = _lexer.Map;
        byte c = _lexer.Next();
        if (c == ';')
        {
            _lexer.At++;
            _lexer.LastTokenEnd = _lexer.At;
            return;
        }
        _context.Diagnostics.Error(DiagnosticIds.MissingSemicolon, $"expected ';' before {_lexer.DescribeCurrent()}", _lexer.CurrentSpan(),
            new RelatedLocation("it belongs behind this", map.Span(Math.Max(0, end - 1), end)));
        if (c != '}' && c != 0 && !(ReferenceEquals(map, _lexer.Map) && StartsStatementOnNewLine(end)))
        {
            Recover();
        }
    }

    private bool StartsStatementOnNewLine(int previousEnd) =>
        previousEnd <= _lexer.At && _lexer.Text.AsSpan(previousEnd, _lexer.At - previousEnd).Contains((byte)'\n') &&
        (CharacterClass.Is(_lexer.Current, CharacterClass.Name) || _lexer.Current is (byte)'&' or (byte)'/');

    /// <summary>Skips to behind the next semicolon, or to the closing brace, of the statement that went wrong.</summary>
    private void Recover()
    {
        int depth = 0;
        while (true)
        {
            byte c = _lexer.Next();
            switch (c)
            {
                case 0:
                    return;
                case (byte)'{':
                    depth++;
                    break;
                case (byte)'}':
                    if (depth == 0)
                    {
                        return;
                    }
                    depth--;
                    break;
                case (byte)';':
                    if (depth == 0)
                    {
                        _lexer.At++;
                        _lexer.LastTokenEnd = _lexer.At;
                        return;
                    }
                    break;
                case (byte)'"':
                    SkipString();
                    continue;
            }
            _lexer.At++;
            _lexer.LastTokenEnd = _lexer.At;
        }
    }

    private void SkipString()
    {
        byte[] text = _lexer.Text;
        int at = _lexer.At + 1;
        while (at < _lexer.End && text[at] != '"' && text[at] != '\n')
        {
            at += text[at] == '\\' ? 2 : 1;
        }
        _lexer.At = Math.Min(at + 1, _lexer.End);
    }
}
