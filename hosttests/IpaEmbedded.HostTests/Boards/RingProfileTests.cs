using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>Rings and buffers of a profile, on the fake chip.</summary>
[TestClass]
public sealed class RingProfileTests
{
    [TestMethod]
    [DataRow(1u)]
    [DataRow(2u)]
    [DataRow(3u)]
    public void The_small_profile_boots_within_its_memory_and_answers(uint seed)
    {
        var board = new SimulatedBoard(Boot.BoardTree.Compile("nano-simulated.dts"), new BoardOptions { Timing = ChipTiming.Latency(seed), Rings = RingProfile.Small });

        board.Boot();
        var client = new EchoClient(board.Loop, board.Rmnet);

        Assert.AreEqual(300, Enumerable.Range(1, 300).Count(sequence => client.Exchange(sequence) >= 0));
        Assert.AreEqual("", board.Soc.Sanitizer.Text());
        // The hardware board's carve-out.
        Assert.IsLessThan(0xe0000L, AllocatedBytes(board));
    }

    [TestMethod]
    public void Upstreams_profile_is_what_the_versions_data_says()
    {
        SimulatedBoard board = Booted(RingProfile.Upstream);

        Assert.AreEqual("4:256 5:256 3:512 6:256 buffers 8192 8192", Sizes(board));
    }

    [TestMethod]
    public void The_small_profile_has_rings_of_64_and_buffers_of_4_kilobytes()
    {
        SimulatedBoard board = Booted(RingProfile.Small);

        Assert.AreEqual("4:64 5:64 3:64 6:64 buffers 4096 4096", Sizes(board));
    }

    [TestMethod]
    public void Sizes_that_the_hardware_cannot_have_are_refused()
    {
        Assert.AreEqual("rings of 48 elements: a power of two is needed", Refusal(() => new RingProfile(48, 4096)));
        Assert.AreEqual("rings of 0 elements: a power of two is needed", Refusal(() => new RingProfile(0, 4096)));
        Assert.AreEqual("receive buffers of 2971 bytes: at least 2972 are needed", Refusal(() => new RingProfile(64, 2971)));
    }

    [TestMethod]
    public void A_ring_that_could_not_hold_a_transaction_keeps_the_device_from_starting()
    {
        var board = new SimulatedBoard(Boot.BoardTree.ModemInit, new BoardOptions { Rings = new RingProfile(32, 4096) });

        Assert.Contains("channel 4: a ring of 32 elements, at least 39 are needed", Refusal(board.Boot));
    }

    private static SimulatedBoard Booted(RingProfile profile)
    {
        var board = new SimulatedBoard(Boot.BoardTree.ModemInit, new BoardOptions { Rings = profile });
        board.Boot();
        return board;
    }

    private static string Sizes(SimulatedBoard board)
    {
        IpaDriver driver = board.Driver;
        string rings = string.Join(' ', new[] { 4, 5, 3, 6 }.Select(channel => $"{channel}:{driver.Gsi.Channel(channel).Ring.Count}"));
        return $"{rings} buffers {driver.Endpoints.LanRx.Channel.Data.BufferSize} {driver.Endpoints.ModemRx.Channel.Data.BufferSize}";
    }

    /// <summary>Bytes of everything that was allocated and not freed.</summary>
    private static long AllocatedBytes(SimulatedBoard board) => board.Soc.Memory.LeakReport().Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Sum(line => long.Parse(line.Split(": ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));

    private static string Refusal(Action action) => Assert.ThrowsExactly<IpaException>(action).Message;
}
