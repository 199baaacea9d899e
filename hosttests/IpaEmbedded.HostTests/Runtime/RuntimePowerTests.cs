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

        _power.Acquire();
        _power.AcquireAsync();
        _loop.RunPending();

        Expect();
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
        Assert.ThrowsExactly<InvalidOperationException>(_power.Acquire);
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

        _power.ForceSuspend();
        _power.ForceSuspend();

        Expect("resume 0", "suspend 2000000");
    }

    private sealed class LoggingCallbacks(EventLoop loop, List<string> log) : PowerCallbacks
    {
        public bool Refuse { get; set; }

        public override void Resume()
        {
            if (Refuse)
            {
                throw new InvalidOperationException("no power");
            }
            log.Add("resume " + loop.Now);
        }

        public override void Suspend() => log.Add("suspend " + loop.Now);
    }
}
