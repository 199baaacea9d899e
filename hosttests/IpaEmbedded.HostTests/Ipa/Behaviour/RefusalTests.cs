using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Ipa.Commands;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Memory;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Refusals and counters that no other test is about: each has its words and its number.</summary>
[TestClass]
public sealed class RefusalTests
{
    [TestMethod]
    public void A_batch_of_commands_is_open_once_and_no_longer_than_the_hardware_takes()
    {
        Board board = new Board().Open();
        CommandChannel commands = board.Driver.Endpoints.Commands;
        board.Work(() =>
        {
            board.Driver.Power.Acquire();
            Refuses(IpaError.NoResources, "command channel: no room for 21 commands", () => commands.Begin(21));
            commands.Begin(1);
            Refuses(IpaError.Busy, "command channel: a batch is open already", () => commands.Begin(1));
            Refuses(IpaError.BadData, "DMA_SHARED_MEM: offset 0x10000 does not fit, 0xffff is the largest", () => commands.CopyToLocalMemory(0, 0x10000, 8));
            commands.RegisterWrite(0, 0, 0, 0);
            commands.Run();
            board.Driver.Power.Release();
        });
    }

    [TestMethod]
    public void A_batch_that_is_not_done_breaks_the_channel_until_it_is_reset()
    {
        Board board = new Board().Open();
        CommandChannel commands = board.Driver.Endpoints.Commands;
        board.Soc.Chip.Gsi.Hold(4, true);
        board.Work(() =>
        {
            board.Driver.Power.Acquire();
            commands.Begin(1);
            commands.RegisterWrite(0, 0, 0, 0);
            Refuses(IpaError.Timeout, "command channel 4: a batch was not done after 1 s", commands.Run);
            Refuses(IpaError.WrongState, "command channel: an earlier command timed out and the channel was not reset", () => commands.Begin(1));
            board.Driver.Power.Release();
        });

        Assert.AreEqual(1u, commands.Channel.Counters.Timeouts);
        board.Soc.Chip.Gsi.Hold(4, false);
        board.Soc.Boot.Crash();
        board.Loop.Run(10_000);
        board.AwaitModem();
        Assert.IsFalse(commands.Channel.IsBroken, "the clean-up after the modem resets it");
    }

    [TestMethod]
    public void A_channel_that_needs_a_reset_is_not_started()
    {
        Board board = new Board().Boot();
        GsiChannel channel = board.Driver.Endpoints.ModemTx.Channel;
        board.Faults.StuckCommandAt = board.Faults.Commands + 1;
        board.Work(() =>
        {
            board.Driver.Power.Acquire();
            Assert.ThrowsExactly<IpaException>(board.Interface.Open);
            Refuses(IpaError.WrongState, "channel 3: START refused, an earlier command timed out and the channel was not reset", () => board.Driver.Gsi.Start(channel));
            board.Driver.Power.Release();
        });

        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
    }

    [TestMethod]
    public void A_gsi_without_channels_is_refused()
    {
        Board board = new Board().Probe();
        uint parameters = board.Soc.Chip.Description.GsiRegisters.HwParam2.Offset;
        board.Hooks.GsiRead = (offset, value) => offset == parameters ? 0 : value;
        board.StartModem();
        board.Loop.Run(Board.Second);

        Assert.AreEqual("stage gsi-setup: GSI reports 0 channels and 0 event rings", board.Told(IpaTraceId.SetupFailed));
    }

    [TestMethod]
    public void A_generic_command_with_an_unknown_result_is_refused_and_the_stages_below_go_down()
    {
        Board board = new Board(Board.V42).Open();
        GsiRegisters table = board.Soc.Chip.Description.GsiRegisters;
        board.Hooks.GsiRead = (offset, value) => offset == table.CntxtScratch0.Offset ? table.GenericEeResult.Replace(value, 7) : value;
        board.Remove();

        StringAssert.EndsWith(board.Stages.Failures.Single(), "HALT_CHANNEL answered with result 7");
        Assert.AreEqual(1u, board.Loop.Trace.CountOf(IpaTraceId.StageNotDown));
        StringAssert.StartsWith(board.Told(IpaTraceId.StageNotDown), "gsi-setup: modem channel ");
    }

    [TestMethod]
    public void Endpoints_beyond_the_registers_are_refused()
    {
        Board board = new Board();
        board.Soc.Chip.Ipa.Poke(board.Soc.Chip.Description.IpaRegisters.Flavor0, 0, 0x0f1f0508);
        board.Platform.Probe();

        StringAssert.Contains(board.Device.Reason, "stage resources: FLAVOR_0 says that RX endpoints go up to ");
    }

    [TestMethod]
    public void A_device_of_an_unknown_version_is_refused()
    {
        Board board = new Board().Probe();
        Device other = board.Platform.FindDevice("/soc@0/mailbox@17990000");

        StringAssert.EndsWith(Assert.ThrowsExactly<ProbeException>(() => new IpaResources(other, board.Simulated.Services)).Message, "compatible: expected one of the IPA versions that the driver knows");
        var resources = new IpaResources(board.Device, board.Simulated.Services) { Compatible = "acme,ipa" };
        Refuses(IpaError.Unsupported, "no data for compatible \"acme,ipa\"", () => new IpaDriver(resources));
    }

    [TestMethod]
    public void Tables_for_no_filter_or_for_more_than_fit_are_refused()
    {
        IpaData data = IpaVersions.ForCompatible("qcom,sdm845-ipa");
        var tables = new FilterRouteTables(data, null, null, 0x7fff, new FakeMemory());

        Assert.AreEqual(15, tables.FilterCount);
        Refuses(IpaError.BadData, "IPA 3.5.1 has 15 filtering endpoints, not 1 to 14", tables.Initialize);
        Refuses(IpaError.BadData, "IPA 3.5.1 has 0 filtering endpoints, not 1 to 14", new FilterRouteTables(data, null, null, 0, new FakeMemory()).Initialize);
    }

    [TestMethod]
    public void A_dead_bus_is_an_error_of_its_own()
    {
        Board board = new Board();
        var memory = new LocalMemory(IpaVersions.ForCompatible("qcom,sdm845-ipa"), new AllOnes(), new DmaMemory(0, 0x2000), board.Soc.Memory);

        Refuses(IpaError.DeadBus, "SHARED_MEM_SIZE reads 0xffffffff: the bus is dead or unpowered", memory.Configure);
    }

    [TestMethod]
    public void A_modem_whose_setup_fails_is_told_by_the_board_that_waits_for_it()
    {
        Board board = new Board(Board.V42);
        board.Faults.StuckCommandAt = 12;
        board.Probe();
        board.StartModem();
        IpaException refusal = Assert.ThrowsExactly<IpaException>(board.Simulated.AwaitModem);

        Assert.AreEqual(IpaError.ModemRefused, refusal.Error);
        StringAssert.StartsWith(refusal.Message, "stage gsi-setup: ");
    }

    [TestMethod]
    public void A_transmit_channel_that_does_not_stop_is_told_and_reset_by_the_next_open()
    {
        Board board = new Board().Open();
        board.Faults.StuckCommandAt = board.Faults.Commands + 2;
        board.Work(board.Interface.Stop);

        Assert.AreEqual(1u, board.Loop.Trace.CountOf(IpaTraceId.TransmitNotStopped));
        StringAssert.Contains(board.Told(IpaTraceId.TransmitNotStopped), "channel 3: no answer to STOP in 50 ms, hardware says STARTED");
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
    }

    [TestMethod]
    public void Packets_that_never_leave_are_told_of_and_counted_by_channel_and_endpoint()
    {
        Board board = new Board().Open();
        var link = new Link(board);
        board.Soc.Chip.Gsi.Hold(3, true);
        byte[] packet = Packets.Udp4(100, false);
        for (int i = 0; i < 5; i++) { link.Interface.Send(packet, 0, packet.Length, false, false); }
        board.Work(board.Interface.Stop);
        board.Soc.Chip.Gsi.Hold(3, false);
        board.Work(board.Interface.Open);

        Assert.AreEqual(1u, board.Loop.Trace.CountOf(IpaTraceId.ChannelBusy));
        Assert.AreEqual((5u, 5u), (board.Driver.Endpoints.ModemTx.CancelledCount, board.Driver.Endpoints.ModemTx.Channel.Counters.Cancelled));
    }

    [TestMethod]
    public void Buffers_are_counted_by_what_became_of_them()
    {
        Board board = new Board(timing: ChipTiming.Immediate()).Open();
        ReceiveEndpoint endpoint = board.Driver.Endpoints.ModemRx;
        byte[] frame = [0, 0, 0, 4, 1, 2, 3, 4];
        Deliver(board, frame);
        Deliver(board, frame);
        board.Faults.Corruption = EventCorruption.TooLong;
        board.Faults.CorruptionAt = board.Faults.EventElements + 1;
        Deliver(board, frame);
        endpoint.SetSink(null);
        Deliver(board, frame);

        Assert.AreEqual((2u, 1u, 1u, 0u), (endpoint.DeliveredCount, endpoint.DroppedCount, endpoint.EmptyCount, endpoint.CancelledCount));
        Assert.AreEqual(2ul, board.Interface.Counters.RxDropped, "nobody has asked for frames");
        uint filled = (uint)(endpoint.Channel.Limit - endpoint.Channel.Free);
        board.Work(board.Interface.Stop);
        board.Remove();
        Assert.AreEqual(filled, endpoint.CancelledCount, "a reset takes them back");
    }

    [TestMethod]
    public void A_refused_packet_is_counted_by_both_interfaces()
    {
        Board board = new Board().Open();
        var link = new Link(board);
        board.Loop.Run(Board.Second);
        byte[] packet = Packets.Udp4(100, false);
        Assert.AreEqual(TransmitStatus.Busy, link.Interface.Send(packet, 0, packet.Length, false, false));
        Assert.AreEqual(TransmitStatus.Busy, link.Interface.Send(packet, 0, packet.Length, false, false));

        Assert.AreEqual((2ul, 2ul), (board.Interface.Counters.TxBusy, link.Interface.Counters.TxBusy));
        Assert.AreEqual(1ul, board.Interface.Counters.QueueStops, "stopped once");
    }

    [TestMethod]
    public void Requests_that_mean_nothing_or_come_too_fast_are_told_of()
    {
        Board board = new Board().Boot();
        board.Soc.Modem.SendRaw([0, 9, 0, 0x77, 0, 0, 0]);
        board.Soc.Modem.SendRaw([0, 10, 0, 0x35, 0, 0, 0]);
        board.Loop.Run(10_000);
        Assert.AreEqual(2u, board.Loop.Trace.CountOf(IpaTraceId.RequestUnknown));
        for (int i = 0; i < 100; i++) { board.Soc.Modem.SendIndicationRegister(); }
        board.Loop.Run(100_000);

        Assert.IsGreaterThan(0u, board.Loop.Trace.CountOf(IpaTraceId.RequestDropped));
        StringAssert.EndsWith(board.Told(IpaTraceId.RequestDropped), "a request INDICATION_REGISTER was dropped");
    }

    /// <summary>Of the first messages of the modem one is the answer to INIT_DRIVER; without its elements it says neither yes nor no.</summary>
    [TestMethod]
    public void An_answer_without_a_result_is_a_refusal()
    {
        uint refused = 0;
        for (int message = 1; message <= 8 && refused == 0; message++)
        {
            Board board = new Board().Probe();
            board.Faults.MalformedMessageAt = message;
            board.Faults.Damage = MessageDamage.NoTlvs;
            board.StartModem();
            board.Loop.Run(Board.Second);
            refused = board.Loop.Trace.CountOf(IpaTraceId.RequestRefused);
            if (refused == 0) { continue; }
            Assert.AreEqual(0x21u, board.Loop.Trace.Last(IpaTraceId.RequestRefused).A, "INIT_DRIVER");
            Assert.IsFalse(board.Interface.IsRegistered);
        }

        Assert.AreEqual(1u, refused);
    }

    [TestMethod]
    public void A_mute_always_on_subsystem_is_told_of_and_keeps_the_system_awake()
    {
        Board board = new Board().Probe();
        board.Soc.Aoss.IsMute = true;
        board.Watch.MayBreak(Invariant.Idle, "nobody keeps the registers, so the power stays");
        board.StartModem();
        board.Loop.Run(3 * Board.Second);

        Assert.IsGreaterThan(0u, board.Loop.Trace.CountOf(IpaTraceId.RetentionRefused));
        StringAssert.Contains(board.Told(IpaTraceId.RetentionRefused), "AOSS did not take");
        board.Work(() => Refuses(IpaError.NoPower, "the system cannot sleep: the registers would be lost, the always-on subsystem does not keep them", board.Driver.SystemSuspend));
    }

    [TestMethod]
    public void A_refused_vote_is_told_of()
    {
        Board board = new Board().Open();
        board.Loop.Run(Board.Second);
        board.Faults.RefuseVotesAt = board.Faults.Votes + 1;
        Assert.IsTrue(board.Echo(new Link(board)));

        Assert.AreEqual(1u, board.Loop.Trace.CountOf(IpaTraceId.VoteRefused));
        StringAssert.Contains(board.Told(IpaTraceId.VoteRefused), "no trigger command set is free");
    }

    [TestMethod]
    public void A_source_of_the_core_that_does_not_go_quiet_is_silenced_and_the_others_go_on()
    {
        Board board = new Board(timing: ChipTiming.Immediate()).Open();
        uint status = board.Soc.Chip.Description.IpaRegisters.IpaIrqStts.Offset;
        board.Hooks.AnyRead = (block, offset, value) => block == "ipa-reg" && offset == status ? value | 4 : value;
        board.Soc.Chip.Microcontroller.RaiseEvent(2, 0);
        board.Loop.Run(1_000);
        board.Hooks.AnyRead = null;

        Assert.AreEqual(1u, board.Loop.Trace.CountOf(IpaTraceId.CoreFlood));
        Assert.IsTrue(board.Echo(new Link(board)));
    }

    [TestMethod]
    public void Microcontroller_errors_and_stuck_rings_are_counted_in_the_trace()
    {
        Board board = new Board(timing: ChipTiming.Immediate()) { HearsClockQuery = true }.Open();
        var link = new Link(board);
        board.Soc.Chip.Microcontroller.RaiseEvent(1, 0x1234);
        board.Soc.Chip.Gsi.Hold(3, true);
        byte[] packet = Packets.Udp4(100, false);
        while (link.Interface.Send(packet, 0, packet.Length, false, false) == TransmitStatus.Accepted) { }
        board.Loop.Run(15 * Board.Second);

        Assert.AreEqual((1u, 1u), (board.Loop.Trace.CountOf(IpaTraceId.MicrocontrollerError), board.Loop.Trace.CountOf(IpaTraceId.TransmitStuck)));
    }

    [TestMethod]
    public void A_boot_sequence_counts_the_stages_that_are_up()
    {
        Board board = new Board();
        var sequence = new BootSequence(board.Loop, [new BootStage("one", "", null, null), new BootStage("two", "", null, null)]);
        Assert.AreEqual(0, sequence.UpCount);
        sequence.Up();
        Assert.AreEqual(2, sequence.UpCount);
        sequence.Down();

        Assert.AreEqual(0, sequence.UpCount);
    }

    /// <summary>Eighteen commands of a removal whose interrupts never come: what the hardware has done is read, not waited for.</summary>
    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    [DataRow(Board.V55)]
    public void A_gsi_interrupt_that_never_comes_again_does_not_keep_a_removal_for_more_than_two_seconds(string name)
    {
        Board board = new Board(name).Open();
        board.Device.Interrupt("gsi").Line.Disable();
        board.Watch.Provokes(SanitizerRule.PowerOffBusy);
        board.Watch.Provokes(SanitizerRule.EventRingInUse);
        board.Watch.Provokes(SanitizerRule.ModemLeftPaused);
        long start = board.Loop.Now;
        board.Remove();

        Assert.AreEqual(DeviceState.Removed, board.Device.State);
        Assert.IsLessThan(2 * Board.Second, board.Loop.Now - start);
    }

    private static void Refuses(IpaError error, string message, Action action)
    {
        IpaException refusal = Assert.ThrowsExactly<IpaException>(action);
        Assert.AreEqual((error, message), (refusal.Error, refusal.Message));
    }

    private static void Deliver(Board board, byte[] frame)
    {
        board.Soc.Chip.Pipeline.DeliverBuffer(board.Endpoint(EndpointName.ApModemRx), frame, frame.Length);
        board.Loop.Run(100);
    }

    private sealed class AllOnes : RegisterBlock
    {
        public override uint Read32(uint offset) => 0xffffffff;

        public override void Write32(uint offset, uint value)
        {
        }
    }
}
