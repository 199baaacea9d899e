namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>What the core is told once, on every version: values worked out by hand from the reference, sections 3.1.2, 8.6.6 and 18.6.</summary>
[TestClass]
public sealed class HardwareConfigurationTests
{
    /// <summary>The IPA interrupts are switched off right after the configuration: IPA_IRQ_EN.</summary>
    private static readonly uint[] InterruptEnable = [0x300c, 0x400c, 0xc00c];

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", "01d0=1 0044=8 0074=28 0078=88 01f0=f0", DisplayName = "3.1: BCR, CLKON, QSB, COUNTER")]
    [DataRow("qcom,sdm845-ipa", "01d0=3b 0074=48 0078=c8 01f0=f0 0220=100", DisplayName = "3.5.1: BCR, QSB, COUNTER, IDLE")]
    [DataRow("qcom,sc7180-ipa", "01d0=0 01fc=deffc 0044=30000000 003c=818e 0074=8 0078=c 01f0=f0 0148=0 0240=100",
        DisplayName = "4.2: BCR, TX_CFG, CLKON, COMP_CFG, QSB, COUNTER, HASH_EN, IDLE")]
    [DataRow("qcom,sdx55-ipa", "003c=18e 0074=88 0078=7800c0 0250=0 024c=180e8e 0254=123 0250=bf 0250=800000bf 0240=100", DisplayName = "4.5: COMP_CFG, QSB, QTIME, IDLE")]
    [DataRow("qcom,sm6350-ipa", "003c=18e 0074=c 0078=78000d 0250=0 024c=180e8e 0254=123 0250=bf 0250=800000bf 0240=100", DisplayName = "4.7: COMP_CFG, QSB, QTIME, IDLE")]
    [DataRow("qcom,sm8350-ipa", "003c=18e 0074=8 0078=780000 0250=0 024c=180e8e 0254=123 0250=bf 0250=800000bf 0240=100", DisplayName = "4.9: COMP_CFG, QSB, QTIME, IDLE")]
    [DataRow("qcom,sc7280-ipa", "003c=18e 0074=c 0078=78000d 0250=0 024c=180e8e 0254=123 0250=bf 0250=800000bf 0240=100", DisplayName = "4.11: COMP_CFG, QSB, QTIME, IDLE")]
    [DataRow("qcom,sdx65-ipa", "002c=18e 0054=0 0058=0 04b0=0 04ac=180e8e 04b4=b63 04b0=bf 04b0=800000bf 04a8=100", DisplayName = "5.0: COMP_CFG, QSB, QTIME, IDLE")]
    [DataRow("qcom,sm8550-ipa", "0048=18e 0070=0 0074=8c 04b0=0 04ac=180e00 04b4=b63 04b0=bf 04b0=800000bf 04a8=100", DisplayName = "5.5: COMP_CFG, QSB, QTIME, IDLE")]
    public void The_first_writes_after_power_are_the_one_time_configuration(string compatible, string expected)
    {
        var configuration = DriverTrace.Of(compatible).Writes("probe", "ipa").TakeWhile(write => !InterruptEnable.Contains(write.Offset));

        Assert.AreEqual(expected, string.Join(' ', configuration.Select(write => $"{write.Offset:x4}={write.Value:x}")));
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 0x0220u, "", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", 0x0220u, "00=10000", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", 0x0240u, "00=10000", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", 0x0240u, "00=10000", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", 0x0240u, "00=10000", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", 0x0240u, "00=10000", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", 0x0240u, "00=10000", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", 0x04a8u, "00=10000", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", 0x04a8u, "00=10000", DisplayName = "5.5")]
    public void When_the_driver_leaves_the_core_reports_busy_for_ever(string compatible, uint register, string expected)
    {
        Assert.AreEqual(expected, DriverTrace.Of(compatible).Rows("remove", "ipa", register, register + 4));
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", "00=11e005e", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", "00=1120052", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", "00=1100050", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", "00=1200060", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", "00=1120052", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", "00=1160056", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", "00=1120052", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", "00=c001010", 0x0038u, "00=c000000", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", "00=c001010", 0x0054u, "00=c000000", DisplayName = "5.5")]
    public void Packets_without_a_route_go_to_the_lan_endpoint(string compatible, string expected, uint route = 0x0048, string cleared = "00=1000040")
    {
        var trace = DriverTrace.Of(compatible);

        Assert.AreEqual(expected, trace.Rows("setup", "ipa", route, route + 4));
        Assert.AreEqual(cleared, trace.Rows("remove", "ipa", route, route + 4), "cleared: pipe 0, the other fields stay");
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", "00=7d0", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", "00=7d0", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", "00=5f0", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", "00=ad0", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", "00=ad0", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", "00=ad0", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", "00=ad0", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", "00=1b40", 0x0478u, DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", "00=1b40", 0x0478u, DisplayName = "5.5")]
    public void The_core_is_told_where_the_modem_s_processing_contexts_lie(string compatible, string expected, uint register = 0x01e8)
    {
        Assert.AreEqual(expected, DriverTrace.Of(compatible).Rows("setup", "ipa", register, register + 4));
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 0x3000u, DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", 0x3000u, DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", 0x3000u, DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", 0x3000u, DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", 0x3000u, DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", 0x4000u, DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", 0x4000u, DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", 0xc000u, DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", 0xc000u, DisplayName = "5.5")]
    public void Interrupts_are_enabled_one_by_one(string compatible, uint block)
    {
        var trace = DriverTrace.Of(compatible);

        Assert.AreEqual("0c=0 0c=4 0c=c", trace.Rows("probe", "ipa", block, block + 0x30));
        Assert.AreEqual("0c=400c", trace.Rows("setup", "ipa", block, block + 0x10));
        Assert.AreEqual("0c=c 0c=4 0c=0", trace.Rows("remove", "ipa", block, block + 0x10));
    }
}
