using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Fake.Rules;

/// <summary>
/// What the modem, its memory and the SoC around see of a driver: the reference, sections 1.4, 7, 9.5, 10, 12 and A. Each mistake is made on a board that our own
/// driver has booted without one.
/// </summary>
[TestClass]
public sealed class ModemRuleTests
{
    private const uint ServicePort = 0x1f;

    /// <summary>The first, a middle and the last version; the chip's version matters for INIT_DRIVER only.</summary>
    public static IEnumerable<object[]> Boards => [[Board.V31], [Board.Sdm845], [Board.V42], [Board.V45], [Board.V50], [Board.V55]];

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void A_message_is_framed_and_known(string name)
    {
        // Shorter than its header; another length; elements that descend; one behind the end; unknown; a response without result.
        byte[][] mistakes = [[0, 1, 0], [4, 0, 0, 0x22, 0, 9, 0], [4, 0, 0, 0x22, 0, 8, 0, 0x12, 1, 0, 0, 0x11, 1, 0, 0], [4, 0, 0, 0x22, 0, 4, 0, 2, 2, 0, 0], [0, 0, 0, 0x99, 0, 0, 0], [2, 0x77, 0x77, 0x20, 0, 0, 0]];
        foreach (byte[] message in mistakes) { Breaks("message-format", name, board => Tell(board, message), also: "message-answer"); }
    }

    /// <summary>Nobody asked; the second INIT_COMPLETE; INIT_DRIVER for the modem's client.</summary>
    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void Answers_are_for_those_who_asked(string name)
    {
        Breaks("message-answer", name, board => Tell(board, [2, 0x77, 0x77, 0x20, 0, 7, 0, 2, 4, 0, 0, 0, 0, 0]));
        Breaks("message-answer", name, board => Tell(board, [4, 5, 0, 0x22, 0, 7, 0, 2, 4, 0, 0, 0, 0, 0]));
        Breaks("message-answer", name, board => Tell(board, [0, 5, 0, 0x21, 0, 0, 0], port: 0x20), also: "init-driver");
    }

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void Init_driver_says_what_the_chip_knows(string name)
    {
        // Elements that are missing; of another size; unknown; no platform; a route table that is not there; the endpoint of another; statistics before v4.0.
        byte[][] mistakes =
        [
            [], [0x10, 2, 0, 3, 0], [0x40, 4, 0, 0, 0, 0, 0], [0x10, 4, 0, 0, 0, 0, 0], [0x12, 8, 0, 4, 0, 0, 0, 7, 0, 0, 0], [0x14, 4, 0, 4, 0, 0, 0], [0x17, 4, 0, 0xee, 0, 0, 0],
            [0x11, 8, 0, 0x08, 0, 0, 0, 0, 0, 0, 0], [0x16, 8, 0, 0, 0, 0xff, 0, 8, 0, 0, 0], [0x1b, 8, 0, 4, 0, 0, 0, 7, 0, 0, 0], [0x1d, 4, 0, 4, 0, 0, 0], [0x18, 1, 0, 2],
            name is Board.V31 or Board.Sdm845 ? [0x1f, 4, 0, 0, 0, 0, 0] : [0x1f, 4, 0, 0, 0, 0xff, 0],
        ];
        foreach (byte[] element in mistakes)
        {
            // What is missing besides counts too: nine elements are always needed.
            Board board = Booted(name, "init-driver");
            int needed = element.Length > 0 && element[0] is >= 0x10 and <= 0x17 or 0x19 && element[1] != 2 ? 8 : 9;
            Tell(board, [0, 9, 0, 0x21, 0, (byte)element.Length, 0, .. element]);
            int count = board.Soc.Sanitizer.CountOf("init-driver");
            // A request that cannot be read is told of once.
            Assert.AreEqual(element.Length == 0 ? 9 : element[0] == 0x40 || element[1] == 2 ? 1 : needed + 1, count, Convert.ToHexString(element) + ": " + board.Soc.Sanitizer.Text());
        }
    }

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void Memory_is_handed_over_empty(string name) => Breaks("modem-memory-dirty", name, board =>
    {
        // MODEM_PROC_CTX and a byte that is not 0 in it.
        int at = name switch { Board.V42 => 0x5f0, Board.V45 => 0xad0, Board.V50 or Board.V55 => 0x1b40, _ => 0x7d0 };
        board.Soc.Chip.SharedMemory.Write8(at + 0x20, 1);
        Tell(board, [0, 9, 0, 0x21, 0, 11, 0, 0x19, 8, 0, (byte)at, (byte)(at >> 8), 0, 0, (byte)(at + 0x7f), (byte)(at + 0x7f >> 8), 0, 0]);
    }, also: "init-driver");

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void The_service_is_announced_as_the_processors(string name) => Breaks("service-instance", name, board => Packet(board, 4, 0xfffffffe, 0xfffffffe, [4, 0, 0, 0, 0x31, 0, 0, 0, 1, 2, 0, 0, 1, 0, 0, 0, 0, 0x40, 0, 0]));

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void A_packet_of_the_message_bus_is_one(string name)
    {
        Breaks("qrtr-packet", name, board => board.Soc.Link.Link.Send(new byte[20], 20));
        Breaks("qrtr-packet", name, board => Packet(board, 1, 0x4000, ServicePort, [], version: 7), also: "message-format");
        Breaks("qrtr-packet", name, board => Packet(board, 99, 0x4000, ServicePort, []), also: "message-format");
        Breaks("qrtr-packet", name, board => Packet(board, 1, 0x4000, ServicePort, [], size: 100), also: "message-format");
    }

    /// <summary>Valid first, then the answer; and an answer that is not true.</summary>
    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void The_answer_about_the_clock_is_true_and_comes_before_its_validity(string name) => Breaks("clock-answer", name, board =>
    {
        board.Soc.Modem.OpenState(0).Update(1, 1);
        board.Soc.Modem.OpenState(1).Update(2, 2);
        board.Soc.Modem.OpenState(0).Update(1, 0);
        board.Soc.Modem.OpenState(1).Update(2, 0);
        board.Loop.Run(2 * Board.Second);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        board.Soc.Modem.OpenState(1).Update(2, 2);
        board.Soc.Modem.OpenState(0).Update(1, 1);
        board.Soc.Modem.OpenState(0).Update(1, 0);
        board.Soc.Modem.OpenState(1).Update(2, 0);
    }, times: 2);

    /// <summary>No commit; no valid bit; valid without a vote; more than a set of commands holds.</summary>
    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void A_vote_has_its_bits_and_a_message_at_most_16(string name) => Breaks("vote-format", name, board =>
    {
        board.Soc.Rpmh.Send(RpmhState.ActiveOnly, [0x50000], [0x20000001], [true], 1);
        board.Soc.Rpmh.Send(RpmhState.ActiveOnly, [0x50000], [0x40000001], [true], 1);
        board.Soc.Rpmh.Send(RpmhState.ActiveOnly, [0x50004], [0x60000000], [true], 1);
        uint[] many = [.. Enumerable.Repeat(0x1000u, 17)];
        board.Soc.Rpmh.Send(RpmhState.ActiveOnly, many, many, new bool[17], 17);
    }, times: 4);

    [TestMethod]
    [DataRow("qcom,sdm845-ipa")]
    [DataRow("qcom,sdx55-ipa")]
    [DataRow("qcom,sm8550-ipa")]
    public void The_clock_goes_on_after_the_paths(string compatible)
    {
        FakeSoc soc = Soc(compatible);
        soc.Rpmh.Send(RpmhState.ActiveOnly, [0x50000], [0x60000001], [true], 1);

        Assert.AreEqual(1, soc.Sanitizer.CountOf("clock-order"), soc.Sanitizer.Text());
    }

    /// <summary>An entry that is there after the lock was left alone; a lock that is given back twice.</summary>
    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void Smem_grows_under_its_lock(string name) => Breaks("smem-lock", name, board =>
    {
        Grow(board, 0x20);
        board.Soc.Mailbox.Kick(0);
        Locks(board).Write32(0x3000, 0);
    }, times: 2, also: "smem-entry");

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void Entries_of_smem_follow_each_other(string name) => Breaks("smem-entry", name, board =>
    {
        Locks(board).Write32(0x3000, 1);
        Grow(board, 0x1c);
        Locks(board).Write32(0x3000, 0);
    });

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void The_item_of_smp2p_is_published_whole(string name) => Breaks("smp2p-item", name, board =>
    {
        // The second item of the partition is the processor's; its number of entries stands in byte 12.
        DmaMemory smem = Smem(board);
        Assert.AreEqual(0x504d5324u, smem.Read32(0x8040 + 0x20 + 0x10 + 344 + 0x10), "SMP2P item of the processor");
        smem.Write16(0x8040 + 0x20 + 0x10 + 344 + 0x10 + 12, 15);
        board.Soc.Mailbox.Kick(14);
    });

    /// <summary>A length that is no multiple of 4, or more than the box.</summary>
    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void A_message_to_the_always_on_subsystem_has_whole_words(string name) => Breaks("qmp-message", name, board =>
    {
        DmaMemory ram = board.Soc.Board.MapMemory(board.Soc.Map.MessageRam, 0x400, "test");
        foreach (uint length in (uint[])[5, 0x1000])
        {
            ram.Write32(0x100, length);
            board.Soc.Mailbox.Kick(0);
            ram.Write32(0x100, 0);
        }
    }, times: 2);

    [TestMethod]
    [DataRow("qcom,sdm845-ipa")]
    [DataRow("qcom,sdx55-ipa")]
    [DataRow("qcom,sm8550-ipa")]
    public void TrustZone_is_given_the_image_before_its_memory_and_its_start(string compatible)
    {
        FakeSoc soc = Soc(compatible);
        soc.SecureMonitor.SetUpMemory(15, 0x8c400000, 0x10000);
        soc.SecureMonitor.AuthenticateAndReset(15);
        Assert.AreEqual(2, soc.Sanitizer.CountOf("firmware-order"), soc.Sanitizer.Text());
        soc.SecureMonitor.InitializeImage(15, 0x8c400000, 64);
        soc.SecureMonitor.AuthenticateAndReset(15);

        Assert.AreEqual(2, soc.Sanitizer.Count);
    }

    /// <summary>No length; more than the frame has.</summary>
    [TestMethod]
    [ChipVersions]
    public void A_frame_has_the_length_that_its_header_says(string version)
    {
        foreach (byte[] frame in (byte[][])[[0, 0, 0, 0, 1, 2, 3, 4], [0, 0, 0, 40, 1, 2, 3, 4]])
        {
            ChipBench bench = Rule.Bench(version);
            _ = new FakeNetwork(bench.Chip);
            Rule.Breaks("qmap-frame", bench, Rule.Transmits, _ => Rule.Send(bench, 0x00020600, bench.Buffer(frame).Address, (uint)frame.Length));
        }
    }

    private static void Breaks(string rule, string name, Action<Board> mistake, int times = 1, string also = "")
    {
        Board board = Booted(name, rule);
        board.Watch.Provokes(also);
        mistake(board);
        Assert.AreEqual(times, board.Soc.Sanitizer.CountOf(rule), board.Soc.Sanitizer.Text());
    }

    private static Board Booted(string name, string rule)
    {
        Board board = new Board(name, ChipTiming.Immediate()).Boot();
        board.AssertClean();
        board.Watch.Provokes(rule);
        return board;
    }

    private static FakeSoc Soc(string compatible) => new(new IpaEmbedded.Runtime.Scheduling.EventLoop(new IpaEmbedded.Runtime.Scheduling.VirtualTime()), Chips.For(compatible), SocMap.Sdm845(), ChipTiming.Immediate(), false);

    private static RegisterBlock Locks(Board board) => board.Soc.Board.MapRegisters(board.Soc.Map.HardwareSpinlocks, 0x20000, "test");

    private static DmaMemory Smem(Board board) => board.Soc.Board.MapMemory(board.Soc.Map.Smem, (ulong)board.Soc.Map.SmemSize, "test");

    /// <summary>Says that the partition's entries end later.</summary>
    private static void Grow(Board board, uint bytes)
    {
        DmaMemory smem = Smem(board);
        smem.Write32(0x8040 + 12, smem.Read32(0x8040 + 12) + bytes);
    }

    private static void Tell(Board board, byte[] message, uint port = ServicePort) => Packet(board, 1, 0x4000, port, message);

    private static void Packet(Board board, uint type, uint port, uint target, byte[] payload, uint version = 1, uint? size = null)
    {
        uint[] header = [version, type, 1, port, 0, size ?? (uint)payload.Length, 0, target];
        byte[] packet = [.. header.SelectMany(BitConverter.GetBytes), .. payload];
        board.Soc.Link.Link.Send(packet, packet.Length);
    }
}
