namespace IpaEmbedded.Cli.Dtc;

/// <summary>A number as C's strtol reads it with base 0: a leading 0x is hexadecimal, a leading 0 octal, and what follows the digits is ignored.</summary>
internal static class CNumber
{
    /// <summary>The number that a text begins with, 0 if it begins with none.</summary>
    public static long Read(string text)
    {
        TryRead(text, out long value);
        return value;
    }

    /// <summary>True if the whole text is one number.</summary>
    public static bool TryRead(string text, out long value)
    {
        int at = 0;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
        bool negative = at < text.Length && text[at] == '-';
        at += at < text.Length && text[at] is '-' or '+' ? 1 : 0;
        int radix = 10;
        if (at + 2 < text.Length && text[at] == '0' && text[at + 1] is 'x' or 'X' && char.IsAsciiHexDigit(text[at + 2]))
        {
            radix = 16;
            at += 2;
        }
        else if (at < text.Length && text[at] == '0')
        {
            radix = 8;
        }
        int first = at;
        ulong number = 0;
        for (; at < text.Length && char.IsAsciiHexDigit(text[at]) && Convert.ToInt32(text[at].ToString(), 16) is var digit && digit < radix; at++)
        {
            number = number > (ulong.MaxValue - (uint)digit) / (uint)radix ? ulong.MaxValue : number * (uint)radix + (uint)digit;
        }
        value = unchecked((long)(negative ? 0 - number : number));
        return at > first && at == text.Length;
    }
}
