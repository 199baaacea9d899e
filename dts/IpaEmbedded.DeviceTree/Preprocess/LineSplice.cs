namespace IpaEmbedded.DeviceTree;

/// <summary>
/// A backslash at the end of a line, which joins it with the next one. As for the GNU preprocessor, blanks may stand
/// between the two.
/// </summary>
internal static class LineSplice
{
    /// <summary>Bytes from the backslash to the line end, that one included; 0 if no line is joined here.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text, int at, int end)
    {
        if (at >= end || text[at] != '\\')
        {
            return 0;
        }
        int after = at + 1;
        while (after < end && IsBlank(text[after]))
        {
            after++;
        }
        return after < end && text[after] == '\n' ? after + 1 - at : 0;
    }

    /// <summary>True if the line end at this place is joined away.</summary>
    public static bool EndsAt(ReadOnlySpan<byte> text, int newline)
    {
        int before = newline - 1;
        while (before >= 0 && IsBlank(text[before]))
        {
            before--;
        }
        return before >= 0 && text[before] == '\\';
    }

    private static bool IsBlank(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\f' or (byte)'\v';
}
