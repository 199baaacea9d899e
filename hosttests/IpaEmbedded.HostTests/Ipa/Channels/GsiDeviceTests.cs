using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Channels;

/// <summary>What the GSI as a whole does with its channels: setup and teardown, reset and recovery, and how long it waits for what is under way.</summary>
[TestClass]
public sealed class GsiDeviceTests
{
    private const uint Allocated = 1;
    private const uint Started = 2;
    private const uint Stopped = 3;

    [TestMethod]
    [DataRow("qcom,sdm845-ipa", 6u, 2u, 5, "", DisplayName = "just enough")]
    [DataRow("qcom,sdm845-ipa", 5u, 2u, 5, "channel 5 with event ring 1: the GSI has 5 channels and 2 event rings", DisplayName = "one channel too few")]
    [DataRow("qcom,sdm845-ipa", 6u, 1u, 5, "channel 5 with event ring 1: the GSI has 6 channels and 1 event rings", DisplayName = "one event ring too few")]
    [DataRow("qcom,sdm845-ipa", 0u, 2u, 5, "GSI reports 0 channels and 2 event rings")]
    [DataRow("qcom,sdm845-ipa", 6u, 0u, 5, "GSI reports 6 channels and 0 event rings")]
    [DataRow("qcom,sdm845-ipa", 28u, 28u, 27, "")]
    [DataRow("qcom,sdm845-ipa", 31u, 31u, 27, "")]
    [DataRow("qcom,sdm845-ipa", 29u, 29u, 28, "channel 28 with event ring 1: the GSI has 28 channels and 28 event rings", DisplayName = "one more than the driver knows of")]
    [DataRow("qcom,sdm845-ipa", 31u, 31u, 28, "channel 28 with event ring 1: the GSI has 28 channels and 28 event rings", DisplayName = "more than the driver knows of")]
    [DataRow("qcom,sdx65-ipa", 6u, 2u, 5, "", DisplayName = "v5.0 counts event rings elsewhere")]
    [DataRow("qcom,sdx65-ipa", 6u, 1u, 5, "channel 5 with event ring 1: the GSI has 6 channels and 1 event rings")]
    [DataRow("qcom,sdx65-ipa", 200u, 200u, 28, "channel 28 with event ring 1: the GSI has 28 channels and 28 event rings")]
    public void Channels_and_event_rings_that_the_hardware_lacks_are_refused(string compatible, uint channels, uint rings, int highest, string refusal)
    {
        var bench = new GsiBench(compatible, listens: false);
        bench.Data.AllocatesModemChannels = false;
        bench.SetCounts(channels, rings);
        bench.Add(0);
        bench.Add(highest);

        Assert.AreEqual((refusal == "" ? "" : "Unsupported: " + refusal, 0L), bench.Try(gsi => gsi.Setup()));
    }

    [TestMethod]
    public void One_channel_and_one_event_ring_are_enough_for_one_channel_and_the_lowest_is_looked_at_as_well()
    {
        var bench = new GsiBench(listens: false);
        bench.SetCounts(1, 1);
        bench.Add(0);
        Assert.AreEqual("", bench.Try(gsi => gsi.Setup()).Refusal);
        bench = new GsiBench(listens: false);
        bench.SetCounts(6, 1);
        bench.Add(5);
        bench.Add(0);

        Assert.AreEqual("Unsupported: channel 0 with event ring 1: the GSI has 6 channels and 1 event rings", bench.Try(gsi => gsi.Setup()).Refusal);
    }

    [TestMethod]
    [DataRow(21, 31u, "")]
    [DataRow(22, 31u, "Unsupported: channel 21 with event ring 28: the GSI has 28 channels and 28 event rings")]
    [DataRow(22, 29u, "Unsupported: channel 21 with event ring 28: the GSI has 28 channels and 28 event rings")]
    public void No_more_than_28_event_rings_are_used(int channels, uint rings, string refusal)
    {
        var bench = new GsiBench(listens: false);
        bench.SetCounts(31, rings);
        for (int id = 0; id < channels; id++) { bench.Add(id); }

        Assert.AreEqual(refusal, bench.Try(gsi => gsi.Setup()).Refusal);
    }

    [TestMethod]
    [DataRow("qcom,sdm845-ipa")]
    [DataRow("qcom,sdx65-ipa")]
    public void Counts_that_nobody_can_read_are_an_error_of_their_own(string compatible)
    {
        foreach (string register in (string[])(compatible == "qcom,sdx65-ipa" ? ["HW_PARAM_2", "HW_PARAM_4"] : ["HW_PARAM_2"]))
        {
            var bench = new GsiBench(compatible, listens: false);
            bench.Lie = (name, value) => name == register ? 0xffffffff : value;
            Assert.AreEqual($"DeadBus: {register} reads 0xffffffff: the bus is dead or unpowered", bench.Try(gsi => gsi.Setup()).Refusal);
        }
    }

    [TestMethod]
    public void Setup_releases_what_an_earlier_one_left_from_the_lowest_channel_on()
    {
        var bench = new GsiBench(listens: false);
        bench.Add(7);
        bench.Add(0);
        bench.Channels[7] = Stopped;
        bench.EventRings[0] = Allocated;

        Assert.AreEqual(("", 1000L), bench.Try(gsi => gsi.Setup()));
        Assert.AreEqual("EV_CH_CMD=1 CH_CMD=0 CH_CMD=9000007 CH_CMD=a000007 EV_CH_CMD=9000000 EV_CH_CMD=a000000 EV_CH_CMD=0 CH_CMD=7", bench.Written("CH_CMD", "EV_CH_CMD"));
        Assert.AreEqual((Allocated, Allocated, Allocated, Allocated), (bench.Channels[0], bench.Channels[7], bench.EventRings[0], bench.EventRings[1]));
    }

    [TestMethod]
    public void An_event_ring_is_given_to_the_hardware_whole_and_at_its_beginning()
    {
        var bench = new GsiBench(listens: false);
        GsiChannel channel = bench.Add(7);
        channel.Events.Index = 9;
        channel.Transfer(0x1000, 10, false);
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Setup()));

        uint low = (uint)channel.Events.Memory.Address;
        Assert.AreEqual($"EV_CH_E_CNTXT_0[0]=10010002 EV_CH_E_CNTXT_1[0]=100 EV_CH_E_CNTXT_2[0]={low:x} EV_CH_E_CNTXT_3[0]=1 EV_CH_E_CNTXT_8[0]=10020 EV_CH_E_CNTXT_9[0]=0 EV_CH_E_CNTXT_10[0]=0 EV_CH_E_CNTXT_11[0]=0 EV_CH_E_CNTXT_12[0]=0 "
            + $"EV_CH_E_CNTXT_13[0]=0 EV_CH_E_DOORBELL_0[0]={low + 0xf0:x} CH_C_CNTXT_1[7]=100 CH_C_CNTXT_2[7]={(uint)channel.Ring.Memory.Address:x} CH_C_CNTXT_3[7]=1 CH_C_QOS[7]=200",
            bench.Written("EV_CH_E_", "CH_C_CNTXT_1", "CH_C_CNTXT_2", "CH_C_CNTXT_3", "CH_C_QOS"));
        Assert.AreEqual((0u, 0, 1u), (channel.Events.Index, channel.NextSlot, channel.Counters.Cancelled), "and what the channel had before is taken back");
    }

    [TestMethod]
    [DataRow(false, 0u, 1u, "ALLOCATE, hardware says ALLOCATED", DisplayName = "before it is allocated")]
    [DataRow(true, 1u, 2u, "DE_ALLOC, hardware says STARTED", DisplayName = "before it is given back")]
    [DataRow(true, 1u, 0u, "DE_ALLOC, hardware says NOT_ALLOCATED")]
    public void A_channel_that_changes_between_two_looks_gets_no_command(bool down, uint first, uint then, string told)
    {
        var bench = new GsiBench(listens: down);
        bench.Add(5);
        int looks = 0;
        bench.Lie = (name, value) => name == "CH_C_CNTXT_0" ? (++looks == 1 ? first : then) << 20 : value;
        string expected = first == 0 ? "NOT_ALLOCATED" : "ALLOCATED";

        Assert.AreEqual($"WrongState: channel 5: expected {expected} for {told}", bench.Try(gsi => (down ? gsi.Teardown : (Action)gsi.Setup)()).Refusal);
        Assert.AreEqual("", bench.Written("CH_CMD"));
    }

    [TestMethod]
    public void A_teardown_begins_at_the_highest_channel_goes_on_behind_a_refusal_and_tells_the_first()
    {
        var bench = new GsiBench();
        bench.Add(0);
        bench.Add(31);
        bench.Add(5);
        bench.Channels[0] = bench.Channels[5] = bench.Channels[31] = Allocated;
        bench.EventRings[1] = bench.EventRings[2] = Allocated;
        bench.AfterWrite = (name, value) =>
        {
            // Only channel 5 lets go; the event ring of 31 stays, since its channel may still write into it.
            if (name == "CH_CMD") { bench.Channels[value & 0xff] = (value & 0xff) == 5 ? 0u : Allocated; }
        };

        Assert.AreEqual(("WrongState: channel 31: expected NOT_ALLOCATED for DE_ALLOC, hardware says ALLOCATED", 0L), bench.Try(gsi => gsi.Teardown()));
        Assert.AreEqual("CH_CMD=a00001f CH_CMD=a000005 EV_CH_CMD=9000002 EV_CH_CMD=a000002 CH_CMD=a000000 CNTXT_GSI_IRQ_EN=0", bench.Written("CH_CMD", "EV_CH_CMD", "CNTXT_GSI_IRQ_EN"));
    }

    [TestMethod]
    public void A_start_that_fails_leaves_the_events_silent_and_a_poll_does_not_let_them_interrupt()
    {
        var bench = new GsiBench();
        GsiChannel channel = bench.Add(5);
        Assert.AreNotEqual("", bench.Try(gsi => gsi.Start(channel)).Refusal);
        bench.Loop.Schedule(channel.Poll);
        bench.Loop.RunPending();

        Assert.AreEqual((1u, 0u), (channel.Counters.Polls, bench.Get(bench.Data.Gsi.CntxtSrcIeobIrqMsk)));
        bench.Channels[5] = Allocated;
        bench.Try(gsi => gsi.Recover(channel));
        Assert.AreEqual("", bench.Try(gsi => gsi.Start(channel)).Refusal);
        Assert.AreEqual(1u, bench.Get(bench.Data.Gsi.CntxtSrcIeobIrqMsk));
        Assert.AreEqual("", bench.Try(gsi => gsi.StopForSuspend(channel)).Refusal);
        Assert.AreEqual(1u, bench.Get(bench.Data.Gsi.CntxtSrcIeobIrqMsk), "a suspend leaves interrupts as they are");
        bench.Channels[5] = 0;
        Assert.AreNotEqual("", bench.Try(gsi => gsi.Stop(channel)).Refusal);
        bench.Loop.Schedule(channel.Poll);
        bench.Loop.RunPending();
        Assert.AreEqual(0u, bench.Get(bench.Data.Gsi.CntxtSrcIeobIrqMsk), "a stop silences them also when it is refused");
    }

    [TestMethod]
    [DataRow(false, 0u, DisplayName = "without the doorbell engine")]
    [DataRow(true, 0x200u, DisplayName = "with it")]
    public void A_reset_programs_the_channel_anew(bool doorbellEngine, uint qos)
    {
        var bench = new GsiBench();
        GsiChannel channel = bench.Add(5);
        bench.Channels[5] = Stopped;
        Assert.AreEqual(("", 1000L), bench.Try(gsi => gsi.Reset(channel, doorbellEngine)));
        ulong ring = channel.Ring.Memory.Address;

        Assert.AreEqual($"CH_C_CNTXT_0[5]=1000000a CH_C_CNTXT_1[5]=100 CH_C_CNTXT_2[5]={(uint)ring:x} CH_C_CNTXT_3[5]={ring >> 32:x} CH_C_QOS[5]={qos:x} CH_C_SCRATCH_0[5]=0 CH_C_SCRATCH_1[5]=0 CH_C_SCRATCH_2[5]=400000 CH_C_SCRATCH_3[5]=200000",
            bench.Written("CH_C_"));
        GsiChannel command = bench.Add(6, name: EndpointName.ApCommandTx);
        bench.Channels[6] = Stopped;
        bench.Try(gsi => gsi.Reset(command, doorbellEngine));
        Assert.AreEqual($"CH_C_QOS[6]={qos + 0xf:x}", bench.Written("CH_C_QOS"));
    }

    [TestMethod]
    public void A_scratch_register_that_nobody_can_read_is_not_written()
    {
        var bench = new GsiBench();
        GsiChannel channel = bench.Add(5);
        bench.Channels[5] = Stopped;
        bench.Lie = (name, value) => name == "CH_C_SCRATCH_3" ? 0xffffffff : value;

        Assert.AreEqual("DeadBus: CH_C_SCRATCH_3[5] reads 0xffffffff: the bus is dead or unpowered", bench.Try(gsi => gsi.Reset(channel, true)).Refusal);
        Assert.AreEqual("", bench.Written("CH_C_SCRATCH_3"));
    }

    [TestMethod]
    public void A_channel_that_was_reset_and_did_not_start_keeps_what_it_was_given_and_is_shown_it_by_the_next_recovery()
    {
        var bench = new GsiBench();
        GsiChannel channel = bench.Add(5);
        bench.Channels[5] = Stopped;
        bench.Try(gsi => gsi.Reset(channel, true));
        bench.Brings.Remove(1);
        Assert.AreNotEqual("", bench.Try(gsi => gsi.Start(channel)).Refusal);
        bench.Written();
        channel.Transfer(0x1000, 10, true);
        Assert.AreEqual("", bench.Written(), "a channel that needs a reset has no doorbell");

        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Recover(channel)));
        Assert.AreEqual($"barrier CH_C_DOORBELL_0[5]={(uint)channel.Ring.Memory.Address + 16:x}", bench.Written());
        Assert.AreEqual((false, 0u), (channel.IsBroken, channel.Counters.Cancelled));
    }

    [TestMethod]
    [DataRow(false, DisplayName = "started")]
    [DataRow(true, DisplayName = "started after a suspend")]
    public void A_channel_that_has_run_since_its_reset_is_reset_whole(bool suspended)
    {
        var bench = new GsiBench();
        GsiChannel channel = bench.Add(5);
        bench.Channels[5] = Stopped;
        bench.Try(gsi => gsi.Reset(channel, true));
        Assert.AreEqual("", bench.Try(gsi => (suspended ? gsi.StartAfterSuspend : (Action<GsiChannel>)gsi.Start)(channel)).Refusal);
        channel.Transfer(0x1000, 10, true);
        bench.Channels[5] = Allocated;

        Assert.AreEqual(("", 1000L), bench.Try(gsi => gsi.Reset(channel, true)));
        Assert.AreEqual((1u, 0), (channel.Counters.Cancelled, channel.NextSlot));
    }

    [TestMethod]
    public void A_channel_that_was_reset_and_is_not_at_rest_is_reset_again()
    {
        var bench = new GsiBench();
        GsiChannel channel = bench.Add(5);
        bench.Channels[5] = Stopped;
        bench.Try(gsi => gsi.Reset(channel, true));
        bench.Channels[5] = Started;
        bench.Written();

        Assert.AreEqual(("", 1000L), bench.Try(gsi => gsi.Reset(channel, true)));
        Assert.AreEqual("CH_CMD=2000005 CH_CMD=9000005", bench.Written("CH_CMD"));
    }

    [TestMethod]
    public void A_channel_about_which_the_hardware_has_lied_is_reset_by_the_next_recovery_and_by_no_other()
    {
        var bench = new GsiBench();
        GsiChannel channel = bench.Add(5);
        bench.Channels[5] = Stopped;
        bench.Complete(channel, 3);
        bench.Loop.Schedule(channel.Poll);
        bench.Loop.RunPending();
        Assert.AreEqual((1u, false), (channel.Counters.BadEvents, channel.IsBroken));

        Assert.AreEqual(("", 1000L), bench.Try(gsi => gsi.Recover(channel)));
        Assert.AreEqual("CH_CMD=9000005 CH_C_QOS[5]=200", bench.Written("CH_CMD", "CH_C_QOS"), "with the doorbell engine");
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Recover(channel)));
    }

    [TestMethod]
    public void Packets_that_never_leave_are_waited_for_a_second_and_rung_for_again_after_half_of_it()
    {
        var bench = new GsiBench();
        GsiChannel channel = Sending(bench, 3);
        List<long> rung = [];
        bench.AfterWrite = (name, _) =>
        {
            if (name == "CH_C_DOORBELL_0") { rung.Add(bench.Loop.Now); }
        };

        Assert.AreEqual(("", 1_000_000L), bench.Try(gsi => gsi.Quiesce(channel)));
        Assert.AreEqual("500000 1000000", string.Join(' ', rung));
        Assert.AreEqual((true, 1u, 2u), (channel.IsBroken, channel.Counters.Timeouts, channel.Counters.Polls));
        Assert.AreEqual((1u, 5u, 0u), (bench.Loop.Trace.CountOf(IpaTraceId.ChannelBusy), bench.Loop.Trace.Last(IpaTraceId.ChannelBusy).A, bench.Loop.Trace.Last(IpaTraceId.ChannelBusy).B));
    }

    [TestMethod]
    [DataRow(32, 2u)]
    [DataRow(64, 3u)]
    [DataRow(128, 4u)]
    public void At_the_end_there_are_polls_for_all_that_the_ring_can_hold_and_two_more(int elements, uint polls)
    {
        var bench = new GsiBench();
        GsiChannel channel = Sending(bench, 1, elements);
        bench.Try(gsi => gsi.Quiesce(channel));

        Assert.AreEqual(polls, channel.Counters.Polls);
    }

    [TestMethod]
    [DataRow(1L, 100L)]
    [DataRow(100L, 100L)]
    [DataRow(101L, 200L)]
    [DataRow(499_950L, 500_000L)]
    [DataRow(999_950L, 1_000_000L)]
    public void Packets_are_waited_for_in_steps_of_a_tenth_of_a_millisecond(long done, long took)
    {
        var bench = new GsiBench();
        GsiChannel channel = Sending(bench, 1);
        new EventLoopTimer(bench.Loop, () =>
        {
            bench.Complete(channel, 0);
            bench.Raise(bench.Data.Gsi.CntxtSrcIeobIrq, 1);
        }).Start(done);

        Assert.AreEqual(("", took), bench.Try(gsi => gsi.Quiesce(channel)));
        Assert.AreEqual((false, 0u, 1u, 0u), (channel.IsBroken, channel.Counters.Timeouts, channel.Counters.Completed, bench.Loop.Trace.CountOf(IpaTraceId.ChannelBusy)));
    }

    [TestMethod]
    [DataRow(false, DisplayName = "closed")]
    [DataRow(true, DisplayName = "stopped for a suspend")]
    public void A_channel_is_stopped_when_what_is_under_way_is_done(bool suspended)
    {
        var bench = new GsiBench();
        GsiChannel channel = Sending(bench, 1);
        bench.Written();
        new EventLoopTimer(bench.Loop, () =>
        {
            Assert.AreEqual("", bench.Written("CH_CMD"));
            bench.Complete(channel, 0);
            bench.Raise(bench.Data.Gsi.CntxtSrcIeobIrq, 1);
        }).Start(1500);

        Assert.AreEqual(("", 1500L), bench.Try(gsi => (suspended ? gsi.StopForSuspend : (Action<GsiChannel>)gsi.Stop)(channel)));
        Assert.AreEqual(("CH_CMD=2000005", 1u), (bench.Written("CH_CMD"), channel.Counters.Completed));
    }

    [TestMethod]
    [DataRow(300_000L, "150000 300000", 300_000L)]
    [DataRow(500L, "500 1000", 1000L, DisplayName = "never less than a millisecond")]
    public void With_less_time_there_is_less_patience(long limit, string rung, long took)
    {
        var bench = new GsiBench();
        GsiChannel channel = Sending(bench, 1);
        bench.Limit(limit);
        List<long> times = [];
        bench.AfterWrite = (name, _) =>
        {
            if (name == "CH_C_DOORBELL_0") { times.Add(bench.Loop.Now); }
        };

        Assert.AreEqual(("", took), bench.Try(gsi => gsi.Quiesce(channel)));
        Assert.AreEqual(rung, string.Join(' ', times));
    }

    [TestMethod]
    public void Packets_whose_interrupt_was_lost_are_found_in_the_event_ring()
    {
        var bench = new GsiBench();
        GsiChannel channel = Sending(bench, 3);
        bench.Complete(channel, 2);

        Assert.AreEqual(("", 1_000_000L), bench.Try(gsi => gsi.Quiesce(channel)));
        Assert.AreEqual((false, 0u, 3u, 1u), (channel.IsBroken, channel.Counters.Timeouts, channel.Counters.Completed, channel.Counters.Polls));
    }

    [TestMethod]
    public void Receive_buffers_are_not_waited_for_and_no_poll_is_needed()
    {
        var bench = new GsiBench();
        GsiChannel channel = bench.Add(5, toIpa: false);
        bench.Channels[5] = Allocated;
        bench.Try(gsi => gsi.Start(channel));
        bench.Receiver!.EnableRefill();

        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Quiesce(channel)));
        Assert.AreEqual((false, 0u), (channel.IsBroken, channel.Counters.Polls));
    }

    [TestMethod]
    public void A_standing_channel_is_rung_again_and_its_event_ring_is_read()
    {
        var bench = new GsiBench();
        GsiChannel channel = Sending(bench, 2);
        bench.Complete(channel, 1);
        bench.Written();
        bench.Try(gsi => gsi.Stir(channel));

        Assert.AreEqual($"CH_C_DOORBELL_0[5]={(uint)channel.Ring.Memory.Address + 32:x}", bench.Written("CH_C_DOORBELL"));
        Assert.AreEqual((2u, 3u), (channel.Counters.Completed, channel.Counters.Doorbells));
        bench.Try(gsi => gsi.Stir(channel));
        Assert.AreEqual((2u, 3u), (channel.Counters.Polls, channel.Counters.Doorbells), "all is done, and nothing is rung");
    }

    [TestMethod]
    [DataRow("qcom,sdm845-ipa", true, 1)]
    [DataRow("qcom,sdm845-ipa", false, 0)]
    [DataRow("qcom,sdx65-ipa", true, 0, DisplayName = "nobody knows where v5.0 says it")]
    public void A_standing_receive_channel_is_rung_again_when_the_hardware_has_not_heard_of_its_buffers(string compatible, bool unheard, int rings)
    {
        var bench = new GsiBench(compatible);
        GsiChannel channel = bench.Add(5, toIpa: false);
        bench.Channels[5] = Allocated;
        bench.Try(gsi => gsi.Start(channel));
        bench.Receiver!.EnableRefill();
        uint pointer = (uint)channel.Ring.Memory.Address + (uint)channel.Limit * 16;
        bench.Lie = (name, value) => name == "CH_C_CNTXT_6" ? unheard ? pointer - 16 : pointer : value;
        uint before = channel.Counters.Doorbells;
        bench.Written();
        bench.Try(gsi => gsi.Stir(channel));

        Assert.AreEqual(rings == 0 ? "" : $"CH_C_DOORBELL_0[5]={pointer:x}", bench.Written("CH_C_DOORBELL"));
        Assert.AreEqual(((uint)rings, 1u), (channel.Counters.Doorbells - before, channel.Counters.Polls));
    }

    [TestMethod]
    public void A_channel_that_needs_a_reset_is_not_rung_again()
    {
        var bench = new GsiBench();
        GsiChannel channel = Sending(bench, 2);
        bench.Channels[5] = 0;
        Assert.AreNotEqual("", bench.Try(gsi => gsi.StopForSuspend(channel)).Refusal);
        bench.Written();
        bench.Try(gsi => gsi.Stir(channel));

        Assert.AreEqual("", bench.Written("CH_C_DOORBELL"));
    }

    // A channel that runs and has been given so many packets, one by one and one doorbell each.
    private static GsiChannel Sending(GsiBench bench, int packets, int elements = 16)
    {
        GsiChannel channel = bench.Add(5, elements: elements);
        bench.Channels[5] = Allocated;
        Assert.AreEqual("", bench.Try(gsi => gsi.Start(channel)).Refusal);
        for (int i = 0; i < packets; i++) { channel.Transfer(0x1000, 10, true); }
        return channel;
    }
}
