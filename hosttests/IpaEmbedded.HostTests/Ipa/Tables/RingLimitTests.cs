using IpaEmbedded.Conformance;
using IpaEmbedded.Ipa.Endpoints;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>How many elements may be outstanding: ring size minus one transaction of the largest size (the reference, section 4.3 and appendix B).</summary>
[TestClass]
public sealed class RingLimitTests
{
    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 239, 249, 497, 249, DisplayName = "3.1: prefetch 18, 8, 16, 8")]
    [DataRow("qcom,sdm845-ipa", 237, 249, 497, 249, DisplayName = "3.5.1: prefetch 20, 8, 16, 8")]
    [DataRow("qcom,sc7180-ipa", 237, 251, 505, 251, DisplayName = "4.2: prefetch 20, 6, 8, 6")]
    [DataRow("qcom,sdx55-ipa", 237, 248, 497, 248, DisplayName = "4.5: prefetch 20, 9, 16, 9")]
    [DataRow("qcom,sm6350-ipa", 237, 248, 497, 248, DisplayName = "4.7: prefetch 20, 9, 16, 9")]
    [DataRow("qcom,sm8350-ipa", 237, 248, 497, 248, DisplayName = "4.9: prefetch 20, 9, 16, 9")]
    [DataRow("qcom,sc7280-ipa", 237, 248, 497, 248, DisplayName = "4.11: prefetch 20, 9, 16, 9")]
    [DataRow("qcom,sdx65-ipa", 237, 248, 488, 248, DisplayName = "5.0: prefetch 20, 9, 25, 9")]
    [DataRow("qcom,sm8550-ipa", 237, 248, 488, 248, DisplayName = "5.5: prefetch 20, 9, 25, 9")]
    public void A_ring_never_holds_more_than_leaves_room_for_a_whole_transaction(string compatible, int command, int lan, int modemTx, int modemRx)
    {
        ConformanceRun run = new(compatible, new Scenario("probe", ["probe"]), TextWriter.Null);

        run.Run();

        ApEndpoints endpoints = run.Driver.Endpoints;
        Assert.AreEqual(command, endpoints.Commands.Channel.Limit);
        Assert.AreEqual(lan, endpoints.LanRx.Channel.Limit);
        Assert.AreEqual(modemTx, endpoints.ModemTx.Channel.Limit);
        Assert.AreEqual(modemRx, endpoints.ModemRx.Channel.Limit);
    }
}
