using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Fake.Rules;

/// <summary>Immediate commands and the tables that they load: the reference, sections 5, 8.5 and 18.4.</summary>
[TestClass]
public sealed class CommandRuleTests
{
    /// <summary>Bits of the opcode field, of the flags and of the payload that mean nothing, or nothing in this version.</summary>
    [TestMethod]
    [ChipVersions]
    public void Operands_have_a_meaning_in_the_version(string version)
    {
        bool fourth = version[0] >= '4';
        (uint Opcode, ulong[] Payload)[] mistakes =
        [
            // REGISTER_WRITE: the option in the other place, an option that there is not, flags.
            fourth ? (0x0c, [0, 2ul << 32]) : (0x040c, [0, 0]),
            fourth ? (0x060c, [0, 0]) : (0x0c, [0, 3ul << 32]),
            (0x0c, [0x0400, 0]),
            // DMA_SHARED_MEM: reserved bits, an option that there is not, no bytes. The address is that of a buffer.
            (0x13, [0x01d0_0008_0001, ulong.MaxValue]), (0x13, [0x000c_01d0_0008_0000, ulong.MaxValue]), (0x13, [0x01d0_0000_0000, ulong.MaxValue]),
            // IP_PACKET_INIT: what follows the endpoint. IP_PACKET_TAG_STATUS: what precedes the tag. HDR_INIT_LOCAL: both ends of its flags.
            (0x10, [ChipPlaces.Of(version).LanEndpoint | 0x100]), (0x14, [1]), (0x09, [ulong.MaxValue, 0x9_0000_0000 | 8 | 0x7d0 << 12]), (0x09, [ulong.MaxValue, 1ul << 28 | 8 | 0x7d0 << 12]),
            // Tables: bits that there are not; the address of a hashed table without a size.
            (0x07, [0, 1ul << 56, 0]), (0x07, [0, 0x488 << 12, 0]), (0x07, [128, 0, 0]),
            // Options belong to two commands only.
            (0x0210, [ChipPlaces.Of(version).LanEndpoint]),
        ];
        foreach ((uint opcode, ulong[] payload) in mistakes)
        {
            Rule.Breaks("command-operand", version, Rule.Commands, bench =>
            {
                DmaMemory buffer = bench.Memory.Allocate("buffer", 64, 64);
                Run(bench, (opcode, [.. payload.Select(word => word == ulong.MaxValue ? buffer.Address : word)]));
            });
        }
    }

    [TestMethod]
    [ChipVersions]
    public void A_payload_lies_in_one_page(string version) => Rule.Breaks("command-operand", version, Rule.Commands, bench =>
    {
        DmaMemory pages = bench.Memory.Allocate("pages", 8192, 4096);
        bench.Element(bench.Places.CommandTx, 0, pages.Address + 4088, 0x0c, 0x00030600);
        bench.Doorbell(bench.Places.CommandTx, 1);
    });

    [TestMethod]
    [ChipVersions]
    public void Data_behind_a_command_goes_to_an_endpoint_that_receives(string version) =>
        Rule.Breaks("packet-destination", version, Rule.Commands, bench => Run(bench, (0x10, [bench.Places.CommandEndpoint])));

    [TestMethod]
    [ChipVersions]
    public void Eight_commands_at_most_are_a_transaction(string version) => Rule.Breaks("too-many-commands", version, bench =>
    {
        Rule.Commands(bench);
        Run(bench, [.. Enumerable.Repeat((0x0cu, (ulong[])[0, 0]), 8)]);
        bench.TakeEvents(0, 1);
    }, bench => Run(bench, [.. Enumerable.Repeat((0x0cu, (ulong[])[0, 0]), 9)], first: 8));

    [TestMethod]
    [ChipVersions]
    public void Commands_wait_for_the_ones_before(string version) => Rule.Breaks("command-not-awaited", version, bench =>
    {
        Rule.Commands(bench);
        Run(bench, [(0x0c, [0, 0])]);
        bench.TakeEvents(0, 1);
        Run(bench, [(0x0c, [0, 0])], first: 1);
    }, bench => Run(bench, [(0x0c, [0, 0])], first: 2));

    [TestMethod]
    [ChipVersions]
    public void Data_follows_a_tag(string version) => Rule.Breaks("tag-without-data", version, Rule.Commands, bench => Run(bench, (0x10, [bench.Places.LanEndpoint]), (0x14, [0])));

    [TestMethod]
    [ChipVersions]
    public void Commands_are_for_the_endpoint_of_commands(string version) => Rule.Breaks("command-opcode", version, Rule.Transmits, bench =>
    {
        DmaMemory payload = bench.Memory.Allocate("payload", 32, 32);
        Rule.Send(bench, 0x00030600, payload.Address, 0x0c);
    });

    /// <summary>SHARED_MEM_SIZE says where the memory begins that the application processor may use, and how much it is.</summary>
    [TestMethod]
    [ChipVersions]
    public void Commands_stay_inside_of_the_memory_that_the_chip_tells_of(string version) => Rule.Breaks("command-range", version, bench =>
    {
        Rule.Commands(bench);
        bench.Chip.Ipa.Poke(bench.Chip.Description.IpaRegisters.SharedMemSize, 0, 0x100 | 0x10 << 16);
        Copy(bench, 0x80, 0x800);
    }, bench =>
    {
        bench.TakeEvents(0, 1);
        Copy(bench, 0x78, 8, first: 1);
        bench.TakeEvents(0, 2);
        Copy(bench, 0x880, 8, first: 2);
    }, times: 2);

    [TestMethod]
    [ChipVersions]
    public void A_command_writes_no_register_that_only_tells_and_no_reserved_bits(string version)
    {
        Rule.Breaks("read-only", version, Rule.Commands, bench => Run(bench, (0x0c, [bench.Places.SharedMemorySize << 16, 0xffffffff])));
        Rule.Breaks("reserved-bits", version, Rule.Commands, bench => Run(bench, (0x0c, [bench.Places.Route << 16 | (ulong)bench.Places.RouteReserved << 32, 0xffffffff])));
    }

    [TestMethod]
    [ChipVersions]
    public void A_slot_is_the_address_of_a_list_of_rules(string version)
    {
        // Not live, not aligned to 128 bytes, nothing.
        foreach (ulong wrong in (ulong[])[0x1000, 8, ulong.MaxValue])
        {
            Rule.Breaks("table-entry", version, bench =>
            {
                Rule.Commands(bench);
                Load(bench, 0x07, [Rules(bench), Rules(bench)]);
                bench.TakeEvents(0, 1);
            }, bench => Load(bench, 0x07, [Rules(bench), wrong == ulong.MaxValue ? 0 : wrong == 8 ? Rules(bench) + 8 : wrong], first: 1));
        }
    }

    /// <summary>No filter; one of a receiving endpoint; before v5.0 the rule for all; fewer slots than bits.</summary>
    [TestMethod]
    [ChipVersions]
    public void A_filter_table_begins_with_the_bitmap_of_its_endpoints(string version)
    {
        ChipPlaces at = ChipPlaces.Of(version);
        int shift = at.IsFifth ? 0 : 1;
        ulong good = 1ul << (int)at.ModemTxEndpoint << shift;
        List<ulong> wrong = [0, good | 1ul << (int)at.LanEndpoint << shift, good | 1ul << (int)at.ModemsSending << shift];
        if (!at.IsFifth) { wrong.Add(good | 1); }
        foreach (ulong bitmap in wrong)
        {
            // Room for one slot, but for the receiving endpoint, which would have the second.
            int slots = bitmap == wrong[1] ? 2 : 1;
            Rule.Breaks("filter-bitmap", version, bench =>
            {
                Rule.Commands(bench);
                Load(bench, 0x03, [good, Rules(bench)]);
                bench.TakeEvents(0, 1);
            }, bench => Load(bench, 0x03, [bitmap, .. Enumerable.Repeat(Rules(bench), slots)], first: 1));
        }
    }

    /// <summary>As upstream's driver does on v5.x (section 18.7, row 1): the slot of an endpoint is taken as its id, and the write hits the next table.</summary>
    [TestMethod]
    [ChipVersions]
    public void The_bitmap_of_a_filter_table_is_not_overrun(string version) => Rule.Breaks("table-overrun", version, bench =>
    {
        Rule.Commands(bench);
        Load(bench, 0x03, [1ul << (int)bench.Places.ModemTxEndpoint << (bench.Places.IsFifth ? 0 : 1), Rules(bench)]);
        bench.TakeEvents(0, 1);
        Copy(bench, 0x310, 8, first: 1);
        bench.TakeEvents(0, 2);
    }, bench => Copy(bench, 0x308, 8, first: 2));

    [TestMethod]
    [ChipVersions(Without = "4.2")]
    public void Hashed_slots_that_changed_are_flushed(string version) => Rule.Breaks("flush-missing", version, bench =>
    {
        Rule.Commands(bench);
        ulong[] table = [Rules(bench), Rules(bench)];
        DmaMemory source = Memory(bench, table);
        Run(bench, (0x07, [source.Address, 16ul | 0x488ul << 12, 0]));
        bench.TakeEvents(0, 1);
        Copy(bench, 0x488, 8, first: 1);
        bench.TakeEvents(0, 2);
        Run(bench, [(0x0c, [bench.Places.Flush << 16 | (ulong)bench.Places.FlushAll << 32, bench.Places.FlushAll])], first: 2);
        bench.TakeEvents(0, 3);
    }, bench =>
    {
        Copy(bench, 0x488, 8, first: 3);
        bench.TakeEvents(0, 4);
        bench.Chip.SetPowered(false);
    });

    [TestMethod]
    [ChipVersions("4.2", "4.2")]
    public void V4_2_has_no_hashed_tables_and_flushes_nothing(string version) => Rule.Breaks("hashing-absent", version, Rule.Commands, bench =>
    {
        DmaMemory source = Memory(bench, [Rules(bench)]);
        Run(bench, (0x07, [source.Address, 8ul | 0x488ul << 12, 0]), (0x0c, [0x14cul << 16 | 0x1111ul << 32, 0x1111]));
    }, times: 2);

    /// <summary>DELAY before v4.0, flow control of its channel from v4.2 on.</summary>
    [TestMethod]
    [ChipVersions]
    public void An_endpoint_of_the_modem_is_paused_before_its_status_is_changed(string version) => Rule.Breaks("modem-not-paused", version, bench =>
    {
        Rule.Commands(bench);
        Pause(bench, true);
        NoStatus(bench, 0);
        bench.TakeEvents(0, 1);
        Pause(bench, false);
    }, bench => NoStatus(bench, 1));

    [TestMethod]
    [ChipVersions]
    public void The_endpoints_of_the_modem_run_when_power_goes(string version) => Rule.Breaks("modem-left-paused", version, bench => Pause(bench, true), bench => bench.Chip.SetPowered(false));

    private static void Pause(ChipBench bench, bool pauses)
    {
        ChipPlaces at = bench.Places;
        if (at.Control != 0)
        {
            bench.Ipa(at.At(at.ModemsSending, 0), pauses ? 2u : 0);
            return;
        }
        bench.Gsi(at.Environment + 0x400, 0);
        bench.Gsi(at.Environment + 0x18, (at.FirstModemChannel ^ (pauses ? 0u : 7)) + (at.ModemsSendingChannel << 5));
        bench.Gsi(at.GlobalClear, 2);
    }

    private static void NoStatus(ChipBench bench, int first) =>
        Run(bench, [(0x0c, [bench.Places.At(bench.Places.ModemsSending, 0x40) << 16, 0xffffffff])], first);

    private static ulong Rules(ChipBench bench) => bench.Memory.Allocate("rules", 8, 128).Address;

    private static DmaMemory Memory(ChipBench bench, ulong[] words)
    {
        DmaMemory memory = bench.Memory.Allocate("memory", words.Length * 8, 128);
        for (int i = 0; i < words.Length; i++) { memory.Write64(i * 8, words[i]); }
        return memory;
    }

    /// <summary>Loads a table that is not hashed to 0x308.</summary>
    private static void Load(ChipBench bench, uint opcode, ulong[] slots, int first = 0) =>
        Run(bench, [(opcode, [0, (ulong)slots.Length * 8 << 28 | 0x308ul << 40, Memory(bench, slots).Address])], first);

    private static void Copy(ChipBench bench, uint offset, uint size, int first = 0) =>
        Run(bench, [(0x13, [(ulong)size << 16 | (ulong)offset << 32, bench.Memory.Allocate("copied", (int)size, 8).Address])], first);

    private static void Run(ChipBench bench, params (uint Opcode, ulong[] Payload)[] commands) => Run(bench, commands, 0);

    /// <summary>One transaction from a slot on, and its doorbell.</summary>
    private static void Run(ChipBench bench, (uint Opcode, ulong[] Payload)[] commands, int first)
    {
        for (int i = 0; i < commands.Length; i++)
        {
            DmaMemory payload = bench.Memory.Allocate("payload", 32, 32);
            for (int word = 0; word < commands[i].Payload.Length; word++) { payload.Write64(word * 8, commands[i].Payload[word]); }
            bench.Element(bench.Places.CommandTx, first + i, payload.Address, commands[i].Opcode, i == commands.Length - 1 ? 0x00030600u : 0x00030001);
        }
        bench.Doorbell(bench.Places.CommandTx, first + commands.Length);
    }
}
