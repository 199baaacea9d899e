using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>A ring alone: indexes, pointers and elements, without a register.</summary>
[TestClass]
public sealed class GsiRingTests
{
    private const ulong Address = 0x1_8000_0400;

    [TestMethod]
    public void Elements_come_back_in_order_around_the_end()
    {
        DmaMemory memory = new(Address, 64);
        GsiRing writer = new(3, memory) { Index = 2 };
        for (ulong i = 0; i < 4; i++) { writer.Write(i, ~i); }

        for (ulong i = 0; i < 4; i++)
        {
            memory.ReadElement((int)(i + 2) % 4 * GsiRing.ElementSize, out ulong low, out ulong high);
            Assert.AreEqual((i, ~i), (low, high));
        }
        Assert.AreEqual((4, 2, 2ul), (writer.Count, writer.SlotOf(writer.Index), memory.Read64(0)));
    }

    [TestMethod]
    [DataRow(0u, 0x80000400u)]
    [DataRow(3u, 0x80000430u)]
    [DataRow(4u, 0x80000400u)]
    [DataRow(0xffffffffu, 0x80000430u, DisplayName = "one before the first is the last")]
    public void A_pointer_is_the_low_half_of_the_slots_address(uint index, uint pointer) =>
        Assert.AreEqual(pointer, new GsiRing(0, new DmaMemory(Address, 64)).PointerTo(index));

    [TestMethod]
    [DataRow(0ul, 0)]
    [DataRow(0x30ul, 3)]
    [DataRow(0x40ul, null)]
    [DataRow(8ul, null)]
    [DataRow(4ul, null)]
    [DataRow(2ul, null)]
    [DataRow(1ul, null)]
    [DataRow(0x11ul, null)]
    [DataRow(0x100000000ul, null)]
    [DataRow(0xfffffffffffffff0ul, null)]
    public void Only_an_offset_at_which_an_element_begins_has_a_slot(ulong offset, int? slot)
    {
        bool found = new GsiRing(0, new DmaMemory(Address, 64)).TryFind(offset, out int at);

        Assert.AreEqual(slot, found ? at : null);
    }
}
