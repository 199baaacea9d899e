using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Channels;

/// <summary>The GSI's interrupt: what is enabled when, who is told, and sources that say what cannot be or do not go quiet.</summary>
[TestClass]
public sealed class GsiInterruptTests
{
    [TestMethod]
    [DataRow("qcom,msm8998-ipa", "")]
    [DataRow("qcom,sdm845-ipa", "INTER_EE_SRC_CH_IRQ_MSK=0 INTER_EE_SRC_EV_CH_IRQ_MSK=0 ")]
    [DataRow("qcom,sdx65-ipa", "INTER_EE_SRC_CH_IRQ_MSK=0 INTER_EE_SRC_EV_CH_IRQ_MSK=0 ")]
    public void Setup_masks_everything_and_lets_errors_interrupt_and_teardown_lets_nothing(string compatible, string others)
    {
        var bench = new GsiBench(compatible, listens: false);
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Setup()));
        string masked = "CNTXT_INTSET=1 CNTXT_TYPE_IRQ_MSK=0 CNTXT_SRC_CH_IRQ_MSK=0 CNTXT_SRC_EV_CH_IRQ_MSK=0 CNTXT_GLOB_IRQ_EN=0 CNTXT_SRC_IEOB_IRQ_MSK=0 " + others + "CNTXT_GSI_IRQ_EN=0 ";
        StringAssert.StartsWith(bench.Written(), masked + "ERROR_LOG=0 CNTXT_GLOB_IRQ_EN=1 CNTXT_TYPE_IRQ_MSK=4 CNTXT_GSI_IRQ_EN=e CNTXT_TYPE_IRQ_MSK=44");

        bench.Data.AllocatesModemChannels = false;
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Teardown()));
        Assert.AreEqual("CNTXT_TYPE_IRQ_MSK=0 CNTXT_GSI_IRQ_EN=0 CNTXT_GLOB_IRQ_EN=0", bench.Written());
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Setup()), "the line was given back");
    }

    [TestMethod]
    public void A_ring_that_may_interrupt_already_is_not_enabled_again_and_the_type_goes_with_the_last_one()
    {
        GsiBench bench = Running(out GsiChannel first, out _, out GsiChannel third);

        // The second and the third time the type comes back from a command.
        Assert.AreEqual("CNTXT_SRC_IEOB_IRQ_MSK=1 CNTXT_TYPE_IRQ_MSK=4c CNTXT_TYPE_IRQ_MSK=4c CNTXT_SRC_IEOB_IRQ_MSK=5 CNTXT_TYPE_IRQ_MSK=4c", bench.Written("CNTXT_SRC_IEOB_IRQ_MSK", "CNTXT_TYPE_IRQ_MSK=4c"));
        bench.Channels[first.Id] = 3;
        bench.Try(gsi => gsi.Start(first));
        Assert.AreEqual("", bench.Written("CNTXT_SRC_IEOB_IRQ_MSK"));
        bench.Try(gsi => gsi.Stop(first));
        Assert.AreEqual("CNTXT_SRC_IEOB_IRQ_MSK=4", bench.Written("CNTXT_SRC_IEOB_IRQ_MSK", "CNTXT_TYPE_IRQ_MSK=44"));
        bench.Try(gsi => gsi.Stop(third));
        Assert.AreEqual("CNTXT_TYPE_IRQ_MSK=44 CNTXT_SRC_IEOB_IRQ_MSK=0", bench.Written("CNTXT_SRC_IEOB_IRQ_MSK", "CNTXT_TYPE_IRQ_MSK=44"));
        bench.Try(gsi => gsi.Stop(third));
        Assert.AreEqual("", bench.Written(), "it is silent already");
    }

    [TestMethod]
    public void A_poll_that_has_used_its_budget_comes_again_before_events_may_interrupt()
    {
        GsiBench bench = new();
        GsiChannel channel = bench.Add(5, elements: 128);
        bench.Channels[5] = 1;
        bench.Try(gsi => gsi.Start(channel));
        for (int i = 0; i < 64; i++) { channel.Transfer(0x1000, 10, false); }
        bench.Complete(channel, 63);
        string enabled = "";
        bench.AfterWrite = (name, value) =>
        {
            if (name == "CNTXT_SRC_IEOB_IRQ_MSK" && value == 1) { enabled += $"after {channel.Counters.Polls} polls;"; }
        };
        bench.Raise(bench.Data.Gsi.CntxtSrcIeobIrq, 1);
        bench.Loop.RunPending();

        Assert.AreEqual(("after 2 polls;", 64u), (enabled, channel.Counters.Completed));
    }

    [TestMethod]
    public void An_event_interrupt_is_masked_and_cleared_until_the_poll_of_its_channel_is_done()
    {
        GsiBench bench = Running(out GsiChannel first, out _, out GsiChannel third);
        bench.Written();
        bench.Raise(bench.Data.Gsi.CntxtSrcIeobIrq, 4);
        bench.Loop.RunPending();
        Assert.AreEqual("CNTXT_SRC_IEOB_IRQ_MSK=1 CNTXT_SRC_IEOB_IRQ_CLR=4 CNTXT_SRC_IEOB_IRQ_MSK=5", bench.Written());
        Assert.AreEqual((0u, 1u, 0u, 1u), (first.Counters.Interrupts, third.Counters.Interrupts, first.Counters.Polls, third.Counters.Polls));

        bench.Raise(bench.Data.Gsi.CntxtSrcIeobIrq, 5);
        bench.Loop.RunPending();
        Assert.AreEqual("CNTXT_TYPE_IRQ_MSK=44 CNTXT_SRC_IEOB_IRQ_MSK=0 CNTXT_SRC_IEOB_IRQ_CLR=5 CNTXT_SRC_IEOB_IRQ_MSK=1 CNTXT_TYPE_IRQ_MSK=4c CNTXT_SRC_IEOB_IRQ_MSK=5", bench.Written());
        Assert.AreEqual((1u, 2u, 1u, 2u), (first.Counters.Interrupts, third.Counters.Interrupts, first.Counters.Polls, third.Counters.Polls));
    }

    [TestMethod]
    [DataRow(0x3u, DisplayName = "a ring that is not enabled")]
    [DataRow(0xfffffffbu, DisplayName = "all but one: a bus that dies says so")]
    public void Only_rings_that_may_interrupt_are_polled_whatever_the_source_says(uint pending)
    {
        GsiBench bench = Running(out GsiChannel first, out GsiChannel second, out GsiChannel third);
        bench.Raise(bench.Data.Gsi.CntxtSrcIeobIrq, pending);
        bench.Loop.RunPending();

        Assert.AreEqual((1u, 0u, 0u), (first.Counters.Interrupts, second.Counters.Interrupts, third.Counters.Interrupts));
        Assert.AreEqual((1u, 0u, 0u), (first.Counters.Polls, second.Counters.Polls, third.Counters.Polls));
        Assert.AreEqual(0u, bench.Get(bench.Data.Gsi.CntxtSrcIeobIrq), "all is cleared");
    }

    [TestMethod]
    public void A_ring_whose_channel_has_gone_is_passed_over_and_those_behind_it_are_not()
    {
        GsiBench bench = new();
        GsiChannel[] channels = [.. Enumerable.Range(0, 25).Select(id => bench.Add(id))];
        GsiChannel last = channels[24];
        Assert.AreEqual(31, last.Events.Id);
        bench.Channels[last.Id] = 1;
        bench.Channels[0] = 1;
        bench.Try(gsi => gsi.Start(last));
        bench.Try(gsi => gsi.Start(channels[0]));
        bench.Gsi.DestroyChannels();
        GsiChannel other = bench.Add(5);
        bench.Raise(bench.Data.Gsi.CntxtSrcIeobIrq, 0x80000001);
        bench.Loop.RunPending();

        Assert.AreEqual((0u, 0u, 1u), (last.Counters.Interrupts, channels[0].Counters.Interrupts, other.Counters.Interrupts), "the lowest ring is another channel's by now");
    }

    [TestMethod]
    public void The_highest_ring_is_polled()
    {
        GsiBench bench = new();
        GsiChannel[] channels = [.. Enumerable.Range(0, 25).Select(id => bench.Add(id))];
        GsiChannel last = channels[24];
        bench.Channels[last.Id] = 1;
        bench.Try(gsi => gsi.Start(last));
        bench.Raise(bench.Data.Gsi.CntxtSrcIeobIrq, 0x80000000);
        bench.Loop.RunPending();

        Assert.AreEqual((31, 1u), (last.Events.Id, last.Counters.Interrupts));
    }

    [TestMethod]
    public void Everything_that_is_pending_at_once_is_served_at_once()
    {
        GsiBench bench = Running(out GsiChannel first, out _, out _);
        GsiChannel other = bench.Add(9);
        bench.Channels[9] = 1;
        bench.IsMute = true;
        bench.AfterWrite = (name, _) =>
        {
            if (name != "CH_CMD") { return; }
            bench.Raise(bench.Data.Gsi.CntxtSrcChIrq, 1u << 9);
            bench.Raise(bench.Data.Gsi.CntxtSrcIeobIrq, 1);
            bench.Raise(bench.Data.Gsi.CntxtGlobIrqStts, 1);
            bench.Raise(bench.Data.Gsi.CntxtGsiIrqStts, 8);
        };
        int before = bench.Reads;
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Start(other)));

        Assert.AreEqual((1u, 1u, 1u), (first.Counters.Interrupts, bench.Loop.Trace.CountOf(IpaTraceId.GsiError), bench.Loop.Trace.CountOf(IpaTraceId.GsiGeneralError)));
        Assert.AreEqual((0u, 0u, 0u), (bench.Get(bench.Data.Gsi.CntxtSrcChIrq), bench.Get(bench.Data.Gsi.CntxtGlobIrqStts), bench.Get(bench.Data.Gsi.CntxtGsiIrqStts)));
        Assert.AreEqual(0u, bench.Loop.Trace.CountOf(IpaTraceId.GsiFlood));
        // The state twice, the type twice, a status of each, the error log, and the pointer of the event ring that is polled.
        Assert.AreEqual(10, bench.Reads - before);
    }

    [TestMethod]
    public void An_error_is_told_and_its_log_is_cleared()
    {
        GsiBench bench = new();
        bench.Set(bench.Data.Gsi.ErrorLog, 0x12345678);
        bench.Raise(bench.Data.Gsi.CntxtGlobIrqStts, 1);
        bench.Loop.RunPending();

        Assert.AreEqual("ERROR_LOG=0 ERROR_LOG_CLR=ffffffff CNTXT_GLOB_IRQ_CLR=1", bench.Written());
        Assert.AreEqual((0x12345678u, 0u, 1u), (bench.Loop.Trace.Last(IpaTraceId.GsiError).A, bench.Loop.Trace.Last(IpaTraceId.GsiError).B, bench.Loop.Trace.CountOf(IpaTraceId.GsiError)));
        bench.Raise(bench.Data.Gsi.CntxtGsiIrqStts, 6);
        bench.Loop.RunPending();
        Assert.AreEqual("CNTXT_GSI_IRQ_CLR=6", bench.Written());
        Assert.AreEqual((6u, 0u, 1u), (bench.Loop.Trace.Last(IpaTraceId.GsiGeneralError).A, bench.Loop.Trace.Last(IpaTraceId.GsiGeneralError).B, bench.Loop.Trace.CountOf(IpaTraceId.GsiGeneralError)));
    }

    [TestMethod]
    [DataRow(GsiErrorCode.OutOfResources, 1000L, "WrongState: channel 5: expected STARTED for START, hardware says ALLOCATED")]
    [DataRow(GsiErrorCode.OutOfResources + 1, 550_000L, "Timeout: channel 5: no answer to START in 50 ms, hardware says ALLOCATED")]
    public void A_lack_of_resources_is_an_answer_and_other_errors_are_not(uint code, long took, string refusal)
    {
        GsiBench bench = new();
        GsiChannel channel = bench.Add(5);
        bench.Channels[5] = 1;
        bench.Brings.Clear();
        bench.IsMute = true;
        new EventLoopTimer(bench.Loop, () =>
        {
            bench.Set(bench.Data.Gsi.ErrorLog, bench.Data.Gsi.ErrorCode.Encode(code));
            bench.Raise(bench.Data.Gsi.CntxtGlobIrqStts, 1);
        }).Start(1000);

        Assert.AreEqual((refusal, took), bench.Try(gsi => gsi.Start(channel)));
    }

    [TestMethod]
    [DataRow(0x01u, DisplayName = "channels")]
    [DataRow(0x02u, DisplayName = "event rings")]
    [DataRow(0x04u, DisplayName = "errors")]
    [DataRow(0x08u, DisplayName = "events")]
    [DataRow(0x40u, DisplayName = "general")]
    [DataRow(0x30u, DisplayName = "other processors")]
    public void A_source_that_does_not_go_quiet_is_looked_at_fifty_times_and_all_but_errors_and_events_are_masked(uint types)
    {
        GsiBench bench = Running(out _, out _, out _);
        int looks = 0;
        bench.Lie = (name, value) =>
        {
            if (name != "CNTXT_TYPE_IRQ") { return value; }
            looks++;
            return looks <= 50 ? types : 0;
        };
        bench.Raise(bench.Data.Gsi.CntxtGsiIrqStts, 8);
        bench.Loop.RunPending();

        Assert.AreEqual(50, looks);
        Assert.AreEqual((1u, types, 0u), (bench.Loop.Trace.CountOf(IpaTraceId.GsiFlood), bench.Loop.Trace.Last(IpaTraceId.GsiFlood).A, bench.Loop.Trace.Last(IpaTraceId.GsiFlood).B));
        Assert.AreEqual(0xcu, bench.Get(bench.Data.Gsi.CntxtTypeIrqMsk));
    }

    [TestMethod]
    public void A_source_that_goes_quiet_at_the_fiftieth_look_is_not_masked()
    {
        GsiBench bench = Running(out _, out _, out _);
        int looks = 0;
        bench.Lie = (name, value) => name == "CNTXT_TYPE_IRQ" && ++looks < 50 ? 0x40u : value;
        bench.Raise(bench.Data.Gsi.CntxtGsiIrqStts, 8);
        bench.Loop.RunPending();

        Assert.AreEqual((50, 0u, 0x4cu), (looks, bench.Loop.Trace.CountOf(IpaTraceId.GsiFlood), bench.Get(bench.Data.Gsi.CntxtTypeIrqMsk)));
    }

    [TestMethod]
    public void What_waits_when_the_power_is_about_to_go_is_served_first_and_what_comes_later_when_it_is_back()
    {
        GsiBench bench = Running(out GsiChannel first, out _, out _);
        uint served = 0;
        bench.Try(gsi =>
        {
            bench.Raise(bench.Data.Gsi.CntxtSrcIeobIrq, 1);
            gsi.Suspend();
            served = first.Counters.Polls;
        });
        Assert.AreEqual(0L, bench.Loop.Now, "nobody waits for what may come");
        Assert.AreEqual((1u, 1u), (served, first.Counters.Interrupts));

        bench.Raise(bench.Data.Gsi.CntxtSrcIeobIrq, 1);
        bench.Loop.Run(1000);
        Assert.AreEqual((1u, 1u), (first.Counters.Polls, first.Counters.Interrupts));
        bench.Try(gsi => gsi.Resume());
        Assert.AreEqual((2u, 2u), (first.Counters.Polls, first.Counters.Interrupts));
    }

    [TestMethod]
    public void After_a_teardown_no_interrupt_is_taken_and_no_register_is_read_by_a_poll()
    {
        GsiBench bench = Running(out GsiChannel first, out _, out _);
        bench.Try(gsi => gsi.Teardown());
        int before = bench.Reads;
        bench.Set(bench.Data.Gsi.CntxtTypeIrqMsk, 0x4c);
        bench.Set(bench.Data.Gsi.CntxtSrcIeobIrqMsk, 1);
        bench.Raise(bench.Data.Gsi.CntxtSrcIeobIrq, 1);
        bench.Loop.Schedule(first.Poll);
        bench.Loop.RunPending();

        Assert.AreEqual((0, 0u), (bench.Reads - before, first.Counters.Interrupts));
    }

    [TestMethod]
    public void After_a_teardown_and_a_setup_events_are_enabled_anew()
    {
        GsiBench bench = Running(out GsiChannel first, out _, out _);
        bench.Try(gsi => gsi.Teardown());
        bench.Try(gsi => gsi.Setup());
        Assert.AreEqual(0u, bench.Get(bench.Data.Gsi.CntxtSrcIeobIrqMsk));

        Assert.AreEqual("", bench.Try(gsi => gsi.Start(first)).Refusal);
        Assert.AreEqual(1u, bench.Get(bench.Data.Gsi.CntxtSrcIeobIrqMsk));
    }

    // Three channels on event rings 0 to 2, of which the first and the last run.
    private static GsiBench Running(out GsiChannel first, out GsiChannel second, out GsiChannel third)
    {
        var bench = new GsiBench();
        GsiChannel[] all = [.. ((int[])[6, 4, 11]).Select(id => bench.Add(id))];
        (first, second, third) = (all[0], all[1], all[2]);
        bench.Channels[6] = bench.Channels[11] = 1;
        bench.Try(gsi => gsi.Start(all[0]));
        bench.Try(gsi => gsi.Start(all[2]));
        return bench;
    }
}
