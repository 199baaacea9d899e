namespace IpaEmbedded.DeviceTree;

/// <summary>Demands what must stand at a place, and goes on at the next statement where something else stands.</summary>
internal sealed class StatementRecovery(Lexer lexer, DiagnosticBag diagnostics)
{
    public bool TakeName(string expected, out string name)
    {
        if (lexer.TryTakeName(out name))
        {
            return true;
        }
        lexer.ReportUnexpected(expected);
        SkipStatement();
        return false;
    }

    public bool ExpectOpen(string owner)
    {
        if (lexer.TryTake('{'))
        {
            return true;
        }
        lexer.ReportUnexpected($"'{{' after {owner}");
        SkipItem();
        return false;
    }

    /// <summary>Skips what went wrong outside of all nodes, the end of a body that does not begin included.</summary>
    public void SkipItem()
    {
        SkipStatement();
        lexer.TryTake('}');
        lexer.TryTake(';');
    }

    /// <summary>Takes the semicolon; if it is missing where a new statement begins, reports that and acts as if it were there.</summary>
    public void ExpectSemicolon()
    {
        int end = lexer.LastTokenEnd;
        SourceMap map = lexer.Map;
        byte c = lexer.Next();
        if (c == ';')
        {
            lexer.Take();
            return;
        }
        diagnostics.Error(DiagnosticIds.MissingSemicolon, $"expected ';' before {lexer.DescribeCurrent()}", lexer.CurrentSpan(),
            new RelatedLocation("it belongs behind this", map.Span(Math.Max(0, end - 1), end)));
        if (c != '}' && c != 0 && !(ReferenceEquals(map, lexer.Map) && StartsStatementOnNewLine(end)))
        {
            SkipStatement();
        }
    }

    public bool StartsStatementOnNewLine(int previousEnd) =>
        previousEnd <= lexer.At && lexer.Text.AsSpan(previousEnd, lexer.At - previousEnd).Contains((byte)'\n') &&
        (CharacterClass.Is(lexer.Current, CharacterClass.Name) || lexer.Current is (byte)'&' or (byte)'/');

    /// <summary>Skips to behind the next semicolon, or to the closing brace, of the statement that went wrong.</summary>
    public void SkipStatement()
    {
        int depth = 0;
        while (true)
        {
            byte c = lexer.Next();
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
                        lexer.Take();
                        return;
                    }
                    break;
                case (byte)'"':
                    SkipString();
                    continue;
            }
            lexer.Take();
        }
    }

    private void SkipString()
    {
        byte[] text = lexer.Text;
        int at = lexer.At + 1;
        while (at < lexer.End && text[at] != '"' && text[at] != '\n')
        {
            at += text[at] == '\\' ? 2 : 1;
        }
        lexer.At = Math.Min(at + 1, lexer.End);
    }
}
