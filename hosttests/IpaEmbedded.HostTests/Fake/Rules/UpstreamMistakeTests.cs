namespace IpaEmbedded.HostTests.Fake.Rules;

/// <summary>
/// The three mistakes that were seeded into upstream's driver and named on no version: a ring length that is no multiple of 16, an element that points at memory
/// which was never mapped, a doorbell that is moved back. The sequences are those of upstream's driver: rings of 256 elements, transactions of its own length, a
/// doorbell for each packet and for each 16 buffers.
/// </summary>
[TestClass]
public sealed class UpstreamMistakeTests
{
    [TestMethod]
    [ChipVersions]
    public void A_ring_length_that_is_no_multiple_of_16_is_named(string version)
    {
        foreach (uint wrong in (uint[])[0x108, 0xff, 0x101])
        {
            var bench = Rule.Bench(version);
            ChipPlaces at = bench.Places;
            bench.Program(at.ModemTx, 2, true);
            bench.Gsi(at.Channels + 0x80u * (uint)at.ModemTx + 4, wrong | (at.RingInContext ? 0 : 2u << 24));
            bench.AssertClean();
            bench.Start(at.ModemTx);

            Assert.AreEqual(1, bench.Sanitizer.CountOf("ring-geometry"), bench.Sanitizer.Text());
            StringAssert.Contains(bench.Sanitizer.Text(), $"length {wrong} is no multiple of 16");
        }
    }

    /// <summary>The same of an event ring, seen at its first doorbell.</summary>
    [TestMethod]
    [ChipVersions]
    public void An_event_ring_length_that_is_no_multiple_of_16_is_named(string version)
    {
        var bench = new ChipBench(places: ChipPlaces.Of(version)) { GivesEvents = false };
        ChipPlaces at = bench.Places;
        bench.Program(at.ModemTx, 2, true);
        bench.Gsi(at.EventRings + 0x80 * 2 + 4, 0x108);
        bench.Gsi(at.EventDoorbells + 16, (uint)bench.Events[2].Address + 0xf0);

        Assert.AreEqual(1, bench.Sanitizer.CountOf("ring-geometry"), bench.Sanitizer.Text());
    }

    /// <summary>A transmit element and its chain's second, and a receive buffer: each at its doorbell, the buffer long before data comes.</summary>
    [TestMethod]
    [ChipVersions]
    public void An_element_at_memory_that_was_never_mapped_is_named(string version)
    {
        Rule.Breaks("dead-memory", version, Rule.Transmits, bench => Rule.Send(bench, 0x00020600, 0x8000_0000, 100));
        Rule.Breaks("dead-memory", version, Rule.Transmits, bench =>
        {
            bench.Element(bench.Places.ModemTx, 0, bench.Buffer(1).Address, 1, 0x00020001);
            bench.Element(bench.Places.ModemTx, 1, 0x8000_0000, 100, 0x00020600);
            bench.Doorbell(bench.Places.ModemTx, 2);
        });
        Rule.Breaks("dead-memory", version, Rule.Receives, bench =>
        {
            ulong good = bench.Memory.Allocate("rx", 8192, 4096).Address;
            for (int i = 0; i < 8; i++) { bench.Element(bench.Places.LanRx, i, i == 5 ? 0x8000_0000 : good + 64, 8128, 0x00020200); }
            bench.Doorbell(bench.Places.LanRx, 8);
        });
    }

    /// <summary>With elements outstanding, after everything was executed, and by less than a transaction in the first lap.</summary>
    [TestMethod]
    [ChipVersions]
    public void A_doorbell_that_is_moved_back_is_named(string version)
    {
        foreach ((int first, int second, bool holds) in ((int, int, bool)[])[(6, 4, true), (6, 4, false), (8, 1, false), (3, 2, false)])
        {
            Rule.Breaks("doorbell-past-pointer", version, bench =>
            {
                Rule.Transmits(bench);
                bench.Chip.Gsi.Hold(bench.Places.ModemTx, holds);
                ulong address = bench.Buffer(1).Address;
                for (int i = 0; i < first; i++) { bench.Element(bench.Places.ModemTx, i, address, 1, 0x00020600); }
                bench.Doorbell(bench.Places.ModemTx, first);
            }, bench => bench.Doorbell(bench.Places.ModemTx, second));
        }
    }
}
