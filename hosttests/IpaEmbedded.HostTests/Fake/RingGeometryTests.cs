using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Fake;

/// <summary>Rings that hardware cannot use are told of when it begins to use them, once for each time they are programmed.</summary>
[TestClass]
public sealed class RingGeometryTests
{
    private const uint ChannelLength = 0x1c184;
    private const uint ChannelBase = 0x1c188;
    private const uint EventLength = 0x1d104;
    private const uint EventBase = 0x1d108;
    private const uint EventDoorbell = 0x1e110;

    [TestMethod]
    [DataRow(0u, "length 0")]
    [DataRow(0xf8u, "length 248 is no multiple of 16")]
    [DataRow(0x8u, "length 8 is no multiple of 16")]
    [DataRow(0xf0u, "length 240 is no power of two")]
    [DataRow(0x200u, "no live memory of 512 bytes at 0x{0:x}")]
    public void A_channel_with_such_a_length_is_caught_when_it_starts_and_executes_nothing(uint length, string reason)
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true);
        // Aligned for every length of the rows.
        bench.Rings[3] = bench.Memory.Allocate("tre_ring", 0x100, 0x1000);
        bench.Gsi(ChannelBase, (uint)bench.Rings[3].Address);
        bench.Gsi(ChannelLength, length);
        bench.AssertClean();
        bench.Start(3);

        bench.AssertOnly("ring-geometry");
        StringAssert.EndsWith(bench.Sanitizer.At(0).Text, ": transfer ring: " + string.Format(reason, bench.Rings[3].Address));
        bench.Element(3, 0, bench.Buffer(1).Address, 1, 0x00020600);
        bench.Doorbell(3, 1);
        Assert.AreEqual(1, bench.Sanitizer.Count, bench.Sanitizer.Text());
        Assert.AreEqual((0ul, 0ul), bench.Event(2, 0));
    }

    [TestMethod]
    [DataRow(0x10u)]
    [DataRow(0x8u)]
    [DataRow(0x80u)]
    public void A_base_that_is_not_aligned_to_the_size_of_its_ring_is_caught(uint offset)
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true);
        var memory = bench.Memory.Allocate("tre_ring", 0x200, 0x200);
        bench.Gsi(ChannelBase, (uint)memory.Address + offset);
        bench.Gsi(0x1e018, (uint)memory.Address + offset + 0x10);

        bench.AssertOnly("ring-geometry");
        StringAssert.EndsWith(bench.Sanitizer.At(0).Text, $": transfer ring: base 0x{memory.Address + offset:x} is not aligned to its 256 bytes");
    }

    [TestMethod]
    [DataRow(0u, 0u, "length 0")]
    [DataRow(0x108u, 0u, "length 264 is no multiple of 16")]
    [DataRow(0x100u, 0x20u, "base 0x{0:x} is not aligned to its 256 bytes")]
    public void An_event_ring_is_caught_at_its_first_doorbell(uint length, uint offset, string reason)
    {
        var bench = new ChipBench();
        bench.Gsi(0x1f010, 2);
        var memory = bench.Memory.Allocate("evt_ring", 0x400, 0x400);
        bench.Gsi(0x1d100, 0x10010002);
        bench.Gsi(EventLength, length);
        bench.Gsi(EventBase, (uint)memory.Address + offset);
        bench.Gsi(0x1d10c, (uint)(memory.Address >> 32));
        bench.AssertClean();
        bench.Gsi(EventDoorbell, (uint)memory.Address + 0x40);
        bench.Gsi(EventDoorbell, (uint)memory.Address + 0x50);

        bench.AssertOnly("ring-geometry");
        StringAssert.EndsWith(bench.Sanitizer.At(0).Text, ": event ring: " + string.Format(reason, memory.Address + offset));
        StringAssert.Contains(bench.Sanitizer.At(0).Text, "ring-geometry at EV_CH_E_CNTXT_1[2]");
    }

    [TestMethod]
    public void An_event_ring_that_was_never_given_is_caught_when_a_channel_on_it_starts()
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true);
        bench.Gsi(EventLength, 0xf8);
        bench.Start(3);

        bench.AssertOnly("ring-geometry");
    }

    [TestMethod]
    public void A_ring_that_is_programmed_anew_works_and_is_told_of_anew()
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true);
        bench.Gsi(ChannelLength, 0x18);
        bench.Start(3);
        bench.Stop(3);
        bench.Gsi(0x1f008, 0x09000003);
        bench.Gsi(ChannelLength, 0x100);
        bench.Start(3);
        bench.Element(3, 0, bench.Buffer(1).Address, 1, 0x00020600);
        bench.Doorbell(3, 1);
        bench.AssertOnly("ring-geometry");
        Assert.AreEqual(bench.Rings[3].Address, bench.Event(2, 0).Address);
        bench.Stop(3);
        bench.Gsi(ChannelLength, 0x18);
        bench.Start(3);

        Assert.AreEqual(2, bench.Sanitizer.CountOf("ring-geometry"));
    }

    [TestMethod]
    public void T15_Memory_that_is_freed_under_a_ring_is_dead_memory()
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true);
        bench.Start(3);
        bench.Memory.Free(bench.Rings[3]);
        bench.Doorbell(3, 1);

        bench.AssertOnly("dead-memory");
    }

    [TestMethod]
    [DataRow(4, 2, 8)]
    [DataRow(12, 4, 8)]
    [DataRow(12, 10, 1)]
    [DataRow(8, 0, 16)]
    public void A_doorbell_that_moves_back_after_everything_was_consumed_is_no_wrap(int from, int to, int outstanding)
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true, outstanding);
        bench.Start(3);
        Send(bench, 0, from / 2);
        Send(bench, from / 2, from - from / 2);
        bench.AssertClean();
        bench.Doorbell(3, to);

        Assert.IsGreaterThan(0, bench.Sanitizer.CountOf("doorbell-past-pointer"), bench.Sanitizer.Text());
    }

    [TestMethod]
    public void A_ring_that_wraps_lap_after_lap_is_clean()
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true, 8);
        bench.Start(3);
        int at = 0;
        for (int i = 0; i < 50; i++)
        {
            Send(bench, at, 9);
            at = (at + 9) % 16;
        }

        bench.AssertClean();
    }

    private static void Send(ChipBench bench, int first, int count)
    {
        var buffer = bench.Buffer(1);
        for (int i = 0; i < count; i++)
        {
            bench.Element(3, (first + i) % 16, buffer.Address, 1, 0x00020600);
        }
        bench.Doorbell(3, (first + count) % 16);
        bench.Gsi(EventDoorbell, (uint)bench.Events[2].Address + (uint)(16 * ((first + count + 15) % 16)));
    }
}
