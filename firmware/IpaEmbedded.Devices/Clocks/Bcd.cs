namespace IpaEmbedded.Devices.Clocks;

/// <summary>Two decimal digits in a byte.</summary>
internal static class Bcd
{
    /// <summary>The number; -1 when a digit is above 9.</summary>
    internal static int Decode(int digits)
    {
        int tens = digits >> 4;
        int ones = digits & 15;
        return tens > 9 || ones > 9 ? -1 : tens * 10 + ones;
    }

    /// <summary>The digits of 0 to 99.</summary>
    internal static byte Encode(int number)
    {
        return (byte)((number / 10 << 4) | number % 10);
    }
}
