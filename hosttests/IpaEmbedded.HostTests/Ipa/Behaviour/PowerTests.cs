using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Ipa;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Power comes for use and goes half a second after it; traffic and the modem bring it back.</summary>
[TestClass]
public sealed class PowerTests
{
    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    public void The_power_goes_500_ms_after_the_last_use(string name)
    {
        var board = new Board(name, ChipTiming.Immediate()).Open();
        board.Loop.Run(499000);
        Assert.IsTrue(board.Soc.Chip.IsPowered);
        board.Loop.Run(2000);

        Assert.IsFalse(board.Soc.Chip.IsPowered);
        Assert.IsFalse(board.Driver.Power.IsActive);
        Assert.AreEqual(0, board.Driver.Power.UsageCount);
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    public void A_packet_for_a_sleeping_ipa_is_refused_once_and_the_queue_is_woken_when_the_power_is_there(string name)
    {
        var board = new Board(name).Open();
        var link = new Link(board);
        board.Loop.Run(Board.Second);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        byte[] request = Packets.EchoRequest(7);

        Assert.AreEqual(TransmitStatus.Busy, link.Interface.Send(request, 0, request.Length, false, false));
        Assert.IsFalse(board.Interface.IsQueueRunning);
        Assert.AreEqual(0u, board.Driver.Endpoints.ModemTx.Channel.Counters.Committed);
        Assert.IsTrue(board.RunUntil(() => board.Interface.IsQueueRunning, 10000));
        Assert.IsTrue(board.Soc.Chip.IsPowered);
        Assert.AreEqual(TransmitStatus.Accepted, link.Interface.Send(request, 0, request.Length, false, false));
        Assert.IsTrue(board.RunUntil(() => link.Received.Count == 1, 100000));

        Assert.AreEqual((1ul, 1ul), (board.Interface.Counters.QueueStops, board.Interface.Counters.QueueWakes));
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V31)]
    [DataRow(Board.V42)]
    [DataRow(Board.V411)]
    [DataRow(Board.V50)]
    [DataRow(Board.V55)]
    public void A_packet_from_the_modem_wakes_a_sleeping_ipa_and_arrives(string name)
    {
        var board = new Board(name).Open();
        var link = new Link(board);
        board.Loop.Run(Board.Second);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        uint before = board.Driver.SuspendInterrupt.Count;

        byte[] packet = Packets.Udp4(100, false);
        board.Soc.Network.Inject(0, packet, 0, packet.Length);
        Assert.IsTrue(board.RunUntil(() => link.Received.Count == 1, Board.Second), board.Soc.Sanitizer.Text());

        CollectionAssert.AreEqual(packet, link.Received[0]);
        Assert.AreEqual(1u, board.Driver.SuspendInterrupt.Count - before);
        board.Loop.Run(Board.Second);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        board.AssertClean();
    }

    [TestMethod]
    public void A_frame_that_is_open_when_its_endpoint_is_suspended_is_closed_and_arrives()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var link = new Link(board);
        uint suspends = board.Driver.SuspendInterrupt.Count;
        byte[] packet = Packets.Udp4(100, false);
        byte[] frame = new byte[200];
        int length = board.Soc.Network.BuildFrame(0, packet, 0, packet.Length, frame);
        board.Soc.Chip.Pipeline.Downlink(board.Endpoint(EndpointName.ApModemRx), frame, length, false);
        board.Work(board.Driver.SystemSuspend);
        Assert.AreEqual(0, link.Received.Count);
        Assert.AreEqual(suspends + 1, board.Driver.SuspendInterrupt.Count, "raised by hand");
        board.Work(board.Driver.SystemResume);

        Assert.IsTrue(board.RunUntil(() => link.Received.Count == 1, Board.Second));
        CollectionAssert.AreEqual(packet, link.Received[0]);
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    public void System_sleep_takes_the_power_even_from_an_answered_clock_query_and_gives_it_back(string name)
    {
        var board = new Board(name) { HearsClockQuery = true }.Open();
        var link = new Link(board);
        Assert.AreEqual(3u, board.Soc.Modem.ApState);
        board.Loop.Run(2 * Board.Second);
        Assert.IsTrue(board.Soc.Chip.IsPowered, "the answer was on: a promise");

        board.Work(board.Driver.SystemSuspend);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        board.Loop.Run(60 * Board.Second);
        board.Work(board.Driver.SystemResume);

        Assert.IsTrue(board.Soc.Chip.IsPowered);
        Assert.IsTrue(board.Echo(link));
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    public void What_arrives_during_system_sleep_wakes_by_the_ipas_interrupt_and_is_delivered_after_it(string name)
    {
        var board = new Board(name).Open();
        var link = new Link(board);
        board.Work(board.Driver.SystemSuspend);
        byte[] packet = Packets.Udp4(100, false);
        board.Soc.Network.Inject(0, packet, 0, packet.Length);
        board.Loop.Run(Board.Second);

        Assert.IsTrue(board.Device.Interrupt("ipa").Line.IsWakeSource);
        Assert.IsTrue(board.Device.Interrupt("ipa").Line.IsPending);
        Assert.IsFalse(board.Device.Interrupt("gsi").Line.IsWakeSource);
        Assert.AreEqual(0, link.Received.Count);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        board.Work(board.Driver.SystemResume);
        Assert.IsTrue(board.RunUntil(() => link.Received.Count == 1, Board.Second));
        board.AssertClean();
    }

    [TestMethod]
    public void Nobody_using_it_the_ipa_stays_off_after_system_sleep_and_the_first_packet_powers_it()
    {
        var board = new Board().Open();
        var link = new Link(board);
        board.Loop.Run(Board.Second);
        board.Work(board.Driver.SystemSuspend);
        board.Work(board.Driver.SystemResume);
        board.Loop.Run(Board.Second);
        Assert.IsFalse(board.Soc.Chip.IsPowered);

        Assert.IsTrue(board.Echo(link));
        board.AssertClean();
    }

    [TestMethod]
    public void A_packet_given_during_system_sleep_is_refused_and_the_queue_wakes_after_it()
    {
        var board = new Board().Open();
        var link = new Link(board);
        board.Work(board.Driver.SystemSuspend);
        byte[] request = Packets.EchoRequest(3);

        Assert.AreEqual(TransmitStatus.Busy, link.Interface.Send(request, 0, request.Length, false, false));
        board.Loop.Run(Board.Second);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        board.Work(board.Driver.SystemResume);

        Assert.IsTrue(board.RunUntil(() => board.Interface.IsQueueRunning, Board.Second), "the queue must not stall for ever");
        Assert.IsTrue(board.Echo(link));
        board.AssertClean();
    }

    [TestMethod]
    public void The_clock_query_is_answered_off_when_the_ipa_sleeps_and_holds_nothing()
    {
        var board = new Board().Open();
        board.Device.Interrupt("ipa-clock-query").Line.Enable();
        board.Loop.Run(100);
        board.Work(() => { });
        board.Soc.Boot.Crash();
        board.Loop.Run(2 * Board.Second);
        board.Loop.Run(2 * Board.Second);
        Assert.AreEqual(3u, board.Soc.Modem.ApState, "powered by the restart: valid and on");

        board = new Board().Boot();
        board.Loop.Run(Board.Second);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        Assert.AreEqual(0u, board.Soc.Modem.ApState);
        board.Device.Interrupt("ipa-clock-query").Line.Enable();
        board.Loop.Run(1000);

        Assert.AreEqual(1u, board.Soc.Modem.ApState, "valid, off");
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        Assert.AreEqual(0, board.Driver.Power.UsageCount);
    }

    [TestMethod]
    public void An_open_that_gets_no_power_says_so_and_leaves_nobody_holding_it()
    {
        var board = Asleep(new Board().Boot());
        RefuseVotes(board, 60_000);
        IpaException? refusal = null;
        board.Work(() => refusal = Assert.ThrowsExactly<IpaException>(board.Interface.Open));

        Assert.AreEqual((IpaError.NoPower, "rmnet_ipa0: no power: bus clocks: apps_rsc: no trigger command set is free"), (refusal!.Error, refusal.Message));
        Assert.AreEqual(0, board.Driver.Power.UsageCount);
        board.Loop.Run(100_000);
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
        Asleep(board);
        board.AssertClean();
    }

    [TestMethod]
    public void A_stop_that_gets_no_power_leaves_the_interface_open()
    {
        var board = Asleep(new Board().Open());
        RefuseVotes(board, 60_000);
        board.Work(() => Assert.ThrowsExactly<IpaException>(board.Interface.Stop));
        Assert.IsTrue(board.Interface.IsOpen);
        board.Loop.Run(100_000);

        board.Work(board.Interface.Stop);
        Assert.IsFalse(board.Interface.IsOpen);
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(5_000)]
    [DataRow(15_000)]
    [DataRow(400_000)]
    [DataRow(12_000_000)]
    public void A_packet_waits_for_votes_that_are_refused_for_a_time_and_nothing_escapes(int microseconds)
    {
        var board = Asleep(new Board().Open());
        var link = new Link(board);
        long start = board.Loop.Now;
        RefuseVotes(board, microseconds);
        byte[] request = Packets.EchoRequest(4);
        Assert.AreEqual(TransmitStatus.Busy, link.Interface.Send(request, 0, request.Length, false, false));
        Assert.IsTrue(board.RunUntil(() => board.Interface.IsQueueRunning, 30 * Board.Second));
        Assert.AreEqual(TransmitStatus.Accepted, link.Interface.Send(request, 0, request.Length, false, false));
        Assert.IsTrue(board.RunUntil(() => link.Received.Count == 1, Board.Second));
        Assert.IsGreaterThanOrEqualTo(microseconds, board.Loop.Now - start);
        Asleep(board);
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(15_000)]
    [DataRow(12_000_000)]
    public void A_packet_from_the_modem_waits_for_votes_that_are_refused_for_a_time(int microseconds)
    {
        var board = Asleep(new Board().Open());
        var link = new Link(board);
        RefuseVotes(board, microseconds);
        byte[] packet = Packets.Udp4(100, false);
        board.Soc.Network.Inject(0, packet, 0, packet.Length);

        Assert.IsTrue(board.RunUntil(() => link.Received.Count == 1, 30 * Board.Second));
        Asleep(board);
        board.AssertClean();
    }

    [TestMethod]
    public void A_system_that_wakes_up_without_power_gets_it_later()
    {
        var board = new Board { HearsClockQuery = true }.Open();
        var link = new Link(board);
        board.Work(board.Driver.SystemSuspend);
        RefuseVotes(board, 60_000);
        board.Work(board.Driver.SystemResume);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        board.Loop.Run(200_000);

        Assert.IsTrue(board.Soc.Chip.IsPowered, "the answer to the clock query holds it");
        Assert.IsTrue(board.Echo(link));
        board.AssertClean();
    }

    [TestMethod]
    public void A_removal_that_gets_no_power_changes_nothing_and_may_be_repeated()
    {
        var board = Asleep(new Board().Open());
        RefuseVotes(board, 3_000_000);
        IpaException? refusal = null;
        board.Work(() => refusal = Assert.ThrowsExactly<IpaException>(() => board.Platform.Remove(board.Device)));
        Assert.AreEqual((IpaError.NoPower, "removal: bus clocks: apps_rsc: no trigger command set is free"), (refusal!.Error, refusal.Message));
        Assert.AreEqual(DeviceState.Bound, board.Device.State);
        board.Loop.Run(5 * Board.Second);
        Assert.IsTrue(board.Echo(new Link(board)));
        board.Soc.Boot.Crash();
        board.Loop.Run(5 * Board.Second);
        Assert.AreEqual((1u, 1u), (board.Driver.Supervisor.StopCount, board.Driver.Supervisor.CrashCount), "the modem is still cleaned up after");

        board.Remove();
        board.AssertNothingLeft();
        board.AssertClean();
    }

    [TestMethod]
    public void A_clean_up_after_the_modem_that_gets_no_power_is_done_before_the_modem_starts_again()
    {
        var board = Asleep(new Board().Open());
        RefuseVotes(board, 1_500_000);
        board.Soc.Boot.Crash();
        board.Loop.Run(5 * Board.Second);

        Assert.AreEqual((1u, "clean-up: no power: bus clocks: apps_rsc: no trigger command set is free"), (board.Loop.Trace.CountOf(IpaTraceId.CleanUpRefused), board.Told(IpaTraceId.CleanUpRefused)));
        board.AwaitModem();
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
        board.AssertClean();
    }

    // The driver tries ten times, a millisecond apart; after that the next autosuspend, or at removal again for a second. The first vote on the
    // way down is the clock's, the second the paths'.
    [TestMethod]
    [DataRow(1, 0)]
    [DataRow(1, 1_000)]
    [DataRow(1, 5_000)]
    [DataRow(1, 15_000)]
    [DataRow(1, 400_000)]
    [DataRow(2, 0)]
    [DataRow(2, 5_000)]
    [DataRow(2, 400_000)]
    public void A_removal_whose_votes_are_refused_for_a_time_leaves_nothing(int vote, int microseconds)
    {
        var board = new Board { HearsClockQuery = true }.Open();
        RefuseVotes(board, microseconds, vote);
        board.Remove();
        // The voter sends votes for bandwidth again.
        if (vote == 2) { board.Loop.Run(microseconds + 20_000); }

        board.AssertNothingLeft();
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(1, 0)]
    [DataRow(1, 1_000)]
    [DataRow(1, 5_000)]
    [DataRow(1, 15_000)]
    [DataRow(1, 700_000)]
    [DataRow(2, 0)]
    [DataRow(2, 15_000)]
    [DataRow(2, 700_000)]
    public void An_autosuspend_whose_votes_are_refused_for_a_time_takes_the_power_after_it(int vote, int microseconds)
    {
        var board = new Board().Open();
        var link = new Link(board);
        Assert.IsTrue(board.Echo(link));
        RefuseVotes(board, microseconds, vote);
        board.Loop.Run(3 * Board.Second);

        Assert.IsFalse(board.Soc.Chip.IsPowered);
        Assert.AreEqual(0u, board.Soc.Rpmh.WordOf("IP0") & 0x3fff, "clock vote");
        Assert.AreEqual(0u, board.Soc.Rpmh.WordOf("SN11") & 0x3fff, "interconnect vote of IMEM");
        Assert.IsTrue(board.Echo(link, 2));
        board.AssertClean();
    }

    [TestMethod]
    public void An_ipa_that_may_not_go_off_stays_on_and_passes_packets()
    {
        var board = new Board().Open();
        var link = new Link(board);
        RefuseVotes(board, 5 * Board.Second);
        board.Loop.Run(2 * Board.Second);

        Assert.IsTrue(board.Driver.Power.IsActive);
        Assert.IsTrue(board.Soc.Chip.IsPowered);
        Assert.IsTrue(board.Echo(link));
        board.AssertClean();
    }

    [TestMethod]
    public void A_system_sleep_whose_vote_is_refused_does_not_happen_and_the_ipa_works_on()
    {
        var board = new Board { HearsClockQuery = true }.Open();
        var link = new Link(board);
        RefuseVotes(board, 60_000);
        board.Work(() => Assert.Throws<HardwareException>(board.Driver.SystemSuspend));

        Assert.IsTrue(board.Soc.Chip.IsPowered);
        Assert.IsTrue(board.Echo(link));
        board.AssertClean();
    }

    private static Board Asleep(Board board)
    {
        board.Loop.Run(2 * Board.Second);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        Assert.AreEqual(0, board.Driver.Power.UsageCount);
        return board;
    }

    private static void RefuseVotes(Board board, long microseconds, int vote = 1)
    {
        board.Faults.RefuseVotesAt = board.Faults.Votes + vote;
        board.Faults.RefuseVotesMicroseconds = microseconds;
    }

    [TestMethod]
    public void Votes_for_the_clock_are_the_numbers_of_the_command_database()
    {
        var board = new Board().Open();

        // 75 MHz in units of 19.2 MHz is 3, rounded down; bit 30 commits, bit 29 says valid.
        Assert.AreEqual(0x60000003u, board.Soc.Rpmh.WordOf("IP0"));
        board.Loop.Run(Board.Second);
        Assert.AreEqual(0u, board.Soc.Rpmh.WordOf("IP0") & 0x3fff);
    }
}
