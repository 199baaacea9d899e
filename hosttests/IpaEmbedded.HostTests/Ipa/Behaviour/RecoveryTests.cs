using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>The modem stops, crashes and returns; the interface comes back with it and traffic flows without a restart.</summary>
[TestClass]
public sealed class RecoveryTests
{
    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.Sdm845ApInit)]
    [DataRow(Board.V31)]
    [DataRow(Board.V42)]
    [DataRow(Board.V45)]
    [DataRow(Board.V411)]
    public void After_a_crash_with_the_interface_open_the_modems_return_brings_traffic_back(string name)
    {
        var board = new Board(name).Open();
        var link = new Link(board);
        Assert.IsTrue(board.Echo(link, 1), "before");

        for (int crash = 1; crash <= 3; crash++)
        {
            board.Soc.Boot.Crash();
            Assert.IsTrue(board.RunUntil(() => !board.Interface.IsRegistered, Board.Second));
            Assert.IsFalse(board.Interface.IsOpen);
            board.AwaitModem();
            board.Work(board.Interface.Open);

            Assert.IsTrue(board.Echo(link, crash + 1), $"after crash {crash}");
            Assert.AreEqual((uint)crash, board.Driver.Supervisor.CrashCount);
            Assert.AreEqual(null, board.Told(IpaTraceId.CleanUpRefused));
        }
        board.AssertClean();
    }

    [TestMethod]
    public void An_orderly_stop_is_cleaned_up_like_a_crash_and_a_start_brings_it_back()
    {
        var board = new Board().Open();
        var link = new Link(board);
        board.Work(board.Supervisor.Stop);
        Assert.IsFalse(board.Interface.IsRegistered);
        Assert.AreEqual((1u, 0u), (board.Driver.Supervisor.StopCount, board.Driver.Supervisor.CrashCount));

        board.StartModem();
        board.AwaitModem();
        board.Work(board.Interface.Open);

        Assert.IsTrue(board.Echo(link));
        board.AssertClean();
    }

    [TestMethod]
    public void Before_the_next_start_the_answer_to_the_clock_query_is_taken_back_and_its_power_with_it()
    {
        var board = new Board { HearsClockQuery = true }.Open();
        Assert.AreEqual(3u, board.Soc.Modem.ApState);
        board.Supervisor.RestartsAfterCrash = false;
        board.Soc.Boot.Crash();
        board.Loop.Run(2 * Board.Second);
        Assert.AreEqual(3u, board.Soc.Modem.ApState, "kept while the modem is down");

        uint atStart = 0xff;
        board.Work(() => board.Supervisor.Start());
        atStart = board.Soc.Modem.ApState;

        Assert.AreEqual(0u, atStart);
        Assert.IsTrue(board.RunUntil(() => board.Soc.Modem.ApState == 3, Board.Second), "asked and answered again");
        board.AssertClean();
    }

    [TestMethod]
    public void The_microcontroller_gets_its_proxy_power_only_at_the_first_start()
    {
        var board = new Board().Probe();
        Assert.AreEqual(0, board.Driver.Power.UsageCount);
        board.Work(() => board.Supervisor.Start());
        Assert.AreEqual(1, board.Driver.Power.UsageCount, "held for the microcontroller");
        Assert.IsTrue(board.RunUntil(() => board.Driver.Microcontroller.IsLoaded, Board.Second));
        Assert.AreEqual("{ class: bcm, res: ipa_pc, val: 1 }", board.Soc.Aoss.MessageAt(board.Soc.Aoss.MessageCount - 1));
        board.Loop.Run(Board.Second);
        Assert.AreEqual(0, board.Driver.Power.UsageCount);
        Assert.IsFalse(board.Soc.Chip.IsPowered);

        board.Supervisor.RestartsAfterCrash = false;
        board.Soc.Boot.Crash();
        board.Loop.Run(Board.Second);
        board.Work(() => board.Supervisor.Start());
        Assert.AreEqual(0, board.Driver.Power.UsageCount);
    }

    [TestMethod]
    public void A_crash_while_the_ipa_sleeps_is_cleaned_up_with_power_and_leaves_it_asleep()
    {
        var board = new Board().Open();
        var link = new Link(board);
        board.Loop.Run(Board.Second);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        board.Soc.Boot.Crash();
        Assert.IsTrue(board.RunUntil(() => board.Driver.Supervisor.CrashCount == 1, Board.Second));
        board.AwaitModem();
        board.Work(board.Interface.Open);

        Assert.IsTrue(board.Echo(link));
        board.Loop.Run(Board.Second);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        board.AssertClean();
    }

    [TestMethod]
    public void A_crash_before_setup_has_nothing_to_clean_up()
    {
        var board = new Board().Probe();
        board.Work(() => board.Supervisor.Start());
        board.Soc.Boot.Crash();
        board.Loop.Run(1000);

        Assert.AreEqual(0u, board.Driver.Supervisor.StopCount);
        board.AwaitModem();
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
        board.AssertClean();
    }

    [TestMethod]
    public void After_a_crash_the_modems_parts_of_memory_and_tables_are_clean_and_its_endpoints_drop_and_run()
    {
        var board = new Board().Open();
        var chip = board.Soc.Chip;
        // Modem header and context regions of the SDM845: 0x688 (0x140 bytes), 0x7d0 (0x200), 0x1010 (0x800 of the modem's).
        foreach (int at in new[] { 0x688, 0x7d0 }) { chip.SharedMemory.Write32(at, 0x12345678); }
        chip.Ipa.Poke(chip.Description.IpaRegisters.EndpStatus, 3, 1);
        board.Supervisor.RestartsAfterCrash = false;
        board.Soc.Boot.Crash();
        board.Loop.Run(100000);

        foreach (int at in new[] { 0x688, 0x7d0 }) { Assert.AreEqual(0u, chip.SharedMemory.Read32(at), $"0x{at:x}"); }
        Assert.AreEqual(0u, chip.Ipa.Peek(chip.Description.IpaRegisters.EndpStatus, 3), "status of MODEM_LAN_TX");
        Assert.AreEqual(1u, chip.Ipa.Peek(chip.Description.IpaRegisters.EndpInitHolBlockEn, 12), "MODEM_AP_RX drops");
        Assert.AreEqual(0u, chip.Ipa.Peek(chip.Description.IpaRegisters.EndpInitCtrl, 12), "MODEM_AP_RX is not suspended");
        Assert.AreEqual(0u, chip.Ipa.Peek(chip.Description.IpaRegisters.EndpInitCtrl, 6), "MODEM_AP_TX is not delayed");
        board.AssertClean();
    }

    [TestMethod]
    public void From_v4_2_on_the_modems_channels_are_held_by_flow_control_while_it_is_cleaned_up()
    {
        var board = new Board(Board.V42).Open();
        var seen = new GenericCommands();
        board.Soc.Chip.Observer = seen;
        board.Supervisor.RestartsAfterCrash = false;
        board.Soc.Boot.Crash();
        board.Loop.Run(100000);

        // Channels 1 (MODEM_COMMAND_TX, endpoint 5) and 0 (MODEM_AP_TX, endpoint 4), ascending endpoints; opcode 3 stops, 4 lets go.
        CollectionAssert.AreEqual(new[] { "3:0", "3:1", "4:0", "4:1" }, seen.Log);
        board.AssertClean();
    }

    [TestMethod]
    public void A_halt_is_repeated_ten_times_and_what_one_channel_refuses_does_not_keep_the_others()
    {
        var board = new Board(Board.V42).Open();
        var seen = new GenericCommands();
        board.Soc.Chip.Observer = seen;
        board.Faults.GenericRetries[1] = 11;
        board.Remove();

        // Opcode 1, descending channels: the first answers RETRY to the end, the others halt at once.
        string[] halts = [.. seen.Log.Where(command => command.StartsWith("1:", StringComparison.Ordinal))];
        CollectionAssert.AreEqual(new[] { 11, 1, 1, 1 }, halts.GroupBy(command => command).Select(group => group.Count()).ToArray(), string.Join(' ', halts));
    }

    [TestMethod]
    [DataRow(Board.V42, 0)]
    [DataRow(Board.V411, 5)]
    public void The_end_of_flow_control_is_repeated_as_often_as_the_version_says(string name, int repetitions)
    {
        var board = new Board(name).Open();
        board.Supervisor.RestartsAfterCrash = false;
        board.Faults.GenericRetries[4] = repetitions;
        board.Soc.Boot.Crash();
        board.Loop.Run(100000);
        Assert.AreEqual(null, board.Told(IpaTraceId.CleanUpRefused));

        board.StartModem();
        board.AwaitModem();
        board.Faults.GenericRetries[4] = 1000;
        board.Soc.Boot.Crash();
        board.Loop.Run(100000);
        StringAssert.Contains(board.Told(IpaTraceId.CleanUpRefused), $"still asks to be repeated after {repetitions} repetitions");
    }

    [TestMethod]
    public void A_modem_that_never_answers_costs_60_seconds_and_its_next_start_works()
    {
        var board = new Board();
        board.Faults.NoModemAnswer = true;
        string? before = "not asked";
        long asked = 0;
        var early = new EventLoopTimer(board.Loop, () => before = board.Told(IpaTraceId.RequestUnanswered));
        board.Soc.Chip.Observer = new InitDriverWatch(() =>
        {
            asked = board.Loop.Now;
            early.Start(60 * Board.Second - 1000);
        });
        board.Probe();
        board.StartModem();
        Assert.IsTrue(board.RunUntil(() => board.Loop.Trace.CountOf(IpaTraceId.RequestUnanswered) == 1, 100 * Board.Second));
        Assert.AreEqual(null, before);
        Assert.IsInRange(60 * Board.Second, 60 * Board.Second + 1000, board.Loop.Now - asked);
        Assert.AreEqual("INIT_DRIVER: no answer in 60 s", board.Told(IpaTraceId.RequestUnanswered));
        Assert.IsFalse(board.Interface.IsRegistered);

        board.Faults.NoModemAnswer = false;
        board.Soc.Boot.Crash();
        board.AwaitModem();
        board.Work(board.Interface.Open);
        Assert.IsTrue(board.Echo(new Link(board)));
        board.AssertClean();
    }

    [TestMethod]
    public void A_modem_that_crashes_while_the_driver_waits_for_its_answer_ends_the_wait_and_comes_back()
    {
        var board = new Board();
        board.Faults.NoModemAnswer = true;
        long asked = 0;
        var crash = new EventLoopTimer(board.Loop, board.Soc.Boot.Crash);
        board.Soc.Chip.Observer = new InitDriverWatch(() =>
        {
            if (asked != 0) { return; }
            asked = board.Loop.Now;
            board.Faults.NoModemAnswer = false;
            crash.Start(5000);
        });
        board.Probe();
        board.StartModem();
        board.AwaitModem();
        Assert.IsLessThan(5 * Board.Second, board.Loop.Now - asked);
        board.AssertClean();
    }

    private sealed class InitDriverWatch(Action onRequest) : ChipObserver
    {
        public override void OnMessage(bool toModem, uint apPort, uint modemPort, byte[] message, int length)
        {
            if (toModem && message[0] == 0 && message[3] == 0x21) { onRequest(); }
        }
    }

    private sealed class GenericCommands : ChipObserver
    {
        public List<string> Log { get; } = [];

        public override void OnGenericCommand(int channel, uint opcode, uint result) => Log.Add($"{opcode}:{channel}");
    }
}
