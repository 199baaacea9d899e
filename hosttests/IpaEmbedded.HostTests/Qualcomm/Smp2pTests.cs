using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

/// <summary>SMP2P on our board: our item is 435, the modem's 428, the mailbox channel 14, the interrupt SPI 451.</summary>
[TestClass]
public sealed class Smp2pTests
{
    private const string Consumer = """
        / { consumer {
            compatible = "test,consumer";
            interrupts-extended = <&ipa_smp2p_in 0 1>, <&ipa_smp2p_in 1 2>, <&ipa_smp2p_in 1 3>;
            qcom,smem-states = <&ipa_smp2p_out 0>, <&ipa_smp2p_out 1>, <&ipa_smp2p_out 32>;
            qcom,smem-state-names = "valid", "enabled", "impossible";
        }; };
        """;

    private readonly SocBoard _board = new(SocBoard.Compile(Consumer));
    private Device? _device;

    [TestMethod]
    public void Our_item_is_published_with_its_entries_and_the_modem_is_kicked()
    {
        Probe();
        var item = Out();
        Assert.AreEqual(0x504d5324u, _board.Smem.Read32(item));
        Assert.AreEqual(0x00000101u, _board.Smem.Read32(item + 4));
        Assert.AreEqual(0, _board.Smem.Read16(item + 8));
        Assert.AreEqual(1, _board.Smem.Read16(item + 10));
        Assert.AreEqual(16, _board.Smem.Read16(item + 12));
        Assert.AreEqual(2, _board.Smem.Read16(item + 14));
        Assert.AreEqual("master-kernel", Name(item + 20));
        Assert.AreEqual("ipa", Name(item + 40));
        CollectionAssert.Contains(_board.Io.Kicks, 14);
    }

    [TestMethod]
    public void A_state_changes_its_bits_only_and_kicks_when_something_changed()
    {
        Probe();
        var item = Out();
        _board.Smem.Write32(item + 40 + 16, 0x80000000);
        var valid = SmemStateProvider.StateOf(_device!, "valid");
        var enabled = SmemStateProvider.StateOf(_device!, "enabled");
        Assert.AreEqual(1, enabled.Bit);
        _board.Io.Kicks.Clear();

        enabled.Update(2, 2);
        enabled.Update(2, 2);
        valid.Update(1, 1);
        Assert.AreEqual(0x80000003u, _board.Smem.Read32(item + 56));
        enabled.Update(2, 0);
        Assert.AreEqual(0x80000001u, _board.Smem.Read32(item + 56));
        CollectionAssert.AreEqual(new[] { 14, 14, 14 }, _board.Io.Kicks);
    }

    [TestMethod]
    public void A_bit_beyond_the_word_is_the_trees_mistake()
    {
        Probe();
        Assert.AreEqual(
            "/consumer: qcom,smem-states: expected a bit from 0 to 31 in entry 2",
            Assert.ThrowsExactly<ProbeException>(() => SmemStateProvider.StateOf(_device!, "impossible")).Message);
    }

    [TestMethod]
    public void Edges_of_the_modems_word_are_interrupts()
    {
        Probe();
        var log = new List<string>();
        _device!.Interrupt(0).Request(() => log.Add("0 rises"));
        _device.Interrupt(1).Request(() => log.Add("1 falls"));
        _device.Interrupt(2).Request(() => log.Add("1 changes"));
        var item = PublishModem("slave-kernel", "ipa");

        Show(item + 40 + 16, 3);
        CollectionAssert.AreEqual(new[] { "0 rises", "1 changes" }, log.Order().ToArray());
        log.Clear();
        Show(item + 40 + 16, 1);
        CollectionAssert.AreEqual(new[] { "1 changes", "1 falls" }, log.Order().ToArray());
        log.Clear();
        Show(item + 40 + 16, 1);
        Assert.IsEmpty(log);
    }

    [TestMethod]
    public void An_item_that_was_there_before_us_is_read_at_once()
    {
        var log = new List<string>();
        _board.Add("test,consumer", d => d.Interrupt(0).Request(() => log.Add("0 rises")));
        var heap = new SmemHeap(_board.Smem, null);
        heap.Open();
        var item = PublishModem(heap, "ipa");
        _board.Smem.Write32(item + 20 + 16, 1);
        _board.Platform.Probe();
        _board.Loop.RunPending();

        // The bit was set before anybody listened: no edge is missed after it.
        Show(item + 36, 0);
        Show(item + 36, 1);
        CollectionAssert.AreEqual(new[] { "0 rises" }, log);
    }

    [TestMethod]
    public void A_restart_of_the_modem_is_acknowledged()
    {
        Probe();
        var item = PublishModem("ipa");
        _board.Io.Kicks.Clear();
        var shown = new List<uint>();
        _board.Io.OnKick = _ => shown.Add(_board.Smem.Read32(Out() + 16));
        Show(item + 16, 1);
        Assert.AreEqual(2u, _board.Smem.Read32(Out() + 16));
        Show(item + 16, 1);
        Show(item + 16, 0);
        Assert.AreEqual(0u, _board.Smem.Read32(Out() + 16));
        CollectionAssert.AreEqual(new[] { 14, 14 }, _board.Io.Kicks);
        CollectionAssert.AreEqual(new[] { 2u, 0u }, shown, "the modem is kicked when there is something to see");
    }

    [TestMethod]
    public void A_modem_without_the_feature_gets_no_acknowledgement()
    {
        Probe();
        var item = PublishModem("ipa");
        _board.Io.Kicks.Clear();
        Assert.AreEqual(0x101u, _board.Smem.Read32(Out() + 4));

        var other = new SocBoard(SocBoard.Compile());
        other.Platform.Probe();
        var heap = new SmemHeap(other.Smem, null);
        heap.Open();
        var theirs = PublishModem(heap, "ipa");
        other.Smem.Write32(theirs + 4, 1);
        other.Io.Gic!.Raise(451);
        other.Loop.RunPending();
        Assert.AreEqual(1u, other.Smem.Read32(heap.OffsetOf(1, 435, out _) + 4));
        other.Smem.Write32(theirs + 16, 1);
        other.Io.Gic.Raise(451);
        other.Loop.RunPending();
        Assert.AreEqual(0u, other.Smem.Read32(heap.OffsetOf(1, 435, out _) + 16));
        Assert.AreEqual(16, _board.Smem.Read16(item + 12));
    }

    [TestMethod]
    public void An_item_that_is_no_item_is_refused_and_counted()
    {
        Probe();
        var item = PublishModem("ipa", interrupt: false);
        _board.Smem.Write32(item, 0x12345678);
        _board.Io.Gic!.Raise(451);
        _board.Loop.RunPending();

        var edge = (Smp2pEdge)_board.Device("/smp2p-mpss").DriverData;
        Assert.IsFalse(edge.IsPeerPresent);
        Assert.AreEqual(1, edge.RefusedCount);

        _board.Smem.Write32(item, 0x504d5324);
        _board.Smem.Write16(item + 14, 0xffff);
        _board.Io.Gic.Raise(451);
        _board.Loop.RunPending();
        Assert.IsTrue(edge.IsPeerPresent);
        Assert.AreEqual(2, edge.RefusedCount);
    }

    [TestMethod]
    [DataRow(16, 0, true, DisplayName = "16 entries, and the last is the one")]
    [DataRow(17, 1, false, DisplayName = "17 entries, and the last lies in somebody else's memory")]
    [DataRow(0xffff, 1, false)]
    public void An_entry_behind_the_item_is_not_believed_whatever_number_of_entries_it_says(int entries, int refused, bool heard)
    {
        Probe();
        var log = new List<string>();
        _device!.Interrupt(0).Request(() => log.Add("0 rises"));
        int item = PublishModem(_board.Services.SharedMemory(_device), "slave-kernel");
        int at = item + 20 + 20 * (heard ? 15 : 16);
        foreach ((int i, char letter) in "ipa".Index()) { _board.Smem.Write8(at + i, (byte)letter); }
        _board.Smem.Write8(at + 3, 0);
        _board.Smem.Write32(at + 16, 0);
        _board.Smem.Write16(item + 14, (ushort)entries);
        Show(at + 16, 0);
        var edge = (Smp2pEdge)_board.Device("/smp2p-mpss").DriverData;
        Assert.AreEqual(refused, edge.RefusedCount);
        Show(at + 16, 1);

        Assert.AreEqual(heard ? "0 rises" : "", string.Join(' ', log));
        Assert.AreEqual(2 * refused, edge.RefusedCount, "each time it says so");
    }

    [TestMethod]
    public void The_17th_word_and_a_name_of_16_letters_are_refused()
    {
        Probe();
        var edge = (Smp2pEdge)_board.Device("/smp2p-mpss").DriverData;
        Assert.AreEqual("SMP2P entry \"sixteen-letters!\": expected at most 16 entries with names of at most 15 letters",
            Assert.ThrowsExactly<HardwareException>(() => edge.AddOutbound("sixteen-letters!")).Message);
        string refusal = "";
        for (var i = 0; i < 17 && refusal == ""; i++)
        {
            try { edge.AddInbound("word" + i); }
            catch (HardwareException e) { refusal = e.Message; }
        }

        StringAssert.EndsWith(refusal, "\": expected at most 16 entries");
    }

    private void Probe()
    {
        _board.Add("test,consumer", d => _device = d);
        _board.Platform.Probe();
        Assert.IsNotNull(_device, _board.Device("/consumer").Reason);
        _board.RequireBound("/smp2p-mpss");
    }

    private int Out() => _board.Services.SharedMemory(_device!).OffsetOf(1, 435, out _);

    private int PublishModem(string entry, string? second = null, bool interrupt = true)
    {
        var item = PublishModem(_board.Services.SharedMemory(_device!), second is null ? [entry] : [entry, second]);
        if (interrupt)
        {
            _board.Io.Gic!.Raise(451);
            _board.Loop.RunPending();
        }

        return item;
    }

    private static int PublishModem(SmemHeap heap, params string[] entries)
    {
        heap.Allocate(1, 428, 340);
        var item = heap.OffsetOf(1, 428, out _);
        var memory = heap.Memory;
        memory.Write32(item, 0x504d5324);
        memory.Write16(item + 8, 1);
        memory.Write16(item + 10, 0);
        memory.Write16(item + 12, 16);
        memory.Write16(item + 14, (ushort)entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            for (var c = 0; c < entries[i].Length; c++) { memory.Write8(item + 20 + 20 * i + c, (byte)entries[i][c]); }
        }

        memory.Write32(item + 4, 0x101);
        return item;
    }

    private void Show(int offset, uint value)
    {
        _board.Smem.Write32(offset, value);
        _board.Io.Gic!.Raise(451);
        _board.Loop.RunPending();
    }

    private string Name(int offset)
    {
        var bytes = new byte[16];
        _board.Smem.CopyTo(offset, bytes, 0, 16);
        return System.Text.Encoding.ASCII.GetString(bytes).TrimEnd('\0');
    }
}
