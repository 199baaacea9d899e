using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
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
    [DataRow(1u)]
    [DataRow(2u)]
    [DataRow(3u)]
    public void The_least_profile_boots_answers_and_answers_again_after_the_modem_has_crashed(uint seed)
    {
        SimulatedBoard board = Least("nano-simulated-small.dts", seed);

        board.Boot();
        var client = new EchoClient(board.Loop, board.Rmnet);
        int before = Enumerable.Range(1, 300).Count(sequence => client.Exchange(sequence) >= 0);
        // The driver takes its interface away with the modem, and registers it again when both have agreed anew.
        board.Work(board.Soc.Boot.Crash);
        bool hasReturned = board.RunUntil(() => board.Soc.Boot.Phase == ModemPhase.Connected && board.Driver.Interface.IsRegistered, 10000000, 1000);
        board.Work(board.Driver.Interface.Open);
        int after = Enumerable.Range(301, 300).Count(sequence => client.Exchange(sequence) >= 0);

        Assert.AreEqual(300, before);
        Assert.IsTrue(hasReturned);
        Assert.AreEqual(300, after);
        Assert.AreEqual("", board.Soc.Sanitizer.Text());
        Assert.IsLessThan(150000L, AllocatedBytes(board));
    }

    [TestMethod]
    [DataRow("bench-ipa-v3.1")]
    [DataRow("sdm845-ap-init")]
    [DataRow("bench-ipa-v4.2")]
    [DataRow("bench-ipa-v4.5")]
    [DataRow("bench-ipa-v4.7")]
    [DataRow("bench-ipa-v4.9")]
    [DataRow("bench-ipa-v4.11")]
    [DataRow("bench-ipa-v5.0")]
    [DataRow("bench-ipa-v5.5")]
    public void The_least_profile_boots_every_version(string name)
    {
        SimulatedBoard board = Least(name + ".dts", 1);

        board.Boot();
        var client = new EchoClient(board.Loop, board.Rmnet);

        Assert.AreEqual(100, Enumerable.Range(1, 100).Count(sequence => client.Exchange(sequence) >= 0));
        Assert.AreEqual("", board.Soc.Sanitizer.Text());
    }

    [TestMethod]
    public void The_least_profile_has_rings_of_16_to_64_and_buffers_of_2_kilobytes_with_one_packet_each()
    {
        SimulatedBoard board = Least("nano-simulated-small.dts", 1);
        board.Boot();
        EndpointData receive = board.Driver.Endpoints.ModemRx.Channel.Data;
        uint programmed = board.Soc.Chip.Ipa.Peek(board.Soc.Chip.Description.IpaRegisters.EndpInitAggr, receive.Id);

        Assert.AreEqual("4:64 5:16 3:32 6:16 buffers 2048 2048", Sizes(board));
        // No limit in kB, which would not fit; one packet; 500 us, generic aggregation enabled.
        Assert.AreEqual(1u, board.Soc.Chip.Description.IpaRegisters.PktLimit.Decode(programmed));
        Assert.AreEqual(0u, board.Soc.Chip.Description.IpaRegisters.ByteLimit.Decode(programmed));
    }

    [TestMethod]
    public void Packets_that_come_at_once_arrive_one_per_buffer()
    {
        SimulatedBoard board = Least("nano-simulated-small.dts", 1);
        board.Boot();
        var sink = new CountingSink();
        board.Rmnet.SetSink(sink);
        uint before = board.Driver.Endpoints.ModemRx.Channel.Counters.Completed;
        byte[] packet = new byte[1500];
        packet[0] = 0x45;
        packet[2] = 1500 >> 8;
        packet[3] = 1500 & 0xff;

        for (int i = 0; i < 6; i++) { board.Soc.Network.Inject(0, packet, 0, packet.Length); }
        board.Loop.Run(100000);

        Assert.AreEqual(6, sink.Packets);
        Assert.AreEqual(6u, board.Driver.Endpoints.ModemRx.Channel.Counters.Completed - before);
        Assert.AreEqual("", board.Soc.Sanitizer.Text());
    }

    [TestMethod]
    [DataRow("&smem_mem { reg = <0x0 0x86000000 0x0 0x4000>; };", "/reserved-memory/smem@86000000: reg: expected a size of at least 0x5000")]
    [DataRow("&aop_cmd_db_mem { reg = <0x0 0x85fe0000 0x0 0x800>; };", "/reserved-memory/cmd-db@85fe0000: reg: expected a size of at least 0x1000")]
    public void Memory_that_does_not_hold_what_it_must_is_refused_with_the_node_and_the_least_size(string appended, string refusal)
    {
        byte[] tree = Boot.BoardTree.Compile("nano-simulated-small.dts", appended);

        Assert.AreEqual(refusal, Assert.ThrowsExactly<ProbeException>(() => new SimulatedBoard(tree)).Message);
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

    private static SimulatedBoard Least(string tree, uint seed) =>
        new(Boot.BoardTree.Compile(tree), new BoardOptions { Timing = ChipTiming.Latency(seed), Rings = RingProfile.Minimal });

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

    private sealed class CountingSink : PacketSink
    {
        public int Packets { get; private set; }

        public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified) => Packets++;
    }
}
