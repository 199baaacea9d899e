using IpaEmbedded.Runtime.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Fake;

[TestClass]
public sealed class ImmediateCommandTests
{
    private static ChipBench Bench()
    {
        var bench = new ChipBench();
        bench.Program(4, 0, true, 20);
        bench.Start(4);
        return bench;
    }

    private static void Send(ChipBench bench, uint opcode, DmaMemory payload)
    {
        bench.Element(4, 0, payload.Address, opcode, 0x00030600);
        bench.Doorbell(4, 1);
    }

    private static DmaMemory Payload(ChipBench bench, params ulong[] words)
    {
        var memory = bench.Memory.Allocate("cmd_pool", words.Length * 8, 8);
        for (var i = 0; i < words.Length; i++) { memory.Write64(i * 8, words[i]); }
        return memory;
    }

    [TestMethod]
    public void Register_write_changes_the_masked_bits()
    {
        var bench = Bench();
        bench.Ipa(0x840 + 0x70 * 3, 0x19);
        // The modem is paused before its status is changed.
        bench.Ipa(0x800 + 0x70 * 3, 2);
        Send(bench, 0x0c, Payload(bench, 0x0000000009900000, 0x00000000ffffffff));

        Assert.AreEqual(0u, bench.Ipa(0x990));
        Assert.AreEqual(0x0402000002000000ul, bench.Event(0, 0).Body);
        bench.AssertClean();
    }

    [TestMethod]
    public void Filter_init_copies_both_tables_into_shared_memory()
    {
        var bench = Bench();
        var table = bench.Memory.Allocate("table", 128, 128);
        ulong rules = bench.Memory.Allocate("rules", 8, 128).Address;
        var plain = bench.Memory.Allocate("plain", 128, 128);
        for (var i = 1; i < 16; i++)
        {
            table.Write64(i * 8, rules);
            plain.Write64(i * 8, rules);
        }
        table.Write64(8, 0x98);
        plain.Write64(0, 8);
        ulong flags = 0x78ul | (0x288ul << 12) | (0x78ul << 28) | (0x308ul << 40);
        Send(bench, 0x03, Payload(bench, table.Address + 8, flags, plain.Address));

        Assert.AreEqual(0x98ul, bench.Chip.SharedMemory.Read64(0x288));
        Assert.AreEqual(rules, bench.Chip.SharedMemory.Read64(0x290));
        Assert.AreEqual(8ul, bench.Chip.SharedMemory.Read64(0x308));
        Assert.AreEqual(rules, bench.Chip.SharedMemory.Read64(0x310));
        Assert.AreEqual(0xa5a5a5a5a5a5a5a5ul, bench.Chip.SharedMemory.Read64(0x380));
        bench.AssertClean();
    }

    [TestMethod]
    public void Header_init_and_shared_memory_writes_land_at_their_offset()
    {
        var bench = Bench();
        var zero = bench.Memory.Allocate("zero", 0x1000, 8);
        Send(bench, 0x09, Payload(bench, zero.Address, 0x140ul | (0x688ul << 12)));
        bench.TakeEvents(0, 1);
        bench.Element(4, 1, Payload(bench, 0x0000_07d0_0200_0000ul, zero.Address).Address, 0x13, 0x00030600);
        bench.Doorbell(4, 2);

        Assert.AreEqual(0xa5a5a5a5a5a5a5a5ul, bench.Chip.SharedMemory.Read64(0x680));
        Assert.AreEqual(0ul, bench.Chip.SharedMemory.Read64(0x688));
        Assert.AreEqual(0ul, bench.Chip.SharedMemory.Read64(0x7c0));
        Assert.AreEqual(0xa5a5a5a5a5a5a5a5ul, bench.Chip.SharedMemory.Read64(0x7c8));
        Assert.AreEqual(0ul, bench.Chip.SharedMemory.Read64(0x7d0));
        Assert.AreEqual(0ul, bench.Chip.SharedMemory.Read64(0x9c8));
        bench.AssertClean();
    }

    [TestMethod]
    public void Tagged_data_arrives_with_a_status_element_before_the_commands_own_event()
    {
        var bench = Bench();
        bench.Program(5, 1, false);
        bench.Start(5);
        bench.Ipa(0x820 + 0x70 * 5, 0x93);
        bench.Ipa(0x840 + 0x70 * 9, 1);
        var buffer = bench.Memory.Allocate("rx", 256, 64);
        bench.Element(5, 0, buffer.Address, 256, 0x00020200);
        bench.Doorbell(5, 1);
        bench.Element(4, 0, Payload(bench, 9).Address, 0x10, 0x00030001);
        bench.Element(4, 1, Payload(bench, 0xabcdef0000ul << 8).Address, 0x14, 0x00030001);
        bench.Element(4, 2, Payload(bench, 1, 2, 3).Address, 22, 0x00020600);
        bench.Doorbell(4, 3);

        var bytes = new byte[56];
        buffer.CopyTo(0, bytes, 0, 56);
        Assert.AreEqual("0100100016000509" + "0000000000000000" + "000000EFCDAB0000" + "0000000000000000", Convert.ToHexString(bytes, 0, 32));
        Assert.AreEqual("010000000000000002000000000000000300000000000000", Convert.ToHexString(bytes, 32, 24));
        Assert.AreEqual(0x0502000002000038ul, bench.Event(1, 0).Body);
        Assert.AreEqual((bench.Rings[4].Address + 0x20, 0x0402000002000016ul), bench.Event(0, 0));
        bench.AssertClean();
    }
}
