using System.Globalization;
using System.Reflection;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>
/// The three encodings of ENDP_INIT_HOL_BLOCK_TIMER, worked out by hand from the reference, section 3.2. The driver itself writes only the time 0, so the
/// encoder is called directly.
/// </summary>
[TestClass]
public sealed class HeadOfLineTimerTests
{
    /// <summary>Ticks of the core clock divided by 128, rounded.</summary>
    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 0u, 0u)]
    [DataRow("qcom,msm8998-ipa", 1000u, 125u, DisplayName = "3.1: 16 MHz, 1000 us")]
    [DataRow("qcom,msm8998-ipa", 3u, 0u, DisplayName = "3.1: 0.375 ticks")]
    [DataRow("qcom,msm8998-ipa", 12u, 2u, DisplayName = "3.1: 1.5 ticks")]
    [DataRow("qcom,sdm845-ipa", 1u, 1u, DisplayName = "3.5.1: 0.59 ticks")]
    [DataRow("qcom,sdm845-ipa", 0xffffffffu, 2516582399u, DisplayName = "3.5.1: the longest time fits")]
    [DataRow("qcom,sdm845-ipa", 128u, 75u, DisplayName = "3.5.1: 75 MHz, 128 us")]
    [DataRow("qcom,sdm845-ipa", 1000u, 586u, DisplayName = "3.5.1: 585.94 ticks")]
    [DataRow("qcom,sdm845-ipa", 500u, 293u, DisplayName = "3.5.1: 292.97 ticks")]
    [DataRow("qcom,sdm845-ipa", 10000000u, 5859375u, DisplayName = "3.5.1: 10 s does not overflow")]
    public void Before_4_2_the_timer_counts_ticks(string compatible, uint microseconds, uint expected) => AssertTimer(compatible, microseconds, expected);

    /// <summary>100 MHz: base in bits 4:0, scale in bits 12:8.</summary>
    [TestMethod]
    [DataRow(0u, 0x000u)]
    [DataRow(32u, 0x019u, DisplayName = "25 ticks fit")]
    [DataRow(40u, 0x01fu, DisplayName = "31 ticks fit")]
    [DataRow(64u, 0x119u, DisplayName = "50 ticks = 25 << 1")]
    [DataRow(128u, 0x219u, DisplayName = "100 ticks = 25 << 2")]
    [DataRow(4096u, 0x719u, DisplayName = "3200 ticks = 25 << 7")]
    public void Of_4_2_the_timer_is_a_base_and_a_scale(uint microseconds, uint expected) => AssertTimer("qcom,sc7180-ipa", microseconds, expected);

    /// <summary>Units of 100 us (granularity 0), or of 1 ms (granularity 1, bit 8) when the value does not fit into five bits.</summary>
    [TestMethod]
    [DataRow(0u, 0x000u)]
    [DataRow(500u, 0x005u)]
    [DataRow(549u, 0x005u)]
    [DataRow(550u, 0x006u)]
    [DataRow(3100u, 0x01fu)]
    [DataRow(3149u, 0x01fu)]
    [DataRow(3150u, 0x103u)]
    [DataRow(3200u, 0x103u)]
    [DataRow(3499u, 0x103u)]
    [DataRow(3500u, 0x104u)]
    [DataRow(30499u, 0x11eu)]
    [DataRow(30500u, 0x11fu)]
    [DataRow(31499u, 0x11fu)]
    [DataRow(20000u, 0x114u)]
    [DataRow(31000u, 0x11fu)]
    public void From_4_5_on_the_timer_counts_pulses(uint microseconds, uint expected)
    {
        foreach (string compatible in (string[])["qcom,sdx55-ipa", "qcom,sm6350-ipa", "qcom,sm8350-ipa", "qcom,sc7280-ipa", "qcom,sdx65-ipa", "qcom,sm8550-ipa"])
        {
            AssertTimer(compatible, microseconds, expected);
        }
    }

    /// <summary>From v5.0 on there is a third granularity (2) of 10 ms; upstream divides by 100 us there.</summary>
    [TestMethod]
    [DataRow(31500u, 0x203u)]
    [DataRow(32000u, 0x203u)]
    [DataRow(34999u, 0x203u)]
    [DataRow(35000u, 0x204u)]
    [DataRow(304999u, 0x21eu)]
    [DataRow(305000u, 0x21fu)]
    [DataRow(314999u, 0x21fu)]
    [DataRow(310000u, 0x21fu)]
    public void Beyond_31_ms_the_timer_of_5_0_counts_pulses_of_10_ms(uint microseconds, uint expected)
    {
        AssertTimer("qcom,sdx65-ipa", microseconds, expected);
        AssertTimer("qcom,sm8550-ipa", microseconds, expected);
    }

    [TestMethod]
    [DataRow("qcom,sdx55-ipa", 31500u)]
    [DataRow("qcom,sc7280-ipa", 31500u)]
    [DataRow("qcom,sc7280-ipa", 32000u)]
    [DataRow("qcom,sdx65-ipa", 315000u)]
    [DataRow("qcom,sdx65-ipa", 320000u)]
    public void A_time_that_no_granularity_can_hold_is_refused(string compatible, uint microseconds)
    {
        var refusal = Assert.ThrowsExactly<TargetInvocationException>(() => AssertTimer(compatible, microseconds, 0));

        Assert.AreEqual($"head-of-line timer of {microseconds} us does not fit", Assert.IsInstanceOfType<IpaException>(refusal.InnerException).Message);
    }

    private static void AssertTimer(string compatible, uint microseconds, uint expected)
    {
        Type type = typeof(IpaDriver).Assembly.GetType("IpaEmbedded.Ipa.Endpoints.HeadOfLineBlocking", true)!;
        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;
        object encoder = type.GetConstructors(Hidden).Single().Invoke(Hidden, null, [IpaVersions.ForCompatible(compatible), null], CultureInfo.InvariantCulture);

        object? value = type.GetMethod("Timer", Hidden, [typeof(uint)])!.Invoke(encoder, [microseconds]);

        Assert.AreEqual(expected, value, $"{compatible}, {microseconds} us");
    }
}
