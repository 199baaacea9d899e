using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

[TestClass]
public sealed class SmemHeapTests
{
    [TestMethod]
    public void An_allocated_item_lies_behind_its_header_and_keeps_its_size()
    {
        var memory = SmemImage.Create();
        var heap = Open(memory);

        Assert.IsTrue(heap.Allocate(1, 435, 340));
        var address = heap.Find(1, 435, out var size);

        Assert.AreEqual(0x86001030ul, address);
        Assert.AreEqual(340, size);
        Assert.AreEqual(0xa5a5, memory.Read16(0x1020));
        Assert.AreEqual(435, memory.Read16(0x1022));
        Assert.AreEqual(344u, memory.Read32(0x1024));
        Assert.AreEqual(4, memory.Read16(0x1028));
        Assert.AreEqual(32u + 16 + 344, memory.Read32(0x100c));
    }

    [TestMethod]
    public void An_item_is_allocated_once()
    {
        var heap = Open(SmemImage.Create());

        Assert.IsTrue(heap.Allocate(1, 497, 0x2000));
        Assert.IsFalse(heap.Allocate(1, 497, 0x2000));
    }

    [TestMethod]
    public void Items_follow_each_other()
    {
        var heap = Open(SmemImage.Create());
        heap.Allocate(1, 435, 340);
        heap.Allocate(1, 428, 8);

        Assert.AreEqual(0x86001030ul + 344 + 16, heap.Find(1, 428, out var size));
        Assert.AreEqual(8, size);
    }

    [TestMethod]
    public void An_item_that_grows_down_from_the_end_is_found()
    {
        var memory = SmemImage.Create();
        var header = 0x1000 + 0x4000 - 32;
        memory.Write16(header, 0xa5a5);
        memory.Write16(header + 2, 300);
        memory.Write32(header + 4, 64);
        memory.Write16(header + 8, 4);
        memory.Write32(0x1010, 0x4000 - 32 - 64);

        Assert.AreEqual(0x86000000ul + (ulong)header - 64, Open(memory).Find(1, 300, out var size));
        Assert.AreEqual(60, size);
    }

    [TestMethod]
    public void Memory_that_runs_out_is_reported_with_what_is_left()
    {
        var error = Assert.ThrowsExactly<HardwareException>(() => Open(SmemImage.Create()).Allocate(1, 497, 0x4000));
        Assert.AreEqual("SMEM item 497 of host 1: 16384 bytes asked for, 16352 bytes left", error.Message);
    }

    [TestMethod]
    [DataRow(7)]
    [DataRow(512)]
    public void Fixed_and_impossible_item_numbers_are_refused(int item)
    {
        Assert.ThrowsExactly<HardwareException>(() => Open(SmemImage.Create()).Allocate(1, item, 8));
    }

    [TestMethod]
    public void A_missing_item_or_partition_is_named()
    {
        var heap = Open(SmemImage.Create());
        Assert.AreEqual("SMEM item 428 of host 1 does not exist", Assert.ThrowsExactly<HardwareException>(() => heap.Find(1, 428, out _)).Message);
        Assert.AreEqual("SMEM has no partition with host 2", Assert.ThrowsExactly<HardwareException>(() => heap.Find(2, 428, out _)).Message);
    }

    [TestMethod]
    [DataRow(0xf000, 0u, "SMEM partition table lacks the magic $TOC")]
    [DataRow(0xf004, 2u, "SMEM partition table has version 2, expected 1")]
    [DataRow(0xf008, 0x10000000u, "SMEM partition table names 268435456 partitions, which leave the heap")]
    [DataRow(0xf020, 0xfffff000u, "SMEM partition 0 (offset 4294963200, 16384 bytes) leaves the heap of 65536 bytes")]
    [DataRow(0xf024, 0xfffff000u, "SMEM partition 0 (offset 4096, 4294963200 bytes) leaves the heap of 65536 bytes")]
    [DataRow(0x1000, 0u, "SMEM partition with host 1 is damaged: its header lacks the magic $PRT")]
    [DataRow(0x1008, 0x8000u, "SMEM partition with host 1 is damaged: its header says 32768 bytes, the partition table 16384")]
    [DataRow(0x100c, 0xfffffff0u, "SMEM partition with host 1 is damaged: the end of its used part is 4294967280")]
    [DataRow(0x1010, 16u, "SMEM partition with host 1 is damaged: the start of its cached part is 16")]
    public void A_damaged_heap_is_refused_with_the_place(int offset, uint word, string message)
    {
        var memory = SmemImage.Create();
        memory.Write32(offset, word);
        Assert.AreEqual(message, Assert.ThrowsExactly<HardwareException>(() => Open(memory)).Message);
    }

    [TestMethod]
    [DataRow(0x1020, 0u, "the canary at 32 is overwritten")]
    [DataRow(0x1024, 0xfffffff8u, "the item at 32 is longer than the used part")]
    [DataRow(0x1028, 0xffff0000u, "the item at 32 is longer than the used part")]
    public void A_damaged_item_is_refused_with_the_place(int offset, uint word, string message)
    {
        var memory = SmemImage.Create();
        var heap = Open(memory);
        heap.Allocate(1, 435, 340);
        memory.Write32(offset, word);
        Assert.AreEqual("SMEM partition with host 1 is damaged: " + message, Assert.ThrowsExactly<HardwareException>(() => heap.Find(1, 435, out _)).Message);
    }

    [TestMethod]
    public void More_padding_than_data_is_refused()
    {
        var memory = SmemImage.Create();
        var heap = Open(memory);
        heap.Allocate(1, 435, 340);
        memory.Write16(0x1028, 345);
        Assert.Contains("the item at 32 has more padding than data", Assert.ThrowsExactly<HardwareException>(() => heap.Find(1, 435, out _)).Message);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-8)]
    [DataRow(0x10001)]
    public void An_item_of_a_size_that_cannot_be_is_refused(int size) =>
        Assert.AreEqual($"SMEM item 435 of host 1 cannot have {size} bytes", Assert.ThrowsExactly<HardwareException>(() => Open(SmemImage.Create()).Allocate(1, 435, size)).Message);

    [TestMethod]
    public void Numbers_that_no_item_has_are_refused()
    {
        var heap = Open(SmemImage.Create());

        Assert.AreEqual("SMEM item 7 cannot be allocated; expected 8 to 511", Assert.ThrowsExactly<HardwareException>(() => heap.Allocate(1, 7, 8)).Message);
        Assert.AreEqual("SMEM item 512 cannot exist; expected 0 to 511", Assert.ThrowsExactly<HardwareException>(() => heap.OffsetOf(1, 512, out _)).Message);
    }

    [TestMethod]
    public void A_heap_without_room_for_its_table_is_refused() =>
        Assert.AreEqual("SMEM heap of 4092 bytes is too small for its partition table", Assert.ThrowsExactly<HardwareException>(() => Open(new DmaMemory(SmemImage.Address, 4092))).Message);

    [TestMethod]
    public void Partitions_that_contradict_each_other_are_refused()
    {
        var memory = SmemImage.Create();
        Entry(memory, 1, 0x6000, 0, 1);
        Assert.AreEqual("SMEM has two partitions with host 1", Assert.ThrowsExactly<HardwareException>(() => Open(memory)).Message);

        memory = SmemImage.Create();
        memory.Write32(0xf000 + 48, 8192);
        Assert.AreEqual("SMEM partition 0 has a cache line of 8192 bytes", Assert.ThrowsExactly<HardwareException>(() => Open(memory)).Message);

        memory = SmemImage.Create();
        memory.Write16(SmemImage.Partition + 6, 2);
        Assert.AreEqual("SMEM partition with host 1 is damaged: its header names other hosts than the partition table", Assert.ThrowsExactly<HardwareException>(() => Open(memory)).Message);
    }

    [TestMethod]
    public void The_33rd_partition_of_ours_is_refused()
    {
        var memory = new DmaMemory(SmemImage.Address, 0x20000);
        memory.Write32(0x1f000, 0x434f5424);
        memory.Write32(0x1f004, 1);
        memory.Write32(0x1f008, 33);
        for (int i = 0; i < 33; i++)
        {
            int at = 0x1000 + i * 0x400;
            int entry = 0x1f000 + 32 + i * 48;
            memory.Write32(entry, (uint)at);
            memory.Write32(entry + 4, 0x400);
            memory.Write16(entry + 14, (ushort)(i + 1));
            memory.Write32(at, 0x54525024);
            memory.Write16(at + 6, (ushort)(i + 1));
            memory.Write32(at + 8, 0x400);
            memory.Write32(at + 12, 32);
            memory.Write32(at + 16, 0x400);
        }

        Assert.AreEqual("SMEM has more than 32 partitions of ours", Assert.ThrowsExactly<HardwareException>(() => Open(memory)).Message);
    }

    [TestMethod]
    public void An_item_header_that_crosses_the_used_part_is_refused_from_either_end()
    {
        var memory = SmemImage.Create();
        memory.Write32(SmemImage.Partition + 12, 40);
        Assert.AreEqual("SMEM partition with host 1 is damaged: an item header crosses the end of the used part at 32",
            Assert.ThrowsExactly<HardwareException>(() => Open(memory).Find(1, 435, out _)).Message);

        memory = SmemImage.Create();
        memory.Write32(SmemImage.Partition + 16, 0x4000 - 16);
        Assert.AreEqual("SMEM partition with host 1 is damaged: a cached item header crosses the start of the used part at 16384",
            Assert.ThrowsExactly<HardwareException>(() => Open(memory).Find(1, 435, out _)).Message);
    }

    [TestMethod]
    public void Random_damage_never_ends_in_anything_but_an_error_or_an_item_inside_the_heap()
    {
        var random = new Random(845);
        for (var run = 0; run < 3000; run++)
        {
            var memory = SmemImage.Create();
            var intact = Open(memory);
            intact.Allocate(1, 435, 340);
            intact.Allocate(1, 428, 340);
            for (var i = 0; i < 4; i++)
            {
                var at = random.Next(3) == 0 ? 0xf000 + random.Next(80) : 0x1000 + random.Next(64);
                memory.Write8(at, (byte)random.Next(256));
            }

            try
            {
                var heap = Open(memory);
                var address = heap.Find(1, 428, out var size);
                Assert.IsTrue(address >= SmemImage.Address && address + (ulong)size <= SmemImage.Address + 0x10000, $"run {run}");
                heap.Allocate(1, 500, 64);
            }
            catch (HardwareException)
            {
            }
        }
    }

    private static void Entry(DmaMemory memory, int index, uint offset, ushort host0, ushort host1)
    {
        int entry = 0xf000 + 32 + index * 48;
        memory.Write32(0xf008, (uint)index + 1);
        memory.Write32(entry, offset);
        memory.Write32(entry + 4, 0x1000);
        memory.Write16(entry + 12, host0);
        memory.Write16(entry + 14, host1);
    }

    private static SmemHeap Open(DmaMemory memory)
    {
        var heap = new SmemHeap(memory, null);
        heap.Open();
        return heap;
    }
}
