namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>
/// Every register of the driver's endpoints as it is written at setup, in order, worked out by hand from the reference, sections 3.2 and 18.6. Offsets are
/// those within the endpoint: 00 CTRL (only when a bit changes: the hardware delays endpoint 2 or 3 before v4.0), 08 CFG, 0c NAT, 10 HDR, 14 HDR_EXT, 18 METADATA_MASK, 20 MODE, 24 AGGR, 2c HOL_BLOCK_EN, 34 DEAGGR, 38 RSRC_GRP, 3c SEQ, 40 STATUS.
/// </summary>
[TestClass]
public sealed class EndpointRegisterTests
{
    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 22u, "08=0 0c=0 10=0 14=0 20=f3 24=0 34=0 38=0 3c=0 40=0", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", 5u, "08=0 0c=0 10=0 14=0 20=93 24=0 34=0 38=1 3c=0 40=0", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", 6u, "08=0 0c=0 10=0 14=0 20=83 24=0 34=0 38=0 3c=0 40=0", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", 7u, "08=0 0c=0 10=0 14=0 20=103 24=0 34=0 38=1 3c=0 40=0", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", 7u, "08=0 0c=0 10=0 14=0 20=93 24=0 34=0 38=0 3c=0 40=0", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", 7u, "08=0 0c=0 10=0 14=0 20=b3 24=0 34=0 38=0 3c=0 40=0", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", 7u, "08=0 0c=0 10=0 14=0 20=93 24=0 34=0 38=0 3c=0 40=0", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", 14u, "08=0 0c=0 10=0 14=0 20=103 24=0 34=0 38=0 3c=0 40=0", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", 14u, "08=0 0c=0 10=0 14=0 20=103 24=0 34=0 38=0 3c=0 40=0", DisplayName = "5.5")]
    public void Commands_go_by_dma_to_the_lan_endpoint(string compatible, uint id, string expected) => AssertProgrammed(compatible, id, expected);

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 15u, "08=0 10=0 14=800 18=0 24=4d1 2c=0 38=0 40=1", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", 9u, "08=0 10=0 14=800 18=0 24=4d1 2c=0 38=1 40=1", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", 8u, "08=0 10=0 14=800 18=0 24=4d1 2c=0 38=0 40=1", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", 16u, "08=0 10=0 14=800 18=0 24=50d1 2c=0 38=1 40=1", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", 9u, "08=0 10=0 14=800 18=0 24=50d1 2c=0 38=0 40=1", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", 11u, "08=0 10=0 14=800 18=0 24=50d1 2c=0 38=0 40=1", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", 9u, "08=0 10=0 14=800 18=0 24=50d1 2c=0 38=0 40=1", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", 16u, "08=0 10=0 14=800 18=0 24=50d1 2c=0 38=0 40=1", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", 16u, "08=0 10=0 14=800 18=0 24=50d1 2c=0 38=0 40=1", DisplayName = "5.5")]
    public void The_lan_endpoint_aggregates_padded_packets_behind_status_elements(string compatible, uint id, string expected) => AssertProgrammed(compatible, id, expected);

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 3u, "00=0 08=a 0c=0 10=48 14=1 20=0 24=0 34=0 38=0 3c=4 40=25", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", 2u, "00=0 08=a 0c=0 10=48 14=1 20=0 24=0 34=0 38=1 3c=804 40=19", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", 1u, "08=a 0c=0 10=48 14=1 20=0 24=0 34=0 38=0 3c=806 40=15", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", 2u, "08=a 0c=0 10=48 14=1 20=0 24=0 34=0 38=1 3c=4 40=2b", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", 2u, "08=a 0c=0 10=48 14=1 20=0 24=0 34=0 38=0 3c=4 40=1d", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", 2u, "08=a 0c=0 10=48 14=1 20=0 24=0 34=0 38=0 3c=4 40=21", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", 2u, "08=a 0c=0 10=48 14=1 20=0 24=0 34=0 38=0 3c=4 40=1d", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", 2u, "08=a 0c=0 10=48 14=1 20=0 24=0 34=0 38=0 3c=4 40=2b", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", 2u, "08=a 0c=0 10=48 14=1 20=0 24=0 34=0 38=0 3c=4 40=2b", DisplayName = "5.5")]
    public void Packets_to_the_modem_carry_qmap_headers_and_their_status_goes_to_the_modem(string compatible, uint id, string expected) => AssertProgrammed(compatible, id, expected);

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 16u, "08=4 10=2800c4 14=b 18=ff000000 24=2004d1 2c=0 38=1 40=0", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", 10u, "08=4 10=2800c4 14=b 18=ff000000 24=2004d1 2c=0 38=1 40=0", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", 9u, "08=4 10=2800c4 14=b 18=ff000000 24=2004d1 2c=0 38=0 40=0", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", 14u, "08=2 10=2800c8 14=b 18=ff000000 24=8050d1 2c=0 38=1 40=0", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", 16u, "08=2 10=2800c8 14=b 18=ff000000 24=8050d1 2c=0 38=0 40=0", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", 20u, "08=2 10=2800c8 14=b 18=ff000000 24=8050d1 2c=0 38=0 40=0", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", 16u, "08=2 10=2800c8 14=b 18=ff000000 24=8053d1 2c=0 38=0 40=0", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", 23u, "08=2 10=2800c8 14=b 18=ff000000 24=8050d1 2c=0 38=1 40=0", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", 23u, "08=2 10=2800c8 14=b 18=ff000000 24=8050d1 2c=0 38=1 40=0", DisplayName = "5.5")]
    public void Packets_from_the_modem_are_aggregated_until_the_end_of_a_frame(string compatible, uint id, string expected) => AssertProgrammed(compatible, id, expected);

    /// <summary>
    /// Ascending ids: TX delayed (2) and RX suspended (1) before v4.0; dropping switched off, timer 0, switched on (twice from v4.5); then let go.
    /// </summary>
    [TestMethod]
    [DataRow("qcom,msm8998-ipa", "0a30=2 0bf0=2 0fe0=1 100c=0 1010=0 100c=1 0a30=0 0bf0=0 0fe0=0", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", "0950=2 0aa0=2 0d40=1 0d6c=0 0d70=0 0d6c=1 0950=0 0aa0=0 0d40=0", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", "0c8c=0 0c90=0 0c8c=1 0cfc=0 0d00=0 0cfc=1", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", "115c=0 1160=0 115c=1 115c=1", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", "0e4c=0 0e50=0 0e4c=1 0e4c=1", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", "0f2c=0 0f30=0 0f2c=1 0f2c=1", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", "0e4c=0 0e50=0 0e4c=1 0e4c=1", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", "1aac=0 1ab0=0 1aac=1 1aac=1", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", "1aac=0 1ab0=0 1aac=1 1aac=1", DisplayName = "5.5")]
    public void When_the_modem_has_crashed_its_endpoints_are_paused_and_drop_what_they_get(string compatible, string expected)
    {
        var writes = DriverTrace.Of(compatible).Writes("crash", "ipa").Where(write => write.Offset >= FirstEndpoint(compatible) && write.Offset < FirstEndpoint(compatible) + 36 * Stride(compatible));

        Assert.AreEqual(expected, string.Join(' ', writes.Select(write => $"{write.Offset:x4}={write.Value:x}")));
    }

    private static void AssertProgrammed(string compatible, uint id, string expected)
    {
        uint start = FirstEndpoint(compatible) + (Stride(compatible) * id);

        Assert.AreEqual(expected, DriverTrace.Of(compatible).Rows("setup", "ipa", start, start + Stride(compatible)));
    }

    private static uint FirstEndpoint(string compatible) => IsV5(compatible) ? 0x1000u : 0x0800u;

    private static uint Stride(string compatible) => IsV5(compatible) ? 0x80u : 0x70u;

    private static bool IsV5(string compatible) => compatible is "qcom,sdx65-ipa" or "qcom,sm8550-ipa";
}
