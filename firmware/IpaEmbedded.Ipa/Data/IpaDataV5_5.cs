using IpaEmbedded.Ipa.Registers;

namespace IpaEmbedded.Ipa.Data;

/// <summary>Data of IPA v5.5 (source: the IPA reference, sections 18.4 to 18.7).</summary>
public static class IpaDataV5_5
{
    /// <summary>Builds the data.</summary>
    public static IpaData Create()
    {
        IpaData data = IpaDataV5_0.CreateFor(IpaVersion.V5_5);
        data.VersionName = "5.5";
        data.Compatible = "qcom,sm8550-ipa";
        data.MaxReads = new uint[] { 12, 8 };
        data.ImemSize = 0x2000;
        data.SmemSize = 0xb000;
        data.Memory = Memory();
        return data;
    }

    // Upstream also has AP_V4_FILTER and AP_V6_FILTER, of which it writes the canaries only, and canaries of STATS_FILTER_ROUTE. All of that lies
    // inside of the tethering statistics, which the hardware counts in (section 18.7, row 5): it is left out.
    private static MemoryRegion[] Memory()
    {
        return new MemoryRegion[]
        {
            new MemoryRegion(MemoryRegionName.UcEventRing, 0x0000, 0x1000, 0),
            new MemoryRegion(MemoryRegionName.UcShared, 0x1000, 0x0080, 0),
            new MemoryRegion(MemoryRegionName.UcInfo, 0x1080, 0x0200, 0),
            new MemoryRegion(MemoryRegionName.V4FilterHashed, 0x1288, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V4Filter, 0x1308, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V6FilterHashed, 0x1388, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V6Filter, 0x1408, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V4RouteHashed, 0x1488, 0x0098, 2),
            new MemoryRegion(MemoryRegionName.V4Route, 0x1528, 0x0098, 2),
            new MemoryRegion(MemoryRegionName.V6RouteHashed, 0x15c8, 0x0098, 2),
            new MemoryRegion(MemoryRegionName.V6Route, 0x1668, 0x0098, 2),
            new MemoryRegion(MemoryRegionName.ModemHeader, 0x1708, 0x0240, 2),
            new MemoryRegion(MemoryRegionName.ApHeader, 0x1948, 0x01e0, 0),
            new MemoryRegion(MemoryRegionName.ModemProcCtx, 0x1b40, 0x0b20, 2),
            new MemoryRegion(MemoryRegionName.ApProcCtx, 0x2660, 0x0200, 0),
            new MemoryRegion(MemoryRegionName.StatsQuotaModem, 0x2868, 0x0060, 2),
            new MemoryRegion(MemoryRegionName.StatsQuotaAp, 0x28c8, 0x0048, 0),
            new MemoryRegion(MemoryRegionName.StatsTethering, 0x2910, 0x03c0, 0),
            new MemoryRegion(MemoryRegionName.StatsFilterRoute, 0x2cd0, 0x0ba0, 0),
            new MemoryRegion(MemoryRegionName.StatsDrop, 0x3870, 0x0020, 0),
            new MemoryRegion(MemoryRegionName.Modem, 0x3898, 0x0d48, 2),
            new MemoryRegion(MemoryRegionName.NatTable, 0x45e0, 0x0900, 0),
            new MemoryRegion(MemoryRegionName.PdnConfig, 0x4ee8, 0x0100, 2),
        };
    }
}
