using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Microcontroller;
using IpaEmbedded.Ipa.Modem;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.PowerManagement;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.HostTests.Ipa.Modem;

/// <summary>What is done at each moment of the modem's life, and what a clean-up of which a step fails still does.</summary>
[TestClass]
public sealed class ModemSupervisorTests
{
    private const int RegisterWrite = 0x0c;
    private const int TagStatus = 0x14;

    [TestMethod]
    public void Before_the_modem_starts_the_microcontroller_gets_power_and_the_answer_is_taken_back_and_nothing_is_cleaned_up()
    {
        var parts = new Parts();
        parts.Query.Answer();
        parts.On(RemoteProcessorEvent.BeforePowerup, false);

        Assert.AreEqual((1, false, 0u), (parts.Power.UsageCount, parts.Query.IsAnswered, parts.Refusals));
        parts.On(RemoteProcessorEvent.AfterShutdown, true);
        Assert.AreEqual((1, 0u, 0u), (parts.Power.UsageCount, parts.Supervisor.StopCount, parts.Supervisor.CrashCount));
    }

    [TestMethod]
    public void A_modem_that_has_started_is_told_to_whoever_waits_for_a_setup_until_there_is_one()
    {
        var parts = new Parts();
        int retries = 0;
        parts.On(RemoteProcessorEvent.AfterPowerup, false);
        parts.Supervisor.SetSetupRetry(() => retries++);
        parts.On(RemoteProcessorEvent.BeforePowerup, false);
        Assert.AreEqual(0, retries);
        parts.On(RemoteProcessorEvent.AfterPowerup, false);
        Assert.AreEqual(1, retries);
        parts.Supervisor.SetSetUp(true);
        parts.On(RemoteProcessorEvent.AfterPowerup, false);
        Assert.AreEqual(1, retries);
        parts.Supervisor.SetSetUp(false);
        parts.On(RemoteProcessorEvent.AfterPowerup, false);

        Assert.AreEqual(2, retries);
    }

    [TestMethod]
    public void Stops_are_counted_crashes_twice_and_neither_before_there_is_a_setup()
    {
        var parts = new Parts { IsRefused = true };
        parts.On(RemoteProcessorEvent.BeforeShutdown, true);
        Assert.AreEqual((0u, 0u, 0u), (parts.Supervisor.StopCount, parts.Supervisor.CrashCount, parts.Refusals));
        parts.Supervisor.SetSetUp(true);
        parts.On(RemoteProcessorEvent.BeforeShutdown, false);
        Assert.AreEqual((1u, 0u, 1u), (parts.Supervisor.StopCount, parts.Supervisor.CrashCount, parts.Refusals));
        parts.On(RemoteProcessorEvent.BeforeShutdown, true);

        Assert.AreEqual((2u, 1u, 2u), (parts.Supervisor.StopCount, parts.Supervisor.CrashCount, parts.Refusals));
    }

    [TestMethod]
    public void A_clean_up_without_power_is_told_after_a_second_and_owed_until_the_next_start()
    {
        var parts = new Parts { IsRefused = true };
        parts.Supervisor.SetSetUp(true);
        Assert.AreEqual(1_000_000L, parts.On(RemoteProcessorEvent.BeforeShutdown, true));
        TraceText(parts, 1);
        long took = parts.On(RemoteProcessorEvent.BeforePowerup, false);

        Assert.AreEqual(1_000_000L, took);
        TraceText(parts, 2);

        static void TraceText(Parts parts, uint times) =>
            Assert.AreEqual((times, "clean-up: no power: no votes", 0u, 0u), (parts.Refusals, parts.Loop.Trace.Last(IpaTraceId.CleanUpRefused).Detail, parts.Loop.Trace.Last(IpaTraceId.CleanUpRefused).A,
                parts.Loop.Trace.Last(IpaTraceId.CleanUpRefused).B));
    }

    // Flushing is one batch; the second doorbell of the command channel is rung for what resets the tables, and so on: which is counted first.
    [TestMethod]
    [DataRow(0, DisplayName = "not at all")]
    [DataRow(1_000_500, DisplayName = "not at once")]
    [DataRow(3_500_000, DisplayName = "not twice, but when everything else is done, before the power goes")]
    public void Caches_that_could_not_be_flushed_are_flushed_before_the_modem_starts_again(int microseconds)
    {
        bool forGood = microseconds == 0;
        int doorbells = 0;
        var counted = Crashing(out Commands commands);
        commands.OnRegisterWrite = () => commands.OnDoorbell = null;
        commands.OnDoorbell = () => doorbells++;
        counted.Soc.Boot.Crash();
        counted.Loop.Run(100_000);
        Assert.IsGreaterThan(1, doorbells);
        Assert.AreEqual(0u, counted.Loop.Trace.CountOf(IpaTraceId.CleanUpRefused));

        var board = Crashing(out commands);
        int channel = board.Channel(EndpointName.ApCommandTx);
        int left = doorbells;
        commands.OnDoorbell = () =>
        {
            if (--left != 0) { return; }
            board.Soc.Chip.Gsi.Hold(channel, true);
            if (!forGood) { new EventLoopTimer(board.Loop, () => board.Soc.Chip.Gsi.Hold(channel, false)).Start(microseconds); }
        };
        if (forGood) { board.Watch.Provokes(SanitizerRule.FlushMissing); }
        board.Soc.Boot.Crash();
        board.Loop.Run(5 * Board.Second);
        Assert.AreEqual(forGood ? 0 : 1, Math.Min(1, commands.RegisterWrites));
        StringAssert.Contains(string.Join("; ", Refusals(board)), "command channel 4: a batch was not done after 1 s");
        board.Soc.Chip.Gsi.Hold(channel, false);
        commands.Clear();
        board.Work(board.Supervisor.Start);

        Assert.AreEqual(forGood, commands.RegisterWrites > 0, "owed only when it was not done");
        board.AwaitModem();
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
        commands.Clear();
        board.Work(board.Supervisor.Stop);
        board.Work(board.Supervisor.Start);
        Assert.AreEqual(commands.RegisterWritesOfOneCleanUp, commands.RegisterWrites, "and only once");
        board.AwaitModem();
    }

    [TestMethod]
    public void A_pipeline_that_does_not_empty_is_told_after_a_second_and_the_rest_is_done()
    {
        var board = Crashing(out Commands commands);
        board.Soc.Boot.Crash();
        board.Loop.Run(Board.Second);
        board.StartModem();
        board.AwaitModem();
        Assert.AreEqual(0u, board.Loop.Trace.CountOf(IpaTraceId.CleanUpRefused), "this one is empty, and the next is asked anew");

        board.Soc.Chip.SharedMemory.Write32(0x688, 0x12345678);
        board.Soc.Chip.Gsi.Hold(board.Channel(EndpointName.ApLanRx), true);
        long tagged = 0;
        commands.OnTagStatus = () => tagged = board.Loop.Now;
        board.Soc.Boot.Crash();
        board.Loop.Run(5 * Board.Second);

        TraceEntry told = board.Loop.Trace.Last(IpaTraceId.CleanUpRefused);
        Assert.AreEqual((1u, 0u, 0u, "pipeline clear: no tagged status after 1 s"), (board.Loop.Trace.CountOf(IpaTraceId.CleanUpRefused), told.A, told.B, told.Detail));
        // The event of the commands is told of after a millisecond, and from then on a second is waited.
        Assert.AreEqual(1_001_000L, told.Time - tagged);
        Assert.AreEqual((0u, false, 0), (board.Soc.Chip.SharedMemory.Read32(0x688), board.Interface.IsRegistered, board.Driver.Power.UsageCount));
        board.Soc.Chip.Gsi.Hold(board.Channel(EndpointName.ApLanRx), false);
    }

    [TestMethod]
    public void A_tagged_status_that_was_not_seen_when_it_was_told_of_is_found()
    {
        var board = Crashing(out _);
        GsiRing events = board.Driver.Endpoints.LanRx.Channel.Events;
        uint pointer = board.Soc.Chip.Description.GsiRegisters.EvCntxt4.At(events.Id);
        long until = board.Loop.Now + 900_000;
        board.Hooks.AnyRead = (block, offset, value) => block == "gsi" && offset == pointer && board.Loop.Now < until ? events.PointerTo(events.Index) : value;
        bool waits = false;
        new EventLoopTimer(board.Loop, () => waits = board.Interface.IsRegistered).Start(900_000);
        board.Soc.Boot.Crash();
        board.Loop.Run(2 * Board.Second);

        Assert.IsTrue(waits);
        Assert.AreEqual((false, 0u, 0), (board.Interface.IsRegistered, board.Loop.Trace.CountOf(IpaTraceId.CleanUpRefused), board.Driver.Power.UsageCount));
    }

    [TestMethod]
    public void After_a_clean_up_commands_have_their_usual_time()
    {
        var board = Crashing(out _);
        board.Soc.Boot.Crash();
        board.Loop.Run(3 * Board.Second);
        board.StartModem();
        board.AwaitModem();
        board.Faults.LateMicroseconds = 20_000;
        board.Faults.LateCommandAt = board.Faults.Commands + 1;
        board.Work(board.Interface.Open);

        Assert.AreEqual(0u, board.Driver.Endpoints.ModemTx.Channel.Counters.Timeouts);
        Assert.IsTrue(board.Echo(new Link(board)));
    }

    [TestMethod]
    public void A_command_channel_that_is_broken_already_is_reset_before_the_first_step()
    {
        var board = Crashing(out Commands commands);
        int channel = board.Channel(EndpointName.ApCommandTx);
        board.Soc.Chip.Gsi.Hold(channel, true);
        board.Work(() =>
        {
            board.Driver.Power.Acquire();
            board.Driver.Endpoints.Commands.Begin(1);
            board.Driver.Endpoints.Commands.RegisterWrite(0, 0, 0, 0);
            Assert.ThrowsExactly<IpaException>(board.Driver.Endpoints.Commands.Run);
            board.Driver.Power.Release();
        });
        board.Soc.Chip.Gsi.Hold(channel, false);
        board.Loop.Run(10_000);
        commands.Clear();
        board.Soc.Boot.Crash();
        board.Loop.Run(100_000);

        Assert.AreEqual((0u, commands.RegisterWritesOfOneCleanUp), (board.Loop.Trace.CountOf(IpaTraceId.CleanUpRefused), commands.RegisterWrites));
    }

    [TestMethod]
    public void A_command_channel_that_cannot_be_reset_is_told_as_well()
    {
        var board = Crashing(out _);
        board.Watch.Provokes(SanitizerRule.FlushMissing);
        board.Watch.Provokes(SanitizerRule.PowerOffBusy);
        int channel = board.Channel(EndpointName.ApCommandTx);
        board.Soc.Chip.Gsi.Hold(channel, true);
        board.Faults.Observer = new StuckEveryTime(board.Faults);
        board.Faults.StuckCommandAt = board.Faults.Commands + 1;
        long begin = board.Loop.Now;
        board.Soc.Boot.Crash();
        board.Loop.Run(5 * Board.Second);

        string[] told = [.. Refusals(board)];
        StringAssert.StartsWith(told[0], "command channel 4: a batch was not done after 1 s");
        StringAssert.StartsWith(told[1], "channel 4: no answer to STOP in 50 ms, hardware says STARTED");
        Assert.IsTrue(Enumerable.Range(0, board.Loop.Trace.Length).Select(board.Loop.Trace.At).All(entry => entry.Id != IpaTraceId.CleanUpRefused || (entry.A, entry.B) == (0, 0)));
        Assert.AreEqual(2_010_000L, board.Loop.Trace.Last(IpaTraceId.CleanUpRefused).Time - begin, "two seconds of waiting, and a millisecond for each wait after them");
        Assert.IsFalse(board.Interface.IsRegistered, "and the rest is done");
        board.Faults.Observer = null;
        board.Soc.Heal();
        board.Soc.Chip.Gsi.Hold(channel, false);
    }

    [TestMethod]
    public void An_endpoint_that_cannot_be_paused_is_told_and_the_rest_is_done()
    {
        var board = Crashing(out Commands commands);
        board.Watch.Provokes(SanitizerRule.ModemNotPaused);
        board.Soc.Chip.SharedMemory.Write32(0x688, 0x12345678);
        uint control = board.Soc.Chip.Description.IpaRegisters.EndpInitCtrl.At(6);
        board.Hooks.AnyRead = (block, offset, value) => block == "ipa-reg" && offset == control ? 0xffffffff : value;
        board.Soc.Boot.Crash();
        board.Loop.Run(100_000);
        board.Hooks.AnyRead = null;

        const string Dead = "ENDP_INIT_CTRL[6] reads 0xffffffff: the bus is dead or unpowered";
        Assert.AreEqual((Dead, 2u), (string.Join("; ", Refusals(board)), board.Loop.Trace.CountOf(IpaTraceId.CleanUpRefused)), "neither when it is paused nor when it is let go");
        Assert.AreEqual((0u, false, true), (board.Soc.Chip.SharedMemory.Read32(0x688), board.Interface.IsRegistered, commands.RegisterWrites > 0));
    }

    private static Board Crashing(out Commands commands)
    {
        var board = new Board().Open();
        board.Supervisor.RestartsAfterCrash = false;
        Commands seen = new();
        board.Soc.Chip.Observer = commands = seen;
        uint doorbell = board.Soc.Chip.Description.GsiRegisters.ChDoorbell0.At(board.Channel(EndpointName.ApCommandTx));
        board.Hooks.AfterGsiWrite = (offset, _) =>
        {
            if (offset == doorbell) { seen.OnDoorbell?.Invoke(); }
        };
        return board;
    }

    private static IEnumerable<string> Refusals(Board board) =>
        Enumerable.Range(0, board.Loop.Trace.Length).Select(board.Loop.Trace.At).Where(entry => entry.Id == IpaTraceId.CleanUpRefused).Select(entry => entry.Detail);

    private sealed class Commands : ChipObserver
    {
        // The flush of the caches, and the status of the modem's three transmitting endpoints.
        public int RegisterWritesOfOneCleanUp => 4;

        public Action? OnDoorbell { get; set; }

        public Action? OnRegisterWrite { get; set; }

        public int RegisterWrites { get; private set; }

        public void Clear() => RegisterWrites = 0;

        public Action? OnTagStatus { get; set; }

        public override void OnImmediateCommand(int endpoint, uint opcodeField)
        {
            if ((opcodeField & 0xff) == TagStatus) { OnTagStatus?.Invoke(); }
            if ((opcodeField & 0xff) != RegisterWrite) { return; }
            RegisterWrites++;
            OnRegisterWrite?.Invoke();
        }
    }

    private sealed class StuckEveryTime(FaultPlan plan) : FaultObserver
    {
        public override void OnFault(FaultKind kind, int occasion)
        {
            if (kind == FaultKind.StuckCommand) { plan.StuckCommandAt = occasion + 1; }
        }
    }

    /// <summary>The supervisor over those of its parts that it has before there is a setup.</summary>
    private sealed class Parts : PowerCallbacks
    {
        public Parts()
        {
            IpaData data = IpaVersions.ForCompatible("qcom,sdm845-ipa");
            Power = new RuntimePower(Loop, this, 1000);
            Power.Enable();
            Query = new ClockQuery(Power, new ConsumerInterrupt(new InterruptLine(Loop, "query", true)), new State(), new State());
            Supervisor = new ModemSupervisor(Loop, data, Power, null, null, null, null, new IpaMicrocontroller(Loop, data, null, null, null, Power, null), Query, null);
        }

        public EventLoop Loop { get; } = new(new VirtualTime());

        public RuntimePower Power { get; }

        public ClockQuery Query { get; }

        public ModemSupervisor Supervisor { get; }

        public bool IsRefused { get; init; }

        public uint Refusals => Loop.Trace.CountOf(IpaTraceId.CleanUpRefused);

        /// <summary>Something happens to the modem; how long it took in microseconds.</summary>
        public long On(RemoteProcessorEvent moment, bool crashed)
        {
            long begin = Loop.Now;
            long end = -1;
            Loop.Post(new WorkItem(() =>
            {
                Supervisor.OnEvent(moment, crashed);
                end = Loop.Now;
            }));
            Loop.RunPending();
            return end - begin;
        }

        public override void Resume()
        {
            if (IsRefused) { throw new HardwareException("no votes"); }
        }

        public override void Suspend()
        {
        }
    }

    private sealed class State : SmemState
    {
        public override int Bit => 0;

        public override void Update(uint mask, uint value)
        {
        }

        public override void Release()
        {
        }
    }
}
