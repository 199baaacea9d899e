using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Channels;

/// <summary>A channel against a model of it: elements, doorbells, events and counts, exactly.</summary>
[TestClass]
public sealed class ChannelRingTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void A_transmit_channel_does_what_its_model_does_over_many_turns_of_both_rings(int seed)
    {
        var model = new TransmitModel(seed);

        for (int step = 0; step < 4000; step++) { model.Step(); }
    }

    [TestMethod]
    [DataRow(0, 0, false, DisplayName = "the next one, empty")]
    [DataRow(0, 8128, false, DisplayName = "as much as there is room for")]
    [DataRow(0, 8129, true, DisplayName = "more than there is room for")]
    [DataRow(2, 100, false, DisplayName = "two are passed over")]
    [DataRow(2, 8128, false, DisplayName = "two are passed over by one that is full")]
    [DataRow(2, 8129, true, DisplayName = "two are passed over by one that is too long")]
    public void A_received_length_is_believed_up_to_the_room_that_was_given(int passedOver, int length, bool bad)
    {
        var (bench, frames) = Receiving();

        bench.Complete(passedOver, length);
        bench.Channel.Poll.Run(64);

        CollectionAssert.AreEqual(bad || length == 0 ? [] : new[] { (passedOver * 8192 + 64, length) }, frames.All);
        Assert.AreEqual((bad ? 1u : 0u, (uint)passedOver + 1), (bench.Channel.Counters.BadEvents, bench.Channel.Counters.Completed));
        Assert.AreEqual(passedOver + 1, bench.Channel.Free);
        Assert.AreEqual(0u, frames.Endpoint!.CancelledCount);
    }

    [TestMethod]
    public void Elements_are_free_only_after_their_client_has_looked_at_what_they_brought()
    {
        var (bench, frames) = Receiving();
        bench.Complete(4, 20);
        bench.Channel.Poll.Run(64);

        Assert.AreEqual((0, 5), (frames.FreeMeanwhile, bench.Channel.Free));
    }

    [TestMethod]
    [DataRow(ChannelBench.Limit, DisplayName = "all of them")]
    [DataRow(3, DisplayName = "as many as make a refill worth it")]
    public void Used_buffers_are_given_back_also_when_the_hardware_has_none_left(int used)
    {
        var bench = new ChannelBench(false);
        var endpoint = new ReceiveEndpoint(bench.Channel, bench.Heap);
        endpoint.EnableRefill();
        Assert.AreEqual(0, bench.Channel.Free);
        bench.Complete(used - 1, 20);
        bench.Channel.Poll.Run(64);

        Assert.AreEqual((0, (uint)(ChannelBench.Limit + used)), (bench.Channel.Free, bench.Channel.Counters.Committed));
        Assert.AreEqual((ChannelBench.Limit + used) % ChannelBench.Elements, bench.Doorbells[^1]);
    }

    [TestMethod]
    public void What_an_event_passes_over_takes_nothing_from_what_came_before_it()
    {
        var (bench, frames) = Receiving();
        bench.Complete(0, 10);
        bench.Complete(3, 20);
        bench.Channel.Poll.Run(64);

        CollectionAssert.AreEqual(new[] { (64, 10), (3 * 8192 + 64, 20) }, frames.All);
        Assert.AreEqual((0u, 4u), (bench.Channel.Counters.BadEvents, bench.Channel.Counters.Completed));
    }

    [TestMethod]
    [DataRow(1, 0x100)]
    [DataRow(128, 0x100)]
    [DataRow(255, 0)]
    public void The_first_channel_takes_no_other_channels_events(int channel, int length)
    {
        var bench = new ChannelBench(false, id: 0);
        new ReceiveEndpoint(bench.Channel, bench.Heap).EnableRefill();
        bench.Complete(0, length, (byte)channel);
        bench.Channel.Poll.Run(64);

        Assert.AreEqual((1u, 0u), (bench.Channel.Counters.BadEvents, bench.Channel.Counters.Completed));
    }

    [TestMethod]
    public void An_event_without_anything_under_way_completes_nothing()
    {
        var bench = new ChannelBench(true);
        _ = new TransmitEndpoint(bench.Channel, bench.Heap);
        bench.Complete(0);
        bench.Channel.Poll.Run(64);

        Assert.AreEqual((1u, 0u, ChannelBench.Limit), (bench.Channel.Counters.BadEvents, bench.Channel.Counters.Completed, bench.Channel.Free));
    }

    [TestMethod]
    public void An_event_in_the_middle_of_a_transaction_completes_nothing()
    {
        var bench = new ChannelBench(true);
        _ = new TransmitEndpoint(bench.Channel, bench.Heap);
        for (int i = 0; i < 3; i++) { bench.Channel.AddTransfer(0x1000, 1); }
        bench.Channel.Commit(3, true);
        bench.Complete(1);
        bench.Channel.Poll.Run(64);
        Assert.AreEqual((1u, 0u, ChannelBench.Limit - 3), (bench.Channel.Counters.BadEvents, bench.Channel.Counters.Completed, bench.Channel.Free));
        bench.Complete(2);
        bench.Channel.Poll.Run(64);

        Assert.AreEqual((1u, 1u, ChannelBench.Limit), (bench.Channel.Counters.BadEvents, bench.Channel.Counters.Completed, bench.Channel.Free));
    }

    [TestMethod]
    public void After_a_reset_the_channel_begins_at_the_first_slot_and_has_said_what_was_cancelled()
    {
        var bench = new ChannelBench(true);
        var endpoint = new TransmitEndpoint(bench.Channel, bench.Heap);
        bench.Channel.Transfer(0x1000, 10, true);
        bench.Channel.AddTransfer(0x2000, 20);
        Assert.AreEqual(("", 1000L), bench.Try(gsi => gsi.Reset(bench.Channel, true)));

        Assert.AreEqual((1u, 1u, 0u), (endpoint.CancelledCount, bench.Channel.Counters.Cancelled, bench.Channel.Counters.Completed));
        Assert.AreEqual((0, ChannelBench.Limit, false), (bench.Channel.NextSlot, bench.Channel.Free, bench.Channel.IsBroken));
        bench.Channel.RingDoorbell();
        CollectionAssert.AreEqual(new[] { 1 }, bench.Doorbells);
        bench.Channel.Transfer(0x3000, 30, true);
        CollectionAssert.AreEqual(new[] { 1, 1 }, bench.Doorbells);
        Assert.AreEqual((0x3000ul, 30ul | 0x00020600ul << 32), bench.Element(0));
    }

    [TestMethod]
    [DataRow(16, ChannelBench.Usual, DisplayName = "an element beyond the ring")]
    [DataRow(13, ChannelBench.Usual, DisplayName = "an element that the hardware has not")]
    [DataRow(0, 4, DisplayName = "another channel's")]
    [DataRow(0, 0x45, DisplayName = "a channel that differs in an upper bit")]
    public void An_event_of_something_else_is_counted_and_passed_over(int slot, int channel)
    {
        var (bench, frames) = Receiving();

        bench.Complete(0, 10);
        bench.Complete(slot, 11, (byte)channel);
        bench.Complete(1, 12);
        bench.Channel.Poll.Run(64);

        CollectionAssert.AreEqual(new[] { (64, 10), (8192 + 64, 12) }, frames.All);
        Assert.AreEqual((1u, 2u), (bench.Channel.Counters.BadEvents, bench.Channel.Counters.Completed));
        CollectionAssert.AreEqual(new[] { 2 }, bench.EventDoorbells);
    }

    [TestMethod]
    public void An_event_that_comes_twice_counts_once()
    {
        var (bench, frames) = Receiving();

        bench.Complete(0, 10);
        bench.Complete(0, 10);
        bench.Channel.Poll.Run(64);
        bench.Complete(0, 10);
        bench.Channel.Poll.Run(64);

        Assert.HasCount(1, frames.All);
        Assert.AreEqual((2u, 1u), (bench.Channel.Counters.BadEvents, bench.Channel.Counters.Completed));
    }

    [TestMethod]
    [DataRow(0x100u, DisplayName = "just behind the ring")]
    [DataRow(0x108u, DisplayName = "behind it and unaligned")]
    [DataRow(0x18u, DisplayName = "in the middle of an element")]
    [DataRow(0x11u, DisplayName = "one byte into an element")]
    [DataRow(0x1fu, DisplayName = "one byte before an element")]
    [DataRow(0xfffffff0u, DisplayName = "before the ring")]
    public void A_pointer_to_no_event_is_counted_and_nothing_is_read(uint offset)
    {
        var (bench, frames) = Receiving();
        bench.Complete(0, 10);
        uint good = bench.Pointer;

        bench.Pointer = (uint)bench.Channel.Events.Memory.Address + offset;
        Assert.AreEqual(0, bench.Channel.Poll.Run(64));
        Assert.AreEqual((1u, 0u), (bench.Channel.Counters.BadPointers, bench.Channel.Counters.Completed));
        Assert.IsEmpty(frames.All);
        Assert.IsEmpty(bench.EventDoorbells);
        bench.Pointer = good;

        Assert.AreEqual(1, bench.Channel.Poll.Run(64));
        Assert.AreEqual(1u, bench.Channel.Counters.BadPointers);
    }

    [TestMethod]
    public void Nothing_is_read_while_the_interrupt_is_not_taken()
    {
        var (bench, frames) = Receiving(listens: false);
        bench.Complete(0, 10);

        Assert.AreEqual(0, bench.Channel.Poll.Run(64));
        Assert.AreEqual((0, 0), (bench.PointerReads, frames.All.Count));
        bench.Listen();
        Assert.AreEqual(1, bench.Channel.Poll.Run(64));
        Assert.AreEqual((1, 1), (bench.PointerReads, frames.All.Count));
    }

    [TestMethod]
    public void A_poll_without_events_gives_no_event_back()
    {
        var (bench, _) = Receiving();

        Assert.AreEqual(0, bench.Channel.Poll.Run(64));
        Assert.AreEqual((1, 1u), (bench.PointerReads, bench.Channel.Counters.Polls));
        Assert.IsEmpty(bench.EventDoorbells);
    }

    [TestMethod]
    public void Buffers_lie_at_their_slots_and_leave_room_for_headers()
    {
        var (bench, _) = Receiving();
        ulong first = bench.Element(0).Address;

        for (int slot = 0; slot < ChannelBench.Limit; slot++)
        {
            // 8192 bytes less 64 of headroom; type 2, interrupt on transfer.
            Assert.AreEqual((first + (ulong)slot * 8192, 8128ul | 0x00020200ul << 32), bench.Element(slot));
        }
        Assert.AreEqual((0ul, 0ul), bench.Element(ChannelBench.Limit));
        Assert.AreEqual(64ul, first % 4096);
    }

    [TestMethod]
    public void A_completed_transaction_says_its_first_slot_and_its_length()
    {
        var bench = new ChannelBench(true);
        _ = new TransmitEndpoint(bench.Channel, bench.Heap);
        for (int i = 0; i < 3; i++) { bench.Channel.AddTransfer(0x1000, 1); }
        bench.Channel.Commit(0x12345, false);
        bench.Channel.Transfer(0x2000, 0x6789, false);

        Assert.AreEqual((0, 0x12345, 3, 0x6789), (bench.Channel.FirstSlotOf(0), bench.Channel.LengthOf(0), bench.Channel.FirstSlotOf(1), bench.Channel.LengthOf(1)));
        Assert.AreEqual((0, 0x12345), (bench.Channel.FirstSlotOf(16), bench.Channel.LengthOf(16)), "numbers run on");
        Assert.IsEmpty(bench.Doorbells);
    }

    [TestMethod]
    public void A_command_says_its_opcode_and_its_type()
    {
        var bench = new ChannelBench(true);
        _ = new TransmitEndpoint(bench.Channel, bench.Heap);
        bench.Channel.AddCommand(0x1_2345_6780, 0x0106);
        bench.Channel.Commit(0, true);

        // Type 3.
        Assert.AreEqual((0x1_2345_6780ul, 0x0106ul | 0x00030600ul << 32), bench.Element(0));
        Assert.AreEqual((ChannelBench.Limit - 1, 1u), (bench.Channel.Free, bench.Channel.Counters.Committed));
        CollectionAssert.AreEqual(new[] { 1 }, bench.Doorbells);
    }

    [TestMethod]
    public void Rings_and_buffers_go_back_when_they_are_destroyed()
    {
        var bench = new ChannelBench(true);
        var endpoint = new TransmitEndpoint(bench.Channel, bench.Heap);
        Assert.AreEqual(3, bench.Heap.Taken);
        endpoint.Destroy();
        bench.Gsi.DestroyChannels();

        Assert.AreEqual(0, bench.Heap.Taken);
        Assert.IsNull(bench.Gsi.Channel(ChannelBench.Usual));
    }

    private static (ChannelBench, Frames) Receiving(bool listens = true)
    {
        var bench = new ChannelBench(false, listens);
        var endpoint = new ReceiveEndpoint(bench.Channel, bench.Heap);
        var frames = new Frames { Endpoint = endpoint };
        endpoint.SetSink(frames);
        endpoint.EnableRefill();
        endpoint.DisableRefill();
        Assert.AreEqual(0, bench.Channel.Free);
        return (bench, frames);
    }

    private sealed class Frames : FrameSink
    {
        public ReceiveEndpoint? Endpoint { get; init; }

        public List<(int Offset, int Length)> All { get; } = [];

        public int FreeMeanwhile { get; private set; }

        public override void OnReceived(DmaMemory memory, int offset, int length)
        {
            All.Add((offset, length));
            FreeMeanwhile = Endpoint!.Channel.Free;
        }
    }
}
