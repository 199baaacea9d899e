namespace IpaEmbedded.DeviceTree;

/// <summary>A macro call as its author wrote it, which stands for statements: only the preprocessor knows what is in it.</summary>
internal static class MacroCall
{
    /// <summary>
    /// End of the call at this place if it is a statement of its own: nothing that goes on with it stands behind, or there are whole
    /// statements in its arguments. 0 if there is none.
    /// </summary>
    public static int EndOfStatement(byte[] text, int at)
    {
        int name = PreprocessorLexer.EndOfIdentifier(text, at, text.Length);
        if (name == at || !CharacterClass.Is(text[at], CharacterClass.LabelStart) || name >= text.Length || text[name] != '(')
        {
            return 0;
        }
        var lexer = new PreprocessorLexer(text, name, text.Length);
        int depth = 0;
        bool holdsStatements = false;
        do
        {
            PreprocessorToken token = lexer.Next();
            if (token.Kind == PreprocessorTokenKind.End)
            {
                return 0;
            }
            depth += token.Is('(') ? 1 : token.Is(')') ? -1 : 0;
            holdsStatements |= token.Is(';') || token.Is('{');
        }
        while (depth > 0);
        int end = lexer.At;
        PreprocessorToken next = lexer.Next();
        bool newline = text.AsSpan(end, next.Start - end).Contains((byte)'\n');
        bool isAlone = next.Kind == PreprocessorTokenKind.End || next.Is('}') || (newline && !(next.Length > 0 && "{=;:,<".Contains((char)next.Buffer[next.Start], StringComparison.Ordinal)));
        return isAlone || holdsStatements ? end : 0;
    }
}
