using IpaEmbedded.Boards.Linux.Memory;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.Runtime.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Boards;

[TestClass]
public sealed class MappedMemoryTests
{
    [TestMethod]
    public void Registers_are_words_of_the_mapped_file()
    {
        using var folder = new TemporaryFolder();
        var content = new byte[8192];
        content[4096 + 8] = 0x78;
        content[4096 + 9] = 0x56;
        content[4096 + 10] = 0x34;
        content[4096 + 11] = 0x12;
        var path = folder.Write("uio0", content);
        using (var region = MappedRegion.Open(path, 4096, 0, 4096))
        {
            var registers = new MappedRegisterBlock(region);

            Assert.AreEqual(0x12345678u, registers.Read32(8));
            registers.Write32(0xFFC, 0xCAFEF00D);
            registers.DmaWriteBarrier();
        }

        CollectionAssert.AreEqual(new byte[] { 0x0D, 0xF0, 0xFE, 0xCA }, File.ReadAllBytes(path)[8188..]);
    }

    [TestMethod]
    [DataRow(0x1000u)]
    [DataRow(0xFFDu)]
    [DataRow(0x2u)]
    [DataRow(0xFFFFFFFCu)]
    public void An_access_outside_the_block_or_unaligned_is_refused(uint offset)
    {
        using var folder = new TemporaryFolder();
        using var region = MappedRegion.Open(folder.Write("uio0", new byte[4096]), 0, 0, 4096);
        var registers = new MappedRegisterBlock(region);

        var thrown = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => registers.Read32(offset));

        Assert.Contains($"32-bit access at 0x{offset:x} in a block of 0x1000 bytes", thrown.Message);
    }

    [TestMethod]
    public void T12_Registers_that_are_no_longer_mapped_throw_and_do_not_end_the_process()
    {
        using var folder = new TemporaryFolder();
        var region = MappedRegion.Open(folder.Write("uio0", new byte[4096]), 0, 0, 4096);
        var registers = new MappedRegisterBlock(region);
        region.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => registers.Read32(0));
        Assert.ThrowsExactly<ObjectDisposedException>(() => registers.Write32(0, 1));
        Assert.ThrowsExactly<ObjectDisposedException>(() => region.Address);
    }

    [TestMethod]
    public void A_missing_file_is_named_with_the_systems_message()
    {
        var thrown = Assert.ThrowsExactly<IOException>(() => MappedRegion.Open("/nowhere/uio9", 0, 0, 4096));

        Assert.AreEqual("/nowhere/uio9: open: No such file or directory (errno 2)", thrown.Message);
    }

    [TestMethod]
    public void A_uio_device_lists_its_areas_and_the_board_maps_what_lies_in_one()
    {
        using var folder = new TemporaryFolder();
        folder.Write("class/uio3/name", "ipa\n");
        folder.Write("class/uio3/device/of_node/interrupts", [0, 0, 0, 0, 0, 0, 1, 0x37, 0, 0, 0, 4]);
        folder.Write("class/uio3/maps/map0/name", "ipa-reg\n");
        folder.Write("class/uio3/maps/map0/addr", "0x0000000001e40000\n");
        folder.Write("class/uio3/maps/map0/size", "0x0000000000007000\n");
        folder.Write("class/uio3/maps/map0/offset", "0x0\n");
        folder.Write("class/uio3/maps/map1/name", "gsi\n");
        folder.Write("class/uio3/maps/map1/addr", "0x0000000001e04000\n");
        folder.Write("class/uio3/maps/map1/size", "0x1000\n");
        folder.Write("class/uio3/maps/map1/offset", "0x10\n");
        var content = new byte[3 * 4096];
        // The kernel rounds addr down to the page, where the file's part begins, and tells in offset where in it the device's registers are: 0x1e04010.
        content[4096 + 0x100] = 0x2A;
        folder.Write("dev/uio3", content);

        var devices = UioDevice.List(folder.FolderPath + "/class", folder.FolderPath + "/dev");

        Assert.AreEqual("ipa", devices[0].Name);
        Assert.AreEqual(new UioMap(0, "ipa-reg", 0x1E40000, 0x7000, 0), devices[0].Maps[0]);
        CollectionAssert.AreEqual(new uint[] { 0, 311, 4 }, devices[0].InterruptSpecifier.ToArray());
        using var gsi = devices[0].Open(0x1E04100, 0x100);
        Assert.AreEqual(0x2Au, new MappedRegisterBlock(gsi).Read32(0));
        Assert.Contains("no area has 0x200 bytes at 0x1e04f00", Assert.ThrowsExactly<IOException>(() => devices[0].Open(0x1E04F00, 0x200)).Message);
    }

    [TestMethod]
    public void T12_Memory_of_a_region_that_is_no_longer_mapped_throws_and_does_not_end_the_process()
    {
        using var folder = new TemporaryFolder();
        var region = MappedRegion.Open(folder.Write("uio0", new byte[4096]), 0, 16, 64);
        var memory = region.AsMemory(0x1E47000);
        var other = new DmaMemory(0, 64);
        memory.Write32(60, 1);
        region.Dispose();

        AssertGone(memory, other, "uio0 is no longer mapped");
        Assert.ThrowsExactly<ObjectDisposedException>(() => region.AsMemory(0));
    }

    [TestMethod]
    public void T12_Memory_out_of_a_region_that_was_unmapped_throws_and_so_does_memory_that_was_freed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("class/udmabuf0/phys_addr", "0x0000000085500000\n");
        folder.Write("class/udmabuf0/size", "8192\n");
        folder.Write("dev/udmabuf0", new byte[8192]);
        var region = Udmabuf.Open("udmabuf0", folder.FolderPath + "/class", folder.FolderPath + "/dev");
        var heap = new RegionHeap(region);
        var freed = heap.Allocate("freed", 64, 8);
        var kept = heap.Allocate("kept", 64, 8);
        var other = new DmaMemory(0, 64);
        heap.Free(freed);
        AssertGone(freed, other, "the memory was freed");
        kept.Write32(0, 1);
        region.Dispose();
        region.Dispose();

        AssertGone(kept, other, "is no longer mapped");
        Assert.ThrowsExactly<ObjectDisposedException>(() => heap.Allocate("late", 64, 8));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new DmaRegion("x", 0, 0, 64, () => { }).Take(60, 8));
    }

    [TestMethod]
    public void T12_Memory_keeps_the_mapping_that_it_lies_in_alive()
    {
        using var folder = new TemporaryFolder();
        var memory = Mapped(folder.Write("uio0", new byte[4096]));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        memory.Write32(0, 0x11223344);
        Assert.AreEqual(0x11223344u, memory.Read32(0));

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static DmaMemory Mapped(string path) => MappedRegion.Open(path, 0, 0, 4096).AsMemory(0);
    }

    [TestMethod]
    public void What_is_mapped_is_left_out_of_core_dumps()
    {
        using var folder = new TemporaryFolder();
        using var region = MappedRegion.Open(folder.Write("uio-not-dumped", new byte[4096]), 0, 0, 4096);
        string[] lines = File.ReadAllLines("/proc/self/smaps");
        int at = Array.FindIndex(lines, line => line.Contains("uio-not-dumped", StringComparison.Ordinal));

        Assert.Contains(" dd", lines.Skip(at).First(line => line.StartsWith("VmFlags:", StringComparison.Ordinal)));
    }

    private static void AssertGone(DmaMemory memory, DmaMemory other, string reason)
    {
        Action[] accesses =
        [
            () => memory.Read8(0), () => memory.Read16(0), () => memory.Read32(0), () => memory.Read64(0),
            () => memory.Write8(0, 0), () => memory.Write16(0, 0), () => memory.Write32(0, 0), () => memory.Write64(0, 0),
            () => memory.ReadElement(0, out _, out _), () => memory.WriteElement(0, 0, 0), () => memory.Fill(0, 1, 0),
            () => memory.CopyTo(0, new byte[1], 0, 1), () => memory.CopyFrom(0, new byte[1], 0, 1),
            () => memory.CopyFrom(0, other, 0, 1), () => other.CopyFrom(0, memory, 0, 1),
        ];
        foreach (Action access in accesses)
        {
            Assert.Contains(reason, Assert.ThrowsExactly<ObjectDisposedException>(access).Message);
        }
    }

    [TestMethod]
    public void A_udmabuf_region_knows_its_bus_address()
    {
        using var folder = new TemporaryFolder();
        folder.Write("class/udmabuf0/phys_addr", "0x0000000085500000\n");
        folder.Write("class/udmabuf0/size", "8192\n");
        folder.Write("dev/udmabuf0", new byte[8192]);

        using var region = Udmabuf.Open("udmabuf0", folder.FolderPath + "/class", folder.FolderPath + "/dev");
        var memory = new RegionHeap(region).Allocate("ring", 256, 4096);
        memory.Write32(4, 0x11223344);

        Assert.AreEqual(0x85500000UL, memory.Address);
        Assert.AreEqual(0x11223344u, memory.Read32(4));
        Assert.AreEqual(0x44, File.ReadAllBytes(folder.FolderPath + "/dev/udmabuf0")[4]);
    }

    [TestMethod]
    public void A_page_map_entry_without_a_frame_is_refused()
    {
        Assert.AreEqual(0x12345UL, HugePage.DecodeFrame(0x8000000000012345));
        Assert.Contains("not in memory", Assert.ThrowsExactly<IOException>(() => HugePage.DecodeFrame(0x12345)).Message);
        Assert.Contains("CAP_SYS_ADMIN", Assert.ThrowsExactly<IOException>(() => HugePage.DecodeFrame(0x8000000000000000)).Message);
    }
}
