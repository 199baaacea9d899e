using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>A command that gets no answer leaves its channel broken; the others run on, and the next start resets it.</summary>
[TestClass]
public sealed class StuckChannelTests
{
    [TestMethod]
    public void A_stop_that_gets_stuck_breaks_one_channel_and_the_next_open_resets_it()
    {
        var board = new Board().Open();
        var link = new Link(board);
        board.Faults.StuckCommandAt = board.Faults.Commands + 1;
        IpaException? refusal = Stop(board);

        Assert.AreEqual((IpaError.Timeout, "channel 6: no answer to STOP in 50 ms, hardware says STARTED"), (refusal?.Error, refusal?.Message));
        Assert.IsTrue(board.Driver.Endpoints.ModemRx.Channel.IsBroken);
        Assert.IsFalse(board.Driver.Endpoints.ModemTx.Channel.IsBroken);
        Assert.AreEqual(ChannelState.Stopped, board.Soc.Chip.Gsi.StateOfChannel(3), "the other one was stopped all the same");
        board.Work(board.Interface.Open);
        Assert.IsFalse(board.Driver.Endpoints.ModemRx.Channel.IsBroken);
        Assert.IsTrue(board.Echo(link));
        board.AssertClean();
    }

    [TestMethod]
    public void The_first_50_ms_are_the_commands_the_rest_is_there_so_that_it_cannot_meet_the_next_one()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        board.Faults.LateCommandAt = board.Faults.Commands + 1;
        board.Faults.LateMicroseconds = 60000;
        uint before = board.Driver.Endpoints.ModemRx.Channel.Counters.Timeouts;
        long start = board.Loop.Now;
        IpaException? refusal = Stop(board);

        Assert.IsNull(refusal, "the state decides, not the interrupt");
        Assert.AreEqual(before + 1, board.Driver.Endpoints.ModemRx.Channel.Counters.Timeouts);
        Assert.IsInRange(60000, 63000, board.Loop.Now - start);
        Assert.AreEqual(ChannelState.Stopped, board.Soc.Chip.Gsi.StateOfChannel(6));
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(1, "event ring 2: no answer to ALLOCATE in 50 ms, hardware says NOT_ALLOCATED")]
    [DataRow(2, "channel 3: no answer to ALLOCATE in 50 ms, hardware says NOT_ALLOCATED")]
    public void A_setup_says_which_command_had_no_answer(int command, string reason)
    {
        var board = new Board().Probe();
        board.Faults.StuckCommandAt = command;
        board.StartModem();
        board.Loop.Run(Board.Second);

        Assert.AreEqual("stage gsi-setup: " + reason, board.Told(IpaTraceId.SetupFailed));
    }

    [TestMethod]
    public void A_reset_without_an_answer_is_called_that()
    {
        var board = new Board().Open();
        Assert.IsNull(Stop(board));
        // Going down, the command channel is stopped before the endpoints are reset; channel 6 is the first of them.
        board.Faults.StuckCommandAt = board.Faults.Commands + 3;
        board.Remove();

        CollectionAssert.Contains(board.Stages.Failures, "endpoints: channel 6: no answer to RESET in 50 ms, hardware says STOPPED");
        board.AssertNothingLeft();
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(true, "modem channel 0: no answer to ENABLE_FLOW_CONTROL in 50 ms")]
    [DataRow(false, null)]
    public void A_generic_command_is_named_when_it_has_no_answer_and_a_late_answer_counts(bool stuck, string? reason)
    {
        var board = new Board(Board.V42, ChipTiming.Immediate()).Open();
        board.Supervisor.RestartsAfterCrash = false;
        if (stuck) { board.Faults.StuckCommandAt = board.Faults.Commands + 1; }
        else { board.Faults.LateCommandAt = board.Faults.Commands + 1; }
        board.Faults.LateMicroseconds = 60000;
        board.Soc.Boot.Crash();
        board.Loop.Run(Board.Second);

        Assert.AreEqual(reason, board.Told(IpaTraceId.CleanUpRefused));
        board.AssertClean();
    }

    [TestMethod]
    public void An_interrupt_of_an_earlier_command_is_not_taken_for_the_next_ones()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Boot();
        var gsi = board.Soc.Chip.Gsi;
        // A command that nobody waits for: its bit for channel 3 stays pending behind the mask.
        board.Work(() => board.Driver.Power.Acquire());
        gsi.Write32(0x1f008, 0x09000003);
        board.Faults.StuckCommandAt = board.Faults.Commands + 1;
        long start = board.Loop.Now;
        IpaException? refusal = null;
        board.Work(() =>
        {
            try { board.Interface.Open(); }
            catch (IpaException e) { refusal = e; }
        });

        Assert.AreEqual(1u, board.Driver.Endpoints.ModemTx.Channel.Counters.Timeouts);
        Assert.IsGreaterThan(50000, board.Loop.Now - start);
        Assert.AreEqual("channel 3: no answer to START in 50 ms, hardware says ALLOCATED", refusal?.Message);
        board.Work(board.Driver.Power.Release);
        board.AssertClean();
    }

    [TestMethod]
    public void A_stop_in_progress_is_given_again_up_to_ten_times()
    {
        var board = new Board().Open();
        board.Faults.StopInProgressCount = 10;
        Assert.IsNull(Stop(board));

        board.Work(board.Interface.Open);
        board.Faults.StopInProgressCount = 11;
        Assert.AreEqual("channel 6: expected STOPPED for STOP, hardware says STOP_IN_PROC", Stop(board)?.Message);
        board.Faults.StopInProgressCount = 0;
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
        board.AssertClean();
    }

    [TestMethod]
    public void A_channel_that_does_not_stop_for_sleep_is_quarantined_and_works_after_the_wake_up()
    {
        var board = new Board(Board.V42).Open();
        var link = new Link(board);
        board.Faults.StuckCommandAt = board.Faults.Commands + 1;
        board.Loop.Run(2 * Board.Second);

        Assert.IsFalse(board.Soc.Chip.IsPowered, "the power goes all the same");
        Assert.AreEqual(1u, board.Loop.Trace.CountOf(IpaTraceId.ChannelPower));
        Assert.AreEqual("channel 3: no answer to STOP in 50 ms, hardware says STARTED", board.Told(IpaTraceId.ChannelPower));
        Assert.IsTrue(board.Echo(link));
        board.AssertClean();
    }

    [TestMethod]
    public void Commands_that_never_complete_break_their_channel_and_the_modems_next_start_resets_it()
    {
        var board = new Board().Open();
        board.Soc.Chip.Gsi.Hold(4, true);
        board.Supervisor.RestartsAfterCrash = false;
        board.Soc.Boot.Crash();
        board.Loop.Run(10 * Board.Second);
        Assert.AreNotEqual(0u, board.Loop.Trace.CountOf(IpaTraceId.CleanUpRefused));
        Assert.IsFalse(board.Interface.IsRegistered, "the steps after the broken one were done");

        board.Soc.Chip.Gsi.Hold(4, false);
        board.StartModem();
        board.AwaitModem();
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
        board.Supervisor.RestartsAfterCrash = true;
        uint failures = board.Loop.Trace.CountOf(IpaTraceId.CleanUpRefused);
        board.Soc.Boot.Crash();
        board.Loop.Run(10000);
        board.AwaitModem();
        Assert.AreEqual(failures, board.Loop.Trace.CountOf(IpaTraceId.CleanUpRefused), "the clean-up works again: " + board.Told(IpaTraceId.CleanUpRefused));
        board.AssertClean();
    }

    [TestMethod]
    public void Packets_that_never_leave_do_not_keep_the_interface_from_stopping_and_are_counted_as_cancelled()
    {
        var board = new Board().Open();
        var link = new Link(board);
        board.Soc.Chip.Gsi.Hold(3, true);
        byte[] packet = Packets.Udp4(100, false);
        for (int i = 0; i < 5; i++) { link.Interface.Send(packet, 0, packet.Length, false, false); }
        long start = board.Loop.Now;
        Stop(board);
        Assert.IsInRange(1000000, 1100000, board.Loop.Now - start);
        GsiChannel channel = board.Driver.Endpoints.ModemTx.Channel;
        Assert.IsTrue(channel.IsBroken);

        board.Soc.Chip.Gsi.Hold(3, false);
        board.Work(board.Interface.Open);
        Assert.AreEqual(channel.Counters.Committed, channel.Counters.Completed + channel.Counters.Cancelled);
        Assert.AreEqual(0, channel.Limit - channel.Free);
        Assert.IsTrue(board.Echo(link));
        board.AssertClean();
    }

    private static IpaException? Stop(Board board)
    {
        IpaException? refusal = null;
        board.Work(() =>
        {
            try { board.Interface.Stop(); }
            catch (IpaException e) { refusal = e; }
        });
        return refusal;
    }
}
