using System.Globalization;

namespace IpaEmbedded.Qtest;

/// <summary>Numbers as the qtest protocol writes them: 0x for hexadecimal, a leading 0 for octal, else decimal.</summary>
public static class QtestNumber
{
    /// <summary>Reads a number of at most 64 bits; returns false when the text is none.</summary>
    public static bool TryParse(string text, out ulong value)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        }
        if (text.Length > 1 && text[0] == '0')
        {
            return TryParseOctal(text, out value);
        }
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryParseOctal(string text, out ulong value)
    {
        value = 0;
        foreach (char digit in text)
        {
            if (digit is < '0' or > '7' || value > ulong.MaxValue >> 3)
            {
                return false;
            }
            value = (value << 3) | (uint)(digit - '0');
        }
        return true;
    }
}
