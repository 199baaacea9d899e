using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.PowerManagement;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>What the power of a device leaves in the event loop: nothing when nothing is to come, and just what is when something is.</summary>
[TestClass]
public sealed class PowerQuietTests
{
    private const long Autosuspend = 500_000;

    private readonly EventLoop _loop = new(new VirtualTime());
    private readonly Counter _counter = new();
    private readonly Callbacks _callbacks;
    private readonly RuntimePower _power;

    public PowerQuietTests()
    {
        _loop.Observer = _counter;
        _callbacks = new Callbacks(_loop);
        _power = new RuntimePower(_loop, _callbacks, Autosuspend);
        _power.Enable();
    }

    /// <summary>Events served while so much time passes.</summary>
    private int Served(long microseconds)
    {
        int before = _counter.Served;
        _loop.Run(microseconds);
        return _counter.Served - before;
    }

    private void Expect(params string[] calls) => CollectionAssert.AreEqual(calls, _callbacks.Calls, string.Join(" | ", _callbacks.Calls));

    private void Resumed()
    {
        _power.Acquire();
        _power.Release();
    }

    [TestMethod]
    public void Idle_power_costs_a_timer_and_the_suspend()
    {
        Resumed();

        Assert.AreEqual(2, Served(10_000_000));
        Assert.AreEqual(0, Served(10_000_000));
        Expect("resume 0", "suspend 500000");
    }

    [TestMethod]
    public void A_user_ends_the_wait_for_the_suspend()
    {
        Resumed();
        _power.Acquire();

        Assert.AreEqual(0, Served(10_000_000));
    }

    [TestMethod]
    public void A_user_without_resume_lets_the_timer_run_out_and_no_more()
    {
        Resumed();
        _power.AcquireWithoutResume();

        Assert.AreEqual(1, Served(10_000_000));
        Expect("resume 0");
        _power.Release();
        Assert.AreEqual(2, Served(10_000_000));
        Expect("resume 0", "suspend 10500000");
    }

    [TestMethod]
    public void Use_in_between_lets_the_timer_run_anew_without_work()
    {
        Resumed();
        _loop.Run(400_000);
        Assert.IsTrue(_power.Touch());

        Assert.AreEqual(3, Served(10_000_000));
        Expect("resume 0", "suspend 900000");
    }

    [TestMethod]
    public void A_user_that_comes_between_the_timer_and_its_work_keeps_the_power()
    {
        Resumed();
        new EventLoopTimer(_loop, () => Assert.IsTrue(_power.AcquireIfActive())).Start(Autosuspend);

        Assert.AreEqual(3, Served(10_000_000), "the timer, the test's own, and work that finds a user");
        Expect("resume 0");
        Assert.IsTrue(_power.IsActive);
    }

    [TestMethod]
    public void A_user_that_comes_with_resume_between_the_timer_and_its_work_takes_the_work_back()
    {
        Resumed();
        new EventLoopTimer(_loop, _power.Acquire).Start(Autosuspend);

        Assert.AreEqual(2, Served(10_000_000));
        Expect("resume 0");
    }

    [TestMethod]
    public void A_touch_between_the_timer_and_its_work_gives_a_whole_time_more()
    {
        Resumed();
        new EventLoopTimer(_loop, () => Assert.IsTrue(_power.Touch())).Start(Autosuspend);

        Assert.AreEqual(5, Served(10_000_000));
        Expect("resume 0", "suspend 1000000");
    }

    [TestMethod]
    public void A_system_sleep_that_comes_between_the_timer_and_its_work_suspends_once()
    {
        Resumed();
        _loop.Post(new WorkItem(() =>
        {
            _loop.Sleep(Autosuspend + 10);
            _power.SystemSuspend(0);
        }));

        _loop.Run(10_000_000);

        Expect("resume 0", "suspend 500010");
    }

    [TestMethod]
    public void Nothing_runs_out_while_the_system_sleeps()
    {
        Resumed();
        _power.SystemSuspend(0);
        Assert.AreEqual(0, Served(10_000_000));

        Assert.IsFalse(_power.AcquireAsync());
        Assert.AreEqual(0, Served(10_000_000), "who asks is served at the end of the sleep");
        _power.SystemResume();
        Expect("resume 0", "suspend 0", "resume 20000000");
    }

    [TestMethod]
    public void Who_was_refused_during_the_sleep_of_the_system_gets_the_power_after_it()
    {
        _power.SystemSuspend(0);
        Assert.IsFalse(_power.TryAcquire(0));
        Assert.AreEqual("power asked for while the system sleeps", _power.LastFailure);

        _power.SystemResume();

        Expect("resume 0");
        Assert.AreEqual(2, Served(10_000_000), "nobody uses it");
    }

    [TestMethod]
    public void Idle_says_nothing_new_to_power_that_is_used_off_or_waiting_already()
    {
        _power.Idle();
        Assert.AreEqual(0, Served(10_000_000), "off");
        _power.Acquire();
        _power.Idle();
        Assert.AreEqual(0, Served(10_000_000), "used");
        _power.Release();
        long start = _loop.Now;
        _loop.Run(100_000);
        _power.Idle();
        Assert.AreEqual(2, Served(10_000_000), "waiting already");
        Expect("resume 10000000", "suspend " + (start + Autosuspend));
    }

    [TestMethod]
    public void Power_that_is_not_managed_stays_as_it_is_and_leaves_nothing_in_the_loop()
    {
        Resumed();
        _power.Disable();
        _power.Idle();
        Assert.AreEqual(0, Served(10_000_000), "the timer is gone");
        Assert.IsTrue(_power.IsActive);

        _power.ForceSuspend(0);
        Assert.IsFalse(_power.AcquireAsync());
        Assert.AreEqual(0, Served(10_000_000), "who asks is not heard");
        _power.Release();
        Assert.AreEqual("power asked for while it is not managed", Assert.ThrowsExactly<HardwareException>(_power.Acquire).Message);
        Assert.IsFalse(_power.TryAcquire(1_000_000));
        Assert.AreEqual(0, Served(10_000_000), "who was refused is not tried again");
        Expect("resume 0", "suspend 10000000");
    }

    [TestMethod]
    public void What_is_to_come_goes_when_power_is_not_managed_any_more()
    {
        _power.AcquireAsync();
        _power.Disable();
        Assert.AreEqual(0, Served(10_000_000), "a resume that was posted");

        _power.Enable();
        _callbacks.Refuse = true;
        Assert.IsFalse(_power.TryAcquire(0));
        _power.Disable();
        Assert.AreEqual(0, Served(10_000_000), "a resume that would be tried again");

        _power.Enable();
        _callbacks.Refuse = false;
        _power.Release();
        Resumed();
        new EventLoopTimer(_loop, _power.Disable).Start(Autosuspend);
        Assert.AreEqual(2, Served(10_000_000), "a suspend that was posted");
        Expect("refused 10000000, again in 10000", "resume 20000000");
    }

    [TestMethod]
    public void Power_that_is_managed_again_goes_off_after_its_next_use()
    {
        Resumed();
        _power.Disable();
        _power.Enable();
        Assert.AreEqual(0, Served(10_000_000));

        Assert.IsTrue(_power.Touch());

        Assert.AreEqual(2, Served(10_000_000));
        Expect("resume 0", "suspend 10500000");
    }

    [TestMethod]
    public void A_forced_suspend_is_tried_every_ten_milliseconds_until_its_patience_ends()
    {
        _power.Acquire();
        _loop.Run(1_000_000);
        _callbacks.RefuseSuspend = true;

        Assert.AreEqual("stays up", Assert.ThrowsExactly<HardwareException>(() => _power.ForceSuspend(20_000)).Message);
        Assert.AreEqual((1_020_000L, 3), (_loop.Now, _callbacks.Tries));
        Assert.ThrowsExactly<HardwareException>(() => _power.ForceSuspend(20_001));
        Assert.AreEqual((1_050_000L, 7), (_loop.Now, _callbacks.Tries));
        Assert.ThrowsExactly<HardwareException>(() => _power.ForceSuspend(0));
        Assert.AreEqual((1_050_000L, 8), (_loop.Now, _callbacks.Tries));
        Assert.IsTrue(_power.IsActive);

        new EventLoopTimer(_loop, () => _callbacks.RefuseSuspend = false).Start(15_000);
        _power.ForceSuspend(1_000_000);
        Assert.IsFalse(_power.IsActive);
        Assert.IsFalse(_power.AcquireAsync());
        Assert.AreEqual(0, Served(1_000_000), "nobody switches it any more");
        Expect("resume 0", "suspend 1070000");
    }

    [TestMethod]
    public void A_callback_that_uses_the_power_it_brings_does_not_bring_it_twice()
    {
        int uses = 0;
        _callbacks.InResume = () =>
        {
            if (++uses < 3) { _power.Acquire(); }
        };

        _power.Acquire();

        Assert.AreEqual((1, 2), (uses, _power.UsageCount));
        Expect("resume 0");
    }

    [TestMethod]
    public void A_success_ends_the_tries_and_their_pauses_begin_anew()
    {
        _callbacks.Refuse = true;
        _power.AcquireAsync();
        _loop.Run(35_000);
        _callbacks.Refuse = false;
        _power.Acquire();
        Assert.AreEqual(0, Served(1_000_000), "the try that was to come is none");
        _power.Release();
        _power.Release();
        _loop.Run(1_000_000);

        _callbacks.Refuse = true;
        _power.AcquireAsync();
        _loop.Run(10_000);

        Expect("refused 0, again in 10000", "refused 10000, again in 20000", "refused 30000, again in 40000", "resume 35000", "suspend 1535000", "refused 2035000, again in 10000", "refused 2045000, again in 20000");
    }

    [TestMethod]
    public void A_resume_that_comes_late_has_the_whole_autosuspend_time()
    {
        _callbacks.Refuse = true;
        _power.AcquireAsync();
        _power.Release();
        _loop.Run(25_000);
        _callbacks.Refuse = false;

        _loop.Run(10_000_000);

        Assert.AreEqual("resume 30000,suspend 530000", string.Join(",", _callbacks.Calls.TakeLast(2)));
    }

    private sealed class Counter : EventLoopObserver
    {
        public int Served { get; private set; }

        public override void OnServed() => Served++;
    }

    private sealed class Callbacks(EventLoop loop) : PowerCallbacks
    {
        public List<string> Calls { get; } = [];

        public bool Refuse { get; set; }

        public bool RefuseSuspend { get; set; }

        public int Tries { get; private set; }

        public Action InResume { get; set; } = () => { };

        public override void Resume()
        {
            if (Refuse) { throw new HardwareException("no power"); }
            InResume();
            Calls.Add("resume " + loop.Now);
        }

        public override void Suspend()
        {
            Tries++;
            if (RefuseSuspend) { throw new HardwareException("stays up"); }
            Calls.Add("suspend " + loop.Now);
        }

        public override void OnResumeFailed(HardwareException reason, long retryMicroseconds) => Calls.Add($"refused {loop.Now}, again in {retryMicroseconds}");
    }
}
