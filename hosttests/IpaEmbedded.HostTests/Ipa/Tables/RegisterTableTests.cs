using IpaEmbedded.Ipa.Data;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>Every register and every field of every version is where the reference has it, and there is none besides.</summary>
[TestClass]
public sealed class RegisterTableTests
{
    [TestMethod]
    [DataRow("qcom,msm8998-ipa", IpaRegisterRowsV3_1.Text, DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", IpaRegisterRowsV3_5_1.Text, DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", IpaRegisterRowsV4_2.Text, DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", IpaRegisterRowsV4_5.Text, DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", IpaRegisterRowsV4_7.Text, DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", IpaRegisterRowsV4_9.Text, DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", IpaRegisterRowsV4_11.Text, DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", IpaRegisterRowsV5_0.Text, DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", IpaRegisterRowsV5_5.Text, DisplayName = "5.5")]
    public void The_registers_of_the_core_are_those_of_the_reference(string compatible, string expected)
    {
        Assert.AreEqual(expected, RegisterRows.Of(IpaVersions.ForCompatible(compatible).Registers.All(), "x4"));
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", GsiRegisterRowsV3_1.Text, DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", GsiRegisterRowsV3_5_1.Text, DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", GsiRegisterRowsV4_2.Text, DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", GsiRegisterRowsV4_5.Text, DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", GsiRegisterRowsV4_5.Text, DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", GsiRegisterRowsV4_9.Text, DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", GsiRegisterRowsV4_11.Text, DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", GsiRegisterRowsV5_0.Text, DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", GsiRegisterRowsV5_0.Text, DisplayName = "5.5")]
    public void The_registers_of_the_gsi_are_those_of_the_reference(string compatible, string expected)
    {
        Assert.AreEqual(expected, RegisterRows.Of(IpaVersions.ForCompatible(compatible).Gsi.All(), "x5"));
    }

    [TestMethod]
    [DataRow("qcom,sdm845-ipa", 0x1c180u, 0x1e018u, 0x1e030u, 0x1d080u, 0x1e108u, DisplayName = "3.5.1")]
    [DataRow("qcom,sdx55-ipa", 0x0f180u, 0x11018u, 0x11030u, 0x10080u, 0x11108u, DisplayName = "4.5")]
    [DataRow("qcom,sdx65-ipa", 0x14180u, 0x24018u, 0x24030u, 0x1c080u, 0x24808u, DisplayName = "5.0")]
    public void Channels_and_event_rings_lie_at_their_strides(string compatible, uint channel3, uint doorbell3, uint doorbell6, uint ring1, uint ringDoorbell1)
    {
        var gsi = IpaVersions.ForCompatible(compatible).Gsi;

        Assert.AreEqual(channel3, gsi.ChCntxt0.At(3));
        Assert.AreEqual(doorbell3, gsi.ChDoorbell0.At(3));
        Assert.AreEqual(doorbell6, gsi.ChDoorbell0.At(6));
        Assert.AreEqual(ring1, gsi.EvCntxt0.At(1));
        Assert.AreEqual(ringDoorbell1, gsi.EvDoorbell0.At(1));
    }

    [TestMethod]
    public void Endpoint_registers_lie_at_their_stride()
    {
        var registers = IpaVersions.ForCompatible("qcom,sdm845-ipa").Registers;

        Assert.AreEqual(0x08f0u, registers.EndpInitHdr.At(2));
        Assert.AreEqual(0x0c30u, registers.EndpStatus.At(9));
        Assert.AreEqual(0x15d0u, registers.EndpStatus.At(31));
        Assert.AreEqual(0x0480u, registers.SrcRsrcGrp[0].At(4));

        registers = IpaVersions.ForCompatible("qcom,sdx65-ipa").Registers;

        Assert.AreEqual(0x1110u, registers.EndpInitHdr.At(2));
        Assert.AreEqual(0x21c0u, registers.EndpStatus.At(35));
        Assert.AreEqual(0x0580u, registers.SrcRsrcGrp[0].At(4));
        Assert.AreEqual(0xc054u, registers.IrqSuspendEn.At(1), "endpoints 32 to 35");
    }
}
