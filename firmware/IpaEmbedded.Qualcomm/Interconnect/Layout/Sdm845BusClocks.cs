namespace IpaEmbedded.Qualcomm.Interconnect.Layout;

/// <summary>
/// The bus clock managers of the SDM845's interconnects. A row holds the resource name, whether it stays on while the processors run, and the
/// word that it votes instead of bandwidths (0 for bandwidths); the ids of its ports follow in <see cref="Ports"/>, from <see cref="FirstPort"/> on.
/// </summary>
public static class Sdm845BusClocks
{
    /// <summary>Resource names in the command database.</summary>
    public static readonly string[] Names =
    {
        "ACV", "MC0", "SH0", "MM0", "SH1", "MM1", "SH2", "MM2", "SH3", "MM3", "SH5", "SN0", "CE0", "CN0", "QUP0",
        "SN1", "SN2", "SN3", "SN4", "SN5", "SN6", "SN7", "SN8", "SN9", "SN11", "SN12", "SN14", "SN15",
    };

    /// <summary>Whether it keeps the smallest vote while nobody asks.</summary>
    public static readonly bool[] KeepAlive =
    {
        false, true, true, false, false, true, false, false, false, false, false, true, false, false, false,
        false, false, false, false, false, false, false, false, false, false, false, false, false,
    };

    /// <summary>Word that is voted whenever somebody asks; 0 when bandwidths are voted.</summary>
    public static readonly byte[] EnableMasks =
    {
        8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    };

    /// <summary>Index of each clock's first port, and behind the last the number of entries.</summary>
    public static readonly byte[] FirstPort =
    {
        0, 1, 2, 3, 4, 5, 12, 13, 14, 15, 20, 21, 22, 23, 70, 72, 73, 74, 75, 76,
        77, 80, 81, 82, 84, 86, 88, 89, 90,
    };

    /// <summary>Global ids of the ports behind each clock.</summary>
    public static readonly byte[] Ports =
    {
        111, 111, 114, 118, 113, 19, 20, 21, 39, 40, 42, 43, 115, 117, 30, 41, 44, 45, 46, 47, 32, 123, 13, 22, 23,
        24, 25, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85,
        86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 2, 11, 124, 122, 121,
        54, 129, 120, 128, 130, 125, 126, 57, 49, 61, 50, 51, 55, 53, 52,
    };
}
