namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>The limits of every resource type as register values, worked out by hand from the reference, sections 8.6.4 and 18.5: even group below, odd group above.</summary>
[TestClass]
public sealed class ResourceLimitTests
{
    private const string LimitsV5 =
        "0500=0a040903 0504=00000000 0508=3f003f01 "
        + "0520=0c0c0909 0524=00000000 0528=00000a0a "
        + "0540=18180909 0544=00000000 0548=00001414 "
        + "0560=3f003f00 0564=00000000 0568=3f003f01 "
        + "0580=10101616 0584=00000000 0588=00001010 "
        + "0600=05050606 0604=00000000 0608=00000000 060c=00002727 "
        + "0620=03000300 0624=00000000 0628=00000000 062c=00000000 "
        + "0640=3f003f00 0644=00000000 0648=00000000 064c=00000000";

    [TestMethod]
    [DataRow("qcom,msm8998-ipa",
        "0400=ff03ff03 0404=ff01ff01 0408=ff020000 "
        + "0420=ff00ff00 0424=ff00ff00 0428=ff000000 "
        + "0440=ff00ff00 0444=ff00ff00 0448=ff000000 "
        + "0460=10100e0e 0464=05050505 0468=08080000 "
        + "0480=1a1a1313 0484=05050505 0488=08080000 "
        + "04a0=ff00ff00 04a4=ff00ff00 04a8=ff000000 "
        + "04c0=ff00ff00 04c4=ff00ff00 04c8=ff000000 "
        + "04e0=1a1a1313 04e4=05050505 04e8=08080000 "
        + "0500=03030303 0504=00000101 0508=03030303 "
        + "0520=ff00ff00 0524=ff00ff00 0528=ff00ff00 "
        + "0540=01010101 0544=01010101 0548=00000101", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa",
        "0400=3f013f01 0404=3f010000 0420=0a0a0a0a 0424=08080000 0440=0e0e0c0c 0444=08080000 0460=3f003f00 0464=3f003f00 0480=14140e0e 0484=0e0e0000 "
        + "0500=04040404 0504=00000303 0520=3f013f02 0524=00000201", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", "0400=00003f03 0420=00000303 0440=00000a0a 0460=00000101 0480=00000505 0500=00000303 0520=00003f01", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa",
        "0400=0b010000 0404=00000000 0408=00003f01 0420=0e0e0000 0424=00000000 0428=00000303 0440=12120000 0444=00000000 0448=00000808 "
        + "0460=3f003f00 0464=3f003f00 0468=00003f00 0480=18180000 0484=00000000 0488=00000808 "
        + "0500=10100000 0504=02020202 0508=00000000 0520=3f020000 0524=02010201 0528=00000200", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", "0400=00000808 0420=00000808 0440=00001212 0460=00000202 0480=00000f0f 0500=00000707 0520=00000202", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa",
        "0400=01010c01 0404=00000c01 0420=02021414 0424=00000303 0440=04042626 0444=00000808 0460=04000400 0464=00000400 0480=08081e1e 0484=00000808 "
        + "0500=01010909 0504=27270101 0520=02010302 0524=00000200", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa",
        "0400=00000606 0404=00000000 0420=00000808 0424=00000000 0440=00001212 0444=00000000 0460=00000202 0464=00000000 0480=00000f0f 0484=00000000 "
        + "0500=00000303 0504=00001919 0520=00000202 0524=00000000", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", LimitsV5, DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", LimitsV5, DisplayName = "5.5")]
    public void Source_types_then_destination_types_get_their_limits(string compatible, string expected)
    {
        uint sources = compatible is "qcom,sdx65-ipa" or "qcom,sm8550-ipa" ? 0x0500u : 0x0400u;
        var limits = DriverTrace.Of(compatible).Writes("probe", "ipa").Where(write => write.Offset >= sources && write.Offset < sources + 0x0200);

        Assert.AreEqual(expected, string.Join(' ', limits.Select(write => $"{write.Offset:x4}={write.Value:x8}")));
    }
}
