using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>The six things that the cover letter of the first Linux driver left for later; here they hold from the start.</summary>
[TestClass]
public sealed class CoverLetterTests
{
    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    public void Idle_for_an_hour_the_driver_sends_no_descriptor_and_the_clock_is_off(string name)
    {
        var board = new Board(name).Open();
        var link = new Link(board);
        Assert.IsTrue(board.Echo(link));
        board.Loop.Run(2 * Board.Second);
        uint committed = Committed(board);
        int votes = board.Faults.Votes;

        board.Loop.Run(3600 * Board.Second);

        Assert.AreEqual(committed, Committed(board));
        Assert.AreEqual(votes, board.Faults.Votes);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        Assert.AreEqual(0u, board.Soc.Rpmh.WordOf("IP0") & 0x3fff);
        board.AssertClean();
    }

    [TestMethod]
    public void Frames_are_delivered_and_the_queue_is_woken_inside_a_poll_and_nowhere_else()
    {
        var board = new Board().Open();
        var contexts = new ContextRecorder(board.Loop);
        board.Interface.SetSink(contexts);
        board.Driver.Endpoints.ModemTx.SetHandler(contexts.OnTransmitted);

        byte[] frame = [0, 0, 0, 64, 0, 0, 0, 0, .. Packets.EchoRequest(1)];
        for (int i = 0; i < 5; i++) { board.Interface.Transmit(frame, 0, frame.Length, ModemInterface.MapProtocol, false); }
        board.Loop.Run(10000);

        CollectionAssert.AreEqual(new[] { EventLoopContext.Poll }, contexts.Receptions.Distinct().ToArray());
        CollectionAssert.AreEqual(new[] { EventLoopContext.Poll }, contexts.Transmissions.Distinct().ToArray());
        Assert.AreEqual(5u, contexts.Transmitted);
        board.AssertClean();
    }

    [TestMethod]
    public void Receive_buffers_are_given_back_at_the_end_of_a_poll_sixteen_at_a_time()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var channel = board.Driver.Endpoints.ModemRx.Channel;
        uint doorbells = channel.Counters.Doorbells;
        int endpoint = board.Endpoint(EndpointName.ApModemRx);
        byte[] frame = [0, 0, 0, 4, 1, 2, 3, 4];

        for (int i = 0; i < 15; i++) { board.Soc.Chip.Pipeline.DeliverBuffer(endpoint, frame, frame.Length); }
        board.Loop.Run(10);
        Assert.AreEqual(doorbells, channel.Counters.Doorbells);
        board.Soc.Chip.Pipeline.DeliverBuffer(endpoint, frame, frame.Length);
        Assert.AreEqual(doorbells, channel.Counters.Doorbells);
        board.Loop.Run(10);

        Assert.AreEqual(doorbells + 1, channel.Counters.Doorbells);
        Assert.AreEqual(0, channel.Free);
        board.AssertClean();
    }

    [TestMethod]
    public void One_interrupt_gives_one_poll_whatever_has_arrived()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var counters = board.Driver.Endpoints.ModemRx.Channel.Counters;
        uint polls = counters.Polls;
        uint interrupts = counters.Interrupts;
        byte[] frame = [0, 0, 0, 4, 1, 2, 3, 4];

        for (int i = 0; i < 40; i++) { board.Soc.Chip.Pipeline.DeliverBuffer(board.Endpoint(EndpointName.ApModemRx), frame, frame.Length); }
        board.Loop.Run(10);

        Assert.AreEqual(1u, counters.Interrupts - interrupts);
        Assert.AreEqual(1u, counters.Polls - polls);
        board.AssertClean();
    }

    [TestMethod]
    public void A_poll_takes_at_most_64_entries_and_keeps_its_interrupt_off_until_it_is_done()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var counters = board.Driver.Endpoints.ModemRx.Channel.Counters;
        var masks = new MaskRecorder(board.Soc.Chip);
        board.Interface.SetSink(masks);
        uint polls = counters.Polls;
        uint interrupts = counters.Interrupts;
        byte[] frame = [0, 0, 0, 4, 1, 2, 3, 4];

        for (int i = 0; i < 100; i++) { board.Soc.Chip.Pipeline.DeliverBuffer(board.Endpoint(EndpointName.ApModemRx), frame, frame.Length); }
        board.Loop.Run(10);

        Assert.AreEqual(1u, counters.Interrupts - interrupts);
        Assert.AreEqual(2u, counters.Polls - polls);
        Assert.AreEqual(100, masks.Seen.Count);
        CollectionAssert.AreEqual(new[] { 0u }, masks.Seen.Distinct().ToArray(), "event ring 3 is masked while its poll runs");
        Assert.AreNotEqual(0u, masks.Current, "and not afterwards");
        board.AssertClean();
    }

    [TestMethod]
    public void Every_channel_has_a_poll_of_its_own()
    {
        var board = new Board().Open();
        var endpoints = board.Driver.Endpoints;
        var link = new Link(board);
        board.Echo(link);

        board.Loop.Run(2000);
        Assert.AreNotEqual(0u, endpoints.Commands.Channel.Counters.Polls);
        Assert.AreNotEqual(0u, endpoints.ModemTx.Channel.Counters.Polls);
        Assert.AreNotEqual(0u, endpoints.ModemRx.Channel.Counters.Polls);
        board.Soc.Boot.Crash();
        board.Loop.Run(Board.Second);
        Assert.AreNotEqual(0u, endpoints.LanRx.Channel.Counters.Polls, "the tag of the pipeline clear arrives there");
    }

    [TestMethod]
    public void Transmit_completions_are_moderated_to_one_interrupt_per_millisecond()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var counters = board.Driver.Endpoints.ModemTx.Channel.Counters;
        uint interrupts = counters.Interrupts;
        byte[] frame = [0, 0, 0, 64, 0, 0, 0, 0, .. Packets.EchoRequest(1)];

        for (int i = 0; i < 50; i++) { board.Interface.Transmit(frame, 0, frame.Length, ModemInterface.MapProtocol, false); }
        board.Loop.Run(999);
        Assert.AreEqual(0u, counters.Interrupts - interrupts);
        board.Loop.Run(2);

        Assert.AreEqual(1u, counters.Interrupts - interrupts);
        Assert.AreEqual(0, board.Driver.Endpoints.ModemTx.Channel.Limit - board.Driver.Endpoints.ModemTx.Channel.Free);
        board.AssertClean();
    }

    private static uint Committed(Board board)
    {
        var e = board.Driver.Endpoints;
        return e.Commands.Channel.Counters.Committed + e.LanRx.Channel.Counters.Committed + e.ModemTx.Channel.Counters.Committed + e.ModemRx.Channel.Counters.Committed;
    }

    private sealed class MaskRecorder(FakeChip chip) : FrameSink
    {
        public List<uint> Seen { get; } = [];

        public uint Current => chip.Gsi.Peek(chip.Description.GsiRegisters.CntxtSrcIeobIrqMsk, 0) & 8;

        public override void OnReceived(DmaMemory memory, int offset, int length) => Seen.Add(Current);
    }

    private sealed class ContextRecorder(EventLoop loop) : FrameSink
    {
        public List<EventLoopContext> Receptions { get; } = [];

        public List<EventLoopContext> Transmissions { get; } = [];

        public uint Transmitted { get; private set; }

        public override void OnReceived(DmaMemory memory, int offset, int length) => Receptions.Add(loop.Context);

        public void OnTransmitted(uint packets, uint bytes)
        {
            Transmissions.Add(loop.Context);
            Transmitted += packets;
        }
    }
}
