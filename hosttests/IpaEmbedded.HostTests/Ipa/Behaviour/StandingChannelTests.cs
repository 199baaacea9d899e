using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Net;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>A channel that stands because the hardware has not heard a doorbell, or the processor an interrupt, goes on: found by the simulator under faults that come again.</summary>
[TestClass]
public sealed class StandingChannelTests
{
    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V411)]
    [DataRow(Board.V50)]
    [DataRow(Board.V55)]
    public void A_full_ring_whose_last_doorbells_were_lost_is_rung_again_by_the_watchdog(string name)
    {
        var board = new Board(name, ChipTiming.Immediate()) { HearsClockQuery = true }.Open();
        var link = new Link(board);
        board.Soc.Chip.Gsi.Hold(board.Channel(EndpointName.ApModemTx), true);
        byte[] request = Packets.EchoRequest(1);
        int sent = 0;
        while (board.Interface.IsQueueRunning)
        {
            board.Faults.LostDoorbellAt = board.Faults.Doorbells + 1;
            link.Interface.Send(request, 0, request.Length, false, false);
            sent++;
        }
        board.Soc.Heal();
        board.Soc.Chip.Gsi.Hold(board.Channel(EndpointName.ApModemTx), false);

        board.Loop.Run(9 * Board.Second);
        Assert.IsFalse(board.Interface.IsQueueRunning);
        board.Loop.Run(2 * Board.Second);

        Assert.IsTrue(board.Interface.IsQueueRunning);
        Assert.AreEqual((uint)sent, board.Driver.Endpoints.ModemTx.Channel.Counters.Completed);
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V31)]
    [DataRow(Board.V42)]
    [DataRow(Board.V411)]
    public void Receive_buffers_of_which_the_hardware_has_not_heard_are_given_again_when_the_interface_opens_again(string name)
    {
        var board = new Board(name, ChipTiming.Immediate()).Boot();
        board.Faults.Observer = new LostEveryTime(board.Faults);
        board.Faults.LostDoorbellAt = board.Faults.Doorbells + 1;
        board.Work(board.Interface.Open);
        Assert.AreEqual(0, board.Soc.Chip.Gsi.ReadyElements(board.Channel(EndpointName.ApModemRx)));
        board.Faults.Observer = null;
        board.Soc.Heal();

        board.Work(board.Interface.Stop);
        board.Work(board.Interface.Open);

        Assert.IsTrue(board.Echo(new Link(board)));
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    [DataRow(Board.V50)]
    public void Packets_whose_interrupts_were_lost_are_taken_when_the_interface_opens_again(string name)
    {
        var board = new Board(name, ChipTiming.Immediate()).Open();
        var link = new Link(board);
        board.Faults.Observer = new LostEveryTime(board.Faults);
        board.Faults.DropInterruptAt = board.Faults.Raises + 1;
        int channel = board.Channel(EndpointName.ApModemRx);
        for (int i = 0; i < 2000 && board.Soc.Chip.Gsi.ReadyElements(channel) > 0; i++)
        {
            byte[] packet = Packets.EchoRequest(i);
            board.Soc.Network.Inject(0, packet, 0, packet.Length);
            board.Loop.Run(2000);
        }
        Assert.AreEqual(0, board.Soc.Chip.Gsi.ReadyElements(channel));
        board.Faults.Observer = null;
        board.Soc.Heal();

        board.Work(board.Interface.Stop);
        board.Work(board.Interface.Open);

        Assert.IsTrue(board.Echo(link, 9));
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(Board.Sdm845ApInit)]
    [DataRow(Board.V42)]
    [DataRow(Board.V50)]
    public void An_interrupt_that_somebody_else_has_is_refused_and_no_command_is_given_without_it(string name)
    {
        var board = new Board(name, ChipTiming.Immediate());
        board.Platform.Probe();
        board.Device.Interrupt("gsi").Line.Free();
        board.Device.Interrupt("gsi").Line.Request(() => { });
        board.Watch.Provokes(SanitizerRule.ModemLeftPaused);

        board.StartModem();
        board.Loop.Run(3 * Board.Second);
        board.Soc.Boot.Crash();
        board.Loop.Run(3 * Board.Second);

        Assert.AreEqual(0, board.Soc.Sanitizer.CountOf(SanitizerRule.CommandOverlap));
        board.Device.Interrupt("gsi").Line.Free();
    }

    // Found by the simulator: with its waits cut short a removal gave the next command while the last was only late.
    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    [DataRow(Board.V45)]
    [DataRow(Board.V50)]
    [DataRow(Board.V55)]
    public void Commands_that_are_all_late_never_meet_in_a_removal_which_still_takes_two_seconds_at_most(string name)
    {
        var board = new Board(name, ChipTiming.Immediate()).Open();
        foreach (string rule in (string[])[SanitizerRule.PowerOffBusy, SanitizerRule.EventRingInUse, SanitizerRule.ModemLeftPaused, SanitizerRule.InterruptUnserved]) { board.Watch.Provokes(rule); }
        board.Watch.MayBreak(Invariant.Balance, "channels that were not taken down still have what they were given");
        board.Faults.LateMicroseconds = 549_000;
        board.Faults.LateCommandAt = board.Faults.Commands + 1;
        board.Faults.Observer = new LostEveryTime(board.Faults);
        long start = board.Loop.Now;

        board.Remove();

        Assert.IsLessThanOrEqualTo(2 * Board.Second, board.Loop.Now - start);
        StringAssert.Contains(string.Join("; ", TraceText.Entries(board.Loop.Trace).Select(TraceText.Of)), "GSI: an earlier command is still under way");
        Assert.AreEqual(0, board.Soc.Sanitizer.CountOf(SanitizerRule.CommandOverlap));
        board.Faults.Observer = null;
        board.Soc.Heal();
        board.Platform.Retry(board.Device);
        board.Platform.Probe();
        Assert.AreEqual(0, board.Soc.Sanitizer.CountOf(SanitizerRule.CommandOverlap), "the next driver's first command");
    }

    // The channel was reset after its start had stuck, and who was told of room has filled the ring before the channel ever started: a stop can take nothing back.
    [TestMethod]
    public void A_ring_that_is_still_full_when_the_interface_opens_again_stops_the_queue_when_somebody_sends_and_is_looked_at()
    {
        var board = new Board(Board.V42, ChipTiming.Immediate()) { HearsClockQuery = true }.Open();
        var filler = new Filler(board);
        board.Interface.SetListener(filler);
        board.Soc.Chip.Gsi.Hold(board.Channel(EndpointName.ApModemTx), true);
        filler.OnQueueRunning();
        board.Work(board.Driver.SystemSuspend);
        // The starts of the channels for commands and exceptions, the reset of this one, and then its start.
        board.Faults.StuckCommandAt = board.Faults.Commands + 4;
        board.Faults.Observer = new LostEveryTime(board.Faults);
        board.Work(board.Driver.SystemResume);
        Assert.AreEqual((0, true), (board.Driver.Endpoints.ModemTx.Channel.Free, board.Driver.Endpoints.ModemTx.Channel.IsBroken));
        board.Loop.Run(Board.Second);
        board.Faults.Observer = null;
        board.Soc.Heal();
        board.Soc.Chip.Gsi.Hold(board.Channel(EndpointName.ApModemTx), true);
        board.Work(board.Interface.Stop);
        board.Interface.SetListener(null);
        board.Work(board.Interface.Open);

        Assert.AreEqual((0, true), (board.Driver.Endpoints.ModemTx.Channel.Free, board.Interface.IsQueueRunning));
        Assert.AreEqual(TransmitStatus.Busy, filler.Send());
        Assert.IsFalse(board.Interface.IsQueueRunning);
        ulong before = board.Interface.Counters.TxTimeouts;
        board.Loop.Run(10 * Board.Second);
        Assert.AreEqual(before + 1, board.Interface.Counters.TxTimeouts);
    }

    private sealed class Filler(Board board) : InterfaceListener
    {
        private readonly Link _link = new(board);
        private readonly byte[] _packet = Packets.EchoRequest(1);

        public TransmitStatus Send() => _link.Interface.Send(_packet, 0, _packet.Length, false, false);

        public override void OnRegistered()
        {
        }

        public override void OnUnregistered()
        {
        }

        public override void OnQueueRunning()
        {
            while (Send() == TransmitStatus.Accepted)
            {
            }
        }
    }

    private sealed class LostEveryTime(FaultPlan plan) : FaultObserver
    {
        public override void OnFault(FaultKind kind, int occasion)
        {
            if (kind == FaultKind.LostDoorbell) { plan.LostDoorbellAt = occasion + 1; }
            if (kind == FaultKind.DroppedInterrupt) { plan.DropInterruptAt = occasion + 1; }
            if (kind == FaultKind.StuckCommand) { plan.StuckCommandAt = occasion + 1; }
            if (kind == FaultKind.LateCommand) { plan.LateCommandAt = occasion + 1; }
        }
    }
}
