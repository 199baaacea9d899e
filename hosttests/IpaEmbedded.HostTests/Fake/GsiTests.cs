using IpaEmbedded.Fake;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Fake;

[TestClass]
public sealed class GsiTests
{
    [TestMethod]
    public void After_reset_the_registers_hold_the_values_of_the_contract()
    {
        var bench = new ChipBench();

        Assert.AreEqual(1u, bench.Gsi(0x1f000));
        Assert.AreEqual(0x14a2u, bench.Gsi(0x1f040));
        Assert.AreEqual(0x5a5aa5a5u, bench.Gsi(0x1c06c));
        Assert.AreEqual(0x5a5aa5a5u, bench.Gsi(0x1c06c + 0x80 * 19));
        Assert.AreEqual(0x00000400u, bench.Ipa(0x54));
        Assert.AreEqual(0x090b0904u, bench.Ipa(0x210));
        Assert.AreEqual(0x0000000eu, bench.Ipa(0x3c));
        Assert.AreEqual(0x0000001fu, bench.Ipa(0x1fc));
        Assert.AreEqual(0x007f007fu, bench.Ipa(0x85c));
        Assert.AreEqual(0x007f007fu, bench.Ipa(0x15ec));
        Assert.AreEqual(2u, bench.Ipa(0x8e0));
        Assert.AreEqual(0u, bench.Ipa(0x800));
        Assert.AreEqual(0xa5a5a5a5u, bench.Chip.SharedMemory.Read32(0x1ffc));
        bench.AssertClean();
    }

    [TestMethod]
    public void A_channel_goes_through_its_states_and_each_command_sets_its_interrupt()
    {
        var bench = new ChipBench();
        bench.Gsi(0x1f098, 1 << 3);
        bench.Gsi(0x1f088, 1);
        bench.Program(3, 2, true);

        Assert.AreEqual(1u, bench.StateOf(3));
        Assert.AreEqual(8u, bench.Gsi(0x1f090));
        Assert.AreEqual(1u, bench.Gsi(0x1f080));
        Assert.IsTrue(bench.Chip.GsiLine.IsPending);
        bench.Gsi(0x1f0a0, 8);
        Assert.AreEqual(0u, bench.Gsi(0x1f080));
        Assert.IsFalse(bench.Chip.GsiLine.IsPending);

        bench.Gsi(0x1f008, 0x01000003);
        Assert.AreEqual(2u, bench.StateOf(3));
        bench.Gsi(0x1f008, 0x02000003);
        Assert.AreEqual(3u, bench.StateOf(3));
        bench.Gsi(0x1f008, 0x01000003);
        bench.Gsi(0x1f008, 0x02000003);
        bench.Gsi(0x1f008, 0x09000003);
        Assert.AreEqual(1u, bench.StateOf(3));
        bench.Gsi(0x1f008, 0x0a000003);
        Assert.AreEqual(0u, bench.StateOf(3));
        bench.AssertClean();
    }

    [TestMethod]
    public void A_transmit_doorbell_executes_at_once_and_its_event_interrupts_after_a_millisecond()
    {
        var bench = new ChipBench();
        var uplink = new List<string>();
        bench.Chip.Pipeline.Uplink = (endpoint, frame, length) => uplink.Add(endpoint + ":" + Convert.ToHexString(frame, 0, length));
        bench.Program(3, 2, true);
        bench.Start(3);
        bench.Gsi(0x1f0b8, 4);
        bench.Gsi(0x1f088, 8);
        var first = bench.Buffer(1, 2, 3);
        var second = bench.Buffer(4, 5);
        bench.Element(3, 0, first.Address, 3, 0x00020001);
        bench.Element(3, 1, second.Address, 2, 0x00020600);
        bench.Doorbell(3, 2);

        CollectionAssert.AreEqual(new[] { "2:0102030405" }, uplink);
        Assert.AreEqual((bench.Rings[3].Address + 0x10, 0x0302000002000002ul), bench.Event(2, 0));
        Assert.AreEqual((uint)bench.Events[2].Address + 0x10, bench.Gsi(0x1d110));
        Assert.AreEqual((uint)bench.Rings[3].Address + 0x20, bench.Gsi(0x1c190));
        Assert.IsFalse(bench.Chip.GsiLine.IsPending);
        bench.Loop.Run(999);
        Assert.IsFalse(bench.Chip.GsiLine.IsPending);
        bench.Loop.Run(1);
        Assert.IsTrue(bench.Chip.GsiLine.IsPending);
        Assert.AreEqual(4u, bench.Gsi(0x1f0b0));
        bench.AssertClean();
    }

    [TestMethod]
    public void The_moderation_timer_starts_with_the_first_event_since_the_last_interrupt()
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true);
        bench.Start(3);
        bench.Gsi(0x1f0b8, 4);
        bench.Gsi(0x1f088, 8);
        var buffer = bench.Buffer(1);
        for (var i = 0; i < 3; i++)
        {
            bench.Element(3, i, buffer.Address, 1, 0x00020600);
            bench.Doorbell(3, i + 1);
            bench.Loop.Run(400);
        }

        Assert.IsTrue(bench.Chip.GsiLine.IsPending);
        bench.Gsi(0x1f088, 0);
        bench.Gsi(0x1f0b8, 0);
        bench.Gsi(0x1f0c0, 4);
        bench.Gsi(0x1f0b8, 4);
        bench.Gsi(0x1f088, 8);
        bench.Loop.Run(10000);
        Assert.IsFalse(bench.Chip.GsiLine.IsPending);
        bench.AssertClean();
    }

    [TestMethod]
    public void Received_data_fills_the_next_buffer_and_interrupts_at_once()
    {
        var bench = new ChipBench();
        bench.Program(6, 3, false);
        bench.Gsi(0x1f0b8, 8);
        bench.Gsi(0x1f088, 8);
        var buffer = bench.Memory.Allocate("rx", 64, 64);
        bench.Element(6, 0, buffer.Address, 64, 0x00020200);
        bench.Doorbell(6, 1);
        bench.Start(6);
        bench.Chip.Pipeline.DeliverBuffer(10, new byte[] { 9, 8, 7 }, 3);

        Assert.AreEqual(0x00070809u, bench.Chip.Memory.Resolve(buffer.Address, 4, out _)!.Read32(0));
        Assert.AreEqual((bench.Rings[6].Address, 0x0602000002000003ul), bench.Event(3, 0));
        Assert.IsTrue(bench.Chip.GsiLine.IsPending);
        bench.AssertClean();
    }

    [TestMethod]
    public void Data_without_a_buffer_waits_for_the_doorbell()
    {
        var bench = new ChipBench();
        bench.Program(6, 3, false);
        bench.Start(6);
        bench.Chip.Pipeline.DeliverBuffer(10, new byte[] { 1 }, 1);
        bench.Chip.Pipeline.DeliverBuffer(10, new byte[] { 2 }, 1);
        Assert.AreEqual(2, bench.Chip.Pipeline.Waiting(10));
        var buffer = bench.Memory.Allocate("rx", 64, 64);
        bench.Element(6, 0, buffer.Address, 32, 0x00020200);
        bench.Element(6, 1, buffer.Address + 32, 32, 0x00020200);
        bench.Doorbell(6, 2);

        Assert.AreEqual(0, bench.Chip.Pipeline.Waiting(10));
        Assert.AreEqual(1, buffer.Read8(0));
        Assert.AreEqual(2, buffer.Read8(32));
        bench.AssertClean();
    }

    [TestMethod]
    public void A_buffer_that_is_too_small_gives_an_overflow_event_with_its_size()
    {
        var bench = new ChipBench();
        bench.Program(6, 3, false);
        bench.Start(6);
        var buffer = bench.Memory.Allocate("rx", 8, 8);
        bench.Element(6, 0, buffer.Address, 4, 0x00020200);
        bench.Doorbell(6, 1);
        bench.Chip.Pipeline.DeliverBuffer(10, new byte[] { 1, 2, 3, 4, 5, 6 }, 6);

        Assert.AreEqual(0x0602000003000004ul, bench.Event(3, 0).Body);
        Assert.AreEqual(0x04030201ul, buffer.Read64(0));
    }

    [TestMethod]
    public void A_held_channel_takes_doorbells_and_executes_when_let_go()
    {
        var bench = new ChipBench();
        var count = 0;
        bench.Chip.Pipeline.Uplink = (_, _, _) => count++;
        bench.Program(3, 2, true, 4);
        bench.Start(3);
        bench.Chip.Gsi.Hold(3, true);
        var buffer = bench.Buffer(1);
        for (var i = 0; i < 10; i++) { bench.Element(3, i, buffer.Address, 1, 0x00020600); }
        bench.Doorbell(3, 10);
        Assert.AreEqual(0, count);
        bench.Chip.Gsi.Hold(3, false);

        Assert.AreEqual(10, count);
        bench.AssertClean();
    }

    [TestMethod]
    public void Elements_wait_for_the_start_of_their_channel()
    {
        var bench = new ChipBench();
        var count = 0;
        bench.Chip.Pipeline.Uplink = (_, _, _) => count++;
        bench.Program(3, 2, true);
        bench.Element(3, 0, bench.Buffer(1).Address, 1, 0x00020600);
        bench.Doorbell(3, 1);
        Assert.AreEqual(0, count);
        bench.Start(3);

        Assert.AreEqual(1, count);
        bench.AssertClean();
    }

    [TestMethod]
    public void A_generic_command_answers_in_the_scratch_register_and_raises_general_purpose_interrupt_1()
    {
        var bench = new ChipBench();
        bench.Gsi(0x1f108, 3);
        bench.Gsi(0x1f088, 4);
        bench.Gsi(0x1f400, 0);
        bench.Gsi(0x1f018, 0x443);

        Assert.AreEqual(0x20u, bench.Gsi(0x1f400));
        Assert.AreEqual(2u, bench.Gsi(0x1f100));
        Assert.AreEqual(4u, bench.Gsi(0x1f080));
        bench.Gsi(0x1f110, 2);
        Assert.AreEqual(0u, bench.Gsi(0x1f080));
        bench.AssertClean();
    }

    [TestMethod]
    public void Without_power_the_gsi_line_is_low_and_comes_back()
    {
        var bench = new ChipBench();
        bench.Gsi(0x1f098, 1);
        bench.Gsi(0x1f088, 1);
        bench.Gsi(0x1f008, 0);
        Assert.IsTrue(bench.Chip.GsiLine.IsPending);
        bench.Chip.SetPowered(false);
        Assert.IsFalse(bench.Chip.GsiLine.IsPending);
        bench.Chip.SetPowered(true);

        Assert.IsTrue(bench.Chip.GsiLine.IsPending);
        Assert.AreEqual((1, 1, 2), (bench.Sanitizer.CountOf("interrupt-unserved"), bench.Sanitizer.CountOf("command-types-on"), bench.Sanitizer.Count), bench.Sanitizer.Text());
    }

    [TestMethod]
    public void An_error_log_entry_is_read_and_cleared()
    {
        var bench = new ChipBench();
        bench.Gsi(0x1f108, 1);
        bench.Gsi(0x1f088, 4);
        bench.Chip.Gsi.LogError(2, 6, 3);

        Assert.AreEqual(0x02303000u, bench.Gsi(0x1f200));
        Assert.AreEqual(1u, bench.Gsi(0x1f100));
        bench.Gsi(0x1f200, 0);
        bench.Gsi(0x1f210, 0xffffffff);
        bench.Gsi(0x1f110, 1);
        Assert.AreEqual(0u, bench.Gsi(0x1f200));
        Assert.IsFalse(bench.Chip.GsiLine.IsPending);
        bench.AssertClean();
    }
}
