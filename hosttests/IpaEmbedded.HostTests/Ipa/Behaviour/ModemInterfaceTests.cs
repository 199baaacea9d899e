using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>The modem's interface as whoever uses it sees it: what is told how often, what is counted, and what doing a thing twice or at the wrong time means.</summary>
[TestClass]
public sealed class ModemInterfaceTests
{
    private const int ModemTxChannel = 3;
    private const long Watchdog = 10_000_000;

    [TestMethod]
    public void What_is_done_twice_is_done_once()
    {
        (Board board, Told told) = Booted(new Board(timing: ChipTiming.Immediate()));
        var writes = new List<uint>();
        board.Work(board.Interface.Open);
        InterfaceCounters counters = board.Interface.Counters;
        board.Soc.Network.Answers = false;
        Send(board);
        board.Hooks.AnyWrite = (_, offset, _) => writes.Add(offset);

        board.Work(board.Interface.Register);
        board.Work(board.Interface.Open);
        Assert.AreEqual(("running", true, 1ul), (told.Take(), board.Interface.IsQueueRunning, board.Interface.Counters.TxPackets));
        Assert.AreSame(counters, board.Interface.Counters);
        Assert.IsEmpty(writes);
        board.Hooks.AnyWrite = null;

        board.Work(board.Interface.Stop);
        Assert.AreEqual((false, false), (board.Interface.IsOpen, board.Interface.IsQueueRunning));
        board.Loop.Run(Board.Second);
        Assert.IsFalse(board.Driver.Power.IsActive);
        board.Work(board.Interface.Stop);
        Assert.IsFalse(board.Driver.Power.IsActive, "nothing to stop is no reason for power");

        board.Work(board.Interface.Unregister);
        board.Work(board.Interface.Unregister);
        Assert.AreEqual(("unregistered", false), (told.Take(), board.Interface.IsRegistered));
        board.Work(board.Interface.Register);
        Assert.AreEqual(("registered", 0ul), (told.Take(), board.Interface.Counters.TxPackets), "a new interface has counted nothing");
    }

    [TestMethod]
    public void An_open_interface_is_stopped_before_it_goes()
    {
        (Board board, Told told) = Booted(new Board());
        board.Work(board.Interface.Open);
        Assert.AreEqual("running", told.Take());
        board.Work(board.Interface.Unregister);

        Assert.AreEqual(("unregistered", false, false), (told.Take(), board.Interface.IsOpen, board.Interface.IsRegistered));
        board.Work(board.Interface.Register);
        board.Work(board.Interface.Open);
        Assert.AreEqual("registered running", told.Take());
        Assert.IsTrue(board.Echo(new Link(board)));
    }

    [TestMethod]
    public void Nobody_needs_to_listen()
    {
        Board board = new Board(timing: ChipTiming.Immediate()).Open();
        board.Interface.SetListener(null);
        Fill(board, out int sent);
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, false);
        board.Loop.Run(2_000);
        board.Work(board.Interface.Unregister);
        board.Work(board.Interface.Register);

        Assert.AreEqual(497, sent);
        board.Soc.Network.Answers = true;
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
    }

    [TestMethod]
    [DataRow(true, "open of rmnet_ipa0 inside an interrupt handler or a poll")]
    [DataRow(false, "stop of rmnet_ipa0 inside an interrupt handler or a poll")]
    public void Where_nobody_may_wait_it_is_neither_opened_nor_stopped_and_nothing_is_changed(bool opens, string refusal)
    {
        (Board board, Told told) = Booted(new Board(timing: ChipTiming.Immediate()));
        if (!opens) { board.Work(board.Interface.Open); }
        told.Take();
        string message = "";
        var writes = new List<uint>();
        board.Work(() => board.Loop.Schedule(new Once(() =>
        {
            board.Hooks.AnyWrite = (_, offset, _) => writes.Add(offset);
            message = Assert.ThrowsExactly<EventLoopException>(opens ? board.Interface.Open : board.Interface.Stop).Message;
            board.Hooks.AnyWrite = null;
        })));

        Assert.AreEqual((refusal, !opens, 0, ""), (message, board.Interface.IsOpen, board.Driver.Power.UsageCount, told.Take()));
        Assert.IsEmpty(writes);
    }

    [TestMethod]
    public void An_open_whose_receiving_half_is_refused_takes_the_other_half_back_and_lets_go_of_the_power()
    {
        (Board board, Told told) = Booted(new Board(timing: ChipTiming.Immediate()));
        board.Faults.StuckCommandAt = board.Faults.Commands + 2;
        board.Work(() => Assert.AreEqual("channel 6: no answer to START in 50 ms, hardware says ALLOCATED", Assert.ThrowsExactly<IpaException>(board.Interface.Open).Message));

        Assert.AreEqual((false, "", 0), (board.Interface.IsOpen, told.Take(), board.Driver.Power.UsageCount));
        Assert.AreEqual(global::IpaEmbedded.Ipa.Registers.Layout.ChannelState.Stopped, board.Soc.Chip.Gsi.StateOfChannel(ModemTxChannel));
        Assert.AreEqual(TransmitStatus.Down, board.Interface.Reserve());
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
    }

    [TestMethod]
    public void An_open_whose_sending_half_is_refused_stops_nothing()
    {
        (Board board, Told told) = Booted(new Board(timing: ChipTiming.Immediate()));
        board.Faults.StuckCommandAt = board.Faults.Commands + 1;
        board.Work(() => Assert.AreEqual("channel 3: no answer to START in 50 ms, hardware says ALLOCATED", Assert.ThrowsExactly<IpaException>(board.Interface.Open).Message));

        Assert.AreEqual((false, "", 0, 0u), (board.Interface.IsOpen, told.Take(), board.Driver.Power.UsageCount, board.Loop.Trace.CountOf(IpaTraceId.TransmitNotStopped)));
    }

    [TestMethod]
    public void A_queue_that_was_stopped_for_power_runs_when_the_interface_is_opened_again_before_anybody_tells_of_the_power()
    {
        (Board board, Told told) = Booted(new Board(timing: ChipTiming.Immediate()));
        board.Work(board.Interface.Open);
        // The power is about to go and cannot: for some milliseconds nobody may send.
        board.Faults.RefuseVotesAt = board.Faults.Votes + 1;
        board.Faults.RefuseVotesMicroseconds = 100_000;
        string seen = "";
        new EventLoopTimer(board.Loop, () =>
        {
            board.Loop.Post(new WorkItem(() =>
            {
                Assert.IsFalse(board.Interface.IsQueueRunning);
                told.Take();
                board.Interface.Stop();
                board.Interface.Open();
                seen = $"{told.Take()} {board.Interface.IsQueueRunning}";
            }));
            Assert.AreEqual(TransmitStatus.Busy, board.Interface.Reserve());
        }).Start(505_000);
        board.Loop.Run(Board.Second);

        Assert.AreEqual("running True", seen);
    }

    [TestMethod]
    public void Power_that_nobody_has_waited_for_wakes_nobody()
    {
        (Board board, Told told) = Booted(new Board(timing: ChipTiming.Immediate()));
        board.Work(board.Interface.Open);
        told.Take();
        board.Loop.Run(Board.Second);
        board.Work(board.Driver.Power.Acquire);
        board.Work(board.Driver.Power.Release);

        Assert.AreEqual(("", 0ul, 0ul), (told.Take(), board.Interface.Counters.QueueWakes, board.Interface.Counters.QueueStops));
    }

    [TestMethod]
    public void A_full_ring_is_looked_at_every_ten_seconds_to_the_microsecond_however_often_somebody_tries()
    {
        Board board = new Board(timing: ChipTiming.Immediate()) { HearsClockQuery = true }.Open();
        Fill(board, out _);
        for (int period = 1; period <= 3; period++)
        {
            board.Loop.Run(Watchdog / 2);
            Assert.AreEqual(TransmitStatus.Busy, board.Interface.Reserve());
            board.Loop.Run(Watchdog / 2 - 1);
            Assert.AreEqual((ulong)period - 1, board.Interface.Counters.TxTimeouts);
            board.Loop.Run(1);
            Assert.AreEqual((ulong)period, board.Interface.Counters.TxTimeouts);
        }

        TraceEntry entry = board.Loop.Trace.Last(IpaTraceId.TransmitStuck);
        Assert.AreEqual(((uint)ModemTxChannel, 0u, 3u, 3ul), (entry.A, entry.B, board.Loop.Trace.CountOf(IpaTraceId.TransmitStuck), board.Interface.Counters.TxBusy - 1));
        Assert.AreEqual(1ul, board.Interface.Counters.QueueStops);
    }

    [TestMethod]
    [DataRow(false, DisplayName = "completed")]
    [DataRow(true, DisplayName = "stopped")]
    public void A_ring_that_is_not_full_any_more_is_not_looked_at(bool stops)
    {
        (Board board, Told told) = Booted(new Board(timing: ChipTiming.Immediate()) { HearsClockQuery = true });
        board.Work(board.Interface.Open);
        Fill(board, out _);
        told.Take();
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, false);
        if (stops)
        {
            board.Work(board.Interface.Stop);
            Assert.AreEqual(("", 0ul), (told.Take(), board.Interface.Counters.QueueWakes), "who has stopped it is not told to go on");
        }
        else
        {
            board.Loop.Run(2_000);
            Assert.AreEqual(("running", 1ul), (told.Take(), board.Interface.Counters.QueueWakes));
        }
        board.Loop.Run(2 * Watchdog);

        Assert.AreEqual((0ul, 0u), (board.Interface.Counters.TxTimeouts, board.Loop.Trace.CountOf(IpaTraceId.TransmitStuck)));
    }

    [TestMethod]
    public void A_ring_whose_packets_never_leave_is_not_looked_at_after_its_interface_was_stopped()
    {
        Board board = new Board(timing: ChipTiming.Immediate()) { HearsClockQuery = true }.Open();
        Fill(board, out _);
        board.Work(board.Interface.Stop);
        board.Loop.Run(2 * Watchdog);
        Assert.AreEqual((0ul, 0u), (board.Interface.Counters.TxTimeouts, board.Loop.Trace.CountOf(IpaTraceId.TransmitStuck)));

        board.Soc.Chip.Gsi.Hold(ModemTxChannel, false);
        board.Work(board.Interface.Open);
        board.Soc.Network.Answers = true;
        Assert.IsTrue(board.Interface.IsQueueRunning);
        Assert.IsTrue(board.Echo(new Link(board)));
    }

    [TestMethod]
    public void A_transmit_channel_that_does_not_stop_is_named_by_its_number()
    {
        Board board = new Board(timing: ChipTiming.Immediate()).Open();
        board.Faults.StuckCommandAt = board.Faults.Commands + 2;
        board.Work(board.Interface.Stop);

        TraceEntry entry = board.Loop.Trace.Last(IpaTraceId.TransmitNotStopped);
        Assert.AreEqual(((uint)ModemTxChannel, 0u), (entry.A, entry.B));
    }

    /// <summary>549 ms for the receiving channel's command, what is left of 1.5 s for packets that do not leave, and a millisecond for the transmitting channel's command.</summary>
    [TestMethod]
    public void A_stop_takes_a_second_and_a_half_and_after_it_commands_have_their_time_again()
    {
        Board board = new Board(timing: ChipTiming.Immediate()) { HearsClockQuery = true }.Open();
        board.Watch.MayBreak(Invariant.Balance, "the channel was not stopped before its packets were taken back");
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, true);
        Send(board);
        board.Faults.LateMicroseconds = 549_000;
        board.Faults.LateCommandAt = board.Faults.Commands + 1;
        long start = board.Loop.Now;
        board.Work(() => board.Interface.Stop());
        Assert.AreEqual(1_500_000, board.Loop.Now - start);
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, false);
        board.Loop.Run(Board.Second);

        board.Faults.StuckCommandAt = board.Faults.Commands + 2;
        start = board.Loop.Now;
        board.Work(() => Assert.ThrowsExactly<IpaException>(board.Interface.Open));
        // A millisecond for the reset of the channel whose packets did not leave.
        Assert.AreEqual(551_000, board.Loop.Now - start);
    }

    [TestMethod]
    public void What_is_received_is_counted_by_frame_and_byte()
    {
        Board board = new Board(timing: ChipTiming.Immediate()).Open();
        var link = new Link(board);
        ulong bytes = 0;
        for (int i = 1; i <= 3; i++)
        {
            byte[] packet = Packets.Udp4(40 + 4 * i, false);
            board.Soc.Network.Inject(0, packet, 0, packet.Length);
            board.Loop.Run(1_000);
            // A QMAP header, the packet, and its trailer.
            bytes += 4 + 40 + 4 * (ulong)i + 8;
            Assert.AreEqual(((ulong)i, bytes, 0ul, i), (board.Interface.Counters.RxPackets, board.Interface.Counters.RxBytes, board.Interface.Counters.RxDropped, link.Received.Count));
        }
        board.Interface.SetSink(null);
        byte[] last = Packets.Udp4(40, false);
        board.Soc.Network.Inject(0, last, 0, last.Length);
        board.Loop.Run(1_000);

        Assert.AreEqual((3ul, bytes, 1ul), (board.Interface.Counters.RxPackets, board.Interface.Counters.RxBytes, board.Interface.Counters.RxDropped));
    }

    [TestMethod]
    [DataRow(-1, 0xf9, false)]
    [DataRow(0, 0xf9, false)]
    [DataRow(1, 0xf9, true)]
    [DataRow(2048, 0xf9, true)]
    [DataRow(2049, 0xf9, false)]
    [DataRow(1, 0xf8, false)]
    [DataRow(1, 0x800, false)]
    public void A_frame_of_one_byte_and_of_2048_is_sent_and_none_without_or_with_more(int length, int protocol, bool accepted)
    {
        Board board = Careless();
        var bytes = new byte[3000];

        Assert.AreEqual(accepted ? TransmitStatus.Accepted : TransmitStatus.Dropped, board.Interface.Transmit(bytes, 0, length, (ushort)protocol, false));
        Assert.AreEqual(accepted ? (1ul, (ulong)length, 0ul, 0ul) : (0ul, 0ul, 1ul, 0ul), Counted(board));
    }

    [TestMethod]
    [DataRow(0, 1, true, DisplayName = "the first byte")]
    [DataRow(4095, 1, true, DisplayName = "the last byte")]
    [DataRow(4095, 2, false, DisplayName = "one byte beyond")]
    [DataRow(-1, 2, false, DisplayName = "one byte before")]
    [DataRow(2048, 2048, true, DisplayName = "all that fits into a frame, to the end")]
    [DataRow(2047, 2049, false, DisplayName = "one byte more than a frame")]
    [DataRow(0, 0, false, DisplayName = "nothing")]
    [DataRow(int.MinValue, 8, false, DisplayName = "far before")]
    [DataRow(8, int.MaxValue, false, DisplayName = "far more")]
    public void A_fragment_lies_in_its_memory_from_the_first_to_the_last_byte(int offset, int length, bool accepted)
    {
        Board board = Careless();
        DmaMemory memory = board.Allocate(4096);

        Assert.AreEqual(accepted ? TransmitStatus.Accepted : TransmitStatus.Dropped, board.Interface.TransmitFragments(memory, [offset], [length], 1, false));
        Assert.AreEqual(accepted ? (1ul, (ulong)length, 0ul, 0ul) : (0ul, 0ul, 1ul, 0ul), Counted(board));
        // As the second of two it is one of a frame that is dropped whole.
        Assert.AreEqual(accepted && length < 2048 ? TransmitStatus.Accepted : TransmitStatus.Dropped, board.Interface.TransmitFragments(memory, [0, offset], [1, length], 2, false));
    }

    [TestMethod]
    public void Fragments_are_refused_as_frames_are_while_the_interface_is_down_or_without_power()
    {
        Board board = Careless();
        DmaMemory memory = board.Allocate(64);
        board.Loop.Run(Board.Second);
        foreach (int count in new[] { 1, 20 })
        {
            int[] offsets = new int[count];
            int[] lengths = [.. Enumerable.Repeat(1, count)];
            Assert.AreEqual(TransmitStatus.Busy, board.Interface.TransmitFragments(memory, offsets, lengths, count, false));
        }
        Assert.AreEqual((0ul, 0ul, 0ul, 2ul), Counted(board));
        board.Work(board.Interface.Stop);
        foreach (int count in new[] { 1, 20 })
        {
            int[] offsets = new int[count];
            int[] lengths = [.. Enumerable.Repeat(1, count)];
            Assert.AreEqual(TransmitStatus.Down, board.Interface.TransmitFragments(memory, offsets, lengths, count, false));
        }
        Assert.AreEqual((0ul, 0ul, 0ul, 2ul), Counted(board));
        Assert.AreEqual(0u, board.Driver.Endpoints.ModemTx.Channel.Counters.Committed);
    }

    /// <summary>497 elements: 165 frames of three leave two. Frames whose doorbell is put off are shown to the hardware when the queue stops.</summary>
    [TestMethod]
    [DataRow(3, 165)]
    [DataRow(7, 71)]
    [DataRow(16, 31)]
    public void Fragments_use_the_ring_to_its_last_element_and_what_waits_for_a_doorbell_does_not_wait_for_ever(int count, int frames)
    {
        Board board = Careless();
        DmaMemory memory = board.Allocate(64);
        GsiChannel channel = board.Driver.Endpoints.ModemTx.Channel;
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, true);
        int[] offsets = new int[count];
        int[] lengths = [.. Enumerable.Repeat(2, count)];
        int sent = 0;
        while (board.Interface.TransmitFragments(memory, offsets, lengths, count, true) == TransmitStatus.Accepted) { sent++; }

        Assert.AreEqual((frames, 497 - frames * count), (sent, channel.Free));
        Assert.AreEqual(((ulong)frames, (ulong)(2 * count * frames), 0ul, 1ul), Counted(board));
        Assert.AreEqual((false, 1ul, 1u), (board.Interface.IsQueueRunning, board.Interface.Counters.QueueStops, channel.Counters.Doorbells));
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, false);
        board.Loop.Run(5_000);
        Assert.AreEqual(((uint)frames, true), (channel.Counters.Completed, board.Interface.IsQueueRunning));
    }

    [TestMethod]
    public void The_last_two_elements_take_a_frame_of_two()
    {
        Board board = Careless();
        DmaMemory memory = board.Allocate(64);
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, true);
        for (int i = 0; i < 165; i++) { board.Interface.TransmitFragments(memory, [0, 4, 8], [4, 4, 4], 3, false); }

        Assert.AreEqual(TransmitStatus.Accepted, board.Interface.TransmitFragments(memory, [0, 4], [4, 4], 2, false));
        Assert.AreEqual((0, false, 166ul, 0ul), (board.Driver.Endpoints.ModemTx.Channel.Free, board.Interface.IsQueueRunning, board.Interface.Counters.TxPackets, board.Interface.Counters.TxBusy));
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, false);
        board.Loop.Run(5_000);
        Assert.IsTrue(board.Interface.IsQueueRunning);
    }

    private static (ulong Packets, ulong Bytes, ulong Dropped, ulong Busy) Counted(Board board)
    {
        InterfaceCounters counters = board.Interface.Counters;
        return (counters.TxPackets, counters.TxBytes, counters.TxDropped, counters.TxBusy);
    }

    private static (Board Board, Told Told) Booted(Board board)
    {
        board.Boot();
        var told = new Told();
        board.Interface.SetListener(told);
        return (board, told);
    }

    // What it sends are no QMAP frames.
    private static Board Careless()
    {
        Board board = new Board(timing: ChipTiming.Immediate()).Open();
        board.Watch.Provokes(SanitizerRule.QmapFrame);
        return board;
    }

    private static void Send(Board board)
    {
        byte[] packet = Packets.Udp4(40, false);
        Assert.AreEqual(TransmitStatus.Accepted, new Link(board).Interface.Send(packet, 0, packet.Length, false, false));
    }

    private static void Fill(Board board, out int sent)
    {
        var link = new Link(board);
        board.Soc.Network.Answers = false;
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, true);
        byte[] packet = Packets.Udp4(40, false);
        for (sent = 0; link.Interface.Send(packet, 0, packet.Length, false, false) == TransmitStatus.Accepted; sent++) { }
    }

    private sealed class Once(Action action) : Poll
    {
        public override int Run(int budget)
        {
            action();
            return 0;
        }
    }

    private sealed class Told : InterfaceListener
    {
        private readonly List<string> _words = [];

        public string Take()
        {
            string text = string.Join(' ', _words);
            _words.Clear();
            return text;
        }

        public override void OnRegistered() => _words.Add("registered");

        public override void OnUnregistered() => _words.Add("unregistered");

        public override void OnQueueRunning() => _words.Add("running");
    }
}
