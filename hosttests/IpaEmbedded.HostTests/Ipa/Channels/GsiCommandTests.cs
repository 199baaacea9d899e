using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;

namespace IpaEmbedded.HostTests.Ipa.Channels;

/// <summary>Commands for channels, event rings and the modem's channels: what is written, what counts as an answer, and what comes of one that is late, wrong or missing.</summary>
[TestClass]
public sealed class GsiCommandTests
{
    private const uint NotAllocated = 0;
    private const uint Allocated = 1;
    private const uint Started = 2;
    private const uint Stopped = 3;
    private const uint Stopping = 4;
    private const uint FlowControlled = 5;
    private const uint Error = 15;
    private const uint Start = 1;
    private const uint Reset = 9;
    private const uint Deallocate = 10;

    [TestMethod]
    public void Only_the_command_that_is_given_may_interrupt_and_only_until_it_is_done()
    {
        GsiBench bench = With(5, Allocated, out GsiChannel channel);

        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Start(channel)));
        Assert.AreEqual("CNTXT_SRC_IEOB_IRQ_MSK=1 CNTXT_TYPE_IRQ_MSK=4c "
            + "CNTXT_SRC_CH_IRQ_CLR=ffffffff CNTXT_SRC_CH_IRQ_MSK=20 CNTXT_TYPE_IRQ_MSK=4d CH_CMD=1000005 CNTXT_SRC_CH_IRQ_CLR=20 CNTXT_TYPE_IRQ_MSK=4c CNTXT_SRC_CH_IRQ_MSK=0", bench.Written());
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Stop(channel)));
        Assert.AreEqual("CNTXT_SRC_CH_IRQ_CLR=ffffffff CNTXT_SRC_CH_IRQ_MSK=20 CNTXT_TYPE_IRQ_MSK=4d CH_CMD=2000005 CNTXT_SRC_CH_IRQ_CLR=20 CNTXT_TYPE_IRQ_MSK=4c CNTXT_SRC_CH_IRQ_MSK=0 "
            + "CNTXT_TYPE_IRQ_MSK=44 CNTXT_SRC_IEOB_IRQ_MSK=0", bench.Written());
        bench.Channels[5] = NotAllocated;
        bench.EventRings[0] = Allocated;
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Teardown()));
        Assert.AreEqual("CNTXT_SRC_EV_CH_IRQ_CLR=ffffffff CNTXT_SRC_EV_CH_IRQ_MSK=1 CNTXT_TYPE_IRQ_MSK=46 EV_CH_CMD=9000000 CNTXT_SRC_EV_CH_IRQ_CLR=1 CNTXT_TYPE_IRQ_MSK=44 CNTXT_SRC_EV_CH_IRQ_MSK=0 "
            + "CNTXT_SRC_EV_CH_IRQ_CLR=ffffffff CNTXT_SRC_EV_CH_IRQ_MSK=1 CNTXT_TYPE_IRQ_MSK=46 EV_CH_CMD=a000000 CNTXT_SRC_EV_CH_IRQ_CLR=1 CNTXT_TYPE_IRQ_MSK=44 CNTXT_SRC_EV_CH_IRQ_MSK=0 "
            + "CNTXT_TYPE_IRQ_MSK=0 CNTXT_GSI_IRQ_EN=0 CNTXT_GLOB_IRQ_EN=0", bench.Written());
    }

    [TestMethod]
    [DataRow(0L, 0L, 0u, "")]
    [DataRow(49_999L, 49_999L, 0u, "")]
    [DataRow(50_000L, 50_000L, 0u, "")]
    [DataRow(50_001L, 50_001L, 1u, "", DisplayName = "late, but the state says that it worked")]
    [DataRow(550_000L, 550_000L, 1u, "", DisplayName = "as late as it may be")]
    [DataRow(550_001L, 550_000L, 1u, "Timeout: channel 5: no answer to START in 50 ms, hardware says ALLOCATED")]
    public void A_command_has_fifty_milliseconds_and_half_a_second_more_until_it_is_given_up(long latency, long took, uint timeouts, string refusal)
    {
        GsiBench bench = With(5, Allocated, out GsiChannel channel);
        bench.Latency = latency;

        Assert.AreEqual((refusal, took), bench.Try(gsi => gsi.Start(channel)));
        Assert.AreEqual((timeouts, refusal != ""), (channel.Counters.Timeouts, channel.IsBroken));
    }

    [TestMethod]
    public void A_command_that_is_answered_and_does_not_work_is_no_timeout()
    {
        GsiBench bench = With(5, Allocated, out GsiChannel channel);
        bench.Brings.Remove(Start);

        Assert.AreEqual(("WrongState: channel 5: expected STARTED for START, hardware says ALLOCATED", 0L), bench.Try(gsi => gsi.Start(channel)));
        Assert.AreEqual((0u, true), (channel.Counters.Timeouts, channel.IsBroken));
        Assert.AreEqual(("WrongState: channel 5: START refused, an earlier command timed out and the channel was not reset", 0L), bench.Try(gsi => gsi.StartAfterSuspend(channel)));
    }

    [TestMethod]
    public void A_stop_that_is_answered_and_does_not_work_is_no_timeout()
    {
        GsiBench bench = With(5, Started, out GsiChannel channel);
        bench.Brings[2] = Error;

        Assert.AreEqual(("WrongState: channel 5: expected STOPPED for STOP, hardware says ERROR", 0L), bench.Try(gsi => gsi.Stop(channel)));
        Assert.AreEqual((0u, true), (channel.Counters.Timeouts, channel.IsBroken));
    }

    [TestMethod]
    public void Neither_an_earlier_answer_nor_one_that_was_left_over_answers_a_command()
    {
        GsiBench bench = With(5, Allocated, out GsiChannel channel);
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Start(channel)));
        bench.IsMute = true;
        bench.Raise(bench.Data.Gsi.CntxtSrcChIrq, 1u << 5);

        Assert.AreEqual(("", 550_000L), bench.Try(gsi => gsi.Stop(channel)));
        Assert.AreEqual(1u, channel.Counters.Timeouts);
        bench.IsMute = false;
        bench.Channels[5] = NotAllocated;
        bench.EventRings[0] = Allocated;
        bench.BringsRing.Remove(Deallocate);
        bench.AfterWrite = (name, value) =>
        {
            if (name != "CNTXT_SRC_EV_CH_IRQ_MSK" || value != 0) { return; }
            bench.IsMute = true;
            bench.Raise(bench.Data.Gsi.CntxtSrcEvChIrq, 1);
        };
        Assert.AreEqual(("Timeout: event ring 0: no answer to DE_ALLOC in 50 ms, hardware says ALLOCATED", 550_000L), bench.Try(gsi => gsi.Teardown()));

        bench = new GsiBench();
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), true)));
        bench.IsMute = true;
        bench.Results.Enqueue(0);
        Assert.AreEqual(("Timeout: modem channel 7: no answer to ENABLE_FLOW_CONTROL in 50 ms", 550_000L), bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), true)));
    }

    [TestMethod]
    public void What_an_earlier_command_brings_late_does_not_answer_another_channels()
    {
        GsiBench bench = With(5, Allocated, out GsiChannel channel);
        GsiChannel other = bench.Add(6);
        bench.Channels[6] = Allocated;
        bench.Latency = 600_000;
        Assert.AreNotEqual("", bench.Try(gsi => gsi.Start(channel)).Refusal);
        bench.Latency = 200_000;

        Assert.AreEqual(("", 200_000L), bench.Try(gsi => gsi.Start(other)));
        Assert.AreEqual(1u, other.Counters.Timeouts);
    }

    [TestMethod]
    [DataRow(1, DisplayName = "of a channel")]
    [DataRow(2, DisplayName = "of an event ring")]
    [DataRow(3, DisplayName = "of one of the modem's channels")]
    public void After_a_wait_that_was_cut_short_nothing_is_given_until_the_command_can_only_be_over(int next)
    {
        GsiBench bench = With(5, Allocated, out GsiChannel channel);
        GsiChannel other = bench.Add(6);
        bench.Channels[6] = next == 1 ? Allocated : NotAllocated;
        bench.EventRings[1] = next == 2 ? Allocated : NotAllocated;
        bench.Latency = 100_000;
        long before = bench.Limit(20_000);
        Assert.AreEqual(("Timeout: channel 5: no answer to START in 50 ms, hardware says ALLOCATED", 21_000L), bench.Try(gsi => gsi.Start(channel)));
        bench.EndLimit(before);
        bench.Latency = 0;
        bench.Loop.Run(528_999);
        bench.Channels[5] = NotAllocated;
        bench.Written();
        Assert.IsFalse(other.IsBroken);

        const string UnderWay = "Timeout: GSI: an earlier command is still under way";
        Action<GsiDevice> give = next switch
        {
            1 => gsi => gsi.Start(other),
            2 => gsi => gsi.Teardown(),
            _ => gsi => gsi.SetModemFlowControl(Modem(7), true),
        };
        Assert.AreEqual((UnderWay, next == 2 ? 1L : 0L), bench.Try(give), "a teardown waits for it at its end");
        Assert.AreEqual(next == 1, other.IsBroken);
        Assert.AreEqual("", bench.Written("CH_CMD", "EV_CH_CMD", "GENERIC_CMD"));
        bench.Loop.Run(next == 2 ? 0 : 1);
        if (next == 2) { bench.Gsi.Setup(); }
        else { Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), true))); }
        Assert.AreNotEqual("", bench.Written("EV_CH_CMD", "GENERIC_CMD"));
    }

    [TestMethod]
    public void Whoever_recovers_a_channel_waits_for_an_earlier_command_as_long_as_the_time_for_waits_allows()
    {
        GsiBench bench = With(5, Allocated, out GsiChannel channel);
        GsiChannel other = bench.Add(6);
        bench.Latency = 300_000;
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Recover(other)), "nothing is under way");
        long before = bench.Limit(20_000);
        Assert.AreNotEqual("", bench.Try(gsi => gsi.Start(channel)).Refusal);
        Assert.AreEqual(("", 1000L), bench.Try(gsi => gsi.Recover(other)));
        bench.EndLimit(before);

        Assert.AreEqual(("", 550_000L - 22_000), bench.Try(gsi => gsi.Recover(other)));
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Recover(other)));
    }

    [TestMethod]
    public void A_teardown_ends_only_when_the_last_command_can_only_be_over_however_short_its_time_is()
    {
        GsiBench bench = With(5, Allocated, out GsiChannel channel);
        bench.Latency = 300_000;
        bench.Limit(20_000);
        long released = 0;
        bench.AfterWrite = (name, _) => released = name == "CNTXT_GSI_IRQ_EN" ? bench.Loop.Now : released;
        Assert.AreEqual(("Timeout: channel 5: no answer to DE_ALLOC in 50 ms, hardware says ALLOCATED", 550_000L), bench.Try(gsi => gsi.Teardown()));
        StringAssert.EndsWith(bench.Written(), " CNTXT_TYPE_IRQ_MSK=0 CNTXT_GSI_IRQ_EN=0 CNTXT_GLOB_IRQ_EN=0");
        Assert.AreEqual(550_000L, released, "the interrupt is given back behind the wait");
        Assert.IsTrue(channel.IsBroken);
    }

    [TestMethod]
    [DataRow(600_000L, 550_000L)]
    [DataRow(100_000L, 100_000L)]
    [DataRow(51_001L, 51_001L)]
    [DataRow(51_000L, 51_000L)]
    [DataRow(50_999L, 51_000L, DisplayName = "the second wait takes a millisecond all the same")]
    [DataRow(1001L, 2001L)]
    [DataRow(400L, 2000L, DisplayName = "and so does the first")]
    public void All_waits_together_take_no_more_than_their_time_and_each_may_take_a_millisecond(long limit, long took)
    {
        GsiBench bench = With(5, Allocated, out GsiChannel channel);
        bench.IsMute = true;
        bench.Brings.Clear();
        long outer = bench.Limit(limit);
        long inner = bench.Limit(1_000_000);
        Assert.AreEqual((long.MaxValue, limit), (outer, inner), "a time inside of another changes nothing");

        Assert.AreEqual(took, bench.Try(gsi => gsi.Start(channel)).Microseconds);
        bench.EndLimit(inner);
        bench.Loop.Run(600_000);
        Assert.AreEqual(2000L, bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), true)).Microseconds, "its time is over");
        bench.Loop.Run(600_000);
        bench.EndLimit(outer);
        Assert.AreEqual(550_000L, bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), true)).Microseconds, "nobody counts any more");
    }

    [TestMethod]
    [DataRow(NotAllocated, "", 0L, "")]
    [DataRow(Allocated, "CH_CMD=a000005", 0L, "")]
    [DataRow(Started, "CH_CMD=2000005 CH_CMD=9000005 CH_CMD=a000005", 1000L, "")]
    [DataRow(Stopped, "CH_CMD=9000005 CH_CMD=a000005", 1000L, "")]
    [DataRow(Stopping, "CH_CMD=2000005 CH_CMD=9000005 CH_CMD=a000005", 1000L, "")]
    [DataRow(Error, "CH_CMD=9000005 CH_CMD=a000005", 1000L, "")]
    [DataRow(FlowControlled, "", 1000L, "WrongState: channel 5: expected STOPPED for RESET, hardware says FLOW_CONTROLLED")]
    [DataRow(7u, "", 1000L, "WrongState: channel 5: expected STOPPED for RESET, hardware says state 7")]
    public void A_channel_is_released_out_of_whatever_state_it_was_left_in(uint state, string commands, long took, string refusal)
    {
        GsiBench bench = With(5, state, out _);

        Assert.AreEqual((refusal, took), bench.Try(gsi => gsi.Teardown()));
        Assert.AreEqual(commands, bench.Written("CH_CMD", "EV_CH_CMD"));
        if (refusal == "") { Assert.AreEqual(NotAllocated, bench.Channels[5]); }
    }

    [TestMethod]
    [DataRow(NotAllocated, "")]
    [DataRow(Allocated, "EV_CH_CMD=9000001 EV_CH_CMD=a000001")]
    [DataRow(Error, "EV_CH_CMD=9000001 EV_CH_CMD=a000001")]
    [DataRow(7u, "EV_CH_CMD=9000001 EV_CH_CMD=a000001")]
    public void An_event_ring_is_released_out_of_whatever_state_it_was_left_in(uint state, string commands)
    {
        GsiBench bench = With(5, NotAllocated, out _);
        bench.Add(6);
        bench.EventRings[1] = state;

        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Teardown()));
        Assert.AreEqual(commands, bench.Written("CH_CMD", "EV_CH_CMD"));
        Assert.AreEqual(NotAllocated, bench.EventRings[1]);
    }

    [TestMethod]
    [DataRow(Error, Reset, false, "WrongState: event ring 0: expected ALLOCATED for RESET, hardware says ERROR")]
    [DataRow(Error, Reset, true, "Timeout: event ring 0: no answer to RESET in 50 ms, hardware says ERROR")]
    [DataRow(7u, Reset, false, "WrongState: event ring 0: expected ALLOCATED for RESET, hardware says state 7")]
    [DataRow(Allocated, Deallocate, false, "WrongState: event ring 0: expected NOT_ALLOCATED for DE_ALLOC, hardware says ALLOCATED")]
    [DataRow(NotAllocated, 0u, false, "WrongState: event ring 0: expected ALLOCATED for ALLOCATE, hardware says NOT_ALLOCATED")]
    [DataRow(NotAllocated, 0u, true, "Timeout: event ring 0: no answer to ALLOCATE in 50 ms, hardware says NOT_ALLOCATED")]
    public void An_event_ring_whose_command_does_not_work_is_told_of(uint state, uint opcode, bool mute, string refusal)
    {
        var bench = new GsiBench(listens: opcode != 0);
        bench.Add(5);
        bench.EventRings[0] = state;
        bench.BringsRing.Remove(opcode);
        bench.IsMute = mute;

        Assert.AreEqual((refusal, mute ? 550_000L : 0L), bench.Try(gsi => (opcode == 0 ? gsi.Setup : (Action)gsi.Teardown)()));
    }

    [TestMethod]
    [DataRow(3, "RESET", "")]
    [DataRow(5, "DE_ALLOC", "EV_CH_CMD=9000000")]
    public void An_event_ring_that_changes_between_two_looks_gets_no_command(int look, string command, string written)
    {
        GsiBench bench = With(5, NotAllocated, out _);
        bench.EventRings[0] = Allocated;
        int looks = 0;
        bench.Lie = (name, value) => name == "EV_CH_E_CNTXT_0" && ++looks >= look ? 0xf00000 : value;

        Assert.AreEqual(($"WrongState: event ring 0: expected ALLOCATED for {command}, hardware says ERROR", 0L), bench.Try(gsi => gsi.Teardown()));
        Assert.AreEqual(written, bench.Written("EV_CH_CMD"));
    }

    [TestMethod]
    public void A_channel_whose_state_nobody_can_read_needs_a_reset()
    {
        GsiBench bench = With(5, Allocated, out GsiChannel channel);
        Assert.AreEqual("", bench.Try(gsi => gsi.Start(channel)).Refusal);
        Assert.IsFalse(channel.IsBroken);
        bench.Lie = (name, value) => name == "CH_C_CNTXT_0" ? 0xffffffff : value;

        Assert.AreEqual(("DeadBus: CH_C_CNTXT_0[5] reads 0xffffffff: the bus is dead or unpowered", 0L), bench.Try(gsi => gsi.Stop(channel)));
        Assert.IsTrue(channel.IsBroken);
    }

    [TestMethod]
    [DataRow(false, DisplayName = "never taken")]
    [DataRow(true, DisplayName = "away while the power is")]
    public void No_command_is_given_while_nobody_would_hear_its_end(bool suspended)
    {
        var bench = new GsiBench(listens: suspended);
        GsiChannel channel = bench.Add(5);
        bench.Channels[5] = Allocated;
        if (suspended) { bench.Try(gsi => gsi.Suspend()); }
        const string Refusal = "WrongState: GSI: no command without its interrupt";

        Assert.AreEqual((Refusal, 0L), bench.Try(gsi => gsi.Start(channel)));
        bench.Channels[5] = NotAllocated;
        bench.EventRings[0] = Allocated;
        Assert.AreEqual((Refusal, 0L), bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), true)));
        Assert.AreEqual((Refusal, 0L), bench.Try(gsi => gsi.Teardown()));
        Assert.AreEqual("", bench.Written("CH_CMD", "EV_CH_CMD", "GENERIC_CMD"));
    }

    private static GsiBench With(int id, uint state, out GsiChannel channel)
    {
        var bench = new GsiBench();
        channel = bench.Add(id);
        bench.Channels[id] = state;
        return bench;
    }

    private static EndpointData Modem(int channel) => new() { Channel = channel, Environment = EndpointData.Modem, Id = 9 };
}
