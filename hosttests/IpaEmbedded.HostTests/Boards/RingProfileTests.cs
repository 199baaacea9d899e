using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;

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
        var run = new BoardRun(Boot.BoardTree.Compile("nano-simulated.dts"), new BootOptions { Seed = seed, Rings = RingProfile.Small, EchoRequests = 300 });

        BootReport report = run.Boot();

        Assert.IsTrue(report.Succeeded, report.Failure + string.Join('\n', report.SanitizerReports));
        Assert.AreEqual(300, report.Echoes.Count(echo => echo.RoundTripMicroseconds is not null));
        // The hardware board's carve-out.
        Assert.IsLessThan(0xe0000L, AllocatedBytes(run));
    }

    [TestMethod]
    public void Upstreams_profile_is_what_the_versions_data_says()
    {
        BoardRun run = Booted(null);

        Assert.AreEqual("4:256 5:256 3:512 6:256 buffers 8192 8192", Sizes(run));
    }

    [TestMethod]
    public void The_small_profile_has_rings_of_64_and_buffers_of_4_kilobytes()
    {
        BoardRun run = Booted(RingProfile.Small);

        Assert.AreEqual("4:64 5:64 3:64 6:64 buffers 4096 4096", Sizes(run));
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
        var run = new BoardRun(Boot.BoardTree.ModemInit, new BootOptions { Rings = new RingProfile(32, 4096) });

        BootReport report = run.Boot();

        Assert.Contains("channel 4: a ring of 32 elements, at least 39 are needed", report.Failure!);
    }

    private static BoardRun Booted(RingProfile? profile)
    {
        var run = new BoardRun(Boot.BoardTree.ModemInit, new BootOptions { Rings = profile, EchoRequests = 1 });
        BootReport report = run.Boot();
        Assert.IsTrue(report.Succeeded, report.Failure);
        return run;
    }

    private static string Sizes(BoardRun run)
    {
        IpaDriver driver = run.Driver!;
        string rings = string.Join(' ', new[] { 4, 5, 3, 6 }.Select(channel => $"{channel}:{driver.Gsi.Channel(channel).Count}"));
        return $"{rings} buffers {driver.Endpoints.LanRx.Channel.Data.BufferSize} {driver.Endpoints.ModemRx.Channel.Data.BufferSize}";
    }

    /// <summary>Bytes of everything that was allocated and not freed.</summary>
    private static long AllocatedBytes(BoardRun run) => run.Soc.Memory.LeakReport().Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Sum(line => long.Parse(line.Split(": ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));

    private static string Refusal(Action action) => Assert.ThrowsExactly<IpaException>(action).Message;
}
