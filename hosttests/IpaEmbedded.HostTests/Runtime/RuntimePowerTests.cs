using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.PowerManagement;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class RuntimePowerTests
{
    private const long Autosuspend = 500_000;

    private readonly EventLoop _loop = new(new VirtualTime());
    private readonly List<string> _log = [];
    private readonly LoggingCallbacks _callbacks;
    private readonly RuntimePower _power;

    public RuntimePowerTests()
    {
        _callbacks = new LoggingCallbacks(_loop, _log);
        _power = new RuntimePower(_loop, _callbacks, Autosuspend);
        _power.Enable();
    }

    private void Expect(params string[] log) => CollectionAssert.AreEqual(log, _log, string.Join(" | ", _log));

    [TestMethod]
    public void The_first_user_brings_power_and_the_last_takes_it_after_the_autosuspend_time()
    {
        _power.Acquire();
        _power.Acquire();
        _power.Release();
        _loop.Run(1_000_000);
        Expect("resume 0");

        _power.Release();
        _loop.Run(2_000_000);

        Expect("resume 0", "suspend 1500000");
        Assert.IsFalse(_power.IsActive);
    }

    [TestMethod]
    public void A_new_user_within_the_autosuspend_time_keeps_the_power_on()
    {
        _power.Acquire();
        _power.Release();
        _loop.Run(400_000);
        _power.Acquire();
        _power.Release();
        _loop.Run(400_000);
        Expect("resume 0");

        _loop.Run(200_000);

        Expect("resume 0", "suspend 900000");
    }

    [TestMethod]
    public void An_asynchronous_user_gets_power_later_as_work()
    {
        Assert.IsFalse(_power.AcquireAsync());
        Assert.IsFalse(_power.IsActive);

        _loop.RunPending();

        Assert.IsTrue(_power.IsActive);
        Assert.IsTrue(_power.AcquireAsync());
        Assert.AreEqual(2, _power.UsageCount);
        Expect("resume 0");
    }

    [TestMethod]
    public void A_touch_keeps_the_power_for_the_autosuspend_time_without_making_a_user()
    {
        Assert.IsFalse(_power.Touch());
        _loop.RunPending();
        _loop.Run(400_000);

        Assert.IsTrue(_power.Touch());

        Assert.AreEqual(0, _power.UsageCount);
        _loop.Run(2_000_000);
        Expect("resume 0", "suspend 900000");
    }

    [TestMethod]
    public void An_asynchronous_user_that_left_again_still_causes_a_resume_and_then_a_suspend()
    {
        _power.AcquireAsync();
        _power.Release();

        _loop.Run(2_000_000);

        Expect("resume 0", "suspend 500000");
    }

    [TestMethod]
    public void Nobody_becomes_a_user_of_hardware_that_is_off_by_GetIfActive()
    {
        Assert.IsFalse(_power.AcquireIfActive());
        Assert.AreEqual(0, _power.UsageCount);

        _power.Acquire();
        _power.Release();

        Assert.IsTrue(_power.AcquireIfActive());
        _loop.Run(2_000_000);
        Expect("resume 0");
    }

    [TestMethod]
    public void System_sleep_takes_the_power_and_gives_it_back_to_those_who_had_it()
    {
        _power.Acquire();
        _power.SystemSuspend(0);
        Assert.IsFalse(_power.IsActive);

        _power.SystemResume();

        Expect("resume 0", "suspend 0", "resume 0");
    }

    [TestMethod]
    public void System_sleep_does_not_wake_hardware_that_only_the_core_referenced()
    {
        _power.Acquire();
        _power.Release();
        _power.AcquireWithoutResume();
        _power.SystemSuspend(1);

        _power.SystemResume();

        Expect("resume 0", "suspend 0");
        _power.Acquire();
        Expect("resume 0", "suspend 0", "resume 0");
    }

    [TestMethod]
    public void During_system_sleep_no_user_brings_power()
    {
        _power.SystemSuspend(0);

        Assert.AreEqual("power asked for while the system sleeps", Assert.ThrowsExactly<HardwareException>(_power.Acquire).Message);
        Assert.IsFalse(_power.TryAcquire(1_000_000));
        _power.AcquireAsync();
        _loop.RunPending();

        Expect();
        Assert.AreEqual(0, _loop.Now);
        _power.SystemResume();
        Expect("resume 0");
        Assert.AreEqual(1, _power.UsageCount, "only who asked without waiting is a user");
    }

    [TestMethod]
    public void Who_gets_no_power_is_no_user_and_the_hardware_sleeps_again()
    {
        _callbacks.Refuse = true;
        Assert.ThrowsExactly<HardwareException>(_power.Acquire);
        Assert.AreEqual(0, _power.UsageCount);
        _callbacks.Refuse = false;

        _power.Acquire();
        _power.Release();
        _loop.Run(1_000_000);

        Expect("resume 0", "suspend 500000");
    }

    [TestMethod]
    public void A_user_that_comes_and_goes_at_the_moment_of_the_suspend_keeps_the_power_for_the_whole_delay()
    {
        _power.Acquire();
        _power.Release();
        // Armed after the autosuspend timer, so it runs between that and the work that it posts.
        var use = new EventLoopTimer(_loop, () =>
        {
            Assert.IsTrue(_power.AcquireAsync());
            _power.Release();
        });
        use.Start(Autosuspend);

        _loop.Run(2_000_000);

        Expect("resume 0", "suspend 1000000");
    }

    [TestMethod]
    public void A_resume_that_nobody_waits_for_and_that_fails_is_told_to_the_owner_and_tried_again()
    {
        _callbacks.Refuse = true;
        _power.AcquireAsync();
        _loop.Run(15_000);
        _callbacks.Refuse = false;
        _loop.Run(1_000_000);

        Expect("refused 0, again in 10000", "refused 10000, again in 20000", "resume 30000");
        Assert.AreEqual((2u, "no power"), (_power.FailureCount, _power.LastFailure));
        _power.Release();
        _loop.Run(1_000_000);
        Assert.IsFalse(_power.IsActive);
    }

    [TestMethod]
    public void Tries_go_on_every_five_seconds_and_removal_ends_them()
    {
        _callbacks.Refuse = true;
        _power.AcquireAsync();
        _power.Release();
        _loop.Run(20_000_000);
        Assert.AreEqual("refused 15350000, again in 5120000", _log[^1]);
        Assert.HasCount(12, _log);

        _power.Disable();
        _callbacks.Refuse = false;
        _loop.Run(20_000_000);
        Assert.HasCount(12, _log);
    }

    [TestMethod]
    public void Who_cannot_throw_asks_for_a_while_and_then_goes_without()
    {
        _callbacks.Refuse = true;
        new EventLoopTimer(_loop, () => _callbacks.Refuse = false).Start(35_000);
        Assert.IsFalse(_power.TryAcquire(20_000));
        Assert.AreEqual((20_000L, 0), (_loop.Now, _power.UsageCount));

        Assert.IsTrue(_power.TryAcquire(1_000_000));

        Assert.AreEqual((40_000L, 1), (_loop.Now, _power.UsageCount));
        Expect("refused 20000, again in 10000", "resume 40000");
    }

    [TestMethod]
    public void A_user_that_comes_while_the_hardware_goes_down_gets_it_back_afterwards()
    {
        bool? at = null;
        _callbacks.SuspendTime = 1000;
        _power.Acquire();
        _power.Release();
        new EventLoopTimer(_loop, () => at = _power.AcquireAsync()).Start(Autosuspend + 500);

        _loop.Run(2_000_000);

        Assert.IsFalse(at, "the hardware is going down");
        Expect("resume 0", "suspend 501000", "resume 501000");
    }

    [TestMethod]
    public void A_user_that_comes_while_the_hardware_comes_up_is_woken_when_it_is_there()
    {
        bool? at = null;
        _callbacks.ResumeTime = 1000;
        new EventLoopTimer(_loop, () => at = _power.AcquireAsync()).Start(500);
        _callbacks.Woken = () => Assert.IsTrue(_power.AcquireAsync());

        _power.Acquire();
        _loop.Run(10_000);

        Assert.IsFalse(at, "the hardware is not there yet");
        Assert.AreEqual(3, _power.UsageCount);
        Expect("resume 1000");
    }

    [TestMethod]
    public void A_suspend_that_fails_leaves_the_power_on_and_is_tried_again_after_the_autosuspend_time()
    {
        _callbacks.RefuseSuspend = true;
        _power.Acquire();
        _power.Release();
        _loop.Run(600_000);
        Assert.IsTrue(_power.IsActive);
        Assert.AreEqual("stays up", _power.LastFailure);
        _callbacks.RefuseSuspend = false;

        _loop.Run(1_000_000);

        Expect("resume 0", "suspend 1000000");
    }

    [TestMethod]
    public void A_user_that_comes_while_a_suspend_fails_is_woken_all_the_same()
    {
        bool? at = null;
        int woken = 0;
        _callbacks.SuspendTime = 1000;
        _callbacks.RefuseSuspend = true;
        _callbacks.Woken = () => woken++;
        _power.Acquire();
        _power.Release();
        new EventLoopTimer(_loop, () => at = _power.AcquireAsync()).Start(Autosuspend + 500);

        _loop.Run(2_000_000);

        Assert.IsFalse(at, "the hardware is going down");
        Assert.AreEqual(2, woken);
        Assert.IsTrue(_power.IsActive);
    }

    [TestMethod]
    public void A_system_sleep_that_is_refused_leaves_idle_hardware_to_its_autosuspend()
    {
        _power.Acquire();
        _power.Release();
        _callbacks.RefuseSuspend = true;
        Assert.ThrowsExactly<HardwareException>(() => _power.SystemSuspend(0));
        _callbacks.RefuseSuspend = false;

        _loop.Run(1_000_000);

        Expect("resume 0", "suspend 500000");
    }

    [TestMethod]
    public void Putting_more_often_than_getting_is_refused()
    {
        Assert.ThrowsExactly<EventLoopException>(_power.Release);
    }

    [TestMethod]
    public void A_resume_that_fails_leaves_the_hardware_off_and_the_next_user_tries_again()
    {
        _callbacks.Refuse = true;
        Assert.ThrowsExactly<HardwareException>(_power.Acquire);
        Assert.IsFalse(_power.IsActive);
        _callbacks.Refuse = false;

        _power.Acquire();

        Assert.IsTrue(_power.IsActive);
        Expect("resume 0");
    }

    [TestMethod]
    public void After_disable_nothing_switches_any_more_and_a_forced_suspend_ends_it()
    {
        _power.Acquire();
        _power.Release();
        _power.Disable();
        _loop.Run(2_000_000);
        Expect("resume 0");

        _power.ForceSuspend(0);
        _power.ForceSuspend(0);

        Expect("resume 0", "suspend 2000000");
    }

    private sealed class LoggingCallbacks(EventLoop loop, List<string> log) : PowerCallbacks
    {
        public bool Refuse { get; set; }

        public bool RefuseSuspend { get; set; }

        public long ResumeTime { get; set; }

        public long SuspendTime { get; set; }

        public Action? Woken { get; set; }

        public override void Resume()
        {
            if (Refuse)
            {
                throw new HardwareException("no power");
            }
            loop.Sleep(ResumeTime);
            log.Add("resume " + loop.Now);
        }

        public override void Suspend()
        {
            loop.Sleep(SuspendTime);
            if (RefuseSuspend)
            {
                throw new HardwareException("stays up");
            }
            log.Add("suspend " + loop.Now);
        }

        public override void OnResumed() => Woken?.Invoke();

        public override void OnResumeFailed(HardwareException reason, long retryMicroseconds) => log.Add($"refused {loop.Now}, again in {retryMicroseconds}");
    }
}
