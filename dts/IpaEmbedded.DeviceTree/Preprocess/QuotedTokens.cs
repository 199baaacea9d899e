namespace IpaEmbedded.DeviceTree;

/// <summary>What <c>#</c> makes of an argument: its tokens as one text in quotes.</summary>
internal static class QuotedTokens
{
    /// <summary>The text in quotes.</summary>
    /// <param name="mayMake">Asked for each token whether so many bytes more may be made.</param>
    public static PreprocessorToken Of(List<PreprocessorToken> argument, bool spaceBefore, Func<int, bool> mayMake)
    {
        var text = new List<byte> { (byte)'"' };
        for (int i = 0; i < argument.Count; i++)
        {
            PreprocessorToken token = argument[i];
            if (!mayMake(token.Length + 1))
            {
                break;
            }
            if (i > 0 && token.SpaceBefore)
            {
                text.Add((byte)' ');
            }
            bool quoted = token.Kind is PreprocessorTokenKind.String or PreprocessorTokenKind.Character;
            foreach (byte b in token.Text)
            {
                if (quoted && b is ((byte)'"' or (byte)'\\'))
                {
                    text.Add((byte)'\\');
                }
                text.Add(b);
            }
        }
        // A backslash of the argument must not take the quote with it.
        int backslashes = 0;
        while (text[^(backslashes + 1)] == '\\')
        {
            backslashes++;
        }
        byte[] bytes = [.. text.Take(text.Count - backslashes % 2), (byte)'"'];
        return PreprocessorToken.Of(PreprocessorTokenKind.String, bytes, spaceBefore);
    }
}
