namespace IpaEmbedded.Qualcomm.Interconnect.Layout;

/// <summary>
/// The bus clock managers of the SC7180's interconnects. A row holds the resource name, whether it stays on while the processors run, and the
/// word that it votes instead of bandwidths (0 for bandwidths); the ids of its ports follow in <see cref="Ports"/>, from <see cref="FirstPort"/> on.
/// </summary>
public static class Sc7180BusClocks
{
    /// <summary>Resource names in the command database.</summary>
    public static readonly string[] Names =
    {
        "ACV", "MC0", "SH0", "MM0", "CE0", "CN0", "MM1", "SH2", "MM2", "QUP0", "SH3", "SH4", "SN0", "CO0", "SN1",
        "CN1", "SN2", "CO2", "SN3", "CO3", "SN4", "SN7", "SN9", "SN12",
    };

    /// <summary>Whether it keeps the smallest vote while nobody asks.</summary>
    public static readonly bool[] KeepAlive =
    {
        false, true, true, false, false, true, false, false, false, false, false, false, true, false, false,
        false, false, false, false, false, false, false, false, false,
    };

    /// <summary>Word that is voted whenever somebody asks; 0 when bandwidths are voted.</summary>
    public static readonly byte[] EnableMasks =
    {
        8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    };

    /// <summary>Index of each clock's first port, and behind the last the number of entries.</summary>
    public static readonly byte[] FirstPort =
    {
        0, 1, 2, 3, 4, 5, 53, 61, 62, 63, 65, 66, 67, 68, 69, 70, 78, 80, 81, 82,
        83, 84, 85, 86, 87,
    };

    /// <summary>Global ids of the ports behind each clock.</summary>
    public static readonly byte[] Ports =
    {
        49, 49, 120, 121, 34, 23, 43, 51, 52, 53, 55, 56, 58, 60, 61, 62, 63, 65, 66, 67, 68, 69, 70, 71, 72,
        77, 78, 79, 80, 85, 86, 87, 88, 89, 91, 92, 93, 94, 95, 97, 98, 100, 101, 103, 104, 105, 106, 107, 108, 109,
        110, 111, 130, 30, 31, 33, 9, 37, 40, 41, 42, 1, 122, 26, 27, 18, 0, 119, 115, 126, 12, 45, 48, 54, 75,
        90, 96, 99, 39, 118, 22, 127, 38, 135, 16, 17, 19,
    };
}
