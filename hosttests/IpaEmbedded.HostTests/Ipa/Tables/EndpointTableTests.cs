using IpaEmbedded.Ipa.Data;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>
/// The endpoint tables of the reference, sections 8.6.3 and 18.5: owner, channel, endpoint, direction, filter, then for the driver's own endpoints elements
/// of transfer ring / event ring / prefetch, resource group and configuration.
/// </summary>
[TestClass]
public sealed class EndpointTableTests
{
    [TestMethod]
    [DataRow("qcom,msm8998-ipa", RowsV3_1, DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", RowsV3_5_1, DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", RowsV4_2, DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", RowsV4_5, DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", RowsV4_7, DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", RowsV4_9, DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", RowsV4_11, DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", RowsV5, DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", RowsV5, DisplayName = "5.5")]
    public void Endpoints_are_those_of_the_reference_in_its_order(string compatible, string expected)
    {
        Assert.AreEqual(expected, string.Join('\n', IpaVersions.ForCompatible(compatible).Endpoints.Select(Row)));
    }

    private static string Row(EndpointData endpoint)
    {
        bool own = endpoint.Environment == EndpointData.ApplicationProcessor;
        List<string> words =
        [
            EndpointName.Of(endpoint.Name), own ? "AP" : endpoint.Environment == EndpointData.Modem ? "MODEM" : "?", $"ch{endpoint.Channel}", $"ep{endpoint.Id}",
            endpoint.ToIpa ? "TX" : "RX",
        ];
        if (endpoint.Filter) { words.Add("filter"); }
        if (own) { words.Add($"{endpoint.ElementCount}/{endpoint.EventCount}/{endpoint.TlvCount} group{endpoint.ResourceGroup}"); }
        if (endpoint.Checksum) { words.Add("checksum"); }
        if (endpoint.Qmap) { words.Add("qmap"); }
        if (endpoint.StatusEnable) { words.Add("status"); }
        if (endpoint.Aggregation) { words.Add("aggregation"); }
        if (endpoint.DmaEndpoint != EndpointName.None) { words.Add("dma=" + EndpointName.Of(endpoint.DmaEndpoint)); }
        if (endpoint.StatusEndpoint != EndpointName.None) { words.Add("status=" + EndpointName.Of(endpoint.StatusEndpoint)); }
        if (own && endpoint.ToIpa) { words.Add($"seq={endpoint.SequencerType:x2}"); }
        if (endpoint.SequencerRepType != 0) { words.Add($"rep={endpoint.SequencerRepType:x2}"); }
        if (endpoint.BufferSize != 0) { words.Add($"buffer={endpoint.BufferSize}"); }
        if (endpoint.PadAlign != 0) { words.Add($"pad={endpoint.PadAlign}"); }
        if (endpoint.AggregationTimeMicroseconds != 0) { words.Add($"time={endpoint.AggregationTimeMicroseconds}"); }
        if (endpoint.AggregationCloseOnEof) { words.Add("eof"); }
        if (endpoint.HeadOfLineDrop) { words.Add("drop"); }
        return string.Join(' ', words);
    }

    private const string RowsV3_1 =
        """
        AP_COMMAND_TX AP ch6 ep22 TX 256/256/18 group0 dma=AP_LAN_RX seq=00
        AP_LAN_RX AP ch7 ep15 RX 256/256/8 group0 status aggregation buffer=8192 pad=2 time=500
        AP_MODEM_TX AP ch5 ep3 TX filter 512/512/16 group0 checksum qmap status status=MODEM_AP_RX seq=04
        AP_MODEM_RX AP ch8 ep16 RX 256/256/8 group1 checksum qmap aggregation buffer=8192 time=500 eof
        MODEM_LAN_TX MODEM ch4 ep9 TX filter
        MODEM_AP_TX MODEM ch0 ep5 TX filter
        MODEM_AP_RX MODEM ch5 ep18 RX
        """;

    private const string RowsV3_5_1 =
        """
        AP_COMMAND_TX AP ch4 ep5 TX 512/256/20 group1 dma=AP_LAN_RX seq=00
        AP_LAN_RX AP ch5 ep9 RX 256/256/8 group1 status aggregation buffer=8192 pad=2 time=500
        AP_MODEM_TX AP ch3 ep2 TX filter 512/512/16 group1 checksum qmap status status=MODEM_AP_RX seq=04 rep=08
        AP_MODEM_RX AP ch6 ep10 RX 256/256/8 group1 checksum qmap aggregation buffer=8192 time=500 eof
        MODEM_LAN_TX MODEM ch0 ep3 TX filter
        MODEM_AP_TX MODEM ch4 ep6 TX filter
        MODEM_AP_RX MODEM ch2 ep12 RX
        """;

    private const string RowsV4_2 =
        """
        AP_COMMAND_TX AP ch1 ep6 TX 256/256/20 group0 dma=AP_LAN_RX seq=00
        AP_LAN_RX AP ch2 ep8 RX 256/256/6 group0 status aggregation buffer=8192 pad=2 time=500
        AP_MODEM_TX AP ch0 ep1 TX filter 512/512/8 group0 checksum qmap status status=MODEM_AP_RX seq=06 rep=08
        AP_MODEM_RX AP ch3 ep9 RX 256/256/6 group0 checksum qmap aggregation buffer=8192 time=500 eof
        MODEM_COMMAND_TX MODEM ch1 ep5 TX
        MODEM_LAN_RX MODEM ch3 ep11 RX
        MODEM_AP_TX MODEM ch0 ep4 TX filter
        MODEM_AP_RX MODEM ch2 ep10 RX
        """;

    private const string RowsV4_5 =
        """
        AP_COMMAND_TX AP ch9 ep7 TX 256/256/20 group1 dma=AP_LAN_RX seq=00
        AP_LAN_RX AP ch10 ep16 RX 256/256/9 group1 status aggregation buffer=8192 pad=2 time=500
        AP_MODEM_TX AP ch7 ep2 TX filter 512/512/16 group1 checksum qmap status status=MODEM_AP_RX seq=04
        AP_MODEM_RX AP ch1 ep14 RX 256/256/9 group1 checksum qmap aggregation buffer=8192 time=500 eof
        MODEM_AP_TX MODEM ch0 ep5 TX filter
        MODEM_AP_RX MODEM ch7 ep21 RX
        MODEM_DL_NLO_TX MODEM ch2 ep8 TX filter
        """;

    private const string RowsV4_9 =
        """
        AP_COMMAND_TX AP ch6 ep7 TX 256/256/20 group0 dma=AP_LAN_RX seq=00
        AP_LAN_RX AP ch7 ep11 RX 256/256/9 group0 status aggregation buffer=8192 pad=2 time=500
        AP_MODEM_TX AP ch2 ep2 TX filter 512/512/16 group0 checksum qmap status status=MODEM_AP_RX seq=04
        AP_MODEM_RX AP ch12 ep20 RX 256/256/9 group0 checksum qmap aggregation buffer=8192 time=500 eof
        MODEM_AP_TX MODEM ch0 ep5 TX filter
        MODEM_AP_RX MODEM ch7 ep16 RX
        MODEM_DL_NLO_TX MODEM ch2 ep8 TX filter
        """;

    private const string RowsV4_11 =
        """
        AP_COMMAND_TX AP ch5 ep7 TX 256/256/20 group0 dma=AP_LAN_RX seq=00
        AP_LAN_RX AP ch14 ep9 RX 256/256/9 group0 status aggregation buffer=8192 pad=2 time=500
        AP_MODEM_TX AP ch2 ep2 TX filter 512/512/16 group0 checksum qmap status status=MODEM_AP_RX seq=04
        AP_MODEM_RX AP ch7 ep16 RX 256/256/9 group0 checksum qmap aggregation buffer=32768 time=500 eof
        MODEM_AP_TX MODEM ch0 ep5 TX filter
        MODEM_AP_RX MODEM ch7 ep14 RX
        MODEM_DL_NLO_TX MODEM ch2 ep8 TX filter
        """;

    private const string RowsV5 =
        """
        AP_COMMAND_TX AP ch12 ep14 TX 256/256/20 group0 dma=AP_LAN_RX seq=00
        AP_LAN_RX AP ch13 ep16 RX 256/256/9 group0 status aggregation buffer=8192 pad=2 time=500
        AP_MODEM_TX AP ch11 ep2 TX filter 512/512/25 group0 checksum qmap status status=MODEM_AP_RX seq=04
        AP_MODEM_RX AP ch1 ep23 RX 256/256/9 group1 checksum qmap aggregation buffer=8192 time=500 eof
        MODEM_AP_TX MODEM ch0 ep12 TX filter
        MODEM_AP_RX MODEM ch7 ep21 RX
        MODEM_DL_NLO_TX MODEM ch2 ep15 TX filter
        """;

    private const string RowsV4_7 =
        """
        AP_COMMAND_TX AP ch5 ep7 TX 256/256/20 group0 dma=AP_LAN_RX seq=00
        AP_LAN_RX AP ch14 ep9 RX 256/256/9 group0 status aggregation buffer=8192 pad=2 time=500
        AP_MODEM_TX AP ch2 ep2 TX filter 512/512/16 group0 checksum qmap status status=MODEM_AP_RX seq=04
        AP_MODEM_RX AP ch7 ep16 RX 256/256/9 group0 checksum qmap aggregation buffer=8192 time=500 eof
        MODEM_AP_TX MODEM ch0 ep5 TX filter
        MODEM_AP_RX MODEM ch7 ep14 RX
        MODEM_DL_NLO_TX MODEM ch2 ep8 TX filter
        """;
}
