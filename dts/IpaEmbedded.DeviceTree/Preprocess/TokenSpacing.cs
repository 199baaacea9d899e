namespace IpaEmbedded.DeviceTree;

/// <summary>Says where a space must stand between two tokens so that they are not read as one.</summary>
internal static class TokenSpacing
{
    public static bool WouldJoin(PreprocessorToken left, PreprocessorToken right)
    {
        byte first = right.Length > 0 ? right.Buffer[right.Start] : (byte)0;
        switch (left.Kind)
        {
            case PreprocessorTokenKind.Identifier:
                return right.Kind is PreprocessorTokenKind.Identifier or PreprocessorTokenKind.Number or PreprocessorTokenKind.String or PreprocessorTokenKind.Character;
            case PreprocessorTokenKind.Number:
                return right.Kind is PreprocessorTokenKind.Identifier or PreprocessorTokenKind.Number or PreprocessorTokenKind.Character
                    || first is (byte)'.' or (byte)'+' or (byte)'-';
            case PreprocessorTokenKind.Operator:
                return OperatorsJoin(left.Text, first, right.Kind);
            default:
                return false;
        }
    }

    /// <summary>The same for text that is already written: its last token is found again from its last bytes.</summary>
    public static bool WouldJoin(byte[] written, int length, PreprocessorToken right)
    {
        byte last = written[length - 1];
        if (CharacterClass.Is(last, CharacterClass.LabelPart))
        {
            int start = length;
            while (start > 0 && (CharacterClass.Is(written[start - 1], CharacterClass.LabelPart) || written[start - 1] == '.'))
            {
                start--;
            }
            var word = new PreprocessorToken
            {
                Kind = CharacterClass.Is(written[start], CharacterClass.Digit) ? PreprocessorTokenKind.Number : PreprocessorTokenKind.Identifier,
                Buffer = written,
                Start = start,
                Length = length - start,
            };
            return WouldJoin(word, right);
        }
        byte first = right.Length > 0 ? right.Buffer[right.Start] : (byte)0;
        return !CharacterClass.Is(last, CharacterClass.Space) && OperatorsJoin(written.AsSpan(length - 1, 1), first, right.Kind);
    }

    private static bool OperatorsJoin(ReadOnlySpan<byte> left, byte first, PreprocessorTokenKind rightKind)
    {
        byte last = left[^1];
        if (first == '=' && left.Length == 1 && "=!<>+-*/%&|^"u8.Contains(last))
        {
            return true;
        }
        return (char)last switch
        {
            '>' => first == '>',
            '<' => first is (byte)'<' or (byte)'%' or (byte)':',
            '+' => first == '+',
            '-' => first is (byte)'-' or (byte)'>',
            '/' => first is (byte)'/' or (byte)'*',
            '%' => first is (byte)':' or (byte)'%',
            '&' => first == '&',
            '|' => first == '|',
            ':' => first is (byte)':' or (byte)'>',
            '.' => first is (byte)'.' or (byte)'%' || rightKind == PreprocessorTokenKind.Number,
            '#' => first is (byte)'#' or (byte)'%',
            _ => false,
        };
    }
}
