using System.Runtime.InteropServices;
using IpaEmbedded.Boards.Linux.Memory;
using IpaEmbedded.Runtime.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Boards;

[TestClass]
public sealed class RegionHeapTests
{
    [TestMethod]
    public void Bus_addresses_are_aligned_even_when_the_region_is_not()
    {
        using var region = Region(0x80000100, 8192);
        var heap = new RegionHeap(region);

        Assert.AreEqual(0x80000100UL, heap.Allocate("first", 1, 1).Address);
        Assert.AreEqual(0x80001000UL, heap.Allocate("ring", 64, 4096).Address);
        Assert.AreEqual(0x80000140UL, heap.Allocate("small", 16, 64).Address);
    }

    [TestMethod]
    public void Freed_memory_is_used_again_and_zeroed()
    {
        using var region = Region(0x1000, 256);
        var heap = new RegionHeap(region);
        var first = heap.Allocate("first", 128, 8);
        heap.Allocate("second", 128, 8);
        first.Write32(0, 0xFFFFFFFF);
        heap.Free(first);

        var again = heap.Allocate("third", 128, 8);

        Assert.AreEqual(0x1000UL, again.Address);
        Assert.AreEqual(0u, again.Read32(0));
        Assert.AreEqual(256, heap.BytesInUse);
    }

    [TestMethod]
    public void A_full_region_says_what_did_not_fit()
    {
        using var region = Region(0x1000, 256);
        var heap = new RegionHeap(region);
        heap.Allocate("first", 200, 8);

        var thrown = Assert.ThrowsExactly<HardwareException>(() => heap.Allocate("event ring", 64, 8));

        Assert.AreEqual("test: no room for event ring: 64 bytes aligned to 8, 200 of 256 bytes in use", thrown.Message);
    }

    [TestMethod]
    public void Memory_is_freed_once()
    {
        using var region = Region(0x1000, 256);
        var heap = new RegionHeap(region);
        var memory = heap.Allocate("first", 16, 8);
        heap.Free(memory);

        Assert.AreEqual("test: 0x1000 is not allocated", Assert.ThrowsExactly<InvalidOperationException>(() => heap.Free(memory)).Message);
    }

    private static DmaRegion Region(ulong busAddress, int size)
    {
        var memory = Marshal.AllocHGlobal(size);
        return new DmaRegion("test", memory, busAddress, size, () => Marshal.FreeHGlobal(memory));
    }
}
