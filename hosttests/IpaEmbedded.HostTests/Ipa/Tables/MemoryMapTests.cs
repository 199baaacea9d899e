using IpaEmbedded.Ipa.Data;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>The memory maps of the reference, sections 8.6.5 and 18.5, and the canaries that the driver writes for them.</summary>
[TestClass]
public sealed class MemoryMapTests
{
    private const string TableCanaries = "0280 0284 0300 0304 0380 0384 0400 0404 0480 0484 0500 0504 0580 0584 0600 0604 0680 0684 ";

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", MemoryRowsV3_1, DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", MemoryRowsV3_5_1, DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", MemoryRowsV4_2, DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", MemoryRowsV4_5, DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", MemoryRowsV4_11, DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", MemoryRowsV4_5, DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", MemoryRowsV4_11, DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", MemoryRowsV5_0, DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", MemoryRowsV5_5, DisplayName = "5.5")]
    public void Regions_lie_where_the_reference_has_them(string compatible, string expected)
    {
        var regions = IpaVersions.ForCompatible(compatible).Memory.OrderBy(region => region.Offset).ThenBy(region => region.Size);

        Assert.AreEqual(expected, string.Join('\n', regions.Select(region => $"{NameOf(region.Name)} {region.Offset:x4}/{region.Size:x4}/{region.Canaries}")));
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", TableCanaries + "07c8 07cc 1ffc", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", TableCanaries + "07c8 07cc 1bfc", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", "0280 0284 0288 028c 0308 030c 0310 0314 0390 0394 0398 039c 0418 041c 0420 0424 04a0 04a4 05e8 05ec 09f0 09f4 0a48 0a4c 1ffc", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", TableCanaries + "0ac8 0acc 17f0 17f4 17f8 17fc 2500 2504 2508 250c 2fe0 2fe4 37fc", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", TableCanaries + "0ac8 0acc 0ed0 0ed4 0ed8 0edc 1c30 1c34 1c38 1c3c 1f10 1f14 2ffc", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", TableCanaries + "0ac8 0acc 17f0 17f4 17f8 17fc 2500 2504 2508 250c 2fe0 2fe4 37fc", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", TableCanaries + "0ac8 0acc 0ed0 0ed4 0ed8 0edc 1c30 1c34 1c38 1c3c 1f10 1f14 2ffc", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", "1280 1284 1300 1304 1380 1384 1400 1404 1480 1484 1520 1524 15c0 15c4 1660 1664 1700 1704 1b38 1b3c 2860 2864 2910 2914 2cc8 2ccc 3890 3894 4ee0 4ee4", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", "1280 1284 1300 1304 1380 1384 1400 1404 1480 1484 1520 1524 15c0 15c4 1660 1664 1700 1704 1b38 1b3c 2860 2864 3890 3894 4ee0 4ee4", DisplayName = "5.5")]
    public void Canaries_stand_in_the_gaps_before_regions(string compatible, string expected)
    {
        var words = DriverTrace.Of(compatible).SharedWords("probe").Order().ToList();

        Assert.AreEqual(string.Join(' ', expected.Split(' ').Select(offset => offset + "=efbeadde")), string.Join(' ', words));
    }

    private static string NameOf(int name) => name switch
    {
        MemoryRegionName.UcShared => "UC_SHARED",
        MemoryRegionName.UcInfo => "UC_INFO",
        MemoryRegionName.V4FilterHashed => "V4_FILTER_HASHED",
        MemoryRegionName.V4Filter => "V4_FILTER",
        MemoryRegionName.V6FilterHashed => "V6_FILTER_HASHED",
        MemoryRegionName.V6Filter => "V6_FILTER",
        MemoryRegionName.V4RouteHashed => "V4_ROUTE_HASHED",
        MemoryRegionName.V4Route => "V4_ROUTE",
        MemoryRegionName.V6RouteHashed => "V6_ROUTE_HASHED",
        MemoryRegionName.V6Route => "V6_ROUTE",
        MemoryRegionName.ModemHeader => "MODEM_HEADER",
        MemoryRegionName.ApHeader => "AP_HEADER",
        MemoryRegionName.ModemProcCtx => "MODEM_PROC_CTX",
        MemoryRegionName.ApProcCtx => "AP_PROC_CTX",
        MemoryRegionName.NatTable => "NAT_TABLE",
        MemoryRegionName.PdnConfig => "PDN_CONFIG",
        MemoryRegionName.StatsQuotaModem => "STATS_QUOTA_MODEM",
        MemoryRegionName.StatsQuotaAp => "STATS_QUOTA_AP",
        MemoryRegionName.StatsTethering => "STATS_TETHERING",
        MemoryRegionName.StatsFilterRoute => "STATS_FILTER_ROUTE",
        MemoryRegionName.StatsDrop => "STATS_DROP",
        MemoryRegionName.Modem => "MODEM",
        MemoryRegionName.UcEventRing => "UC_EVENT_RING",
        MemoryRegionName.EndMarker => "END_MARKER",
        MemoryRegionName.ApV4Filter => "AP_V4_FILTER",
        MemoryRegionName.ApV6Filter => "AP_V6_FILTER",
        _ => "?",
    };

    private const string MemoryRowsV3_1 =
        """
        UC_SHARED 0000/0080/0
        UC_INFO 0080/0200/0
        V4_FILTER_HASHED 0288/0078/2
        V4_FILTER 0308/0078/2
        V6_FILTER_HASHED 0388/0078/2
        V6_FILTER 0408/0078/2
        V4_ROUTE_HASHED 0488/0078/2
        V4_ROUTE 0508/0078/2
        V6_ROUTE_HASHED 0588/0078/2
        V6_ROUTE 0608/0078/2
        MODEM_HEADER 0688/0140/2
        MODEM_PROC_CTX 07d0/0200/2
        AP_PROC_CTX 09d0/0200/0
        MODEM 0bd8/1424/0
        END_MARKER 2000/0000/1
        """;

    private const string MemoryRowsV3_5_1 =
        """
        UC_SHARED 0000/0080/0
        UC_INFO 0080/0200/0
        V4_FILTER_HASHED 0288/0078/2
        V4_FILTER 0308/0078/2
        V6_FILTER_HASHED 0388/0078/2
        V6_FILTER 0408/0078/2
        V4_ROUTE_HASHED 0488/0078/2
        V4_ROUTE 0508/0078/2
        V6_ROUTE_HASHED 0588/0078/2
        V6_ROUTE 0608/0078/2
        MODEM_HEADER 0688/0140/2
        MODEM_PROC_CTX 07d0/0200/2
        AP_PROC_CTX 09d0/0200/0
        MODEM 0bd8/1024/0
        UC_EVENT_RING 1c00/0400/1
        """;

    private const string MemoryRowsV4_2 =
        """
        UC_SHARED 0000/0080/0
        UC_INFO 0080/0200/0
        V4_FILTER_HASHED 0288/0000/2
        V4_FILTER 0290/0078/2
        V6_FILTER_HASHED 0310/0000/2
        V6_FILTER 0318/0078/2
        V4_ROUTE_HASHED 0398/0000/2
        V4_ROUTE 03a0/0078/2
        V6_ROUTE_HASHED 0420/0000/2
        V6_ROUTE 0428/0078/2
        MODEM_HEADER 04a8/0140/2
        MODEM_PROC_CTX 05f0/0200/2
        AP_PROC_CTX 07f0/0200/0
        PDN_CONFIG 09f8/0050/2
        STATS_QUOTA_MODEM 0a50/0060/2
        STATS_TETHERING 0ab0/0140/0
        MODEM 0bf0/140c/0
        END_MARKER 2000/0000/1
        """;

    private const string MemoryRowsV4_5 =
        """
        UC_SHARED 0000/0080/0
        UC_INFO 0080/0200/0
        V4_FILTER_HASHED 0288/0078/2
        V4_FILTER 0308/0078/2
        V6_FILTER_HASHED 0388/0078/2
        V6_FILTER 0408/0078/2
        V4_ROUTE_HASHED 0488/0078/2
        V4_ROUTE 0508/0078/2
        V6_ROUTE_HASHED 0588/0078/2
        V6_ROUTE 0608/0078/2
        MODEM_HEADER 0688/0240/2
        AP_HEADER 08c8/0200/0
        MODEM_PROC_CTX 0ad0/0b20/2
        AP_PROC_CTX 15f0/0200/0
        NAT_TABLE 1800/0d00/4
        STATS_QUOTA_MODEM 2510/0030/4
        STATS_QUOTA_AP 2540/0048/0
        STATS_TETHERING 2588/0238/0
        STATS_FILTER_ROUTE 27c0/0800/0
        STATS_DROP 2fc0/0020/0
        MODEM 2fe8/0800/2
        UC_EVENT_RING 3800/1000/1
        PDN_CONFIG 4800/0050/0
        """;

    private const string MemoryRowsV5_0 =
        """
        UC_EVENT_RING 0000/1000/0
        UC_SHARED 1000/0080/0
        UC_INFO 1080/0200/0
        V4_FILTER_HASHED 1288/0078/2
        V4_FILTER 1308/0078/2
        V6_FILTER_HASHED 1388/0078/2
        V6_FILTER 1408/0078/2
        V4_ROUTE_HASHED 1488/0098/2
        V4_ROUTE 1528/0098/2
        V6_ROUTE_HASHED 15c8/0098/2
        V6_ROUTE 1668/0098/2
        MODEM_HEADER 1708/0240/2
        AP_HEADER 1948/01e0/0
        MODEM_PROC_CTX 1b40/0b20/2
        AP_PROC_CTX 2660/0200/0
        STATS_QUOTA_MODEM 2868/0060/2
        STATS_QUOTA_AP 28c8/0048/0
        AP_V4_FILTER 2918/0118/2
        AP_V6_FILTER 2aa0/0228/0
        STATS_FILTER_ROUTE 2cd0/0ba0/2
        STATS_DROP 3870/0020/0
        MODEM 3898/0d48/2
        NAT_TABLE 45e0/0900/0
        PDN_CONFIG 4ee8/0100/2
        """;

    /// <summary>Without what overlaps in upstream's map: AP_V4_FILTER and AP_V6_FILTER, and the canaries of STATS_FILTER_ROUTE (section 18.7, row 5).</summary>
    private const string MemoryRowsV5_5 =
        """
        UC_EVENT_RING 0000/1000/0
        UC_SHARED 1000/0080/0
        UC_INFO 1080/0200/0
        V4_FILTER_HASHED 1288/0078/2
        V4_FILTER 1308/0078/2
        V6_FILTER_HASHED 1388/0078/2
        V6_FILTER 1408/0078/2
        V4_ROUTE_HASHED 1488/0098/2
        V4_ROUTE 1528/0098/2
        V6_ROUTE_HASHED 15c8/0098/2
        V6_ROUTE 1668/0098/2
        MODEM_HEADER 1708/0240/2
        AP_HEADER 1948/01e0/0
        MODEM_PROC_CTX 1b40/0b20/2
        AP_PROC_CTX 2660/0200/0
        STATS_QUOTA_MODEM 2868/0060/2
        STATS_QUOTA_AP 28c8/0048/0
        STATS_TETHERING 2910/03c0/0
        STATS_FILTER_ROUTE 2cd0/0ba0/0
        STATS_DROP 3870/0020/0
        MODEM 3898/0d48/2
        NAT_TABLE 45e0/0900/0
        PDN_CONFIG 4ee8/0100/2
        """;

    private const string MemoryRowsV4_11 =
        """
        UC_SHARED 0000/0080/0
        UC_INFO 0080/0200/0
        V4_FILTER_HASHED 0288/0078/2
        V4_FILTER 0308/0078/2
        V6_FILTER_HASHED 0388/0078/2
        V6_FILTER 0408/0078/2
        V4_ROUTE_HASHED 0488/0078/2
        V4_ROUTE 0508/0078/2
        V6_ROUTE_HASHED 0588/0078/2
        V6_ROUTE 0608/0078/2
        MODEM_HEADER 0688/0240/2
        AP_HEADER 08c8/0200/0
        MODEM_PROC_CTX 0ad0/0200/2
        AP_PROC_CTX 0cd0/0200/0
        NAT_TABLE 0ee0/0d00/4
        PDN_CONFIG 1be8/0050/0
        STATS_QUOTA_MODEM 1c40/0030/4
        STATS_QUOTA_AP 1c70/0048/0
        STATS_TETHERING 1cb8/0238/0
        STATS_DROP 1ef0/0020/0
        MODEM 1f18/100c/2
        END_MARKER 3000/0000/1
        """;
}
