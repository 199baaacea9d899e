namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>The allow list for /dev/mem: the IPA's three windows in each SoC that a driver here knows, as the SoC's tree has them.</summary>
public static class KnownHardware
{
    /// <summary>Compatible and register range of each window.</summary>
    public static IReadOnlyList<AllowedWindow> Windows { get; } =
    [
        .. Ipa("qcom,sdm845-ipa", 0x7000, 0x1e47000, 0x2000, 0x2c000),
        .. Ipa("qcom,sc7180-ipa", 0x7000, 0x1e47000, 0x2000, 0x2c000),
        .. Ipa("qcom,sdx55-ipa", 0x7000, 0x1e50000, 0x4b20, 0x2c000),
        .. Ipa("qcom,sm6350-ipa", 0x8000, 0x1e50000, 0x3000, 0x23000),
        .. Ipa("qcom,sm8350-ipa", 0x8000, 0x1e50000, 0x4b20, 0x23000),
        .. Ipa("qcom,sc7280-ipa", 0x8000, 0x1e50000, 0x4ad0, 0x23000),
        .. Ipa("qcom,sdx65-ipa", 0x10000, 0x3f50000, 0x5000, 0xfc000, 0x3f40000, 0x3e04000),
        .. Ipa("qcom,sm8550-ipa", 0x10000, 0x3f50000, 0x5000, 0xfc000, 0x3f40000, 0x3e04000),
    ];

    private static IEnumerable<AllowedWindow> Ipa(
        string compatible, ulong registerBytes, ulong sharedAddress, ulong sharedBytes, ulong gsiBytes, ulong registerAddress = 0x1e40000, ulong gsiAddress = 0x1e04000) =>
    [
        new(compatible, new AddressRange(registerAddress, registerBytes, "ipa-reg")),
        new(compatible, new AddressRange(sharedAddress, sharedBytes, "ipa-shared")),
        new(compatible, new AddressRange(gsiAddress, gsiBytes, "gsi")),
    ];
}
