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
    public void The_first_event_is_one_even_if_all_its_numbers_are_zero_and_repeats_like_any_other()
    {
        var trace = new TraceRing(new VirtualTime(), 4);
        Assert.AreEqual(0, trace.Length);
        Assert.IsNull(trace.Last(0), "a place that was never used is no event");
        trace.Add(0, 0, 0);
        Assert.AreEqual((1, 1u), (trace.Length, trace.At(0).Times));
        trace.Add(0, 0, 0);

        Assert.AreEqual((1, 2u), (trace.Length, trace.At(0).Times));
        Assert.AreSame(trace.At(0), trace.Last(0));
    }

    [TestMethod]
    [DataRow(2, 5u, 6u, "why")]
    [DataRow(1, 4u, 6u, "why")]
    [DataRow(1, 5u, 7u, "why")]
    [DataRow(1, 5u, 6u, null)]
    public void An_event_repeats_only_if_nothing_about_it_differs(int id, uint a, uint b, string? detail)
    {
        var trace = new TraceRing(new VirtualTime(), 4);
        trace.Add(1, 5, 6, "why");
        trace.Add(id, a, b, detail);

        Assert.AreEqual((2, 1u, 1u), (trace.Length, trace.At(0).Times, trace.At(1).Times));
        Assert.AreEqual((id, a, b, detail), (trace.At(1).Id, trace.At(1).A, trace.At(1).B, trace.At(1).Detail));
    }

    [TestMethod]
    public void The_last_event_of_an_id_is_found_at_either_end_of_the_ring()
    {
        for (int added = 1; added <= 9; added++)
        {
            var trace = new TraceRing(new VirtualTime(), 4);
            for (int i = 0; i < added; i++) { trace.Add(i % 5, (uint)i, 0); }

            for (int id = 0; id < 6; id++)
            {
                int newest = Enumerable.Range(0, added).LastOrDefault(i => i % 5 == id && i >= added - 4, -1);
                Assert.AreEqual(newest, (int?)trace.Last(id)?.A ?? -1, $"{id} of {added}");
            }
        }
    }

    [TestMethod]
    public void Of_two_events_of_an_id_in_a_full_ring_the_newer_one_is_the_last()
    {
        var trace = new TraceRing(new VirtualTime(), 4);
        foreach (int id in (int[])[9, 1, 2, 1, 3]) { trace.Add(id, (uint)trace.Length, (uint)trace.OverwrittenCount); }

        Assert.AreSame(trace.At(2), trace.Last(1));
        Assert.AreEqual(1, trace.At(0).Id);
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
