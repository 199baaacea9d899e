using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>The trace keeps the newest events in order and counts what it no longer has.</summary>
[TestClass]
public sealed class TraceRingTests
{
    [TestMethod]
    public void Events_are_read_oldest_first_with_their_time()
    {
        var loop = new EventLoop(new VirtualTime());
        loop.Trace.Add(7, 1, 2);
        loop.Run(250);
        loop.Trace.Add(8, 3, 4, "refused");

        Assert.AreEqual((2, 0L), (loop.Trace.Length, loop.Trace.OverwrittenCount));
        Assert.AreEqual((0L, 7, 1u, 2u, null), Values(loop.Trace.At(0)));
        Assert.AreEqual((250L, 8, 3u, 4u, "refused"), Values(loop.Trace.At(1)));
    }

    [TestMethod]
    public void A_full_ring_loses_the_oldest_events_and_counts_all()
    {
        var trace = new TraceRing(new VirtualTime(), 4);
        trace.Add(9, 100, 0, "the first");
        for (uint i = 0; i < 9; i++) { trace.Add(3, i, 0); }

        Assert.AreEqual((4, 6L), (trace.Length, trace.OverwrittenCount));
        CollectionAssert.AreEqual(new uint[] { 5, 6, 7, 8 }, Enumerable.Range(0, 4).Select(i => trace.At(i).A).ToArray());
        Assert.IsTrue(Enumerable.Range(0, 4).All(i => trace.At(i).Detail is null), "no reason of an older event");
        Assert.AreEqual((1u, 9u, 0u), (trace.CountOf(9), trace.CountOf(3), trace.CountOf(4)));
    }

    [TestMethod]
    public void The_newest_event_of_an_id_is_found_until_it_is_overwritten()
    {
        var trace = new TraceRing(new VirtualTime(), 4);
        trace.Add(1, 10, 0);
        trace.Add(1, 11, 0);
        trace.Add(2, 12, 0);
        Assert.AreEqual(11u, trace.Last(1).A);
        Assert.IsNull(trace.Last(3));
        for (uint i = 0; i < 3; i++) { trace.Add(2, i, 0); }

        Assert.IsNull(trace.Last(1));
        Assert.AreEqual(2u, trace.CountOf(1));
    }

    [TestMethod]
    public void What_repeats_is_counted_in_one_place_and_drives_nothing_out()
    {
        var loop = new EventLoop(new VirtualTime());
        loop.Trace.Add(1, 5, 6, "the cause");
        for (int i = 0; i < 1000; i++)
        {
            loop.Run(1);
            loop.Trace.Add(2, 7, 8, "re" + "fused " + (i < 999 ? "again" : "for good"));
        }

        Assert.AreEqual((3, 0L, 1000u), (loop.Trace.Length, loop.Trace.OverwrittenCount, loop.Trace.CountOf(2)));
        Assert.AreEqual(("the cause", 1u), (loop.Trace.At(0).Detail, loop.Trace.At(0).Times));
        Assert.AreEqual((1L, 999u), (loop.Trace.At(1).Time, loop.Trace.At(1).Times));
        Assert.AreEqual((1000L, 1u), (loop.Trace.At(2).Time, loop.Trace.At(2).Times), "another reason is another event");
    }

    [TestMethod]
    [DoNotParallelize]
    public void Adding_allocates_nothing()
    {
        var trace = new TraceRing(new VirtualTime(), 128);
        trace.Add(1, 1, 1);

        Assert.AreEqual(0, AllocatedBytes.Least(() => { for (uint i = 0; i < 1000; i++) { trace.Add(1, i, i); } }));
    }

    private static (long Time, int Id, uint A, uint B, string? Detail) Values(TraceEntry entry) => (entry.Time, entry.Id, entry.A, entry.B, entry.Detail);
}
