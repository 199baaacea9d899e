using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Fake;

[TestClass]
public sealed class FakeMemoryTests
{
    [TestMethod]
    public void Buffers_lie_above_4_GiB_aligned_and_never_share_an_address()
    {
        var memory = new FakeMemory();
        var first = memory.Allocate("first", 100, 128);
        memory.Free(first);
        var second = memory.Allocate("second", 4096, 4096);

        Assert.AreEqual(0x180000000ul, first.Address);
        Assert.AreEqual(0x180001000ul, second.Address);
    }

    [TestMethod]
    public void An_address_is_found_with_label_and_offset_while_its_buffer_lives()
    {
        var memory = new FakeMemory();
        var ring = memory.Allocate("tre_ring.4", 256, 256);
        Assert.IsTrue(memory.Find(ring.Address + 0x40, out var found, out var label, out var offset));
        Assert.AreSame(ring, found);
        Assert.AreEqual("tre_ring.4", label);
        Assert.AreEqual(0x40ul, offset);
        Assert.IsFalse(memory.Find(ring.Address + 256, out _, out _, out _));
        memory.Free(ring);
        Assert.IsFalse(memory.Find(ring.Address, out _, out _, out _));
    }

    [TestMethod]
    public void What_was_not_freed_is_reported_with_its_label()
    {
        var memory = new FakeMemory();
        memory.AddRegion("imem", new DmaMemory(0x146bd000, 0x2000));
        memory.Free(memory.Allocate("a", 16, 16));
        memory.Allocate("zero", 8192, 8);

        Assert.AreEqual(1, memory.LiveCount);
        Assert.AreEqual("zero: 8192 bytes at 0x180000050\n", memory.LeakReport());
    }

    [TestMethod]
    public void Freeing_twice_is_refused()
    {
        var memory = new FakeMemory();
        var buffer = memory.Allocate("a", 16, 16);
        memory.Free(buffer);
        Assert.ThrowsExactly<ArgumentException>(() => memory.Free(buffer));
    }

    [TestMethod]
    public void A_driver_that_uses_memory_after_it_was_freed_is_refused()
    {
        var memory = new FakeMemory();
        DmaMemory freed = memory.Allocate("ring", 4096, 4096);
        memory.Free(freed);

        var refusal = Assert.ThrowsExactly<ObjectDisposedException>(() => freed.Write64(0, 1));

        StringAssert.Contains(refusal.Message, "it was freed");
    }

    [TestMethod]
    public void A_machine_that_is_gone_leaves_no_memory()
    {
        var memory = new FakeMemory();
        DmaMemory ring = memory.Allocate("ring", 4096, 4096);
        var fixedRegion = new DmaMemory(0x86000000, 4096);
        memory.AddRegion("smem", fixedRegion);

        memory.RevokeAll();

        Assert.AreEqual(0, memory.LiveCount);
        Assert.IsNull(memory.Resolve(0x86000000, 4, out _));
        Assert.ThrowsExactly<ObjectDisposedException>(() => ring.Read8(0));
        Assert.ThrowsExactly<ObjectDisposedException>(() => fixedRegion.Read8(0));
    }
}
