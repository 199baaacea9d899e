using IpaEmbedded.Fake;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Simulation;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Fake;

/// <summary>Tables grow with what a tree asks for, or say that they are full.</summary>
[TestClass]
public sealed class FakeBoardTests
{
    [TestMethod]
    public void A_tree_may_have_as_many_regions_as_it_likes()
    {
        var board = new FakeBoard();
        for (uint i = 0; i < 200; i++)
        {
            board.MapRegisters(i * 0x1000, 0x1000, "r").Write32(0, i);
            board.MapMemory(i * 0x1000, 16, "m").Write32(0, i);
        }

        for (uint i = 0; i < 200; i++)
        {
            Assert.AreEqual(i, board.MapRegisters(i * 0x1000, 0x1000, "r").Read32(0));
            Assert.AreEqual(i, board.MapMemory(i * 0x1000, 16, "m").Read32(0));
        }
    }

    [TestMethod]
    public void A_vote_for_one_resource_too_many_is_refused_with_a_reason()
    {
        var soc = new FakeSoc(new EventLoop(new VirtualTime()), Chips.For("qcom,sdm845-ipa"), SocMap.Sdm845(), ChipTiming.Immediate(), true);
        for (uint i = 0; i < 128; i++) { soc.Rpmh.Send(RpmhState.ActiveOnly, [i * 4], [i], [true], 1); }

        var refusal = Assert.ThrowsExactly<HardwareException>(() => soc.Rpmh.Send(RpmhState.ActiveOnly, [0x1000], [1], [true], 1));

        Assert.AreEqual("apps_rsc: votes for more than 128 resources", refusal.Message);
        Assert.AreEqual(127u, soc.Rpmh.WordAt(127 * 4));
    }

    [TestMethod]
    public void A_board_may_have_more_than_eight_remote_processors()
    {
        SocServices services = QualcommDrivers.Register(new DriverTable(), new FakeSocPlatform(new FakeSoc(new EventLoop(new VirtualTime()), Chips.For("qcom,sdm845-ipa"), SocMap.Sdm845(), ChipTiming.Immediate(), true)));
        var processors = Enumerable.Range(0, 20).Select(i => services.Processor("p" + i)).ToArray();

        Assert.AreEqual("p19", processors[19].Name);
        Assert.AreSame(processors[8], services.Processor("p8"));
        Assert.IsNull(services.Supervisor("p9"));
    }
}
