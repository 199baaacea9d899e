namespace IpaEmbedded.DeviceTree;

/// <summary>The operators that only conditions have: <c>defined</c>, <c>__has_include</c> and <c>__has_include_next</c>; macros may make them.</summary>
/// <param name="macros">The macros in force.</param>
/// <param name="canInclude">Says whether there is a file of that name; whether it is quoted, and whether it is the next one that is asked for.</param>
internal sealed class ConditionOperators(MacroTable macros, Func<string, bool, bool, bool> canInclude)
{
    /// <summary>What is wrong with an operator that names nothing.</summary>
    public const string NameMissing = "'defined' needs a name";

    /// <summary>What went wrong with the last operator; null if nothing did.</summary>
    public string? Problem { get; private set; }

    /// <summary>True for an operator that asks for a file.</summary>
    public static bool IsHasInclude(ReadOnlySpan<byte> name) => name.SequenceEqual("__has_include"u8) || name.SequenceEqual("__has_include_next"u8);

    /// <summary>The value of an operator, whose operand is read; null if the name is none.</summary>
    /// <param name="name">The operator.</param>
    /// <param name="read">Reads the next token as it stands, of kind End behind the last.</param>
    /// <param name="readExpanded">The same, with macros expanded.</param>
    public bool? Evaluate(PreprocessorToken name, Func<PreprocessorToken> read, Func<PreprocessorToken> readExpanded)
    {
        Problem = null;
        if (name.Is("defined"u8))
        {
            PreprocessorToken operand = read();
            bool parenthesis = operand.Length == 1 && operand.Is('(');
            operand = parenthesis ? read() : operand;
            if (operand.Kind != PreprocessorTokenKind.Identifier || (parenthesis && !IsOne(read(), ')')))
            {
                Problem = NameMissing;
                return false;
            }
            return macros.IsDefined(operand.Text);
        }
        return IsHasInclude(name.Text) ? HasInclude(name.Is("__has_include_next"u8), read, readExpanded) : null;
    }

    private bool HasInclude(bool next, Func<PreprocessorToken> read, Func<PreprocessorToken> readExpanded)
    {
        string? file = null;
        bool quoted = false;
        if (IsOne(read(), '('))
        {
            PreprocessorToken first = readExpanded();
            quoted = first.Kind == PreprocessorTokenKind.String;
            file = quoted ? System.Text.Encoding.UTF8.GetString(first.Text[1..^1]) : IsOne(first, '<') ? UpToAngle(read) : null;
            file = IsOne(read(), ')') ? file : null;
        }
        if (file is null)
        {
            Problem = "'__has_include' needs (\"file\") or (<file>)";
            return false;
        }
        return canInclude(file, quoted, next);
    }

    private static string? UpToAngle(Func<PreprocessorToken> read)
    {
        var name = new System.Text.StringBuilder();
        while (true)
        {
            PreprocessorToken token = read();
            if (token.Kind == PreprocessorTokenKind.End)
            {
                return null;
            }
            if (IsOne(token, '>'))
            {
                return name.ToString();
            }
            name.Append(token.SpaceBefore && name.Length > 0 ? " " : "").Append(System.Text.Encoding.UTF8.GetString(token.Text));
        }
    }

    private static bool IsOne(PreprocessorToken token, char c) => token.Kind != PreprocessorTokenKind.End && token.Is(c);
}
