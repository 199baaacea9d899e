using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.HostTests.Ipa.Channels;

/// <summary>What is told of a chip that says what cannot be: which lie, its words, and one of them until the channel is reset.</summary>
[TestClass]
public sealed class DoubtTests
{
    // Two receive buffers of thirteen are done; 8128 bytes fit.
    [TestMethod]
    [DataRow(2L, 10u, 6u, "an event names another channel")]
    [DataRow(2L, 9000u, 0x45u, "an event names another channel", DisplayName = "another channel, and too long")]
    [DataRow(16L, 10u, 5u, "an event names no element of the ring")]
    [DataRow(-1L, 10u, 5u, "an event names no element of the ring")]
    [DataRow(1L << 28, 10u, 5u, "an event names no element of the ring", DisplayName = "4 GiB behind the ring")]
    [DataRow(2L, 8129u, 5u, "an event has more bytes than its buffer")]
    [DataRow(4L, 8129u, 5u, "an event has more bytes than its buffer", DisplayName = "and passes over others")]
    [DataRow(2L, 0xffffu, 5u, "an event has more bytes than its buffer")]
    [DataRow(14L, 10u, 5u, "an event names nothing that is under way", DisplayName = "behind the last that was given")]
    [DataRow(1L, 8192u, 5u, "an event names nothing that is under way", DisplayName = "done already, and too long")]
    public void The_first_lie_about_a_received_buffer_is_told_with_its_words(long slot, uint length, uint channel, string why)
    {
        var bench = new ChannelBench(false);
        new ReceiveEndpoint(bench.Channel, bench.Heap).EnableRefill();
        bench.Complete(1, 10);
        bench.Channel.Poll.Run(64);
        Assert.AreEqual(0u, bench.Loop.Trace.CountOf(IpaTraceId.EventNotBelieved));
        ulong address = bench.Channel.Ring.Memory.Address + (ulong)(slot * 16);
        ulong rest = length | 2ul << 24 | (ulong)channel << 56;
        bench.Event(address, rest);
        bench.Channel.Poll.Run(64);

        TraceEntry told = bench.Loop.Trace.Last(IpaTraceId.EventNotBelieved);
        Assert.AreEqual((5u, 0u, $"{why}: 0x{address:x16} 0x{rest:x16}"), (told.A, told.B, told.Detail));
        bench.Event(0, 0);
        bench.Channel.Poll.Run(64);
        Assert.AreEqual((1u, 2u), (bench.Loop.Trace.CountOf(IpaTraceId.EventNotBelieved), bench.Channel.Counters.BadEvents), "one until the reset");

        bench.State = 3;
        bench.Brings[9] = 1;
        Assert.AreEqual("", bench.Try(gsi => gsi.Reset(bench.Channel, true)).Refusal);
        bench.Event(0, 0);
        bench.Channel.Poll.Run(64);
        Assert.AreEqual(2u, bench.Loop.Trace.CountOf(IpaTraceId.EventNotBelieved));
    }

    [TestMethod]
    public void A_length_means_nothing_to_a_transmit_channel()
    {
        var bench = new ChannelBench(true);
        _ = new TransmitEndpoint(bench.Channel, bench.Heap);
        bench.Complete(3, 0xffff);
        bench.Channel.Poll.Run(64);

        StringAssert.StartsWith(bench.Loop.Trace.Last(IpaTraceId.EventNotBelieved).Detail, "an event names nothing that is under way: 0x");
    }

    // Slot 0 is filled anew after the reset, and the event of before names it: with more buffers than a poll hands over at once it was believed.
    [TestMethod]
    [DataRow(0, DisplayName = "its interrupt was lost")]
    [DataRow(-16, DisplayName = "the pointer was outside of the ring")]
    public void What_was_done_before_a_reset_is_not_taken_for_what_was_done_since(int lie)
    {
        var bench = new ChannelBench(false);
        new ReceiveEndpoint(bench.Channel, bench.Heap).EnableRefill();
        bench.Complete(0, 100);
        if (lie != 0)
        {
            uint truth = bench.Pointer;
            bench.Pointer = (uint)(bench.Channel.Events.Memory.Address + (ulong)lie);
            bench.Channel.Poll.Run(64);
            bench.Pointer = truth;
        }
        bench.State = 3;
        bench.Brings[9] = 1;
        Assert.AreEqual("", bench.Try(gsi => gsi.Reset(bench.Channel, true)).Refusal);
        Assert.AreEqual((1u, (uint)ChannelBench.Limit - 1), (bench.Channel.Counters.Completed, bench.Channel.Counters.Cancelled));
        Assert.AreEqual(0, bench.Channel.Free, "all buffers are the hardware's");
        bench.Channel.Poll.Run(64);
        Assert.AreEqual(1u, bench.Channel.Counters.Completed);

        bench.Complete(0, 200);
        bench.Channel.Poll.Run(64);
        Assert.AreEqual(2u, bench.Channel.Counters.Completed);
    }

    [TestMethod]
    public void A_channel_whose_work_is_done_begins_with_the_true_pointer_after_a_reset()
    {
        var bench = new ChannelBench(true);
        _ = new TransmitEndpoint(bench.Channel, bench.Heap);
        bench.State = 3;
        bench.Brings[9] = 1;
        Assert.AreEqual("", bench.Try(gsi => gsi.Reset(bench.Channel, true)).Refusal);
        Assert.AreEqual(0, bench.PointerReads, "nothing can be there");
        bench.Brings[1] = 2;
        Assert.AreEqual("", bench.Try(gsi => gsi.Start(bench.Channel)).Refusal);
        for (int slot = 0; slot < 3; slot++)
        {
            bench.Channel.Transfer(0x1000, 10, true);
            bench.Complete(slot);
        }
        uint truth = bench.Pointer;
        bench.Pointer = (uint)bench.Channel.Events.Memory.Address + 15 * 16;
        bench.Channel.Poll.Run(64);
        bench.Pointer = truth;
        Assert.AreEqual((3u, 12u), (bench.Channel.Counters.Completed, bench.Channel.Counters.BadEvents));

        bench.State = 3;
        Assert.AreEqual("", bench.Try(gsi => gsi.Reset(bench.Channel, true)).Refusal);
        for (int slot = 0; slot < 3; slot++) { bench.Channel.Transfer(0x1000, 10, true); }
        bench.Channel.Poll.Run(64);

        Assert.AreEqual((3u, 0u), (bench.Channel.Counters.Completed, bench.Channel.Counters.Cancelled), "the events of before are not read once more");
    }

    [TestMethod]
    public void A_pointer_outside_of_the_event_ring_is_told_with_its_offset()
    {
        var bench = new ChannelBench(true);
        _ = new TransmitEndpoint(bench.Channel, bench.Heap);
        bench.Pointer -= 16;
        bench.Channel.Poll.Run(64);

        Assert.AreEqual((5u, "the event ring's pointer is outside of the ring: 0x00000000fffffff0 0x0000000000000000"),
            (bench.Loop.Trace.Last(IpaTraceId.EventNotBelieved).A, bench.Loop.Trace.Last(IpaTraceId.EventNotBelieved).Detail));
    }

    // A pointer inside of the ring cannot be told from the truth; what it shows can, unless it is an event of an earlier turn.
    [TestMethod]
    public void T14_A_pointer_ahead_of_its_events_completes_no_more_than_they_say_and_costs_a_walk_around_the_ring()
    {
        var bench = new ChannelBench(true);
        _ = new TransmitEndpoint(bench.Channel, bench.Heap);
        for (int i = 0; i < 3; i++) { bench.Channel.Transfer(0x1000, 10, true); }
        bench.Complete(0);
        bench.Pointer = (uint)bench.Channel.Events.Memory.Address + 15 * 16;
        bench.Channel.Poll.Run(64);
        Assert.AreEqual((1u, 14u, 1u), (bench.Channel.Counters.Completed, bench.Channel.Counters.BadEvents, bench.Loop.Trace.CountOf(IpaTraceId.EventNotBelieved)));

        bench.Complete(1);
        bench.Complete(2);
        bench.Channel.Poll.Run(64);
        Assert.AreEqual((3u, 16u), (bench.Channel.Counters.Completed, bench.Channel.Counters.BadEvents), "the last slot, and the first event once more");
    }

    [TestMethod]
    public void What_was_written_is_behind_a_barrier_before_the_doorbell_shows_it_and_a_second_showing_needs_none()
    {
        var bench = new GsiBench();
        var channel = bench.Add(5);
        bench.Channels[5] = 1;
        bench.Try(gsi => gsi.Start(channel));
        bench.Written();
        channel.Transfer(0x1000, 10, true);

        string doorbell = $"CH_C_DOORBELL_0[5]={(uint)channel.Ring.Memory.Address + 16:x}";
        Assert.AreEqual("barrier " + doorbell, bench.Written());
        bench.Try(gsi => gsi.Stir(channel));
        Assert.AreEqual((doorbell, 2u), (bench.Written("barrier", "CH_C_DOORBELL"), channel.Counters.Doorbells));
    }
}
