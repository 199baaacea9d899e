using System.Globalization;
using System.Reflection;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Memory for DMA on the host: small pieces are the collector's, large ones the operating system's, and both behave alike.</summary>
[TestClass]
public sealed class DmaMemoryTests
{
    [TestMethod]
    [DataRow(256)]
    [DataRow(1 << 20)]
    public void Memory_is_zero_and_keeps_what_is_written(int size)
    {
        var memory = new DmaMemory(0x180000000, size);
        for (int at = 0; at < size; at += 8) { Assert.AreEqual(0ul, memory.Read64(at)); }

        memory.Write64(size - 8, 0x1122334455667788);

        Assert.AreEqual(0x11223344u, memory.Read32(size - 4));
        Assert.AreEqual(0x88, memory.Read8(size - 8));
    }

    [TestMethod]
    [DataRow(256)]
    [DataRow(1 << 20)]
    public void An_access_that_is_not_wholly_inside_is_refused(int size)
    {
        var memory = new DmaMemory(0x180000000, size);

        foreach (int offset in (int[])[-1, -4, int.MinValue, size - 3, size, int.MaxValue])
        {
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => memory.Read32(offset), offset.ToString());
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => memory.WriteElement(offset, 0, 0), offset.ToString());
        }
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => memory.Fill(8, -8, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => memory.Fill(-8, 8, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => memory.Fill(8, size, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => memory.CopyTo(int.MaxValue, new byte[8], 0, int.MaxValue));
    }

    [TestMethod]
    public void Memory_that_is_gone_refuses_every_access()
    {
        var memory = new DmaMemory(0x180000000, 1 << 20);

        memory.Revoke("the device went away");

        Assert.ThrowsExactly<ObjectDisposedException>(() => memory.Read8(0));
        Assert.ThrowsExactly<ObjectDisposedException>(() => memory.WriteElement(0, 1, 2));
    }

    [TestMethod]
    [DataRow(256)]
    [DataRow(131072)]
    [DataRow(1 << 20)]
    [DataRow(1 << 22)]
    public void Memory_after_memory_that_is_gone_is_zero_and_nobody_elses(int size)
    {
        var gone = new DmaMemory(0x180000000, size);
        gone.Fill(0, size, 0xa5);

        gone.Revoke("it was freed");
        gone.Revoke("it was freed again");
        var next = new DmaMemory(0x190000000, size);
        var other = new DmaMemory(0x1a0000000, size);

        for (int at = 0; at < size; at += 8) { Assert.AreEqual(0ul, next.Read64(at) | other.Read64(at), $"at {at}"); }
        next.Write32(size - 4, 0x12345678);
        Assert.AreEqual(0u, other.Read32(size - 4));
        Assert.AreEqual(0, gone.Size);
        var refusal = Assert.ThrowsExactly<ObjectDisposedException>(() => gone.Read8(0));
        StringAssert.Contains(refusal.Message, "it was freed");
        Assert.IsFalse(refusal.Message.Contains("again"), refusal.Message);
    }

    [TestMethod]
    public void Memory_of_many_sizes_that_comes_and_goes_is_all_there()
    {
        int[] sizes = [65536, 131072, 1 << 20, 262144, 1 << 21, 65536, 3 << 20, 131072];
        for (int round = 0; round < 8; round++)
        {
            DmaMemory[] memories = [.. sizes.Select((size, i) => new DmaMemory((ulong)(i + 1) << 32, size))];
            for (int i = 0; i < sizes.Length; i++) { memories[i].Fill(0, sizes[i], (byte)(i + 1)); }
            for (int i = 0; i < sizes.Length; i++)
            {
                Assert.AreEqual(sizes[i], MappedSize(memories[i]));
                Assert.AreEqual(((byte)(i + 1), (byte)(i + 1), sizes[i]), (memories[i].Read8(0), memories[i].Read8(sizes[i] - 1), memories[i].Size), $"round {round}, memory {i}");
            }
            foreach (DmaMemory memory in memories) { memory.Revoke("it was freed"); }
        }

        // Where another mapping follows, nothing else would notice that one is too small.
        static object? MappedSize(DmaMemory memory)
        {
            object pages = Field(memory, "_owner")!;
            return pages is byte[]? memory.Size : Field(pages, "_size");
        }

        static object? Field(object of, string name) => of.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(of);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_ring_after_a_ring_that_is_gone_does_not_touch_its_pages_first()
    {
        const int Rings = 20;
        // What nobody asks for again is in nobody's way.
        for (int i = 0; i < 40; i++) { new DmaMemory(0x1000, 65536 + (4096 * i)).Revoke("it was freed"); }
        Live();
        long before = Touched();
        for (int round = 0; round < 50; round++) { Live(); }

        // 50 rounds of 20 rings have 32,000 pages.
        Assert.IsLessThan(2_000, Touched() - before);

        static void Live()
        {
            DmaMemory[] rings = [.. Enumerable.Range(0, Rings).Select(i => new DmaMemory((ulong)(i + 1) << 32, 131072))];
            foreach (DmaMemory ring in rings)
            {
                ring.Fill(0, 131072, 1);
                ring.Revoke("it was freed");
            }
        }

        static long Touched() => long.Parse(File.ReadAllText("/proc/thread-self/stat").Split(") ")[1].Split(' ')[7], CultureInfo.InvariantCulture);
    }
}
