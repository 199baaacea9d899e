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
        if (lexer.TryTake(';'))
        {
            return;
        }
        int end = lexer.LastTokenEnd;
        diagnostics.Error(DiagnosticIds.MissingSemicolon, $"expected ';' before {lexer.DescribeCurrent()}", lexer.CurrentSpan(),
            new RelatedLocation("it belongs behind this", lexer.LastTokenMap.Span(end - 1, end)));
        if (!StartsStatementOnNewLine())
        {
            SkipStatement();
        }
    }

    /// <summary>True if a statement may begin at this token, and the one before stands in another line or file.</summary>
    public bool StartsStatementOnNewLine() =>
        (CharacterClass.Is(lexer.Current, CharacterClass.Name) || lexer.Current is (byte)'&' or (byte)'/') &&
        (!ReferenceEquals(lexer.LastTokenMap, lexer.Map) || lexer.Text.AsSpan(lexer.LastTokenEnd, lexer.At - lexer.LastTokenEnd).Contains((byte)'\n'));

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
