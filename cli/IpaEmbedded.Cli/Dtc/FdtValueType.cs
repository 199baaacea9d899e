namespace IpaEmbedded.Cli.Dtc;

/// <summary>What <c>-t</c> of fdtget and fdtput says about values.</summary>
/// <param name="Format">s for text, i for numbers with a sign, u for those without, x for hexadecimal ones.</param>
/// <param name="Bytes">Bytes of a number: 1, 2 or 4; null if it is not said.</param>
internal readonly record struct FdtValueType(char Format, int? Bytes)
{
    /// <summary>True if the text is a type.</summary>
    public static bool TryRead(string text, out FdtValueType type)
    {
        string prefix = text.Length == 0 ? "" : text[..^1];
        int? bytes = prefix switch { "hh" or "b" => 1, "h" => 2, "l" => 4, _ => null };
        type = new FdtValueType(text.Length == 0 ? '\0' : text[^1], bytes);
        return type.Format is 's' or 'i' or 'u' or 'x' && (prefix.Length == 0 || prefix == "L" || bytes is not null);
    }
}
