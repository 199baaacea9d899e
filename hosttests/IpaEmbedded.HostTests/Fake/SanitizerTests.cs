using IpaEmbedded.Fake;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Fake;

[TestClass]
public sealed class SanitizerTests
{
    [TestMethod]
    public void An_access_without_power_names_the_register_the_time_and_the_stage()
    {
        var bench = new ChipBench();
        bench.Loop.Run(1234);
        bench.Sanitizer.Stage = "config";
        bench.Chip.SetPowered(false);
        bench.Ipa(0x48, 0x01120052);

        bench.AssertOnly("no-power");
        Assert.AreEqual(
            "1234 us, stage config: no-power at ROUTE (ipa+0x48) = 0x1120052 {ROUTE_DIS=0, ROUTE_DEF_PIPE=9, ROUTE_DEF_HDR_TABLE=1, ROUTE_DEF_HDR_OFST=0, ROUTE_FRAG_DEF_PIPE=9, ROUTE_DEF_RETAIN_HDR=1}: write",
            bench.Sanitizer.At(0).Text);
    }

    [TestMethod]
    [DataRow(0x04u, "undefined-offset")]
    [DataRow(0x6ffcu, "undefined-offset")]
    [DataRow(0xffffff0u, "undefined-offset")]
    [DataRow(0x42u, "unaligned")]
    public void A_wild_offset_is_caught(uint offset, string rule)
    {
        var bench = new ChipBench();
        bench.Ipa(offset);
        bench.AssertOnly(rule);
    }

    /// <summary>IPA_IRQ_UC and FILT_ROUT_HASH_EN are no clear registers.</summary>
    [TestMethod]
    [DataRow(0x3010u, 0xffffffffu, null)]
    [DataRow(0x3038u, 0xffffffffu, null)]
    [DataRow(0x301cu, 0xfffffffeu, "reserved-bits")]
    [DataRow(0x8cu, 0xffffffffu, "reserved-bits")]
    public void All_ones_may_be_written_only_where_ones_clear(uint offset, uint value, string? rule)
    {
        var bench = new ChipBench();
        bench.Ipa(offset, value);
        if (rule is null)
        {
            Assert.AreEqual(0, bench.Sanitizer.Count);
            return;
        }
        bench.AssertOnly(rule);
    }

    [TestMethod]
    [DataRow(0x210u, 1u, "read-only")]
    [DataRow(0x48u, 0x02000000u, "reserved-bits")]
    [DataRow(0x90u, 0x1111u, "flush-direct")]
    [DataRow(0x44u, 0x8u, null)]
    public void A_wild_write_to_the_ipa_is_caught(uint offset, uint value, string? rule)
    {
        var bench = new ChipBench();
        bench.Ipa(offset, value);
        if (rule is null) { bench.AssertClean(); }
        else { bench.AssertOnly(rule); }
    }

    [TestMethod]
    public void Reading_a_command_register_is_caught()
    {
        var bench = new ChipBench();
        bench.Gsi(0x1f008);
        bench.AssertOnly("write-only");
    }

    [TestMethod]
    public void All_ones_may_be_written_to_clear_registers_and_to_preserved_bits()
    {
        var bench = new ChipBench();
        bench.Gsi(0x1f110, 0xffffffff);
        bench.Gsi(0x1f0a0, 0xffffffff);
        bench.Gsi(0x1f008, 0);
        bench.Gsi(0x1c06c, 0xffffa5a5);
        bench.AssertClean();
        bench.Gsi(0x1f110, 0x7fffffff);
        bench.AssertOnly("reserved-bits");
    }

    [TestMethod]
    [DataRow(0x100u, "doorbell-outside-ring")]
    [DataRow(0xfffffff0u, "doorbell-outside-ring")]
    [DataRow(0x28u, "doorbell-unaligned")]
    public void A_wild_doorbell_is_caught(uint offset, string rule)
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true);
        bench.Start(3);
        bench.Gsi(0x1e018, (uint)bench.Rings[3].Address + offset);
        bench.AssertOnly(rule);
    }

    [TestMethod]
    public void A_doorbell_that_takes_elements_back_is_caught()
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true);
        bench.Doorbell(3, 4);
        bench.Doorbell(3, 2);
        bench.AssertOnly("doorbell-past-pointer");
    }

    [TestMethod]
    public void An_event_doorbell_beyond_what_was_written_is_caught()
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true);
        bench.Gsi(0x1e110, (uint)bench.Events[2].Address + 0x20);
        bench.AssertOnly("doorbell-past-pointer");
    }

    [TestMethod]
    public void A_doorbell_of_a_channel_that_is_not_allocated_is_caught()
    {
        var bench = new ChipBench();
        bench.Gsi(0x1e018, 0);
        bench.AssertOnly("doorbell-state");
    }

    [TestMethod]
    public void Use_of_a_freed_buffer_is_caught()
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true);
        bench.Start(3);
        var buffer = bench.Buffer(1, 2, 3, 4);
        bench.Memory.Free(buffer);
        bench.Element(3, 0, buffer.Address, 4, 0x00020600);
        bench.Doorbell(3, 1);
        bench.AssertOnly("dead-memory");
    }

    [TestMethod]
    public void A_transfer_past_the_end_of_its_buffer_is_caught()
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true);
        bench.Start(3);
        bench.Element(3, 0, bench.Buffer(1, 2, 3, 4).Address + 1, 4, 0x00020600);
        bench.Doorbell(3, 1);
        bench.AssertOnly("dead-memory");
    }

    [TestMethod]
    [DataRow(0x00020601u, 4u, "chain-open")]
    [DataRow(0x00020400u, 4u, "no-event-requested")]
    [DataRow(0x00020600u, 0u, "zero-length")]
    [DataRow(0x00070600u, 4u, "element-type")]
    public void A_wild_element_is_caught(uint flags, uint length, string rule)
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true);
        bench.Start(3);
        bench.Element(3, 0, bench.Buffer(1, 2, 3, 4).Address, length, flags);
        bench.Doorbell(3, 1);
        bench.AssertOnly(rule);
    }

    [TestMethod]
    public void A_chain_longer_than_the_outstanding_elements_is_caught()
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true, 2);
        bench.Start(3);
        var buffer = bench.Buffer(1);
        for (var i = 0; i < 3; i++) { bench.Element(3, i, buffer.Address, 1, i == 2 ? 0x00020600u : 0x00020001u); }
        bench.Doorbell(3, 3);
        bench.AssertOnly("chain-long");
    }

    [TestMethod]
    [DataRow(0x01000003u)]
    [DataRow(0x02000003u)]
    [DataRow(0x09000003u)]
    [DataRow(0x0a000003u)]
    [DataRow(0x05000003u)]
    public void A_command_in_the_wrong_state_is_caught(uint command)
    {
        var bench = new ChipBench();
        bench.Gsi(0x1f008, command);
        bench.AssertOnly("command-state");
    }

    [TestMethod]
    public void A_command_for_a_channel_that_does_not_exist_is_caught()
    {
        var bench = new ChipBench();
        bench.Gsi(0x1f008, 20);
        bench.AssertOnly("command-unknown");
    }

    [TestMethod]
    public void Programming_a_started_channel_is_caught()
    {
        var bench = new ChipBench();
        bench.Program(3, 2, true);
        bench.Start(3);
        bench.Gsi(0x1c1dc, 0);
        bench.AssertOnly("programmed-while-started");
    }

    [TestMethod]
    public void A_change_of_the_head_of_line_timer_while_blocking_is_enabled_is_caught()
    {
        var bench = new ChipBench();
        bench.Ipa(0x82c + 0x70 * 12, 1);
        bench.Ipa(0x830 + 0x70 * 12, 0);
        bench.AssertClean();
        bench.Ipa(0x830 + 0x70 * 12, 5);
        bench.AssertOnly("hol-timer-while-enabled");
    }

    [TestMethod]
    public void Clearing_an_enabled_event_interrupt_is_caught()
    {
        var bench = new ChipBench();
        bench.Gsi(0x1f0b8, 4);
        bench.Gsi(0x1f0c0, 4);
        bench.AssertOnly("ieob-cleared-while-enabled");
    }

    [TestMethod]
    public void An_event_ring_without_room_stalls_the_channel_until_its_doorbell()
    {
        var bench = new ChipBench();
        var count = 0;
        bench.Chip.Pipeline.Uplink = (_, _, _) => count++;
        bench.Program(3, 2, true, 1);
        bench.Start(3);
        var buffer = bench.Buffer(1);
        for (var i = 0; i < 16; i++) { bench.Element(3, i, buffer.Address, 1, 0x00020600); }
        bench.Doorbell(3, 15);
        Assert.AreEqual(15, count);
        bench.AssertClean();
        bench.Doorbell(3, 0);
        Assert.AreEqual(15, count);
        bench.AssertOnly("event-ring-full");
        bench.Gsi(0x1e110, (uint)bench.Events[2].Address + 0xe0);

        Assert.AreEqual(16, count);
        Assert.AreEqual(1, bench.Sanitizer.Count);
    }

    [TestMethod]
    public void Delay_on_an_endpoint_of_the_application_processor_is_caught()
    {
        var bench = new ChipBench();
        bench.Ipa(0x800 + 0x70 * 6, 2);
        bench.AssertClean();
        bench.Ipa(0x800 + 0x70 * 5, 2);
        bench.AssertOnly("delay-on-ap-endpoint");
    }

    [TestMethod]
    public void A_generic_command_with_an_old_result_is_caught()
    {
        var bench = new ChipBench();
        bench.Gsi(0x1f018, 0x443);
        bench.Gsi(0x1f018, 0x444);
        bench.AssertOnly("result-not-cleared");
    }

    [TestMethod]
    public void A_command_to_a_microcontroller_that_is_not_loaded_is_caught()
    {
        var bench = new ChipBench();
        bench.Ipa(0x301c, 1);
        bench.AssertOnly("microcontroller-not-loaded");
    }

    [TestMethod]
    public void Reports_are_bounded_and_all_are_counted()
    {
        var bench = new ChipBench();
        for (var i = 0; i < 1000; i++) { bench.Ipa(0x04); }
        Assert.AreEqual(1000, bench.Sanitizer.Count);
        Assert.AreEqual(256, bench.Sanitizer.Kept);
    }
}
