using IpaEmbedded.Qualcomm.CommandDatabase;
using IpaEmbedded.Runtime.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

[TestClass]
public sealed class CommandDatabaseTests
{
    [TestMethod]
    public void A_resource_is_found_with_address_and_auxiliary_data()
    {
        var table = new CommandDatabaseTable(Image());
        table.Validate();
        var aux = new byte[8];

        Assert.AreEqual(0x50030u, table.AddressOf("IP0"));
        Assert.AreEqual(8, table.ReadAuxiliary("IP0", aux));
        CollectionAssert.AreEqual(new byte[] { 0x60, 0xea, 0, 0, 8, 0, 3, 0 }, aux);
        Assert.AreEqual(0x30010u, table.AddressOf("xo.lvl"));
    }

    [TestMethod]
    public void A_missing_resource_is_named()
    {
        var table = new CommandDatabaseTable(Image());
        Assert.IsFalse(table.Contains("IP"));
        Assert.IsFalse(table.Contains("IP01"));
        Assert.IsFalse(table.Contains("a name that is too long"));
        Assert.AreEqual("command DB: no resource \"MC9\"", Assert.ThrowsExactly<HardwareException>(() => table.AddressOf("MC9")).Message);
    }

    [TestMethod]
    public void Memory_without_the_magic_is_refused()
    {
        var error = Assert.ThrowsExactly<HardwareException>(() => new CommandDatabaseTable(new DmaMemory(0, 4096)).Validate());
        Assert.AreEqual("command DB: magic is 0x00000000, expected 0x0C0330DB", error.Message);
    }

    [TestMethod]
    public void A_region_without_room_for_the_header_is_refused() =>
        Assert.AreEqual("command DB: region of 140 bytes, its header needs 144", Assert.ThrowsExactly<HardwareException>(() => new CommandDatabaseTable(new DmaMemory(0, 140)).Validate()).Message);

    [TestMethod]
    public void Entries_and_data_that_leave_the_region_are_refused()
    {
        var entries = Image();
        entries.Write16(8 + 16 + 6, 0xffff);
        Assert.AreEqual("command DB: resource header 1 names 65535 entries at 168, which leave the region of 4096 bytes",
            Assert.ThrowsExactly<HardwareException>(() => new CommandDatabaseTable(entries).AddressOf("IP0")).Message);

        var length = Image();
        length.Write16(144 + 24 + 20, 0xffff);
        Assert.AreEqual("command DB: auxiliary data of IP0 (65535 bytes at 200) leaves the region of 4096 bytes",
            Assert.ThrowsExactly<HardwareException>(() => new CommandDatabaseTable(length).ReadAuxiliary("IP0", new byte[8])).Message);

        var data = Image();
        data.Write16(144 + 24 + 22, 0xfff0);
        Assert.ThrowsExactly<HardwareException>(() => new CommandDatabaseTable(data).ReadAuxiliary("IP0", new byte[8]));
    }

    // Two kinds of resources with one entry each; the auxiliary data of IP0 says unit 60000, width 8, clock domain 3.
    private static DmaMemory Image()
    {
        var memory = new DmaMemory(0x85fe0000, 4096);
        memory.CopyFrom(4, [0xdb, 0x30, 0x03, 0x0c], 0, 4);
        Resource(memory, 8, 3, 0, 48, 1);
        Resource(memory, 24, 5, 24, 56, 1);
        Entry(memory, 144, "xo.lvl", 0x30010, 2, 0);
        Entry(memory, 144 + 24, "IP0", 0x50030, 8, 0);
        memory.CopyFrom(144 + 56, [0x60, 0xea, 0, 0, 8, 0, 3, 0], 0, 8);
        return memory;
    }

    private static void Resource(DmaMemory memory, int at, ushort slave, ushort entries, ushort data, ushort count)
    {
        memory.Write16(at, slave);
        memory.Write16(at + 2, entries);
        memory.Write16(at + 4, data);
        memory.Write16(at + 6, count);
    }

    private static void Entry(DmaMemory memory, int at, string name, uint address, ushort length, ushort offset)
    {
        for (var i = 0; i < name.Length; i++) { memory.Write8(at + i, (byte)name[i]); }
        memory.Write32(at + 16, address);
        memory.Write16(at + 20, length);
        memory.Write16(at + 22, offset);
    }
}
