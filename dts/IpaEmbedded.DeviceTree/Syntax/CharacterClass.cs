namespace IpaEmbedded.DeviceTree;

/// <summary>The byte classes of the language: white space, digits, label characters, name characters.</summary>
internal static class CharacterClass
{
    public const byte LabelStart = 1;
    public const byte Space = 2;
    public const byte Digit = 4;
    public const byte Hex = 8;
    public const byte LabelPart = 16;
    public const byte Name = 32;
    public const byte PathPart = 64;

    private static readonly byte[] Table = Build();

    /// <summary>The bytes of white space.</summary>
    public static ReadOnlySpan<byte> Spaces => " \t\n\v\f\r"u8;

    public static ReadOnlySpan<byte> Classes => Table;

    public static bool Is(byte value, byte classes) => (Table[value] & classes) != 0;

    private static byte[] Build()
    {
        var table = new byte[256];
        foreach (byte c in Spaces)
        {
            table[c] |= Space;
        }
        for (int c = 0; c < 128; c++)
        {
            bool digit = char.IsAsciiDigit((char)c), letter = char.IsAsciiLetter((char)c);
            table[c] |= (byte)(digit ? Digit : 0);
            table[c] |= (byte)(char.IsAsciiHexDigit((char)c) ? Hex : 0);
            table[c] |= (byte)(letter || c == '_' ? LabelStart : 0);
            table[c] |= (byte)(letter || digit || c == '_' ? LabelPart : 0);
            table[c] |= (byte)(letter || digit || ",._+*#?@-".Contains((char)c) ? Name | PathPart : 0);
        }
        table['/'] |= PathPart;
        return table;
    }
}
