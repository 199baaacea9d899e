using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Probe, setup, panic and removal.</summary>
[TestClass]
public sealed class LifeTests
{
    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    [DataRow(Board.V411)]
    public void A_removal_before_setup_leaves_nothing_behind(string name)
    {
        var board = new Board(name).Probe();
        Assert.IsFalse(board.Driver.IsSetUp);
        board.Remove();

        board.AssertNothingLeft();
        board.AssertClean();
        board.StartModem();
        board.Loop.Run(Board.Second);
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.Sdm845ApInit)]
    [DataRow(Board.V31)]
    [DataRow(Board.V42)]
    [DataRow(Board.V45)]
    [DataRow(Board.V411)]
    public void A_removal_with_traffic_under_way_leaves_nothing_behind_and_a_new_probe_works(string name)
    {
        var board = new Board(name) { HearsClockQuery = true }.Open();
        var link = new Link(board);
        Assert.IsTrue(board.Echo(link));
        byte[] packet = Packets.Udp4(1400, false);
        for (int i = 0; i < 20; i++) { link.Interface.Send(packet, 0, packet.Length, false, i % 3 != 0); }
        board.Remove();
        board.AssertNothingLeft();

        board.Platform.Retry(board.Device);
        board.Platform.Probe();
        Assert.AreEqual(DeviceState.Bound, board.Device.State, board.Device.Reason);
        board.Work(board.Supervisor.Stop);
        board.StartModem();
        board.Remove();
        board.AssertNothingLeft();
        board.AssertClean();
    }

    [TestMethod]
    public void Stages_go_down_in_the_reverse_order_of_the_way_up()
    {
        var board = new Board().Open();
        string[] up = [.. board.Stages.Entries.Select(e => e[1..])];
        board.Stages.Entries.Clear();
        board.Remove();

        CollectionAssert.AreEqual(up.Reverse().ToArray(), board.Stages.Entries.Select(e => e[1..]).ToArray());
        Assert.IsTrue(board.Stages.Entries.All(e => e[0] == '-'), string.Join(' ', board.Stages.Entries));
        Assert.AreEqual(22, up.Length);
    }

    [TestMethod]
    public void The_application_processor_loads_the_firmware_and_sets_up_without_the_modem()
    {
        var board = new Board(Board.Sdm845ApInit).Probe();

        Assert.IsTrue(board.Driver.IsSetUp);
        Assert.AreEqual("ipaembedded/sdm845/ipa_fws.mdt", board.Firmware.Name);
        Assert.AreEqual(1, board.Soc.SecureMonitor.Authentications);
        board.StartModem();
        board.AwaitModem();
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
        board.AssertClean();
    }

    [TestMethod]
    public void Firmware_that_is_missing_or_refused_fails_the_probe_with_its_reason_and_a_second_try_works()
    {
        var board = new Board(Board.Sdm845ApInit);
        board.Firmware.IsMissing = true;
        board.Platform.Probe();
        Assert.AreNotEqual(DeviceState.Bound, board.Device.State);
        StringAssert.Contains(board.Device.Reason, "ipa_fws.mdt");
        board.AssertNothingLeft();

        board.Firmware.IsMissing = false;
        board.Soc.SecureMonitor.AuthenticationError = -22;
        board.Platform.Retry(board.Device);
        board.Platform.Probe();
        Assert.AreNotEqual(DeviceState.Bound, board.Device.State);
        StringAssert.Contains(board.Device.Reason, "-22");
        board.AssertNothingLeft();

        board.Soc.SecureMonitor.AuthenticationError = 0;
        board.Platform.Retry(board.Device);
        board.Probe();
        Assert.IsTrue(board.Driver.IsSetUp);
        board.AssertClean();
    }

    [TestMethod]
    public void Setup_fails_clearly_when_the_gsi_runs_no_firmware_and_is_tried_again_at_the_modems_next_start()
    {
        var board = new Board().Probe();
        board.Device.Interrupt("ipa-setup-ready").Line.Raise();
        board.Loop.RunPending();
        Assert.AreEqual("stage gsi-setup: GSI firmware is not running: GSI_STATUS.ENABLED is 0", board.Told(IpaTraceId.SetupFailed));

        board.StartModem();
        board.AwaitModem();
        Assert.IsFalse(board.Driver.HasSetupFailed);
        board.AssertClean();
    }

    [TestMethod]
    public void A_setup_that_failed_half_way_is_undone_and_works_at_the_next_start()
    {
        var board = new Board(Board.V42);
        board.Faults.StuckCommandAt = 12;
        board.Probe();
        board.StartModem();
        board.Loop.Run(5 * Board.Second);
        StringAssert.StartsWith(board.Told(IpaTraceId.SetupFailed), "stage ");
        Assert.IsFalse(board.Interface.IsRegistered);

        board.Soc.Boot.Crash();
        board.AwaitModem();
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
        board.AssertClean();
    }

    [TestMethod]
    public void A_panic_tells_the_modem_about_the_power_and_the_microcontroller_about_the_death()
    {
        var board = new Board().Open();
        board.Driver.Panic();

        Assert.AreEqual(3u, board.Soc.Modem.ApState, "valid and on");
        Assert.AreEqual(MicrocontrollerMemory.CommandErrorFatal, board.Soc.Chip.Microcontroller.LastCommand);
        board.AssertClean();
    }

    [TestMethod]
    public void A_panic_while_the_ipa_sleeps_says_off_and_touches_no_register()
    {
        var board = new Board().Open();
        board.Loop.Run(Board.Second);
        board.Driver.Panic();

        Assert.AreEqual(1u, board.Soc.Modem.ApState, "valid, off");
        Assert.AreEqual((byte)0, board.Soc.Chip.Microcontroller.LastCommand);
        board.AssertClean();
    }

    [TestMethod]
    public void T19_Microcontroller_errors_are_counted_and_unknown_events_do_no_harm()
    {
        var board = new Board().Open();
        board.Soc.Chip.Microcontroller.RaiseEvent(1, 0x1234);
        board.Loop.Run(1000);
        board.Soc.Chip.Microcontroller.RaiseEvent(77, 0);
        board.Soc.Chip.Microcontroller.Respond(55, 0);
        board.Loop.Run(1000);

        CollectionAssert.AreEqual(
            new[] { "the microcontroller reported error 0x1234", "the microcontroller's event 77 is unknown", "the microcontroller's response 55 is unknown" },
            TraceText.Entries(board.Loop.Trace).Select(TraceText.Of).ToArray());
        Assert.IsTrue(board.Echo(new Link(board)));
        board.AssertClean();
    }

    [TestMethod]
    public void T19_A_microcontroller_that_reports_itself_loaded_again_and_again_is_heard_once()
    {
        var board = new Board().Open();
        int told = board.Soc.Aoss.MessageCount;
        for (int i = 0; i < 3; i++)
        {
            board.Soc.Chip.Microcontroller.Respond(MicrocontrollerMemory.ResponseInitCompleted, 0);
            board.Loop.Run(1000);
        }

        Assert.AreEqual(told, board.Soc.Aoss.MessageCount);
        Assert.IsTrue(board.Echo(new Link(board)));
        board.Remove();
        board.AssertNothingLeft();
        board.AssertClean();
    }

    [TestMethod]
    public void T19_A_microcontroller_that_speaks_before_the_modem_has_loaded_it_does_no_harm()
    {
        var board = new Board().Probe();
        board.Work(() => board.Driver.Power.Acquire());
        board.Soc.Chip.Microcontroller.RaiseEvent(77, 0);
        board.Loop.Run(1000);
        board.Soc.Chip.Microcontroller.Respond(MicrocontrollerMemory.ResponseInitCompleted, 0);
        board.Loop.Run(1000);
        board.Work(() => board.Driver.Power.Release());

        Assert.AreEqual("the microcontroller's event 77 is unknown", board.Told(IpaTraceId.MicrocontrollerUnknown));
        board.StartModem();
        board.AwaitModem();
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
        board.Remove();
        board.AssertNothingLeft();
        board.AssertClean();
    }

    [TestMethod]
    public void Retention_is_asked_for_when_the_microcontroller_runs_and_given_up_at_removal()
    {
        var board = new Board().Open();
        Assert.AreEqual("{ class: bcm, res: ipa_pc, val: 1 }", board.Soc.Aoss.MessageAt(board.Soc.Aoss.MessageCount - 1));
        board.Remove();

        Assert.AreEqual("{ class: bcm, res: ipa_pc, val: 0 }", board.Soc.Aoss.MessageAt(board.Soc.Aoss.MessageCount - 1));
    }

    [TestMethod]
    public void The_interface_needs_a_ready_modem()
    {
        var board = new Board().Probe();

        var refusal = Assert.ThrowsExactly<IpaException>(board.Interface.Open);

        Assert.AreEqual(IpaError.WrongState, refusal.Error);
        Assert.AreEqual("rmnet_ipa0: the modem is not ready, so there is nothing to open", refusal.Message);
    }

    [TestMethod]
    [DataRow("qcom,sdm845-ipa", "3.5.1", "MAPv4", "10", "2")]
    [DataRow("qcom,sdx55-ipa", "4.5", "MAPv5", "14", "2")]
    public void Status_has_the_names_that_users_know(string compatible, string version, string offload, string receive, string transmit)
    {
        var status = new DriverStatus(global::IpaEmbedded.Ipa.Data.IpaVersions.ForCompatible(compatible));

        CollectionAssert.AreEqual(
            new[]
            {
                $"version={version}", $"feature/rx_offload={offload}", $"feature/tx_offload={offload}", $"endpoint_id/modem_rx={receive}",
                $"endpoint_id/modem_tx={transmit}", $"modem/rx_endpoint_id={receive}", $"modem/tx_endpoint_id={transmit}",
            },
            Enumerable.Range(0, status.Count).Select(i => status.Name(i) + "=" + status.Value(i)).ToArray());
    }
}
