using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.Ipa;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>What the sweeps have found, each by itself.</summary>
[TestClass]
public sealed class MendedTests
{
    [TestMethod]
    public void A_lost_doorbell_of_the_command_channel_costs_half_a_second_and_no_reset()
    {
        SweptLife life = Opened(Board.Sdm845);
        life.Board.Faults.LostDoorbellAt = life.Board.Faults.Doorbells + 1;
        int resets = life.Log.Resets;
        long start = life.Board.Loop.Now;
        life.Command();

        Assert.IsEmpty(life.Refusals);
        Assert.IsInRange(500_000, 510_000, life.Board.Loop.Now - start);
        Assert.AreEqual((0u, resets), (life.Timeouts, life.Log.Resets));
        life.End();
        Assert.AreEqual("", life.Wrong);
    }

    [TestMethod]
    public void A_lost_doorbell_does_not_keep_packets_from_leaving_when_the_interface_is_closed()
    {
        SweptLife life = Opened(Board.V42);
        life.Board.Faults.LostDoorbellAt = life.Board.Faults.Doorbells + 1;
        byte[] packet = Packets.EchoRequest(1000);
        new Link(life.Board).Interface.Send(packet, 0, packet.Length, false, false);
        life.Close();

        Assert.AreEqual((0u, 0u), (life.Timeouts, life.Driver.Endpoints.ModemTx.CancelledCount));
        life.End();
        Assert.AreEqual("", life.Wrong);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_start_that_fails_after_sleep_is_asked_for_once_more_and_no_packet_is_lost(bool answers)
    {
        for (int channel = 1; channel <= 4; channel++)
        {
            SweptLife life = Opened(Board.V42);
            life.Board.Loop.Run(Board.Second);
            if (answers) { life.Board.Faults.FailedCommandAt = life.Board.Faults.Executed + channel; }
            else { life.Board.Faults.StuckCommandAt = life.Board.Faults.Commands + channel; }
            life.Exchange(3);

            Assert.AreEqual((0, 0u), (life.Lost, life.Broken), $"channel {channel} in the order of the starts");
            life.End();
            Assert.AreEqual("", life.Wrong);
        }
    }

    [TestMethod]
    public void A_vote_that_is_refused_once_does_not_fail_the_probe()
    {
        var clean = new SweptLife(Board.Sdm845);
        clean.Probe();
        for (int n = 1; n <= clean.Board.Faults.Votes; n++)
        {
            var life = new SweptLife(Board.Sdm845);
            life.Board.Faults.RefuseVotesAt = n;
            life.Probe();
            Assert.IsTrue(life.IsBound, $"vote {n}: {life.Board.Device.Reason}");
        }
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V31)]
    [DataRow(Board.V42)]
    [DataRow(Board.V45)]
    [DataRow(Board.V411)]
    [DataRow(Board.V50)]
    public void With_every_command_stuck_and_packets_under_way_a_removal_and_a_suspend_take_two_seconds_at_most(string board)
    {
        Action<SweptLife>[] ways = [life => life.Remove(), life => life.Sleep(), life => life.Board.Loop.Run(500_000 + SweptLife.TeardownMicroseconds)];
        foreach (Action<SweptLife> way in ways)
        {
            SweptLife life = Opened(board);
            life.Board.Soc.Chip.Gsi.Hold(life.Board.Channel(IpaEmbedded.Ipa.Data.EndpointName.ApModemTx), true);
            byte[] packet = Packets.Udp4(100, false);
            for (int i = 0; i < 5; i++) { new Link(life.Board).Interface.Send(packet, 0, packet.Length, false, false); }
            FaultPlan faults = life.Board.Faults;
            faults.StuckCommandAt = faults.Commands + 1;
            faults.Observer = new EveryCommand(faults);
            life.CannotKeep(SanitizerRule.PowerOffBusy, SanitizerRule.EventRingInUse, SanitizerRule.ModemLeftPaused);
            long start = life.Board.Loop.Now;
            way(life);

            Assert.IsInRange(0, 500_000 + SweptLife.TeardownMicroseconds, life.Board.Loop.Now - start);
            Assert.IsFalse(life.Board.Soc.Chip.IsPowered, board);
        }
    }

    [TestMethod]
    public void T21_A_modem_that_crashes_while_it_is_started_after_a_crash_is_started_again()
    {
        SweptLife life = Opened(Board.Sdm845);
        long start = life.Board.Loop.Now;
        EventLoopTimer? again = null;
        again = new EventLoopTimer(life.Board.Loop, () =>
        {
            if (life.Board.Soc.Boot.Phase == ModemPhase.PoweringUp) { life.Board.Soc.Boot.Crash(); }
            else { again!.Start(1000); }
        });
        again.Start(1000);
        life.Board.Soc.Boot.Crash();
        Assert.IsTrue(life.Board.RunUntil(() => life.Board.Soc.Boot.Crashes == 2, Board.Second));

        Assert.IsTrue(life.Await());
        Assert.IsLessThan(3 * Board.Second, life.Board.Loop.Now - start);
        Assert.AreEqual(RemoteProcessorState.Running, life.Board.Supervisor.State);
        life.AssertTrafficToTheEnd();
    }

    [TestMethod]
    public void A_signal_that_the_firmware_runs_which_comes_while_the_system_sleeps_is_heard_when_it_wakes()
    {
        var life = new SweptLife(Board.Sdm845);
        life.Probe();
        life.Sleep();
        life.StartModem();
        Assert.IsFalse(life.Driver.IsSetUp);
        life.Wake();

        Assert.IsTrue(life.Driver.IsSetUp);
        Assert.IsNull(life.Board.Told(IpaTraceId.SetupFailed));
        Assert.IsTrue(life.Await());
        life.AssertTrafficToTheEnd();
    }

    [TestMethod]
    public void A_setup_without_firmware_gives_no_command_and_costs_no_time()
    {
        var life = new SweptLife(Board.V42);
        life.Probe();
        long start = life.Board.Loop.Now;
        life.Board.Soc.Modem.AssertSetupReady();
        life.Board.Loop.RunPending();

        StringAssert.Contains(life.Board.Told(IpaTraceId.SetupFailed), "firmware is not running");
        Assert.AreEqual((0, 0L), (life.Board.Faults.Commands, life.Board.Loop.Now - start));
        life.End();
        Assert.AreEqual("", life.Wrong);
    }

    private static SweptLife Opened(string board)
    {
        var life = new SweptLife(board);
        life.Probe();
        life.StartModem();
        life.Open();
        life.Exchange(2);
        Assert.AreEqual(0, life.Lost);
        return life;
    }

    private sealed class EveryCommand(FaultPlan faults) : FaultObserver
    {
        public override void OnFault(FaultKind kind, int occasion)
        {
            if (kind == FaultKind.StuckCommand) { faults.StuckCommandAt = occasion + 1; }
        }
    }
}
