namespace IpaEmbedded.DeviceTree;

/// <summary>What a macro's body has only if there are variable arguments: <c>__VA_OPT__(...)</c>.</summary>
internal static class VariableOption
{
    /// <summary>Place of the parenthesis that closes the one at a place of a body; -1 if there is none.</summary>
    public static int EndOf(IReadOnlyList<PreprocessorToken> body, int option)
    {
        int depth = 0;
        for (int i = option + 1; i < body.Count; i++)
        {
            depth += body[i].Is('(') ? 1 : body[i].Is(')') ? -1 : 0;
            if (depth == 0)
            {
                return i == option + 1 ? -1 : i;
            }
        }
        return -1;
    }

    /// <summary>The body in which each is what stands in it, or nothing if there are no variable arguments.</summary>
    public static PreprocessorToken[] Resolve(Macro macro, bool isGiven)
    {
        var body = new List<PreprocessorToken>(macro.Body.Length);
        for (int i = 0; i < macro.Body.Length; i++)
        {
            PreprocessorToken token = macro.Body[i];
            if (token.Kind != PreprocessorTokenKind.Identifier || !token.Is("__VA_OPT__"u8))
            {
                body.Add(token);
                continue;
            }
            int end = EndOf(macro.Body, i);
            if (isGiven && end > i + 2)
            {
                PreprocessorToken first = macro.Body[i + 2];
                first.SpaceBefore = token.SpaceBefore;
                body.Add(first);
                body.AddRange(macro.Body[(i + 3)..end]);
            }
            else
            {
                body.Add(PreprocessorToken.Of(PreprocessorTokenKind.Placemarker, [], token.SpaceBefore));
            }
            i = end;
        }
        return [.. body];
    }
}
