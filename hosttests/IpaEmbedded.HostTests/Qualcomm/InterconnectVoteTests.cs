using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

/// <summary>
/// The words that reach RPMh, computed by hand from the reference's rules and the units of <see cref="SocBoard"/>. Addresses there are
/// 0x50000 + 4 * row of the table: ACV 50000, MC0 50004, SH0 50008, SN0 5002c, CN0 50034, SN1 5003c, SN3 50044, SN11 50060, SN12 50064.
/// </summary>
[TestClass]
public sealed class InterconnectVoteTests
{
    // MC0: x = 80000*4/16 * 1000/2000000 = 10, y = 600000*4/4 * 1000/2000000 = 300. SH0: x = 80000*16/64 / 1000 = 20, y = 600000 / 1000 = 600.
    // SN0, SN11: x = 80000/5000 = 16, y = 600000/5000 = 120. ACV votes bit 3. The last of each clock domain commits.
    private const string Memory = "50000=20000008 50004=6002812c! 50008=60050258! 50060=20040078 5002c=60040078!";

    // Votes for transitions come in the order of the table, so SN0 is before SN11 there.
    private const string MemoryInTransitions = "50000=20000008 50004=6002812c! 50008=60050258! 5002c=20040078 50060=60040078!";

    // What stays on while nobody asks votes 1 and 1: MC0, SH0, SN0.
    private const string Nothing = "50000=00000000 50004=60004001! 50008=60004001! 50060=00000000 5002c=60004001!";

    private const string Consumer = """
        / { consumer {
            compatible = "test,consumer";
            interconnects = <&aggre2_noc 4 0 &mem_noc 14 0>, <&aggre2_noc 4 0 &system_noc 12 0>, <&gladiator_noc 0 0 &config_noc 19 0>,
                            <&aggre2_noc 4 3 &mem_noc 14 3>, <&aggre2_noc 13 0 &mem_noc 14 0>;
            interconnect-names = "memory", "imem", "config", "awake", "nowhere";
        }; };
        """;

    [TestMethod]
    public void The_three_paths_vote_what_the_driver_asks_for()
    {
        var board = Bind(Consumer, out var device);
        var paths = device.Interconnects(["memory", "imem", "config"]);
        board.Votes.Clear();
        paths.SetBandwidth([80000, 0, 0], [600000, 350000, 40000]);

        // imem: SN1 y = 350000/5000 = 70; SN11 keeps the memory path's. config: SN12, SN3, CN0 y = 40000/1000 = 40.
        CollectionAssert.AreEqual(
            new[]
            {
                "ActiveOnly " + Memory,
                "ActiveOnly 50060=20040078 5003c=60000046!",
                "ActiveOnly 50064=20000028 50044=60000028! 50034=60000028!",
            },
            board.Votes);
    }

    [TestMethod]
    public void A_disabled_path_leaves_the_least_where_something_must_stay_on_and_nothing_during_sleep()
    {
        var board = Bind(Consumer, out var device);
        var paths = device.Interconnects(["memory"]);
        paths.SetBandwidth([80000], [600000]);
        board.Votes.Clear();
        paths.Disable();

        CollectionAssert.AreEqual(
            new[]
            {
                "ActiveOnly " + Nothing,
                "WakeOnly 50004=60004001! 50008=60004001! 5002c=60004001!",
                "Sleep 50004=40000000 50008=40000000 5002c=40000000",
            },
            board.Votes);
    }

    [TestMethod]
    public void A_path_that_counts_while_awake_votes_for_wake_and_sleep_apart()
    {
        var board = Bind(Consumer, out var device);
        var paths = device.Interconnects(["awake"]);
        board.Votes.Clear();
        paths.SetBandwidth([80000], [600000]);

        CollectionAssert.AreEqual(
            new[]
            {
                "ActiveOnly " + Memory,
                "WakeOnly " + MemoryInTransitions,
                "Sleep 50000=00000000 50004=40000000 50008=40000000 5002c=00000000 50060=40000000",
            },
            board.Votes);

        // When the two do not differ any more, both are told once more.
        board.Votes.Clear();
        device.Interconnects(["memory"]).SetBandwidth([80000], [600000]);
        paths.SetBandwidth([0], [0]);
        Assert.AreEqual("Sleep " + MemoryInTransitions.Replace("!", "", StringComparison.Ordinal), board.Votes[2]);
        Assert.AreEqual("WakeOnly 50004=6002812c! 50008=60050258! 5002c=20040078 50060=60040078!", board.Votes[^1], "ACV has not changed");
    }

    [TestMethod]
    public void A_small_request_never_becomes_nothing_and_a_large_one_stays_in_14_bits()
    {
        var board = Bind(Consumer, out var device);
        var paths = device.Interconnects(["imem"]);
        board.Votes.Clear();
        paths.SetBandwidth([1], [1]);
        paths.SetBandwidth([0], [4000000000]);

        CollectionAssert.AreEqual(new[] { "ActiveOnly 50060=20004001 5003c=60004001!", "ActiveOnly 50060=20003fff 5003c=60003fff!" }, board.Votes);
    }

    [TestMethod]
    public void A_refused_vote_is_taken_back()
    {
        var board = Bind(Consumer, out var device);
        var paths = device.Interconnects(["memory"]);
        board.Votes.Clear();
        var refusals = 1;
        board.Io.Accepts = _ => refusals-- <= 0;

        var error = Assert.ThrowsExactly<HardwareException>(() => paths.SetBandwidth([80000], [600000]));
        Assert.AreEqual("bus clocks: apps_rsc: no set is free", error.Message);
        Assert.AreEqual("ActiveOnly " + Nothing, board.Votes[0]);
    }

    [TestMethod]
    public void A_bandwidth_whose_end_is_refused_ends_as_soon_as_votes_are_taken()
    {
        var board = Bind(Consumer, out var device);
        var paths = device.Interconnects(["memory"]);
        paths.SetBandwidth([80000], [600000]);
        board.Votes.Clear();
        board.Io.Accepts = _ => device.Loop.Now >= 25_000;

        Assert.ThrowsExactly<HardwareException>(paths.Release);
        Assert.IsEmpty(board.Votes);
        device.Loop.Run(100_000);

        CollectionAssert.AreEqual(
            new[]
            {
                "ActiveOnly " + Nothing,
                "WakeOnly 50004=60004001! 50008=60004001! 5002c=60004001!",
                "Sleep 50004=40000000 50008=40000000 5002c=40000000",
            },
            board.Votes);
    }

    [TestMethod]
    public void A_clock_domain_is_never_split_over_two_sets()
    {
        var board = Bind(
            """
            / { consumer {
                compatible = "test,consumer";
                interconnects = <&aggre2_noc 4 3 &mem_noc 14 3>, <&gladiator_noc 0 3 &config_noc 19 3>, <&aggre2_noc 4 3 &system_noc 12 3>,
                                <&aggre1_noc 10 3 &mem_noc 14 3>, <&aggre1_noc 6 3 &system_noc 12 3>, <&aggre2_noc 3 3 &mem_noc 14 3>,
                                <&gladiator_noc 0 3 &mem_noc 14 3>, <&mmss_noc 4 3 &mem_noc 14 3>, <&mmss_noc 6 3 &mem_noc 14 3>,
                                <&aggre2_noc 4 3 &system_noc 13 3>, <&aggre2_noc 4 3 &system_noc 14 3>, <&aggre2_noc 4 3 &system_noc 17 3>;
                interconnect-names = "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l";
            }; };
            """,
            out var device);
        var paths = device.Interconnects(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]);
        paths.SetBandwidth(Enumerable.Repeat(100u, 12).ToArray(), Enumerable.Repeat(100u, 12).ToArray());
        ((RpmhController)board.Device("/soc@0/rsc@179c0000").DriverData).Invalidate();
        board.Votes.Clear();
        device.Interconnects(["a"]).SetBandwidth([200], [200]);

        // 21 clocks differ: 9 in the domains 0 to 3, 12 in domain 4.
        var wake = board.Votes.Where(v => v.StartsWith("WakeOnly", StringComparison.Ordinal)).Select(v => v.Split(' ').Length - 1).ToArray();
        CollectionAssert.AreEqual(new[] { 9, 12 }, wake);
    }

    [TestMethod]
    public void A_port_that_does_not_exist_is_named()
    {
        Bind(Consumer, out var device);
        Assert.AreEqual(
            "/consumer: interconnects: expected a port of /soc@0/interconnect@1700000 in entry 8, found <13 0>",
            Assert.ThrowsExactly<ProbeException>(() => device.Interconnects(["nowhere"])).Message);
    }

    private static SocBoard Bind(string text, out Device device)
    {
        Device? found = null;
        var board = new SocBoard(SocBoard.Compile(text));
        board.Add("test,consumer", d => found = d);
        board.Platform.Probe();
        Assert.IsNotNull(found, board.Device("/consumer").Reason);
        device = found;
        return board;
    }
}
