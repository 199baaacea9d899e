using IpaEmbedded.Fake;

namespace IpaEmbedded.HostTests.Fake.Rules;

/// <summary>Interrupts, commands, contexts and elements of the GSI: the reference, sections 3.3 to 4.4, 16 and 18.3.</summary>
[TestClass]
public sealed class GsiRuleTests
{
    [TestMethod]
    [ChipVersions]
    public void Interrupts_are_set_up_before_the_first_channel(string version)
    {
        foreach (Action<ChipBench> left in (Action<ChipBench>[])[bench => bench.Gsi(bench.Places.InterruptSet, 0), bench => bench.Gsi(bench.Places.GlobalEnable, 0), bench => bench.Gsi(bench.Places.GeneralEnable, 0x6)])
        {
            Rule.Breaks("interrupt-setup", version, left, bench => bench.Program(bench.Places.ModemTx, 2, true));
        }
    }

    [TestMethod]
    [ChipVersions]
    public void Interrupts_of_other_environments_stay_off(string version) => Rule.Breaks("inter-environment", version, bench =>
    {
        bench.Gsi(bench.Places.Environment + 0x88, 0x10);
        bench.Gsi(bench.Places.Environment + 0x88, 0x20);
        if (bench.Places.OtherEnvironments == 0) { return; }
        bench.Gsi(bench.Places.OtherEnvironments, 1);
        bench.Gsi(bench.Places.OtherEnvironments + (bench.Places.IsFifth ? 12u : 4), 1);
    }, times: version == "3.1" ? 2 : 4);

    /// <summary>The first ring's bit goes on before the type, the last one's off after it.</summary>
    [TestMethod]
    [ChipVersions]
    public void The_type_of_events_is_on_while_a_ring_is(string version) => Rule.Breaks("ieob-type-without-ring", version, bench =>
    {
        bench.Gsi(bench.Places.IeobMask, 4);
        bench.Gsi(bench.Places.Environment + 0x88, 8);
        bench.Gsi(bench.Places.Environment + 0x88, 0);
        bench.Gsi(bench.Places.IeobMask, 0);
    }, bench =>
    {
        bench.Gsi(bench.Places.Environment + 0x88, 8);
        bench.Gsi(bench.Places.IeobMask, 4);
        bench.Gsi(bench.Places.IeobMask, 0);
    }, times: 2);

    [TestMethod]
    [ChipVersions]
    public void What_earlier_commands_left_pending_is_cleared_before_a_source_is_enabled(string version) => Rule.Breaks("stale-interrupt", version,
        bench => bench.Program(bench.Places.ModemTx, 2, true), bench =>
        {
            bench.Gsi(bench.Places.ChannelMask, 1u << bench.Places.ModemTx);
            bench.Gsi(bench.Places.EventRingMask, 4);
        }, times: 2);

    [TestMethod]
    [ChipVersions]
    public void The_state_is_read_between_two_commands(string version)
    {
        var bench = new ChipBench(places: ChipPlaces.Of(version)) { ReadsStates = false };
        Rule.Breaks("state-not-read", bench, _ => bench.Program(bench.Places.ModemTx, 2, true), _ =>
        {
            bench.Start(bench.Places.ModemTx);
            bench.Stop(bench.Places.ModemTx);
            bench.Gsi(bench.Places.Environment + 0x10, 0x09000002);
        }, times: 3);
    }

    [TestMethod]
    [ChipVersions]
    public void The_types_of_commands_are_on_during_commands_only(string version) => Rule.Breaks("command-types-on", version, bench => bench.Gsi(bench.Places.Environment + 0x88, 1), bench => bench.Chip.SetPowered(false));

    [TestMethod]
    [ChipVersions]
    public void An_error_is_taken_before_its_interrupt_is_cleared(string version) => Rule.Breaks("error-log-kept", version, _ => { }, bench =>
    {
        bench.Chip.Gsi.LogError(2, 6, 3);
        bench.Gsi(bench.Places.GlobalClear, 1);
    });

    [TestMethod]
    [ChipVersions]
    public void No_interrupt_waits_when_power_goes(string version) => Rule.Breaks("interrupt-unserved", version, bench => bench.Gsi(bench.Places.Environment + 0x88, 4), bench =>
    {
        bench.Chip.Gsi.LogError(2, 6, 3);
        bench.Chip.SetPowered(false);
    });

    /// <summary>The moderation of 1 ms keeps an event back that nobody has been told of.</summary>
    [TestMethod]
    [ChipVersions]
    public void No_event_is_on_its_way_when_power_goes(string version) => Rule.Breaks("interrupt-unserved", version, Rule.Transmits, bench =>
    {
        Rule.Send(bench, 0x00020600);
        bench.Chip.SetPowered(false);
    });

    [TestMethod]
    [ChipVersions]
    public void The_gsi_runs_before_it_is_given_commands(string version) => Rule.Breaks("gsi-not-enabled", version,
        bench => bench.Chip.Gsi.Poke(bench.Chip.Description.GsiRegisters.GsiStatus, 0, 0), bench =>
        {
            bench.Gsi(bench.Places.Environment + 0x10, 2);
            bench.Gsi(bench.Places.Environment + 8, (uint)bench.Places.ModemTx);
            bench.Gsi(bench.Places.Environment + 0x18, bench.Places.FirstModemChannel);
        }, times: 3);

    /// <summary>Commands of channels, event rings and the modem's channels share one completion.</summary>
    [TestMethod]
    [ChipVersions]
    public void A_command_of_another_kind_waits_for_the_one_before_too(string version) => Rule.Breaks("command-overlap", Rule.Bench(version, ChipTiming.Latency(1)), _ => { }, bench =>
    {
        bench.Gsi(bench.Places.Environment + 8, (uint)bench.Places.ModemTx);
        bench.Gsi(bench.Places.Environment + 0x10, 2);
        bench.Gsi(bench.Places.Environment + 0x18, bench.Places.FirstModemChannel);
    }, times: 2);

    [TestMethod]
    [ChipVersions("4.2")]
    public void From_v4_0_on_what_is_allocated_is_not_reset(string version) =>
        Rule.Breaks("command-state", version, bench => bench.Program(bench.Places.ModemTx, 2, true), bench => bench.Gsi(bench.Places.Environment + 8, 0x09000000u | (uint)bench.Places.ModemTx));

    [TestMethod]
    [ChipVersions]
    public void A_context_is_programmed_while_it_is_allocated(string version) => Rule.Breaks("programmed-state", version, bench =>
    {
        bench.Gsi(bench.Places.Channels + 0x80u * (uint)bench.Places.ModemTx + 4, 0x100);
        bench.Gsi(bench.Places.EventRings + 0x80u * 2 + 4, 0x100);
    }, times: 2);

    [TestMethod]
    [ChipVersions]
    public void The_lower_half_of_the_last_scratch_register_is_preserved(string version) => Rule.Breaks("preserved-bits", version, bench => bench.Program(bench.Places.ModemTx, 2, true),
        bench => bench.Gsi(bench.Places.Channels + 0x80u * (uint)bench.Places.ModemTx + bench.Places.Scratch + 0xc, 0x00200000));

    /// <summary>Protocol, size of elements, direction, event ring, elements of a transaction (none, no multiple, too many), threshold.</summary>
    [TestMethod]
    [ChipVersions]
    public void A_channel_starts_with_a_context_that_is_for_it(string version)
    {
        ChipPlaces at = ChipPlaces.Of(version);
        uint channel = at.Channels + 0x80u * (uint)at.ModemTx;
        uint context = 0x10000002 | at.Outward | (at.RingInContext ? 2u << 14 : 0);
        (uint Offset, uint Value)[] mistakes =
        [
            (channel, context ^ 1), (channel, context ^ 0x30000000), (channel, context ^ at.Outward),
            at.RingInContext ? (channel, context | 3 << 14) : (channel + 4, 0x100 | 9u << 24),
            (channel + at.Scratch + 8, 0), (channel + at.Scratch + 8, 0x00880000), (channel + at.Scratch + 8, 65u << 20), (channel + at.Scratch + 0xc, 0x0000a5a5),
        ];
        foreach ((uint offset, uint value) in mistakes)
        {
            Rule.Breaks("channel-context", version, bench =>
            {
                bench.Program(at.ModemTx, 2, true);
                bench.Gsi(offset, value);
            }, bench => bench.Start(at.ModemTx));
        }
    }

    [TestMethod]
    [ChipVersions]
    public void A_channel_starts_with_the_service_of_its_version(string version)
    {
        ChipPlaces at = ChipPlaces.Of(version);
        List<uint> wrong = [at.CommandService];
        if (at.DataService != 0x200) { wrong.Add(0x200); }
        if ((at.DataService & 1 << 24) != 0) { wrong.Add(0x400); }
        foreach (uint service in wrong)
        {
            Rule.Breaks("channel-service", version, bench =>
            {
                bench.Program(at.ModemTx, 2, true);
                bench.Gsi(at.Channels + 0x80u * (uint)at.ModemTx + at.Service, service);
            }, bench => bench.Start(at.ModemTx));
        }
    }

    [TestMethod]
    [ChipVersions]
    public void A_ring_holds_two_transactions(string version) => Rule.Breaks("ring-small", version, bench =>
    {
        bench.Program(bench.Places.ModemTx, 2, true);
        bench.Gsi(bench.Places.Channels + 0x80u * (uint)bench.Places.ModemTx + bench.Places.Scratch + 8, 9 << 20);
    }, bench => bench.Start(bench.Places.ModemTx));

    /// <summary>Type, size of elements, and a message in place of an interrupt; then address and data of one, and the address of a copy of the pointer.</summary>
    [TestMethod]
    [ChipVersions]
    public void An_event_ring_has_a_context_that_is_for_it(string version)
    {
        ChipPlaces at = ChipPlaces.Of(version);
        uint wire = at.IsFifth ? 0x80u : 0x10000;
        foreach ((uint offset, uint value) in ((uint, uint)[])[(0, at.EventContext ^ 1), (0, at.EventContext ^ 0x30000000), (0, at.EventContext ^ wire), (0x24, 1), (0x28, 4), (0x30, 8)])
        {
            Rule.Breaks("event-context", version, bench =>
            {
                bench.Program(at.ModemTx, 2, true);
                bench.Gsi(at.EventRings + 0x80 * 2 + offset, value);
            }, bench => bench.Start(at.ModemTx));
        }
    }

    [TestMethod]
    [ChipVersions]
    public void Event_rings_10_to_16_are_not_taken(string version) => Rule.Breaks("event-ring-reserved", version, bench => bench.Gsi(bench.Places.Environment + 0x10, 9), bench =>
    {
        bench.Gsi(bench.Places.Environment + 0x10, 10);
        bench.Gsi(bench.Places.Environment + 0x10, 16);
    }, times: 2);

    [TestMethod]
    [ChipVersions]
    public void An_event_ring_is_given_up_after_its_channel(string version) => Rule.Breaks("event-ring-in-use", version, bench =>
    {
        Rule.Transmits(bench);
        bench.Stop(bench.Places.ModemTx);
    }, bench =>
    {
        bench.Gsi(bench.Places.Environment + 0x10, 0x09000002);
        bench.Gsi(bench.Places.Environment + 0x10, 0x0a000002);
    }, times: 2);

    [TestMethod]
    [ChipVersions]
    public void Each_channel_has_an_event_ring_of_its_own(string version) => Rule.Breaks("event-ring-shared", version, bench =>
    {
        ChipPlaces at = bench.Places;
        Rule.Transmits(bench);
        bench.Program(at.ModemRx, 3, false);
        uint channel = at.Channels + 0x80u * (uint)at.ModemRx;
        if (at.RingInContext) { bench.Gsi(channel, 0x10000002 | 2 << 14); }
        else { bench.Gsi(channel + 4, 0x100 | 2 << 24); }
    }, bench => bench.Start(bench.Places.ModemRx));

    [TestMethod]
    [ChipVersions]
    public void An_event_ring_is_the_hardwares_before_its_channel_starts(string version) =>
        Rule.Breaks("event-ring-not-given", new ChipBench(places: ChipPlaces.Of(version)) { GivesEvents = false }, bench => bench.Program(bench.Places.ModemTx, 2, true), bench => bench.Start(bench.Places.ModemTx));

    /// <summary>16 elements, transactions of 8: 9 at most.</summary>
    [TestMethod]
    [ChipVersions]
    public void The_elements_of_the_longest_transaction_but_one_stay_free(string version) => Rule.Breaks("too-many-outstanding", version, bench =>
    {
        Rule.Transmits(bench);
        Fill(bench);
        bench.Doorbell(bench.Places.ModemTx, 2);
        bench.Doorbell(bench.Places.ModemTx, 11);
        bench.TakeEvents(2, 11);
        bench.Doorbell(bench.Places.ModemTx, 4);
        bench.TakeEvents(2, 4);
    }, bench => bench.Doorbell(bench.Places.ModemTx, 14));

    [TestMethod]
    [ChipVersions]
    public void Reserved_bits_of_an_element_are_zero(string version)
    {
        foreach ((uint flags, uint length) in ((uint, uint)[])[(0x00020602, 1), (0x01020600, 1), (0x00020e00, 1), (0x00020600, 0x10001)])
        {
            Rule.Breaks("element-reserved", version, Rule.Transmits, bench => Rule.Send(bench, flags, length: length));
        }
    }

    [TestMethod]
    [ChipVersions]
    public void Only_the_last_element_of_a_chain_asks_for_an_event(string version) => Rule.Breaks("event-inside-chain", version, Rule.Transmits, bench =>
    {
        ulong address = bench.Buffer(1).Address;
        bench.Element(bench.Places.ModemTx, 0, address, 1, 0x00020201);
        bench.Element(bench.Places.ModemTx, 1, address, 1, 0x00020600);
        bench.Doorbell(bench.Places.ModemTx, 2);
    });

    [TestMethod]
    [ChipVersions]
    public void A_receive_buffer_is_one_element_and_asks_for_its_event(string version)
    {
        foreach ((string rule, uint flags) in ((string, uint)[])[("receive-chain", 0x00020201), ("no-event-requested", 0x00020000)])
        {
            Rule.Breaks(rule, version, bench =>
            {
                Rule.Receives(bench);
                bench.Element(bench.Places.LanRx, 0, bench.Memory.Allocate("rx", 64, 64).Address, 64, flags);
                bench.Doorbell(bench.Places.LanRx, 1);
            }, bench => bench.Chip.Pipeline.DeliverBuffer((int)bench.Places.LanEndpoint, [1, 2, 3], 3));
        }
    }

    [TestMethod]
    [ChipVersions]
    public void A_channel_is_stopped_when_its_elements_are_executed(string version) => Rule.Breaks("stopped-while-busy", Rule.Bench(version, ChipTiming.Latency(1)), bench =>
    {
        bench.Program(bench.Places.ModemTx, 2, true);
        bench.Start(bench.Places.ModemTx);
    }, bench =>
    {
        Rule.Send(bench, 0x00020600);
        bench.Stop(bench.Places.ModemTx);
    });

    /// <summary>Whoever waited for it as long as it may could not know that it goes on right then.</summary>
    [TestMethod]
    [ChipVersions]
    public void A_channel_that_the_chip_held_back_may_be_stopped_or_lose_its_power_until_it_has_caught_up(string version)
    {
        foreach (Action<ChipBench> end in (Action<ChipBench>[])[bench => bench.Stop(bench.Places.ModemTx), bench => bench.Chip.SetPowered(false)])
        {
            ChipBench behind = Rule.Bench(version, ChipTiming.Latency(1));
            Rule.Transmits(behind);
            Stand(behind);
            end(behind);
            behind.AssertClean();
        }
        Rule.Breaks("stopped-while-busy", Rule.Bench(version, ChipTiming.Latency(1)), bench =>
        {
            Rule.Transmits(bench);
            Stand(bench);
        }, bench =>
        {
            bench.Element(bench.Places.ModemTx, 1, bench.Buffer(1).Address, 1, 0x00020600);
            bench.Doorbell(bench.Places.ModemTx, 2);
            bench.Stop(bench.Places.ModemTx);
        });
    }

    private static void Stand(ChipBench bench)
    {
        bench.Chip.Gsi.Hold(bench.Places.ModemTx, true);
        Rule.Send(bench, 0x00020600);
        bench.Loop.Run(5000);
        bench.Chip.Gsi.Hold(bench.Places.ModemTx, false);
    }

    private static void Fill(ChipBench bench)
    {
        ulong address = bench.Buffer(1).Address;
        for (int i = 0; i < 16; i++) { bench.Element(bench.Places.ModemTx, i, address, 1, 0x00020600); }
    }
}
