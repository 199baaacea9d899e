using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

[TestClass]
public sealed class RemoteProcessorTests
{
    private readonly EventLoop _loop = new(new VirtualTime());
    private readonly List<string> _log = [];
    private readonly InterruptLine _watchdog;
    private readonly InterruptLine _fatal;
    private readonly InterruptLine _ready;
    private readonly InterruptLine _stopped;
    private readonly RemoteProcessor _supervisor;
    private RemoteProcessorEvent? _refused;
    private Action _told = () => { };
    private long _startTakes;
    private bool _refusesToStart;
    private bool _cannotBeAsked;
    private bool _dead;

    public RemoteProcessorTests()
    {
        _watchdog = new InterruptLine(_loop, "wdog", true);
        _fatal = new InterruptLine(_loop, "fatal", true);
        _ready = new InterruptLine(_loop, "ready", true);
        _stopped = new InterruptLine(_loop, "stop-ack", true);
        var notifier = new RemoteProcessorNotifier("mpss");
        notifier.Subscribe((moment, _) =>
        {
            if (moment == RemoteProcessorEvent.BeforeShutdown) { _told(); }
            if (moment == _refused) { throw new HardwareException("no power at " + moment); }
        });
        notifier.Subscribe((moment, crashed) => _log.Add(moment + (crashed ? " (crashed)" : "")));
        _supervisor = new RemoteProcessor(_loop, notifier, new Control(this), new Stop(this));
        _supervisor.Connect(new(_watchdog), new(_fatal), new(_ready), new(_stopped));
    }

    [TestMethod]
    public void Start_and_stop_are_announced_before_and_after()
    {
        _supervisor.Start();
        Assert.AreEqual(RemoteProcessorState.Running, _supervisor.State);
        _supervisor.Stop();
        Assert.AreEqual(RemoteProcessorState.Offline, _supervisor.State);
        CollectionAssert.AreEqual(
            new[] { "BeforePowerup", "start", "AfterPowerup", "BeforeShutdown", "ask 1", "ask 0", "reset", "AfterShutdown" }, _log);
    }

    [TestMethod]
    public void A_processor_that_runs_is_not_started_again()
    {
        _supervisor.Start();
        _log.Clear();

        Assert.AreEqual("mpss cannot start: it is running", Assert.ThrowsExactly<HardwareException>(_supervisor.Start).Message);
        Assert.IsEmpty(_log);
    }

    [TestMethod]
    public void A_crash_is_told_once_and_followed_by_a_start()
    {
        _supervisor.Start();
        _log.Clear();
        _fatal.Raise();
        _watchdog.Raise();
        _loop.RunPending();
        CollectionAssert.AreEqual(
            new[] { "BeforeShutdown (crashed)", "reset", "AfterShutdown (crashed)", "BeforePowerup", "start", "AfterPowerup" }, _log);
        Assert.AreEqual(1, _supervisor.CrashCount);
    }

    [TestMethod]
    public void A_processor_that_does_not_get_ready_is_put_back_into_reset()
    {
        _dead = true;
        Assert.AreEqual("mpss was not ready within five seconds", Assert.ThrowsExactly<HardwareException>(_supervisor.Start).Message);
        Assert.AreEqual(RemoteProcessorState.Offline, _supervisor.State);
        Assert.AreEqual(5_000_000L, _loop.Now);
        CollectionAssert.AreEqual(new[] { "BeforePowerup", "start", "reset", "AfterShutdown" }, _log);
    }

    [TestMethod]
    public void A_restart_that_fails_leaves_the_reason()
    {
        _supervisor.Start();
        _dead = true;
        _fatal.Raise();
        _loop.RunPending();
        Assert.AreEqual(RemoteProcessorState.Offline, _supervisor.State);
        Assert.AreEqual("mpss was not ready within five seconds", _supervisor.RestartFailure);
    }

    [TestMethod]
    public void A_processor_that_does_not_answer_is_stopped_all_the_same()
    {
        _supervisor.Start();
        _dead = true;
        _supervisor.Stop();
        Assert.AreEqual(RemoteProcessorState.Offline, _supervisor.State);
        Assert.AreEqual("mpss cannot stop: it is offline", Assert.ThrowsExactly<HardwareException>(_supervisor.Stop).Message);
    }

    [TestMethod]
    public void A_subscriber_that_refuses_the_start_ends_it_in_reset_and_the_next_start_works()
    {
        _refused = RemoteProcessorEvent.BeforePowerup;
        Assert.AreEqual("no power at BeforePowerup", Assert.ThrowsExactly<HardwareException>(_supervisor.Start).Message);
        Assert.AreEqual(RemoteProcessorState.Offline, _supervisor.State);
        CollectionAssert.AreEqual(new[] { "BeforePowerup", "reset", "AfterShutdown" }, _log, "the other subscribers are told");

        _refused = null;
        _supervisor.Start();
        Assert.AreEqual(RemoteProcessorState.Running, _supervisor.State);
    }

    [TestMethod]
    public void A_processor_whose_control_refuses_is_offline_and_the_next_start_works()
    {
        _refusesToStart = true;
        Assert.AreEqual("no reset line", Assert.ThrowsExactly<HardwareException>(_supervisor.Start).Message);
        Assert.AreEqual(RemoteProcessorState.Offline, _supervisor.State);

        _refusesToStart = false;
        _supervisor.Start();
        Assert.AreEqual(RemoteProcessorState.Running, _supervisor.State);
    }

    [TestMethod]
    public void A_subscriber_that_refuses_the_stop_does_not_keep_the_processor_running()
    {
        _supervisor.Start();
        _log.Clear();
        _refused = RemoteProcessorEvent.BeforeShutdown;
        Assert.AreEqual("no power at BeforeShutdown", Assert.ThrowsExactly<HardwareException>(_supervisor.Stop).Message);

        Assert.AreEqual(RemoteProcessorState.Offline, _supervisor.State);
        CollectionAssert.AreEqual(new[] { "BeforeShutdown", "ask 1", "ask 0", "reset", "AfterShutdown" }, _log);
    }

    [TestMethod]
    public void A_processor_that_cannot_be_asked_to_stop_is_put_into_reset_all_the_same()
    {
        _supervisor.Start();
        _log.Clear();
        _cannotBeAsked = true;
        Assert.AreEqual("no mailbox", Assert.ThrowsExactly<HardwareException>(_supervisor.Stop).Message);

        Assert.AreEqual(RemoteProcessorState.Offline, _supervisor.State);
        CollectionAssert.AreEqual(new[] { "BeforeShutdown", "reset", "AfterShutdown" }, _log);
        _supervisor.Start();
    }

    [TestMethod]
    public void A_crash_is_followed_by_a_start_whatever_a_subscriber_refuses()
    {
        _supervisor.Start();
        _refused = RemoteProcessorEvent.BeforeShutdown;
        _fatal.Raise();
        _loop.RunPending();

        Assert.AreEqual(RemoteProcessorState.Running, _supervisor.State);
        Assert.AreEqual("no power at BeforeShutdown", _supervisor.RestartFailure);
    }

    [TestMethod]
    public void A_processor_that_is_ready_before_its_control_is_done_with_starting_it_has_started()
    {
        _startTakes = 5000;
        _supervisor.Start();

        Assert.AreEqual((RemoteProcessorState.Running, 5000L), (_supervisor.State, _loop.Now));
    }

    [TestMethod]
    public void A_crash_that_is_reported_again_while_its_subscribers_are_told_is_one_crash()
    {
        _supervisor.Start();
        _log.Clear();
        _told = () =>
        {
            _told = () => { };
            // The first waits for its hardware meanwhile.
            new EventLoopTimer(_loop, _watchdog.Raise).Start(100);
            _loop.Sleep(1000);
        };
        _fatal.Raise();
        _loop.Run(100_000);

        Assert.AreEqual((1, RemoteProcessorState.Running), (_supervisor.CrashCount, _supervisor.State));
        CollectionAssert.AreEqual(new[] { "BeforeShutdown (crashed)", "reset", "AfterShutdown (crashed)", "BeforePowerup", "start", "AfterPowerup" }, _log);
    }

    [TestMethod]
    public void A_processor_has_as_many_subscribers_as_want_to_be_told()
    {
        var notifier = new RemoteProcessorNotifier("mpss");
        int told = 0;
        RemoteProcessorHandler last = (_, _) => told++;
        for (int i = 0; i < 20; i++) { notifier.Subscribe((_, _) => told++); }
        notifier.Subscribe(last);
        notifier.Notify(RemoteProcessorEvent.AfterPowerup, false);
        notifier.Unsubscribe(last);
        notifier.Notify(RemoteProcessorEvent.AfterShutdown, false);

        Assert.AreEqual(21 + 20, told);
    }

    private sealed class Control(RemoteProcessorTests owner) : RemoteProcessorControl
    {
        public override void Start()
        {
            if (owner._refusesToStart) { throw new HardwareException("no reset line"); }
            owner._log.Add("start");
            if (!owner._dead) { new EventLoopTimer(owner._loop, owner._ready.Raise).Start(1000); }
            owner._loop.Sleep(owner._startTakes);
        }

        public override void Stop() => owner._log.Add("reset");
    }

    private sealed class Stop(RemoteProcessorTests owner) : SmemState
    {
        public override int Bit => 0;

        public override void Update(uint mask, uint value)
        {
            if (owner._cannotBeAsked) { throw new HardwareException("no mailbox"); }
            owner._log.Add("ask " + value);
            if (value != 0 && !owner._dead) { new EventLoopTimer(owner._loop, owner._stopped.Raise).Start(100); }
        }

        public override void Release()
        {
        }
    }
}
