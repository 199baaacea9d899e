using System.Globalization;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Tells what a plain scalar of YAML 1.2 means: <c>yes</c> is a string, <c>0x10</c> a number, <c>010</c> is ten.</summary>
internal static class YamlScalars
{
    public static SchemaValue Read(string text, SourceSpan span)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return SchemaValue.OfNull(span);
            case "true" or "True" or "TRUE":
                return SchemaValue.Of(true, span);
            case "false" or "False" or "FALSE":
                return SchemaValue.Of(false, span);
        }
        if (TryInteger(text, out Int128 integer))
        {
            return SchemaValue.Of(integer, span);
        }
        if (LooksLikeNumber(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            return SchemaValue.Of(number, span);
        }
        return SchemaValue.Of(text, span);
    }

    private static bool TryInteger(string text, out Int128 value)
    {
        value = 0;
        int at = text[0] is '+' or '-' ? 1 : 0;
        int numberBase = 10;
        if (text.Length > at + 2 && text[at] == '0' && text[at + 1] is 'x' or 'o' or 'b')
        {
            numberBase = text[at + 1] switch { 'x' => 16, 'o' => 8, _ => 2 };
            at += 2;
        }
        // Twenty digits of any base stay far below the limits of 128 bits.
        if (at >= text.Length || (numberBase == 10 && text.Length - at > 30) || (numberBase == 16 && text.Length - at > 28))
        {
            return false;
        }
        for (int i = at; i < text.Length; i++)
        {
            if (text[i] == '_' && i > at)
            {
                continue;
            }
            int digit = char.IsAsciiHexDigit(text[i]) ? Convert.ToInt32(text[i].ToString(), 16) : 99;
            if (digit >= numberBase)
            {
                return false;
            }
            value = value * numberBase + digit;
        }
        value = text[0] == '-' ? -value : value;
        return true;
    }

    private static bool LooksLikeNumber(string text)
    {
        bool digit = false;
        bool pointOrExponent = false;
        foreach (char c in text)
        {
            digit |= char.IsAsciiDigit(c);
            pointOrExponent |= c is '.' or 'e' or 'E';
            if (!char.IsAsciiDigit(c) && c is not ('.' or 'e' or 'E' or '+' or '-'))
            {
                return false;
            }
        }
        return digit && pointOrExponent && text[0] is not ('e' or 'E');
    }
}
