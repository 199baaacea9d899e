using System.Globalization;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>
/// What channels and event rings are programmed with, worked out by hand from the reference, sections 3.7 and 18.6. Offsets are those within the channel
/// (00 CNTXT_0, 04 ring bytes, 5c QOS, 60 to 6c SCRATCH; from v5.0 on 48 and 4c to 58) or the event ring (00 CNTXT_0, 04 ring bytes, 20 moderation, 24 to 34 MSI and read pointer).
/// Ring addresses are left out; the lower half of SCRATCH_3 belongs to the hardware, which has a5a5 there.
/// </summary>
[TestClass]
public sealed class ChannelRegisterTests
{
    private const string AfterRing = " 20=10020 24=0 28=0 2c=0 30=0 34=0";

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 0x1c000u, 6u, "00=1000000a 04=1000 5c=20f 60=0 64=0 68=1200000 6c=20a5a5", DisplayName = "3.1 AP_COMMAND_TX")]
    [DataRow("qcom,msm8998-ipa", 0x1c000u, 7u, "00=10004002 04=1000 5c=200 60=0 64=0 68=800000 6c=20a5a5", DisplayName = "3.1 AP_LAN_RX")]
    [DataRow("qcom,msm8998-ipa", 0x1c000u, 5u, "00=1000800a 04=2000 5c=200 60=0 64=0 68=1000000 6c=20a5a5", DisplayName = "3.1 AP_MODEM_TX")]
    [DataRow("qcom,msm8998-ipa", 0x1c000u, 8u, "00=1000c002 04=1000 5c=200 60=0 64=0 68=800000 6c=20a5a5", DisplayName = "3.1 AP_MODEM_RX")]
    [DataRow("qcom,sdm845-ipa", 0x1c000u, 4u, "00=1000000a 04=1000 5c=20f 60=0 64=0 68=1400000 6c=20a5a5", DisplayName = "3.5.1 AP_COMMAND_TX")]
    [DataRow("qcom,sdm845-ipa", 0x1c000u, 5u, "00=10004002 04=1000 5c=200 60=0 64=0 68=800000 6c=20a5a5", DisplayName = "3.5.1 AP_LAN_RX")]
    [DataRow("qcom,sdm845-ipa", 0x1c000u, 3u, "00=1000800a 04=2000 5c=200 60=0 64=0 68=1000000 6c=20a5a5", DisplayName = "3.5.1 AP_MODEM_TX")]
    [DataRow("qcom,sdm845-ipa", 0x1c000u, 6u, "00=1000c002 04=1000 5c=200 60=0 64=0 68=800000 6c=20a5a5", DisplayName = "3.5.1 AP_MODEM_RX")]
    [DataRow("qcom,sc7180-ipa", 0x1c000u, 1u, "00=1000000a 04=1000 5c=f 60=0 64=0 68=1400000 6c=20a5a5", DisplayName = "4.2 AP_COMMAND_TX")]
    [DataRow("qcom,sc7180-ipa", 0x1c000u, 2u, "00=10004002 04=1000 5c=400 60=0 64=0 68=600000 6c=20a5a5", DisplayName = "4.2 AP_LAN_RX")]
    [DataRow("qcom,sc7180-ipa", 0x1c000u, 0u, "00=1000800a 04=2000 5c=400 60=0 64=0 68=800000 6c=20a5a5", DisplayName = "4.2 AP_MODEM_TX")]
    [DataRow("qcom,sc7180-ipa", 0x1c000u, 3u, "00=1000c002 04=1000 5c=400 60=0 64=0 68=600000 6c=20a5a5", DisplayName = "4.2 AP_MODEM_RX")]
    [DataRow("qcom,sdx55-ipa", 0x0f000u, 9u, "00=1000000a 04=1000 5c=f 60=0 64=0 68=1400000 6c=20a5a5", DisplayName = "4.5 AP_COMMAND_TX")]
    [DataRow("qcom,sdx55-ipa", 0x0f000u, 10u, "00=10004002 04=1000 5c=400 60=0 64=0 68=900000 6c=20a5a5", DisplayName = "4.5 AP_LAN_RX")]
    [DataRow("qcom,sdx55-ipa", 0x0f000u, 7u, "00=1000800a 04=2000 5c=400 60=0 64=0 68=1000000 6c=20a5a5", DisplayName = "4.5 AP_MODEM_TX")]
    [DataRow("qcom,sdx55-ipa", 0x0f000u, 1u, "00=1000c002 04=1000 5c=400 60=0 64=0 68=900000 6c=20a5a5", DisplayName = "4.5 AP_MODEM_RX")]
    [DataRow("qcom,sm6350-ipa", 0x0f000u, 5u, "00=1000000a 04=1000 5c=f 60=0 64=0 68=1400000 6c=20a5a5", DisplayName = "4.7 AP_COMMAND_TX")]
    [DataRow("qcom,sm6350-ipa", 0x0f000u, 14u, "00=10004002 04=1000 5c=400 60=0 64=0 68=900000 6c=20a5a5", DisplayName = "4.7 AP_LAN_RX")]
    [DataRow("qcom,sm6350-ipa", 0x0f000u, 2u, "00=1000800a 04=2000 5c=400 60=0 64=0 68=1000000 6c=20a5a5", DisplayName = "4.7 AP_MODEM_TX")]
    [DataRow("qcom,sm6350-ipa", 0x0f000u, 7u, "00=1000c002 04=1000 5c=400 60=0 64=0 68=900000 6c=20a5a5", DisplayName = "4.7 AP_MODEM_RX")]
    [DataRow("qcom,sm8350-ipa", 0x0f000u, 6u, "00=1000000a 04=1000 5c=100000f 60=0 64=0 68=1400000 6c=20a5a5", DisplayName = "4.9 AP_COMMAND_TX")]
    [DataRow("qcom,sm8350-ipa", 0x0f000u, 7u, "00=10004002 04=1000 5c=1000400 60=0 64=0 68=900000 6c=20a5a5", DisplayName = "4.9 AP_LAN_RX")]
    [DataRow("qcom,sm8350-ipa", 0x0f000u, 2u, "00=1000800a 04=2000 5c=1000400 60=0 64=0 68=1000000 6c=20a5a5", DisplayName = "4.9 AP_MODEM_TX")]
    [DataRow("qcom,sm8350-ipa", 0x0f000u, 12u, "00=1000c002 04=1000 5c=1000400 60=0 64=0 68=900000 6c=20a5a5", DisplayName = "4.9 AP_MODEM_RX")]
    [DataRow("qcom,sc7280-ipa", 0x0f000u, 5u, "00=1000000a 04=1000 5c=100000f 60=0 64=0 68=1400000 6c=20a5a5", DisplayName = "4.11 AP_COMMAND_TX")]
    [DataRow("qcom,sc7280-ipa", 0x0f000u, 14u, "00=10004002 04=1000 5c=1000400 60=0 64=0 68=900000 6c=20a5a5", DisplayName = "4.11 AP_LAN_RX")]
    [DataRow("qcom,sc7280-ipa", 0x0f000u, 2u, "00=1000800a 04=2000 5c=1000400 60=0 64=0 68=1000000 6c=20a5a5", DisplayName = "4.11 AP_MODEM_TX")]
    [DataRow("qcom,sc7280-ipa", 0x0f000u, 7u, "00=1000c002 04=1000 5c=1000400 60=0 64=0 68=900000 6c=20a5a5", DisplayName = "4.11 AP_MODEM_RX")]
    [DataRow("qcom,sdx65-ipa", 0x14000u, 12u, "00=10000082 04=1000 48=100000f 4c=0 50=0 54=1400000 58=20a5a5", DisplayName = "5.0 AP_COMMAND_TX")]
    [DataRow("qcom,sdx65-ipa", 0x14000u, 13u, "00=10000002 04=1001000 48=1000400 4c=0 50=0 54=900000 58=20a5a5", DisplayName = "5.0 AP_LAN_RX")]
    [DataRow("qcom,sdx65-ipa", 0x14000u, 11u, "00=10000082 04=2002000 48=1000400 4c=0 50=0 54=1900000 58=20a5a5", DisplayName = "5.0 AP_MODEM_TX")]
    [DataRow("qcom,sdx65-ipa", 0x14000u, 1u, "00=10000002 04=3001000 48=1000400 4c=0 50=0 54=900000 58=20a5a5", DisplayName = "5.0 AP_MODEM_RX")]
    [DataRow("qcom,sm8550-ipa", 0x14000u, 12u, "00=10000082 04=1000 48=100000f 4c=0 50=0 54=1400000 58=20a5a5", DisplayName = "5.5 AP_COMMAND_TX")]
    [DataRow("qcom,sm8550-ipa", 0x14000u, 13u, "00=10000002 04=1001000 48=1000400 4c=0 50=0 54=900000 58=20a5a5", DisplayName = "5.5 AP_LAN_RX")]
    [DataRow("qcom,sm8550-ipa", 0x14000u, 11u, "00=10000082 04=2002000 48=1000400 4c=0 50=0 54=1900000 58=20a5a5", DisplayName = "5.5 AP_MODEM_TX")]
    [DataRow("qcom,sm8550-ipa", 0x14000u, 1u, "00=10000002 04=3001000 48=1000400 4c=0 50=0 54=900000 58=20a5a5", DisplayName = "5.5 AP_MODEM_RX")]
    public void A_channel_gets_its_context_its_service_and_its_limits(string compatible, uint channels, uint channel, string expected)
    {
        uint start = channels + 0x80 * channel;

        Assert.AreEqual(expected, DriverTrace.Of(compatible).Rows("setup", "gsi", start, start + 0x80));
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 0x1d000u, DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", 0x1d000u, DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", 0x1d000u, DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", 0x10000u, DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", 0x10000u, DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", 0x10000u, DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", 0x10000u, DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", 0x1c000u, "10000082", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", 0x1c000u, "10000082", DisplayName = "5.5")]
    public void An_event_ring_interrupts_a_millisecond_after_its_first_event(string compatible, uint rings, string context = "10010002")
    {
        var trace = DriverTrace.Of(compatible);

        Assert.AreEqual($"00={context} 04=1000{AfterRing}", trace.Rows("setup", "gsi", rings, rings + 0x80), "AP_COMMAND_TX");
        Assert.AreEqual($"00={context} 04=1000{AfterRing}", trace.Rows("setup", "gsi", rings + 0x80, rings + 0x100), "AP_LAN_RX");
        Assert.AreEqual($"00={context} 04=2000{AfterRing}", trace.Rows("setup", "gsi", rings + 0x100, rings + 0x180), "AP_MODEM_TX");
        Assert.AreEqual($"00={context} 04=1000{AfterRing}", trace.Rows("setup", "gsi", rings + 0x180, rings + 0x200), "AP_MODEM_RX");
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 0x1f000u, "2 0 1 3", "5 6 7 8", "1000006 1000007", "1000005 1000008", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", 0x1f000u, "2 0 1 3", "3 4 5 6", "1000004 1000005", "1000003 1000006", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", 0x1f000u, "2 0 1 3", "0 1 2 3", "1000001 1000002", "1000000 1000003", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", 0x12000u, "3 2 0 1", "1 7 9 a", "1000009 100000a", "1000007 1000001", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", 0x12000u, "2 0 3 1", "2 5 7 e", "1000005 100000e", "1000002 1000007", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", 0x12000u, "2 0 1 3", "2 6 7 c", "1000006 1000007", "1000002 100000c", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", 0x12000u, "2 0 3 1", "2 5 7 e", "1000005 100000e", "1000002 1000007", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", 0x25000u, "3 2 0 1", "1 b c d", "100000c 100000d", "100000b 1000001", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", 0x25000u, "3 2 0 1", "1 b c d", "100000c 100000d", "100000b 1000001", DisplayName = "5.5")]
    public void Rings_are_allocated_in_the_order_of_channels_and_started_when_they_are_needed(
        string compatible, uint environment, string eventRings, string channels, string atSetup, string atOpen)
    {
        var trace = DriverTrace.Of(compatible);

        Assert.AreEqual(eventRings, Commands(trace, "setup", environment + 0x10));
        Assert.AreEqual(channels + " " + atSetup, Commands(trace, "setup", environment + 0x08));
        Assert.AreEqual(atOpen, Commands(trace, "open", environment + 0x08));
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 0x1f000u, "", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", 0x1f000u, "20=0 24=0", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", 0x1f000u, "20=0 24=0", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", 0x12000u, "20=0 24=0", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", 0x12000u, "20=0 24=0", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", 0x12000u, "20=0 24=0", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", 0x12000u, "20=0 24=0", DisplayName = "4.11")]
    public void Interrupts_of_the_gsi_are_wired_and_the_masks_between_environments_have_not_moved(string compatible, uint environment, string masks)
    {
        var trace = DriverTrace.Of(compatible);

        Assert.AreEqual(masks, trace.Rows("setup", "gsi", 0x0c000, 0x0d000));
        Assert.AreEqual("00=1", trace.Rows("setup", "gsi", environment + 0x180, environment + 0x184), "CNTXT_INTSET");
        Assert.AreEqual("00=0 00=e", trace.Rows("setup", "gsi", environment + 0x120, environment + 0x124), "CNTXT_GSI_IRQ_EN");
        Assert.AreEqual("00=0", trace.Rows("setup", "gsi", environment + 0x200, environment + 0x204), "ERROR_LOG");
        Assert.AreEqual("", trace.Rows("setup", "gsi", environment + 0x210, environment + 0x214), "ERROR_LOG_CLR");
    }

    [TestMethod]
    [DataRow("qcom,sdx65-ipa", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", DisplayName = "5.5")]
    public void From_5_0_on_the_masks_between_environments_and_those_of_errors_have_moved(string compatible)
    {
        var trace = DriverTrace.Of(compatible);

        Assert.AreEqual("1c=0 28=0", trace.Rows("setup", "gsi", 0x0c000, 0x0d000));
        Assert.AreEqual("00=1", trace.Rows("setup", "gsi", 0x25220, 0x25224), "CNTXT_INTSET");
        Assert.AreEqual("00=0 00=e", trace.Rows("setup", "gsi", 0x25210, 0x25214), "CNTXT_GSI_IRQ_EN");
        Assert.AreEqual("00=0", trace.Rows("setup", "gsi", 0x25240, 0x25248), "ERROR_LOG and not ERROR_LOG_CLR");
    }

    /// <summary>Modem channels 0, 1, 2, 3 of v4.2 are allocated with environment 1 and halted in descending order.</summary>
    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 0x1f000u, "", "", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", 0x1f000u, "", "", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", 0x1f000u, "402 422 442 462", "461 441 421 401", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", 0x12000u, "", "", DisplayName = "4.5")]
    [DataRow("qcom,sm8350-ipa", 0x12000u, "", "", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", 0x12000u, "", "", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", 0x25000u, "", "", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", 0x25000u, "", "", DisplayName = "5.5")]
    public void Only_version_4_2_allocates_and_halts_the_modem_s_channels(string compatible, uint environment, string atSetup, string atRemoval)
    {
        var trace = DriverTrace.Of(compatible);

        Assert.AreEqual(atSetup, Commands(trace, "setup", environment + 0x18));
        Assert.AreEqual(atRemoval, Commands(trace, "remove", environment + 0x18));
    }

    /// <summary>The modem's TX channels in ascending endpoint id: opcode 3 pauses, 4 lets go, environment 1. Before v4.2 the delay bit of ENDP_INIT_CTRL does it.</summary>
    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 0x1f000u, "", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", 0x1f000u, "", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", 0x1f000u, "403 423 404 424", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", 0x12000u, "403 443 404 444", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", 0x12000u, "403 443 404 444", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", 0x12000u, "403 443 404 444", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", 0x12000u, "403 443 404 444", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", 0x25000u, "2003 2043 2004 2044", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", 0x25000u, "2003 2043 2004 2044", DisplayName = "5.5")]
    public void While_the_driver_cleans_up_after_the_modem_its_transmit_channels_are_paused(string compatible, uint environment, string expected)
    {
        Assert.AreEqual(expected, Commands(DriverTrace.Of(compatible), "crash", environment + 0x18));
    }

    private static string Commands(DriverTrace trace, string step, uint register) =>
        string.Join(' ', trace.Writes(step, "gsi").Where(write => write.Offset == register).Select(write => write.Value.ToString("x", CultureInfo.InvariantCulture)));
}
