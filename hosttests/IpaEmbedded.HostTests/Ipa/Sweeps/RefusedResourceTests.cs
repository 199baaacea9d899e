using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.Ipa;
using IpaEmbedded.Qualcomm.Iommu;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>Interrupts that nobody is given and mappings that do not fit: the probe says so, takes nothing, and works once they are there.</summary>
[TestClass]
public sealed class RefusedResourceTests
{
    [TestMethod]
    [DataRow(Board.Sdm845, "ipa")]
    [DataRow(Board.Sdm845, "ipa-clock-query")]
    [DataRow(Board.Sdm845, "ipa-setup-ready")]
    [DataRow(Board.Sdm845ApInit, "gsi")]
    [DataRow(Board.Sdm845ApInit, "ipa")]
    [DataRow(Board.Sdm845ApInit, "ipa-clock-query")]
    public void An_interrupt_that_is_refused_at_probe_leaves_nothing_behind(string name, string line)
    {
        var life = new SweptLife(name);
        life.Probe();
        life.Remove();
        life.Board.Device.Interrupt(line).Line.Refusal = "the controller has no room";
        life.Replug();

        Assert.IsFalse(life.IsBound);
        StringAssert.Contains(life.Board.Device.Reason, "the controller has no room");
        life.Board.AssertNothingLeft();
        life.Board.Device.Interrupt(line).Line.Refusal = null;
        life.Replug();
        Assert.IsTrue(life.IsBound, life.Board.Device.Reason);
        life.StartModem();
        life.AssertTrafficToTheEnd();
    }

    [TestMethod]
    public void An_interrupt_that_is_refused_at_setup_is_asked_for_again_at_the_modems_next_start()
    {
        var life = new SweptLife(Board.Sdm845);
        life.Probe();
        life.Board.Device.Interrupt("gsi").Line.Refusal = "the controller has no room";
        life.StartModem();

        StringAssert.Contains(life.Board.Told(IpaTraceId.SetupFailed), "the controller has no room");
        life.Board.Device.Interrupt("gsi").Line.Refusal = null;
        Assert.AreEqual(Consequences.Restarted, life.Return());
        life.End();
        Assert.AreEqual("", life.Wrong);
    }

    // IMEM of the SDM845, and the pages of the SMEM item.
    [TestMethod]
    [DataRow(0x146bd000ul, 0x2000ul)]
    [DataRow(0x86000000ul, 0x200000ul)]
    public void A_mapping_that_is_refused_leaves_nothing_behind(ulong address, ulong size)
    {
        var life = new SweptLife(Board.Sdm845);
        life.Probe();
        life.Remove();
        Device iommu = Enumerable.Range(0, life.Board.Platform.DeviceCount).Select(life.Board.Platform.DeviceAt).Single(device => device.Driver is IommuDriver);
        IommuDomain domain = ((IommuProvider)life.Board.Platform.FindProvider(iommu.Node.Index, IommuProvider.ProviderKind)).Open(0x720);
        domain.Map(address, address, size);
        life.Replug();

        Assert.IsFalse(life.IsBound);
        StringAssert.Contains(life.Board.Device.Reason, "overlaps the mapping");
        domain.Unmap(address, size);
        life.Board.AssertNothingLeft();
        life.Replug();
        Assert.IsTrue(life.IsBound, life.Board.Device.Reason);
        life.End();
        Assert.AreEqual("", life.Wrong);
    }
}
