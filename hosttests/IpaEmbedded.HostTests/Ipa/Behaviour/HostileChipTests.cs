using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>What the chip says is checked before it is believed: events, pointers and status elements.</summary>
[TestClass]
public sealed class HostileChipTests
{
    private static readonly byte[] Frame = [0, 0, 0, 4, 1, 2, 3, 4];

    [TestMethod]
    [DataRow(EventCorruption.UnknownElement)]
    [DataRow(EventCorruption.UnalignedElement)]
    [DataRow(EventCorruption.WrongChannel)]
    [DataRow(EventCorruption.StaleElement)]
    public void T13_An_event_that_names_no_element_of_its_channel_is_skipped_and_its_buffer_given_back_by_the_next(EventCorruption corruption)
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var frames = new Frames();
        board.Interface.SetSink(frames);
        GsiChannel channel = board.Driver.Endpoints.ModemRx.Channel;
        Deliver(board, 1);
        board.Faults.Corruption = corruption;
        board.Faults.CorruptionAt = board.Faults.EventElements + 1;
        Deliver(board, 1);
        Assert.AreEqual(1u, channel.Counters.BadEvents);
        Assert.AreEqual(1, frames.Lengths.Count);
        Deliver(board, 20);

        Assert.AreEqual(21, frames.Lengths.Count);
        AssertConserved(board);
        board.AssertClean();
    }

    [TestMethod]
    public void A_length_beyond_the_buffer_is_taken_for_nothing()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var frames = new Frames();
        board.Interface.SetSink(frames);
        board.Faults.Corruption = EventCorruption.TooLong;
        board.Faults.CorruptionAt = board.Faults.EventElements + 1;
        Deliver(board, 3);

        CollectionAssert.AreEqual(new[] { 8, 8 }, frames.Lengths);
        Assert.AreEqual(1u, board.Driver.Endpoints.ModemRx.Channel.Counters.BadEvents);
        AssertConserved(board);
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(0x00000000u)]
    [DataRow(0xffffffffu)]
    [DataRow(0x80000008u)]
    public void T14_An_event_pointer_outside_of_its_ring_is_ignored_and_the_next_good_one_counts(uint pointer)
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var frames = new Frames();
        board.Interface.SetSink(frames);
        // CNTXT_4 of event ring 3.
        board.Hooks.GsiRead = (offset, value) => offset == 0x1d190 ? pointer : value;
        Deliver(board, 2);
        Assert.AreEqual(0, frames.Lengths.Count);
        Assert.AreNotEqual(0u, board.Driver.Endpoints.ModemRx.Channel.Counters.BadPointers);
        board.Hooks.GsiRead = null;
        Deliver(board, 1);

        Assert.AreEqual(3, frames.Lengths.Count);
        AssertConserved(board);
        board.AssertClean();
    }

    [TestMethod]
    public void Fewer_channels_than_the_driver_uses_are_refused_at_setup()
    {
        var board = new Board().Probe();
        // HW_PARAM_2: channels in bits 7:3, event rings in bits 12:8.
        board.Hooks.GsiRead = (offset, value) => offset == 0x1f040 ? 4u << 3 | 4u << 8 : value;
        board.StartModem();
        board.Loop.Run(Board.Second);

        Assert.AreEqual("stage gsi-setup: channel 4 with event ring 0: the GSI has 4 channels and 4 event rings", board.Told(IpaTraceId.SetupFailed));
        board.Hooks.GsiRead = null;
        board.Remove();
        board.AssertNothingLeft();
    }

    [TestMethod]
    public void Every_receive_buffer_is_with_the_hardware_or_due_to_be_given_back_after_50000_frames()
    {
        var board = new Board().Open();
        var frames = new Frames();
        board.Interface.SetSink(frames);
        for (int i = 0; i < 1000; i++) { Deliver(board, 50); }

        Assert.AreEqual(50000, frames.Lengths.Count);
        AssertConserved(board);
        board.AssertClean();
    }

    [TestMethod]
    public void Status_records_are_walked_with_the_alignment_of_their_endpoint()
    {
        var (board, frames) = Exceptions();
        // Alignment 4: 32 + 44, then 32 + 20.
        Receive(board, [.. Record(1, 0, 43, rule: 0), .. Record(1, 0, 20, rule: 0)]);

        CollectionAssert.AreEqual(new[] { 43, 20 }, frames.Lengths);
        Assert.AreEqual(2u, board.Driver.Endpoints.LanStatus.Counters.Delivered);
    }

    [TestMethod]
    [DataRow(1, 0x01, 0u, false, DisplayName = "de-aggregation error")]
    [DataRow(1, 0x00, 0x3ffu, false, DisplayName = "no route")]
    [DataRow(1, 0x04, 0x3ffu, true, DisplayName = "IP type, no route")]
    [DataRow(1, 0x20, 0u, true, DisplayName = "software filter")]
    [DataRow(4, 0x00, 0u, true, DisplayName = "dropped packet")]
    [DataRow(8, 0x00, 0u, true, DisplayName = "suspended packet")]
    [DataRow(0x40, 0x00, 0u, true, DisplayName = "second pass")]
    public void Packets_are_dropped_for_their_exception_or_for_want_of_a_route_only(int opcode, int exception, uint rule, bool delivered)
    {
        var (board, frames) = Exceptions();
        Receive(board, Record((byte)opcode, (byte)exception, 20, rule));

        Assert.AreEqual(delivered ? 1 : 0, frames.Lengths.Count);
        Assert.AreEqual(delivered ? 0u : 1u, board.Driver.Endpoints.LanStatus.Counters.Dropped);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(0x10)]
    [DataRow(0x20)]
    [DataRow(0xff)]
    public void A_status_without_a_packet_is_skipped_alone(int opcode)
    {
        var (board, frames) = Exceptions();
        byte[] alone = Record((byte)opcode, 0, 20, 0)[..32];
        Receive(board, [.. alone, .. Record(1, 0, 20, 0)]);

        Assert.AreEqual(1, frames.Lengths.Count);
        Assert.AreEqual(1u, board.Driver.Endpoints.LanStatus.Counters.Skipped);
    }

    [TestMethod]
    public void A_status_for_another_endpoint_or_with_length_zero_is_skipped_and_half_a_status_ends_the_buffer()
    {
        var (board, frames) = Exceptions();
        byte[] other = Record(1, 0, 20, 0)[..32];
        other[7] = 10;
        byte[] empty = Record(1, 0, 0, 0)[..32];
        Receive(board, [.. other, .. empty, .. Record(1, 0, 20, 0), .. new byte[31]]);

        Assert.AreEqual(1, frames.Lengths.Count);
        StatusCounters counters = board.Driver.Endpoints.LanStatus.Counters;
        Assert.AreEqual((2u, 1u), (counters.Skipped, counters.Truncated));
    }

    [TestMethod]
    [DataRow(0xffff)]
    [DataRow(21)]
    public void T16_A_status_longer_than_what_was_received_is_not_believed(int length)
    {
        var (board, frames) = Exceptions();
        byte[] record = Record(1, 0, 20, 0);
        record[4] = (byte)length;
        record[5] = (byte)(length >> 8);
        Receive(board, record);

        Assert.AreEqual(0, frames.Lengths.Count);
        Assert.AreEqual(1u, board.Driver.Endpoints.LanStatus.Counters.Truncated);
        AssertConserved(board);
    }

    [TestMethod]
    public void T16_Random_status_elements_deliver_no_more_than_was_received()
    {
        var random = new Random(16);
        var (board, frames) = Exceptions();
        StatusCounters counters = board.Driver.Endpoints.LanStatus.Counters;
        for (int run = 0; run < 20_000; run++)
        {
            byte[] data = [.. Enumerable.Range(0, random.Next(1, 6)).SelectMany(_ => Record(RandomOpcode(random), (byte)(random.Next(4) * 2), random.Next(64), (uint)random.Next(1024)))];
            for (int i = random.Next(5); i > 0; i--) { data[random.Next(data.Length)] = (byte)random.Next(256); }
            frames.Lengths.Clear();
            Receive(board, random.Next(4) == 0 ? data[..random.Next(1, data.Length)] : data);

            Assert.IsTrue(frames.Lengths.TrueForAll(length => length > 0) && frames.Lengths.Sum() <= data.Length, $"run {run}: {Convert.ToHexString(data)}");
        }

        Assert.IsTrue(counters is { Delivered: > 1000, Dropped: > 100, Skipped: > 1000, Truncated: > 1000 }, $"{counters.Delivered} {counters.Dropped} {counters.Skipped} {counters.Truncated}");
        AssertConserved(board);
        board.AssertClean();
    }

    [TestMethod]
    public void A_tag_from_another_endpoint_than_the_command_endpoint_ends_no_wait()
    {
        var (board, frames) = Exceptions();
        byte[] record = Record(1, 0, 20, 0);
        record[2] = 0x10;
        record[6] = 2;
        Receive(board, record);

        Assert.AreEqual(1u, board.Driver.Endpoints.LanStatus.Counters.UnexpectedTags);
        Assert.IsFalse(board.Driver.Endpoints.LanStatus.PipelineCleared.IsDone);
        Assert.AreEqual(0, frames.Lengths.Count);
    }

    [TestMethod]
    public void A_corrupt_tag_costs_the_clean_up_a_second_and_the_modem_still_returns()
    {
        var board = new Board().Open();
        board.Faults.CorruptStatusAt = 1;
        board.Soc.Boot.Crash();
        board.Loop.Run(10000);
        board.AwaitModem();

        Assert.AreEqual("pipeline clear: no tagged status after 1 s", board.Told(IpaTraceId.CleanUpRefused));
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
        board.AssertClean();
    }

    private static byte RandomOpcode(Random random) => random.Next(8) == 0 ? (byte)random.Next(256) : (byte)(random.Next(2) * 3 + 1);

    private static (Board Board, Frames Frames) Exceptions()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var frames = new Frames();
        board.Driver.Endpoints.LanStatus.SetSink(frames);
        return (board, frames);
    }

    private static byte[] Record(byte opcode, byte exception, int length, uint rule)
    {
        byte[] record = new byte[32 + (length + 3) / 4 * 4];
        record[0] = opcode;
        record[1] = exception;
        record[4] = (byte)length;
        record[6] = 2;
        record[7] = 9;
        uint routing = rule << 22;
        for (int i = 0; i < 4; i++) { record[12 + i] = (byte)(routing >> (8 * i)); }
        return record;
    }

    private static void Receive(Board board, byte[] data)
    {
        board.Soc.Chip.Pipeline.DeliverBuffer(board.Endpoint(EndpointName.ApLanRx), data, data.Length);
        board.Loop.Run(100);
    }

    private static void Deliver(Board board, int count)
    {
        for (int i = 0; i < count; i++) { board.Soc.Chip.Pipeline.DeliverBuffer(board.Endpoint(EndpointName.ApModemRx), Frame, Frame.Length); }
        board.Loop.Run(100);
    }

    private static void AssertConserved(Board board)
    {
        foreach (ReceiveEndpoint endpoint in new[] { board.Driver.Endpoints.ModemRx, board.Driver.Endpoints.LanRx })
        {
            GsiChannel channel = endpoint.Channel;
            int withHardware = board.Soc.Chip.Gsi.ReadyElements(channel.Id);
            Assert.AreEqual(channel.Limit - channel.Free, withHardware, $"channel {channel.Id}");
            Assert.IsLessThan(16, channel.Free);
            Assert.AreEqual(channel.Counters.Committed, channel.Counters.Completed + channel.Counters.Cancelled + (uint)withHardware);
        }
    }

    private sealed class Frames : FrameSink
    {
        public List<int> Lengths { get; } = [];

        public override void OnReceived(DmaMemory memory, int offset, int length)
        {
            Assert.IsTrue(offset >= 0 && length <= memory.Size - offset, $"{length} bytes at {offset} of {memory.Size}");
            Lengths.Add(length);
        }
    }
}
