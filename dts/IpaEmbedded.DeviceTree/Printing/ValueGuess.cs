namespace IpaEmbedded.DeviceTree;

/// <summary>How dtc guesses what an untyped value is: a string list, 32-bit cells, or bytes.</summary>
internal static class ValueGuess
{
    /// <summary>Ends in NUL, holds only printable characters, usual escapes and NULs, and not more NULs than the rest.</summary>
    public static bool LooksLikeStrings(ReadOnlySpan<byte> value)
    {
        if (value.Length == 0 || value[^1] != 0)
        {
            return false;
        }
        int zeros = 0;
        foreach (byte b in value)
        {
            if (b == 0)
            {
                zeros++;
            }
            else if (b is not (>= 0x20 and < 0x7f or >= 7 and <= 13))
            {
                return false;
            }
        }
        return zeros <= value.Length - zeros;
    }
}
