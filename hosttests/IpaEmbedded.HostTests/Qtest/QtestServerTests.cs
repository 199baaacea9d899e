using System.Net.Sockets;
using System.Text;
using IpaEmbedded.Fake;
using IpaEmbedded.Qtest;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>The protocol as a client in any language sees it; every address and value is written out.</summary>
[TestClass]
public sealed class QtestServerTests
{
    private const ulong Ipa = 0x01e40000;
    private const ulong Gsi = 0x01e04000;
    private const ulong Ram = 0x180000000;

    [TestMethod]
    public void Registers_hold_their_reset_values_at_the_addresses_of_the_soc()
    {
        using var bench = new QtestBench();
        bench.Client.Execute("chip_power 1");

        Assert.AreEqual("0x00000000090b0904", bench.Client.Execute("readl 0x1e40210"));
        Assert.AreEqual("0x0000000000000b09", bench.Client.Execute("readw 0x1e40211"));
        Assert.AreEqual("0x000000000000000b", bench.Client.Execute("readb 0x1e40212"));
        Assert.AreEqual(0x14a2u, bench.Client.Read32(Gsi + 0x1f040));
        Assert.AreEqual("0xa5a5a5a5a5a5a5a5", bench.Client.Execute("readq 0x1e47000"));
        Assert.AreEqual("little", bench.Client.Execute("endianness"));
        bench.Client.Write32(Ipa + 0x44, 0x003dffff);
        Assert.AreEqual(0x003dffffu, bench.Client.Read32(Ipa + 0x44));
        Assert.AreEqual("0", bench.Client.Execute("chip_violations"));
    }

    [TestMethod]
    public void Memory_takes_every_width_and_form()
    {
        string[] script =
        [
            "writeb 0x180000000 0x11", "writew 0x180000001 0x3322", "writel 0x180000003 0x77665544", "writeq 0x180000007 0xffeeddccbbaa9988",
            "read 0x180000000 15", "b64read 0x180000000 3", "memset 0x180000001 2 0xab", "read 0x180000000 4",
            "b64write 0x180000010 4 3q2+7w==", "readl 0x180000010", "write 0x180000010 4 0x0102", "readl 020000000020", "readq 0x180000007",
        ];
        using var session = new QtestSession(new QtestMachine("qcom,sdm845-ipa", SocMap.Sdm845(), ChipTiming.Immediate(), true));

        Assert.AreEqual(
            """
            OK
            OK
            OK
            OK
            OK 0x112233445566778899aabbccddeeff
            OK ESIz
            OK
            OK 0x11abab44
            OK
            OK 0x00000000efbeadde
            OK
            FAIL readl: nothing is mapped at 0x80000010, 4 bytes
            OK 0xffeeddccbbaa9988

            """,
            string.Concat(script.Select(session.Execute)));
    }

    [TestMethod]
    [DataRow("frobnicate 1", "FAIL Unknown command 'frobnicate'")]
    [DataRow("", "FAIL Unknown command ''")]
    [DataRow("readl", "FAIL readl: address is missing")]
    [DataRow("readl zero", "FAIL readl: address 'zero' is no number")]
    [DataRow("readl 0x180000000 4", "FAIL readl: '4' is one argument too many")]
    [DataRow("readq 0x183fffffc", "FAIL readq: nothing is mapped at 0x183fffffc, 8 bytes")]
    [DataRow("writeb 0x1e40048 1", "FAIL writeb: registers are written whole, with writel")]
    [DataRow("read 0x1e40048 4", "FAIL read: 0x1e40048 is a register of ipa-reg, not memory")]
    [DataRow("read 0x180000000 1048577", "FAIL read: size 1048577 is more than 1048576")]
    [DataRow("b64write 0x180000000 4 ####", "FAIL b64write: data is not base64")]
    [DataRow("write 0x180000000 4 0xabc", "FAIL write: data is not hexadecimal")]
    [DataRow("irq_intercept_in /machine/apic", "FAIL Unknown device '/machine/apic', there is /machine/gic")]
    [DataRow("readl 0xffffffffffffffff", "FAIL readl: nothing is mapped at 0xffffffffffffffff, 4 bytes")]
    [DataRow("memset 0x183ffffff 2 0", "FAIL memset: nothing is mapped at 0x183ffffff, 2 bytes")]
    public void What_cannot_be_done_fails_with_a_reason(string line, string answer)
    {
        using var session = new QtestSession(new QtestMachine("qcom,sdm845-ipa", SocMap.Sdm845(), ChipTiming.Immediate(), true));

        Assert.AreEqual(answer + "\n", session.Execute(line));
    }

    [TestMethod]
    public void A_channel_command_raises_its_interrupt_before_it_is_answered()
    {
        using var session = new QtestSession(new QtestMachine("qcom,sdm845-ipa", SocMap.Sdm845(), ChipTiming.Immediate(), true));
        string[] script =
        [
            "chip_power 1", "irq_intercept_in /machine/gic", "irq_intercept_in /machine/gic",
            "writel 0x1e23098 0x8", "writel 0x1e23088 0x1", "writel 0x1e23008 0x00000003", "readl 0x1e23090", "readl 0x1e20180", "writel 0x1e230a0 0x8",
        ];

        Assert.AreEqual(
            """
            OK
            OK
            FAIL IRQ intercept already enabled
            OK
            OK
            IRQ raise 432
            OK
            OK 0x0000000000000008
            OK 0x0000000000100000
            IRQ lower 432
            OK

            """,
            string.Concat(script.Select(session.Execute)));
    }

    [TestMethod]
    public void A_transfer_moves_data_out_of_ram_and_its_event_interrupts_when_the_clock_is_stepped()
    {
        using var bench = new QtestBench();
        var interrupts = new List<string>();
        bench.Client.Interrupt = (number, raised) => interrupts.Add($"{number} {raised}");
        QtestConnection client = bench.Client;
        client.Execute("chip_power 1");
        client.Execute("irq_intercept_in /machine/gic");
        Program(client, channel: 3, ring: 2, events: Ram, elements: Ram + 0x100);
        client.Write32(Gsi + 0x1f008, 0x01000003);
        client.Write32(Gsi + 0x1f0b8, 4);
        client.Write32(Gsi + 0x1f088, 8);
        client.Write(Ram + 0x200, [1, 2, 3, 4, 5]);
        client.Execute($"writeq 0x{Ram + 0x100:x} 0x{Ram + 0x200:x}");
        client.Execute($"writeq 0x{Ram + 0x108:x} 0x0002060000000005");
        client.Execute($"memory_watch 0x{Ram:x} 0x400");
        interrupts.Clear();
        client.Write32(Gsi + 0x1e018, (uint)((Ram + 0x110) & 0xffffffff));

        Assert.AreEqual("0x0000000180000100", client.Execute($"readq 0x{Ram:x}"));
        Assert.AreEqual("0x0302000002000005", client.Execute($"readq 0x{Ram + 8:x}"));
        Assert.AreEqual("0x180000000 64", client.Execute("memory_changes"));
        Assert.AreEqual("", client.Execute("memory_changes"));
        Assert.AreEqual("1000000", client.Execute("clock_next"));
        Assert.AreEqual(999_999, client.Step(999_999));
        Assert.IsEmpty(interrupts);
        Assert.AreEqual("1000000", client.Execute("clock_step"));
        CollectionAssert.AreEqual(new[] { "432 True" }, interrupts);
        Assert.AreEqual("-1", client.Execute("clock_next"));
        Assert.AreEqual("2000000", client.Execute("clock_set 2000000"));
        Assert.AreEqual(4u, client.Read32(Gsi + 0x1f0b0));
        Assert.AreEqual("0", client.Execute("chip_violations"));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void What_hardware_writes_to_ram_is_in_the_copy_and_the_barrier_hands_over_what_the_driver_wrote(bool hints)
    {
        using var bench = new QtestBench(hints);
        var hardware = new QtestHardware(bench.Client);
        var levels = new List<bool>();
        hardware.Connect(432, levels.Add);
        var heap = new QtestHeap(hardware.Mirror, Ram, 0x10000);
        DmaMemory events = heap.Allocate("events", 0x100, 0x100);
        DmaMemory elements = heap.Allocate("elements", 0x100, 0x100);
        DmaMemory buffer = heap.Allocate("buffer", 8, 8);
        var gsi = new QtestRegisterBlock(hardware, Gsi);
        bench.Client.Execute("chip_power 1");
        Program(bench.Client, channel: 3, ring: 2, events.Address, elements.Address);
        gsi.Write32(0x1f008, 0x01000003);
        gsi.Write32(0x1f0b8, 4);
        gsi.Write32(0x1f088, 8);
        buffer.Write32(0, 0x04030201);
        elements.WriteElement(0, buffer.Address, 0x0002060000000004);
        gsi.DmaWriteBarrier();
        gsi.Write32(0x1e018, (uint)(elements.Address & 0xffffffff) + 0x10);

        Assert.AreEqual(0x0302000002000004u, events.Read64(8));
        Assert.AreEqual(elements.Address, events.Read64(0));
        Assert.AreEqual(hints ? 1_000_000 : 5_000_000, hardware.StepTo(0, 5_000_000));
        CollectionAssert.AreEqual(new[] { true }, levels);
        elements.WriteElement(0x10, buffer.Address, 0x0002060000000004);
        gsi.Write32(0x1e018, (uint)(elements.Address & 0xffffffff) + 0x20);
        Assert.AreEqual(hints ? 0u : 0x0302000002000004u, events.Read64(0x18), "without barrier the hardware must not see the element");
    }

    [TestMethod]
    public void A_driver_that_forgets_the_power_is_found_out()
    {
        using var bench = new QtestBench();

        bench.Client.Read32(Ipa + 0x48);

        string[] answer = bench.Client.Execute("chip_violations").Split(' ');
        Assert.AreEqual("1", answer[0]);
        StringAssert.Contains(Encoding.UTF8.GetString(Convert.FromBase64String(answer[1])), "ROUTE");
    }

    [TestMethod]
    public void A_line_without_end_is_refused_and_the_conversation_goes_on()
    {
        using var bench = new QtestBench();
        string failure;
        string long1 = new('x', QtestServer.MaxLineCharacters + 1);

        Assert.IsNull(bench.Client.TryExecute(long1, out failure));
        Assert.AreEqual("a line has at most 2097408 characters", failure);
        Assert.IsNull(bench.Client.TryExecute(new string('y', QtestServer.MaxLineCharacters * 3), out failure));
        Assert.AreEqual("little", bench.Client.Execute("endianness"));
    }

    [TestMethod]
    public void A_client_that_vanishes_leaves_the_next_one_a_new_machine()
    {
        using var bench = new QtestBench();
        bench.Client.Execute("writel 0x180000000 1");
        bench.Client.Dispose();
        using (var rude = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            rude.Connect(new UnixDomainSocketEndPoint(bench.SocketPath));
            rude.Send(Encoding.ASCII.GetBytes("readl 0x180000000\nreadl 0x1800"));
        }
        using var polite = new QtestConnection(bench.SocketPath);

        Assert.AreEqual(0u, polite.Read32(Ram));
    }

    [TestMethod]
    public void A_path_that_is_served_or_is_a_file_is_not_taken_away()
    {
        using var bench = new QtestBench();
        string file = Path.Combine(Path.GetDirectoryName(bench.SocketPath)!, "notes");
        File.WriteAllText(file, "mine");

        Assert.ThrowsExactly<IOException>(() => new QtestServer(bench.SocketPath, () => throw new InvalidOperationException()));
        Assert.ThrowsExactly<IOException>(() => new QtestServer(file, () => throw new InvalidOperationException()));
        Assert.AreEqual("mine", File.ReadAllText(file));
        Assert.AreEqual("little", bench.Client.Execute("endianness"));
    }

    private static void Program(QtestConnection client, uint channel, uint ring, ulong events, ulong elements)
    {
        ulong ev = Gsi + 0x1d000 + (0x80 * ring);
        ulong ch = Gsi + 0x1c000 + (0x80 * channel);
        // As a driver begins: firmware, interrupts, resources, and the registers of endpoint 2.
        client.Execute("chip_firmware 1");
        client.Write32(Gsi + 0x1f180, 1);
        client.Write32(Gsi + 0x1f108, 1);
        client.Write32(Gsi + 0x1f120, 0xe);
        client.Write32(Ipa + 0x400, 0x3f003f00);
        foreach (uint register in (uint[])[0x00, 0x08, 0x0c, 0x10, 0x14, 0x20, 0x24, 0x34, 0x38, 0x3c, 0x40]) { client.Write32(Ipa + 0x8e0 + register, 0); }
        client.Write32(Gsi + 0x1f010, ring);
        client.Read32(ev);
        client.Write32(ev, 0x10010002);
        client.Write32(ev + 4, 0x100);
        client.Write32(ev + 8, (uint)(events & 0xffffffff));
        client.Write32(ev + 0xc, (uint)(events >> 32));
        client.Write32(ev + 0x20, 0x00010020);
        client.Write32(Gsi + 0x1e100 + (8 * ring), (uint)(events & 0xffffffff) + 0xf0);
        client.Write32(Gsi + 0x1f008, channel);
        client.Read32(ch);
        client.Write32(ch, 0x1000000a | (ring << 14));
        client.Write32(ch + 4, 0x100);
        client.Write32(ch + 8, (uint)(elements & 0xffffffff));
        client.Write32(ch + 0xc, (uint)(elements >> 32));
        client.Write32(ch + 0x5c, 0x200);
        client.Write32(ch + 0x68, 8 << 20);
        client.Write32(ch + 0x6c, 0x0020a5a5);
    }
}
