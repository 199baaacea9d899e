namespace IpaEmbedded.DeviceTree;

/// <summary>The number that a character in single quotes is in a condition: of several, each counts 256 times the next; a byte above 0x7f is negative.</summary>
internal static class CharacterConstant
{
    /// <summary>The value of what stands between the quotes.</summary>
    public static long ValueOf(ReadOnlySpan<byte> text)
    {
        int value = 0, count = 0;
        while (text.Length > 0)
        {
            int one = Read(ref text);
            value = unchecked((value << 8) | one);
            count++;
        }
        return count == 1 ? (sbyte)value : value;
    }

    private static byte Read(ref ReadOnlySpan<byte> text)
    {
        byte c = text[0];
        text = text[1..];
        if (c != '\\' || text.Length == 0)
        {
            return c;
        }
        c = text[0];
        if (c is >= (byte)'0' and <= (byte)'7' || (c == 'x' && text.Length > 1 && CharacterClass.Is(text[1], CharacterClass.Hex)))
        {
            int radix = c == 'x' ? 16 : 8, number = 0, at = c == 'x' ? 1 : 0;
            for (int most = radix == 8 ? 3 : int.MaxValue; at < text.Length && at < most && CharacterClass.Is(text[at], CharacterClass.Hex) && IntegerReader.HexValue(text[at]) is var digit && digit < radix; at++)
            {
                number = unchecked(number * radix + digit);
            }
            text = text[at..];
            return (byte)number;
        }
        text = text[1..];
        return (char)c switch { 'a' => 7, 'b' => 8, 't' => 9, 'n' => 10, 'v' => 11, 'f' => 12, 'r' => 13, 'e' or 'E' => 27, _ => c };
    }
}
