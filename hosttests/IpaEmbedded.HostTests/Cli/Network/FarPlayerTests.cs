using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Cli.Network;

namespace IpaEmbedded.HostTests.Cli.Network;

/// <summary>A capture as what is behind the modem.</summary>
[TestClass]
public sealed class FarPlayerTests
{
    private static readonly byte[] First = FarBench.Udp(FarBench.Peer4, FarBench.Own4, 4711, 100);
    private static readonly byte[] Second = FarBench.Udp(FarBench.Peer6, FarBench.Own6, 4711, 1200);

    [TestMethod]
    public void Packets_come_at_the_pace_of_the_file_and_as_they_are()
    {
        var bench = new FarBench();
        FarPlayer player = Play(bench, CaptureReadingTests.Old(false, false, 101, [First, Second]));

        bench.Board.Loop.Run(1_490_000);
        string[] early = [.. bench.Answers.Select(Convert.ToHexString)];
        bench.Board.Loop.Run(1_000_000);

        Assert.EndsWith(" is played, 2 packets", player.Describe([]));
        CollectionAssert.AreEqual(new[] { Convert.ToHexString(First) }, early);
        CollectionAssert.AreEqual(new[] { Convert.ToHexString(First), Convert.ToHexString(Second) }, bench.Answers.Select(Convert.ToHexString).ToArray());
    }

    [TestMethod]
    public void What_is_sent_meanwhile_finds_nobody_and_is_told_so()
    {
        var bench = new FarBench();
        FarPlayer player = Play(bench, CaptureReadingTests.Old(false, false, 101, [First]));
        bench.Board.Loop.Run(1_000_000);
        bench.Answers.Clear();

        bench.Send(FarBench.Udp(FarBench.Own4, FarBench.Peer4, 7, 20));

        // Destination unreachable, host unreachable (RFC 792).
        Assert.AreEqual("0301", Convert.ToHexString(bench.Answers.Single(), 20, 2));
        Assert.AreEqual(("nobody is there while a capture is played", 1L), player.Lost.Single());
    }

    [TestMethod]
    public void What_the_captured_machine_sent_itself_is_not_played()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, CommandRun.Of("boot", "-q", "--capture", folder["link.pcapng"]).ExitCode);
        var bench = new FarBench();

        FarPlayer player = Play(bench, File.ReadAllBytes(folder["link.pcapng"]));
        bench.Board.Loop.Run(10_000_000);

        // Three echo requests and their answers.
        Assert.EndsWith(" is played, 3 packets", player.Describe([]));
        Assert.HasCount(3, bench.Answers);
    }

    private static FarPlayer Play(FarBench bench, byte[] capture)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["x"], capture);
        var player = new FarPlayer(bench.Board.Loop, bench.Modem, 0, CaptureReading.Of(folder["x"]));
        bench.Board.Soc.Network.Forward = player.OnPacket;
        bench.Board.Soc.Network.RoomHandler = player.OnRoom;
        player.Start();
        return player;
    }
}
