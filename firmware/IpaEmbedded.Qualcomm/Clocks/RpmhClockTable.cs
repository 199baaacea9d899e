namespace IpaEmbedded.Qualcomm.Clocks;

/// <summary>The clocks that RPMh gives on SDM845 and SC7180, by their number in the device tree; odd numbers up to 11 count only while the processors run.</summary>
public static class RpmhClockTable
{
    /// <summary>Number of the IPA's clock.</summary>
    public const uint Ipa = 12;

    /// <summary>Number behind the last.</summary>
    public const uint Count = 13;

    /// <summary>Resource names in the command database, for each pair of numbers.</summary>
    public static readonly string[] Resources = { "xo.lvl", "lnbclka2", "lnbclka3", "rfclka1", "rfclka2", "rfclka3", "IP0" };

    /// <summary>What the crystal's rate is divided by, for each pair of numbers.</summary>
    public static readonly byte[] Dividers = { 2, 2, 2, 1, 1, 1, 1 };

    /// <summary>Word that switches on, for each pair of numbers: an operating level for the crystal, 1 for a buffer.</summary>
    public static readonly byte[] OnWords = { 3, 1, 1, 1, 1, 1, 1 };
}
