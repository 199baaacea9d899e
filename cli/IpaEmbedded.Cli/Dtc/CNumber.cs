namespace IpaEmbedded.Cli.Dtc;

/// <summary>A number as C's strtol and sscanf read it: blanks and a sign may come first, and what follows the digits is left.</summary>
internal static class CNumber
{
    /// <summary>The number that a text begins with, 0 if it begins with none: a leading 0x is hexadecimal, a leading 0 octal.</summary>
    public static long Read(string text) => Parse(text, 0, out ulong magnitude, out bool negative) > 0 ? Signed(magnitude, negative) : 0;

    /// <summary>The number that a text begins with by a conversion of sscanf: d and u take decimal digits, x hexadecimal ones, i all as above; null if it begins with none.</summary>
    public static int? Scan(string text, char conversion)
    {
        int radix = conversion switch { 'x' => 16, 'i' => 0, _ => 10 };
        if (Parse(text, radix, out ulong magnitude, out bool negative) == 0)
        {
            return null;
        }
        // What no long holds stops at its ends, of which an int takes the lower half.
        return conversion is 'u' or 'x' && magnitude == ulong.MaxValue ? -1
            : conversion is 'u' or 'x' || magnitude <= long.MaxValue ? unchecked((int)Signed(magnitude, negative))
            : negative ? 0 : -1;
    }

    private static long Signed(ulong magnitude, bool negative) => unchecked((long)(negative ? 0 - magnitude : magnitude));

    /// <summary>Counts the digits that it took.</summary>
    private static int Parse(string text, int radix, out ulong magnitude, out bool negative)
    {
        int at = 0;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
        negative = at < text.Length && text[at] == '-';
        at += at < text.Length && text[at] is '-' or '+' ? 1 : 0;
        if (radix is 0 or 16 && at + 2 < text.Length && text[at] == '0' && text[at + 1] is 'x' or 'X' && char.IsAsciiHexDigit(text[at + 2]))
        {
            radix = 16;
            at += 2;
        }
        else if (radix == 0)
        {
            radix = at < text.Length && text[at] == '0' ? 8 : 10;
        }
        int first = at;
        magnitude = 0;
        for (; at < text.Length && char.IsAsciiHexDigit(text[at]) && Convert.ToInt32(text[at].ToString(), 16) is var digit && digit < radix; at++)
        {
            magnitude = magnitude > (ulong.MaxValue - (uint)digit) / (uint)radix ? ulong.MaxValue : magnitude * (uint)radix + (uint)digit;
        }
        return at - first;
    }
}
