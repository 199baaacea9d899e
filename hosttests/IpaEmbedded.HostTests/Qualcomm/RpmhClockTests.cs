using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

/// <summary>The words that clocks vote; the unit of IP0 on <see cref="SocBoard"/> is 15 MHz, so 75 MHz are 5 of them.</summary>
[TestClass]
public sealed class RpmhClockTests
{
    private const string Consumer = """
        / { consumer {
            compatible = "test,consumer";
            clocks = <&rpmhcc 12>, <&rpmhcc 0>, <&rpmhcc 1>, <&rpmhcc 4>, <&rpmhcc 13>;
            clock-names = "core", "crystal", "crystal-active", "buffer", "nothing";
        }; };
        """;

    [TestMethod]
    public void The_IPA_clock_at_75_MHz_votes_5_when_it_is_switched_on()
    {
        var board = Bind(out var device);
        var clock = device.Clock("core");
        clock.SetRate(75_000_000);
        Assert.IsEmpty(board.Votes);
        Assert.AreEqual(75_000_000u, clock.Rate);

        clock.Enable();
        clock.Enable();
        clock.SetRate(75_000_000);
        clock.SetRate(150_000_000);
        clock.Disable();
        clock.Disable();

        CollectionAssert.AreEqual(new[] { "ActiveOnly 50100=60000005!", "ActiveOnly 50100=6000000a!", "ActiveOnly 50100=40000000" }, board.Votes);
    }

    [TestMethod]
    public void A_rate_between_two_units_is_the_lower_and_no_rate_still_votes_1()
    {
        var board = Bind(out var device);
        var clock = device.Clock("core");
        clock.SetRate(89_999_999);
        Assert.AreEqual(75_000_000u, clock.Rate);
        clock.SetRate(0);
        clock.Enable();
        CollectionAssert.AreEqual(new[] { "ActiveOnly 50100=60000001!" }, board.Votes);
    }

    [TestMethod]
    public void The_crystal_is_shared_by_its_two_clocks()
    {
        var board = Bind(out var device);
        var always = device.Clock("crystal");
        var active = device.Clock("crystal-active");
        Assert.AreEqual(19_200_000u, always.Rate);
        always.Enable();
        CollectionAssert.AreEqual(new[] { "Sleep 30010=00000003", "WakeOnly 30010=00000003", "ActiveOnly 30010=00000003!" }, board.Votes);

        board.Votes.Clear();
        active.Enable();
        Assert.IsEmpty(board.Votes);
        always.Disable();
        CollectionAssert.AreEqual(new[] { "Sleep 30010=00000000" }, board.Votes);
        active.Disable();
        CollectionAssert.AreEqual(new[] { "Sleep 30010=00000000", "WakeOnly 30010=00000000", "ActiveOnly 30010=00000000" }, board.Votes);
    }

    [TestMethod]
    public void What_a_switch_has_voted_before_a_refusal_is_taken_back()
    {
        var board = Bind(out var device);
        var always = device.Clock("crystal");
        board.Io.Accepts = state => state != RpmhState.ActiveOnly;
        Assert.ThrowsExactly<HardwareException>(always.Enable);
        CollectionAssert.AreEqual(new[] { "Sleep 30010=00000003", "WakeOnly 30010=00000003", "Sleep 30010=00000000", "WakeOnly 30010=00000000" }, board.Votes);

        // Off as well: in a sleep the resource must be there.
        board.Io.Accepts = _ => true;
        always.Enable();
        board.Votes.Clear();
        board.Io.Accepts = state => state != RpmhState.WakeOnly;
        Assert.ThrowsExactly<HardwareException>(always.Disable);
        CollectionAssert.AreEqual(new[] { "Sleep 30010=00000000", "Sleep 30010=00000003" }, board.Votes);
    }

    [TestMethod]
    public void A_buffer_is_switched_four_bytes_behind_its_address()
    {
        var board = Bind(out var device);
        device.Clock("buffer").Enable();
        Assert.AreEqual("ActiveOnly 40224=00000001!", board.Votes[^1]);
    }

    [TestMethod]
    public void A_clock_that_RPMh_does_not_have_is_named()
    {
        Bind(out var device);
        Assert.AreEqual(
            "/consumer: clocks: expected a clock of /soc@0/rsc@179c0000/clock-controller in entry 4, found <13>",
            Assert.ThrowsExactly<ProbeException>(() => device.Clock("nothing")).Message);
    }

    private static SocBoard Bind(out Device device)
    {
        Device? found = null;
        var board = new SocBoard(SocBoard.Compile(Consumer));
        board.Add("test,consumer", d => found = d);
        board.Platform.Probe();
        Assert.IsNotNull(found, board.Device("/consumer").Reason);
        board.Votes.Clear();
        device = found;
        return board;
    }
}
