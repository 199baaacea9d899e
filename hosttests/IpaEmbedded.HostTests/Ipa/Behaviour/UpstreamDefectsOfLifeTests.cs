using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>What drivers have been wrong about between probe and removal: what is given back, and what happens while power is asked for.</summary>
[TestClass]
public sealed class UpstreamDefectsOfLifeTests
{
    // A line whose refusal ends the probe in the stage that takes it; without one the probe works.
    [TestMethod]
    [DataRow(Board.Sdm845ApInit, null)]
    [DataRow(Board.Sdm845ApInit, "ipa-clock-query")]
    [DataRow(Board.Sdm845, "ipa-setup-ready")]
    [DataRow(Board.Sdm845ApInit, "ipa")]
    [DataRow(Board.Sdm845ApInit, "gsi")]
    public void Both_states_that_the_modem_is_shown_are_given_back_once_the_driver_is_gone(string name, string? refused)
    {
        Board board = Unplugged(name);
        var valid = (FakeSmemState)board.Soc.Modem.OpenState(0);
        var enabled = (FakeSmemState)board.Soc.Modem.OpenState(1);
        var driver = new IpaDriver(new IpaResources(board.Device, board.Simulated.Services) { ClockEnabledValid = valid, ClockEnabled = enabled });
        if (refused is not null)
        {
            board.Device.Interrupt(refused).Line.Refusal = "the controller has no room";
            board.Work(() => Assert.Throws<HardwareException>(driver.Probe));
        }
        else
        {
            board.Work(driver.Probe);
            Assert.AreEqual((false, false), (valid.IsPut, enabled.IsPut), "the modem may ask");
            board.Work(driver.Remove);
        }
        Assert.AreEqual((true, true), (valid.IsPut, enabled.IsPut));
        Assert.AreEqual(0u, board.Soc.Modem.ApState);
        if (refused is not null) { board.Device.Interrupt(refused).Line.Refusal = null; }
        Replug(board);
    }

    [TestMethod]
    [DataRow(Board.Sdm845, 0)]
    [DataRow(Board.Sdm845ApInit, 0)]
    [DataRow(Board.Sdm845ApInit, 2)]
    public void A_removed_driver_gives_its_interrupts_back_as_it_got_them(string name, int idleSeconds)
    {
        Board board = Unplugged(name);
        var resources = new IpaResources(board.Device, board.Simulated.Services);
        var driver = new IpaDriver(resources);
        board.Work(driver.Probe);
        board.Loop.Run(idleSeconds * Board.Second);
        board.Work(driver.Remove);

        ConsumerInterrupt[] given = [resources.IpaInterrupt, resources.GsiInterrupt, resources.ClockQuery, resources.SetupReady];
        Assert.AreEqual("", string.Join(' ', given.Where(line => !Hears(board, line)).Select(line => line.Line.Name)), "lines of which the next owner hears nothing");
        Replug(board);
    }

    [TestMethod]
    public void Suspends_and_packets_are_allowed_only_when_all_that_they_touch_is_there()
    {
        var board = new Board().Open();

        Assert.AreEqual(
            "power memory gsi tables modem-signals power-on hardware local-memory interrupts microcontroller resources modem-events "
            + "gsi-setup suspend endpoints command-channel memory-setup table-setup exception-channel default-route qmi modem-interface",
            string.Join(' ', board.Stages.Entries.Select(entry => entry[1..])));
    }

    [TestMethod]
    public void A_signal_that_the_firmware_runs_changes_nothing_about_a_removal_that_is_under_way()
    {
        var board = new Board().Open();
        board.Stages.Entries.Clear();
        var signals = new AtEachStep(board.Watch, board.Device.Interrupt("ipa-setup-ready").Line);
        board.Loop.Observer = signals;
        board.Remove();
        board.Loop.Run(Board.Second);
        board.Loop.Observer = board.Watch;

        Assert.IsGreaterThan(20, signals.Count);
        Assert.AreEqual(DeviceState.Removed, board.Device.State);
        Assert.IsTrue(board.Stages.Entries.TrueForAll(entry => entry[0] == '-' && entry[^1] != '!'), string.Join(' ', board.Stages.Entries));
        Assert.IsNull(board.Told(IpaTraceId.SetupFailed));
        board.AssertNothingLeft();
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(15_000)]
    [DataRow(400_000)]
    public void A_removal_of_a_sleeping_device_waits_for_votes_that_are_refused_for_a_time(int microseconds)
    {
        var board = new Board().Open();
        board.Loop.Run(2 * Board.Second);
        Assert.IsFalse(board.Soc.Chip.IsPowered);
        board.Faults.RefuseVotesAt = board.Faults.Votes + 1;
        board.Faults.RefuseVotesMicroseconds = microseconds;
        long start = board.Loop.Now;
        board.Remove();

        Assert.AreEqual(DeviceState.Removed, board.Device.State);
        Assert.IsInRange(microseconds, microseconds + 50_000, board.Loop.Now - start);
        board.AssertNothingLeft();
        board.AssertClean();
    }

    [TestMethod]
    public void The_paths_are_given_up_when_the_clock_is_refused()
    {
        var board = new Board().Open();
        board.Loop.Run(2 * Board.Second);
        int asleep = board.Faults.Votes;
        board.Work(board.Driver.Power.Acquire);
        // The clock comes last.
        int clock = board.Faults.Votes - asleep;
        board.Work(board.Driver.Power.Release);
        board.Loop.Run(2 * Board.Second);
        board.Faults.RefuseVotesAt = board.Faults.Votes + clock;
        board.Faults.RefuseVotesMicroseconds = 60_000;
        board.Work(() => Assert.Throws<HardwareException>(board.Driver.Power.Acquire));
        string[] refusals = [.. TraceText.Entries(board.Loop.Trace).Select(TraceText.Of)];
        CollectionAssert.Contains(refusals, "apps_rsc: no trigger command set is free", "the clock's; the paths' begin with their interconnect");
        board.Loop.Run(100_000);

        Assert.IsFalse(board.Soc.Chip.IsPowered);
        Assert.AreEqual((0u, 0), (Bandwidth(board), board.Driver.Power.UsageCount));
        Assert.IsTrue(board.Echo(new Link(board)));
        board.AssertClean();
    }

    private static Board Unplugged(string name)
    {
        var board = new Board(name) { HearsClockQuery = true }.Probe();
        board.Remove();
        return board;
    }

    // IMEM's.
    private static uint Bandwidth(Board board) => board.Soc.Rpmh.WordOf("SN11") & 0x3fff;

    private static bool Hears(Board board, ConsumerInterrupt line)
    {
        bool heard = false;
        line.Request(() =>
        {
            heard = true;
            line.Line.SetLevel(false);
        });
        line.Line.SetLevel(true);
        board.Loop.RunPending();
        line.Free();
        line.Line.SetLevel(false);
        return heard;
    }

    // What the platform lends for as long as a device is bound goes back with its driver.
    private static void Replug(Board board)
    {
        board.Platform.Retry(board.Device);
        board.Probe();
        board.Remove();
    }

    private sealed class AtEachStep(EventLoopObserver watch, InterruptLine line) : EventLoopObserver
    {
        public int Count { get; private set; }

        public override void OnServed()
        {
            watch.OnServed();
            Count++;
            line.Raise();
        }
    }
}
