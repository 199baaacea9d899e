namespace IpaEmbedded.Cli.Dtc;

/// <summary>Which values dtc's companions show as text.</summary>
internal static class FdtText
{
    /// <summary>True for strings of printable characters, none of them empty, each with its zero.</summary>
    public static bool IsText(ReadOnlySpan<byte> value)
    {
        bool begun = false;
        foreach (byte b in value)
        {
            if (b == 0 ? !begun : b is < 0x20 or >= 0x7f)
            {
                return false;
            }
            begun = b != 0;
        }
        return !begun;
    }
}
