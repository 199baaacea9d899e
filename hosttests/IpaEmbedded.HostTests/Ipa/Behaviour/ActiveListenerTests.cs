using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>
/// Whoever is told may act at once: send, open, stop, close, put the system to sleep, crash, stop or start the modem, remove the driver. What is not
/// possible there is refused before anything is changed; afterwards packets pass, or the driver is gone without a trace.
/// </summary>
[TestClass]
public sealed class ActiveListenerTests
{
    private static readonly string[] Boards = [Board.V31, Board.Sdm845, Board.V42, Board.V45, Board.V55];

    [TestMethod]
    [DataRow(Callback.Registered)]
    [DataRow(Callback.Unregistered)]
    [DataRow(Callback.QueueRunning)]
    [DataRow(Callback.PacketReceived)]
    [DataRow(Callback.FlowReleased)]
    [DataRow(Callback.TransmitDone)]
    [DataRow(Callback.PowerResumed)]
    [DataRow(Callback.BeforePowerup)]
    [DataRow(Callback.AfterPowerup)]
    [DataRow(Callback.BeforeShutdown)]
    [DataRow(Callback.AfterShutdown)]
    [DataRow(Callback.Message)]
    public void Whoever_is_told_may_do_anything_from_inside(Callback where)
    {
        var failures = new List<string>();
        foreach (string name in Boards)
        {
            foreach (Deed deed in Enum.GetValues<Deed>())
            {
                string failure = Live(name, out ActiveListener listener, (actor, callback) =>
                {
                    if (callback == where) { actor.Do(deed); }
                });
                if (failure != "") { failures.Add($"{name} {deed}: {failure}"); }
                Assert.AreNotEqual(0, listener.Calls.GetValueOrDefault(where), $"{name}: {where} was never called");
            }
        }

        Assert.AreEqual("", string.Join('\n', failures.Take(5)), $"{failures.Count} of {Boards.Length * Enum.GetValues<Deed>().Length}");
    }

    /// <summary>One deed after the other, by turns, from inside everything.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(5)]
    [DataRow(7)]
    public void Everybody_may_do_everything_by_turns(int step)
    {
        Deed[] deeds = [.. Enum.GetValues<Deed>().Where(deed => deed != Deed.Remove)];
        var failures = new List<string>();
        foreach (string name in Boards)
        {
            int turn = 0;
            string failure = Live(name, out _, (actor, _) => actor.Do(deeds[(turn += step) % deeds.Length]));
            if (failure != "") { failures.Add($"{name}: {failure}"); }
        }

        Assert.AreEqual("", string.Join('\n', failures));
    }

    [TestMethod]
    [DataRow(Board.V31)]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    [DataRow(Board.V55)]
    public void A_listener_that_sends_from_inside_everything_sends_every_packet_once(string name)
    {
        string failure = Live(name, out ActiveListener listener, (actor, _) => actor.Do(Deed.Send));

        Assert.AreEqual("", failure);
        Assert.AreEqual("", string.Join('\n', listener.Refusals));
    }

    [TestMethod]
    public void Stop_and_removal_in_a_poll_are_refused_and_change_nothing()
    {
        Board board = new Board().Open();
        var link = new Link(board);
        var refusals = new List<string>();
        link.Arrived = () =>
        {
            link.Arrived = null;
            foreach (Action action in (Action[])[board.Interface.Stop, board.Driver.SystemSuspend, board.Driver.SystemResume, () => board.Platform.Remove(board.Device), board.Supervisor.Stop])
            {
                refusals.Add(Assert.ThrowsExactly<IpaEmbedded.Runtime.Scheduling.EventLoopException>(action).Message);
            }
        };

        Assert.IsTrue(board.Echo(link, 1));
        Assert.AreEqual("stop of rmnet_ipa0; system sleep; end of the system's sleep; removal of the IPA; stop of mpss",
            string.Join("; ", refusals.Select(refusal => refusal.Replace(" inside an interrupt handler or a poll", "", StringComparison.Ordinal))));
        Assert.IsTrue(board.Echo(link, 2));
    }

    [TestMethod]
    public void A_subscriber_that_removes_another_one_leaves_nobody_out()
    {
        var notifier = new RemoteProcessorNotifier("test");
        var told = new List<string>();
        RemoteProcessorHandler first = (_, _) => told.Add("first");
        RemoteProcessorHandler last = (_, _) => told.Add("last");
        notifier.Subscribe(first);
        notifier.Subscribe((_, _) => notifier.Unsubscribe(first));
        notifier.Subscribe((_, _) => told.Add("third"));
        notifier.Subscribe((_, _) => notifier.Unsubscribe(last));
        notifier.Subscribe(last);

        notifier.Notify(RemoteProcessorEvent.BeforePowerup, false);

        CollectionAssert.AreEqual(new[] { "first", "third" }, told);
    }

    /// <summary>A life with everything in it of which somebody is told. Returns what does not hold.</summary>
    private static string Live(string name, out ActiveListener listener, Action<ActiveListener, Callback> act)
    {
        var board = new Board(name);
        ActiveListener actor = listener = new ActiveListener(board, act);
        try
        {
            board.Probe();
            actor.Attach();
            Try(board, board.Supervisor.Start);
            for (int round = 1; round <= 2; round++)
            {
                Traffic(board, actor, round * 10);
                board.Soc.Boot.Crash();
                board.Loop.Run(Board.Second / 2);
                Traffic(board, actor, round * 10 + 5);
                Try(board, board.Supervisor.Stop);
                Try(board, board.Supervisor.Start);
            }
            actor.IsActive = false;
            return Recover(board, actor);
        }
        catch (AssertFailedException e)
        {
            return e.Message;
        }
        finally
        {
            BoardsOfTest.Forget(board.Watch);
        }
    }

    private static void Traffic(Board board, ActiveListener actor, int sequence)
    {
        board.RunUntil(() => board.Simulated.Driver is null or { Interface.IsRegistered: true }, 3 * Board.Second);
        board.Loop.Run(100_000);
        board.Soc.Network.IsUp = true;
        if (board.Simulated.Driver is null) { return; }
        Try(board, board.Interface.Open);
        if (board.Simulated.Driver is not { Interface.IsOpen: true }) { return; }
        actor.Attach(new Link(board));
        Echo(board, actor, sequence);
        board.Soc.Network.SendFlowCommand(0, true, 1);
        board.Loop.Run(5_000);
        board.Soc.Network.SendFlowCommand(0, false, 2);
        board.Loop.Run(5_000);
        board.Loop.Run(Board.Second);
        Echo(board, actor, sequence + 1);
    }

    private static void Echo(Board board, ActiveListener actor, int sequence)
    {
        if (board.Simulated.Driver is { Interface.IsOpen: true }) { board.Echo(actor.Link!, sequence); }
    }

    private static string Recover(Board board, ActiveListener actor)
    {
        bool bound = board.Device.State == DeviceState.Bound;
        if (bound)
        {
            if (board.Supervisor.State == RemoteProcessorState.Running) { Try(board, board.Supervisor.Stop); }
            Try(board, board.Supervisor.Start);
            board.AwaitModem();
            board.Work(board.Interface.Open);
            Assert.IsTrue(board.Echo(new Link(board), 99), "no traffic: " + string.Join("; ", actor.Refusals));
        }
        Assert.AreEqual(actor.Notifications.First, actor.Notifications.Last, "the last subscriber was told less often than the first");
        actor.Detach();
        board.Dispose();
        return "";
    }

    private static void Try(Board board, Action action) => board.Work(() =>
    {
        try
        {
            action();
        }
        catch (HardwareException)
        {
            // What the listener did meanwhile may have made it impossible.
        }
    });
}
