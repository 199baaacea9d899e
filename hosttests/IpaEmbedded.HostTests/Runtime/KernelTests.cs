using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Kernel;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class KernelTests
{
    private readonly EventKernel _kernel = new(new VirtualTime());
    private readonly List<string> _log = [];

    private InterruptLine Line(string name, bool edge) => new(_kernel, name, edge);

    private WorkItem Work(string name, Action? action = null) => new(() =>
    {
        _log.Add($"{name} {_kernel.Now}");
        action?.Invoke();
    });

    private void Expect(params string[] log) => CollectionAssert.AreEqual(log, _log, string.Join(" | ", _log));

    [TestMethod]
    public void Interrupts_come_before_polls_polls_before_due_timers_timers_before_threads_threads_before_work()
    {
        InterruptLine hard = Line("hard", edge: true);
        InterruptLine threaded = Line("threaded", edge: true);
        hard.Request(() => _log.Add("interrupt"));
        threaded.RequestThreaded(() => _log.Add("threaded"), 0);
        _kernel.Post(Work("work"));
        threaded.Raise();
        new KernelTimer(_kernel, () => _log.Add("timer")).Start(0);
        _kernel.Schedule(new LoggingPoll(_log, "poll", 1));
        hard.Raise();

        _kernel.Settle();

        Expect("interrupt", "poll", "timer", "threaded", "work 0");
    }

    [TestMethod]
    public void A_wait_serves_interrupts_polls_and_timers_but_no_work_and_no_threads()
    {
        var done = new Completion();
        InterruptLine threaded = Line("threaded", edge: true);
        threaded.RequestThreaded(() => _log.Add("threaded"), 0);
        var timer = new KernelTimer(_kernel, () =>
        {
            _log.Add($"timer {_kernel.Now}");
            done.Complete();
        });
        _kernel.Post(Work("first", () =>
        {
            threaded.Raise();
            timer.Start(300);
            Assert.IsTrue(_kernel.Wait(done, 1000));
            _log.Add($"first goes on {_kernel.Now}");
        }));
        _kernel.Post(Work("second"));

        _kernel.Settle();

        Expect("first 0", "timer 300", "first goes on 300", "threaded", "second 300");
    }

    [TestMethod]
    public void A_wait_ends_at_its_timeout_and_not_before()
    {
        var never = new Completion();

        Assert.IsFalse(_kernel.Wait(never, 250));

        Assert.AreEqual(250, _kernel.Now);
    }

    [TestMethod]
    public void A_completion_that_comes_at_the_very_deadline_counts()
    {
        var done = new Completion();
        new KernelTimer(_kernel, done.Complete).Start(250);

        Assert.IsTrue(_kernel.Wait(done, 250));
    }

    [TestMethod]
    public void A_completion_that_is_done_already_takes_no_time_until_it_is_reset()
    {
        var done = new Completion();
        done.Complete();
        Assert.IsTrue(_kernel.Wait(done, 10));
        Assert.AreEqual(0, _kernel.Now);

        done.Reset();

        Assert.IsFalse(_kernel.Wait(done, 10));
    }

    [TestMethod]
    public void Waiting_in_an_interrupt_handler_or_a_poll_is_refused()
    {
        InterruptLine line = Line("line", edge: true);
        line.Request(() => _kernel.Sleep(1));
        line.Raise();
        Assert.ThrowsExactly<KernelException>(_kernel.Settle);
        Assert.AreEqual(KernelContext.TopLevel, _kernel.Context);

        _kernel.Schedule(new LoggingPoll(_log, "poll", 1, () => _kernel.Sleep(1)));
        Assert.ThrowsExactly<KernelException>(_kernel.Settle);
    }

    [TestMethod]
    public void Timers_run_by_due_time_and_among_equals_in_the_order_of_starting()
    {
        void Start(string name, long delay) => new KernelTimer(_kernel, () => _log.Add($"{name} {_kernel.Now}")).Start(delay);
        Start("late", 500);
        Start("a", 100);
        Start("b", 100);
        Start("early", 5);
        Start("c", 100);

        _kernel.Run(1000);

        Expect("early 5", "a 100", "b 100", "c 100", "late 500");
        Assert.AreEqual(1000, _kernel.Now);
    }

    [TestMethod]
    public void Hundreds_of_timers_started_moved_and_cancelled_run_in_order()
    {
        var due = new List<long>();
        var timers = Enumerable.Range(0, 500).Select(_ => new KernelTimer(_kernel, () => due.Add(_kernel.Now))).ToArray();
        for (int i = 0; i < timers.Length; i++)
        {
            timers[i].Start(i * 7919 % 1000);
        }
        for (int i = 0; i < timers.Length; i += 3)
        {
            timers[i].Cancel();
        }
        for (int i = 1; i < timers.Length; i += 3)
        {
            timers[i].Start(2000 - i);
        }

        _kernel.Run(3000);

        Assert.HasCount(333, due);
        CollectionAssert.AreEqual(due.Order().ToList(), due);
        Assert.IsFalse(timers.Any(timer => timer.IsArmed));
    }

    [TestMethod]
    public void A_cancelled_timer_does_not_run_and_a_restarted_one_runs_once()
    {
        var cancelled = new KernelTimer(_kernel, () => _log.Add("cancelled"));
        var moved = new KernelTimer(_kernel, () => _log.Add($"moved {_kernel.Now}"));
        cancelled.Start(10);
        moved.Start(10);
        moved.Start(30);
        cancelled.Cancel();
        cancelled.Cancel();

        _kernel.Run(100);

        Expect("moved 30");
    }

    [TestMethod]
    public void An_edge_latches_while_disabled_and_is_delivered_once()
    {
        InterruptLine line = Line("edge", edge: true);
        line.Request(() => _log.Add("edge"));
        line.Disable();
        line.Raise();
        line.Raise();
        _kernel.Settle();
        Assert.IsTrue(line.IsPending);
        Expect();

        line.Enable();
        _kernel.Settle();

        Expect("edge");
        Assert.IsFalse(line.IsPending);
    }

    [TestMethod]
    public void A_level_is_delivered_while_asserted_and_forgotten_when_it_falls_unseen()
    {
        InterruptLine line = Line("level", edge: false);
        int left = 3;
        line.Request(() =>
        {
            _log.Add("level");
            if (--left == 0)
            {
                line.SetLevel(false);
            }
        });
        line.Disable();
        line.SetLevel(true);
        line.SetLevel(false);
        line.Enable();
        _kernel.Settle();
        Expect();

        line.SetLevel(true);
        _kernel.Settle();

        Expect("level", "level", "level");
    }

    [TestMethod]
    public void A_line_stays_disabled_until_enabled_as_often()
    {
        InterruptLine line = Line("line", edge: true);
        line.Request(() => _log.Add("line"));
        line.Disable();
        line.Disable();
        line.Raise();
        line.Enable();
        _kernel.Settle();
        Expect();
        line.Enable();
        _kernel.Settle();
        Expect("line");
        Assert.ThrowsExactly<KernelException>(line.Enable);
    }

    [TestMethod]
    public void Of_pending_threads_the_lowest_priority_number_runs_first_whatever_the_order_of_requests()
    {
        foreach ((string name, int priority) in new[] { ("three", 3), ("one", 1), ("two", 2), ("also one", 1) })
        {
            InterruptLine line = Line(name, edge: true);
            line.RequestThreaded(() => _log.Add(name), priority);
            line.Raise();
        }

        _kernel.Settle();

        Expect("one", "also one", "two", "three");
    }

    [TestMethod]
    public void A_thread_may_wait_and_an_interrupt_comes_through_meanwhile()
    {
        InterruptLine hard = Line("hard", edge: true);
        hard.Request(() => _log.Add($"hard {_kernel.Now}"));
        InterruptLine threaded = Line("threaded", edge: true);
        threaded.RequestThreaded(() =>
        {
            _kernel.Sleep(100);
            _log.Add($"thread {_kernel.Now}");
        }, 0);
        new KernelTimer(_kernel, hard.Raise).Start(40);
        threaded.Raise();

        _kernel.Settle();

        Expect("hard 40", "thread 100");
    }

    [TestMethod]
    public void A_freed_line_is_not_delivered_and_can_be_requested_again()
    {
        InterruptLine line = Line("line", edge: true);
        line.Request(() => _log.Add("old"));
        Assert.ThrowsExactly<KernelException>(() => line.Request(() => { }));
        line.Free();
        line.Free();
        line.Raise();
        _kernel.Settle();

        line.Request(() => _log.Add("new"));
        _kernel.Settle();

        Expect("new");
    }

    [TestMethod]
    public void Work_that_waits_already_is_not_queued_twice_and_cancelled_work_does_not_run()
    {
        WorkItem twice = Work("twice");
        WorkItem cancelled = Work("cancelled");
        _kernel.Post(twice);
        _kernel.Post(cancelled);
        _kernel.Post(twice);
        _kernel.Post(Work("last"));
        _kernel.Cancel(cancelled);
        _kernel.Cancel(cancelled);
        Assert.IsFalse(cancelled.IsQueued);

        _kernel.Settle();

        Expect("twice 0", "last 0");
    }

    [TestMethod]
    public void Work_posted_after_the_last_was_cancelled_still_runs()
    {
        WorkItem only = Work("only");
        _kernel.Post(only);
        _kernel.Cancel(only);
        _kernel.Post(Work("next"));

        _kernel.Settle();

        Expect("next 0");
    }

    [TestMethod]
    public void A_poll_that_used_its_budget_is_called_again_behind_the_others()
    {
        var busy = new LoggingPoll(_log, "busy", EventKernel.PollBudget + 3);
        _kernel.Schedule(busy);
        _kernel.Schedule(busy);
        _kernel.Schedule(new LoggingPoll(_log, "other", 1));

        _kernel.Settle();

        Expect("busy", "other", "busy");
    }

    [TestMethod]
    public void An_interrupt_that_nobody_clears_is_reported_and_not_served_for_ever()
    {
        InterruptLine stuck = Line("stuck", edge: false);
        stuck.Request(() => { });
        stuck.SetLevel(true);

        var refused = Assert.ThrowsExactly<KernelException>(_kernel.Settle);

        Assert.AreEqual("no progress: 2000000 events at 0 us, last interrupt stuck", refused.Message);
    }

    [TestMethod]
    public void One_interrupt_more_than_there_is_room_for_is_refused_and_can_be_freed()
    {
        for (int i = 0; i < 64; i++)
        {
            Line("line " + i, edge: true).Request(() => { });
        }
        InterruptLine last = Line("last", edge: true);

        var refused = Assert.ThrowsExactly<KernelException>(() => last.Request(() => { }));

        Assert.AreEqual("interrupt last is one more than the kernel has room for, 64", refused.Message);
        last.Free();
        Assert.IsFalse(last.IsRequested);
    }

    [TestMethod]
    public void The_same_run_gives_the_same_order_again()
    {
        static string Run()
        {
            var kernel = new EventKernel(new VirtualTime());
            var log = new List<string>();
            uint state = 12345;
            var timers = new KernelTimer[40];
            for (int i = 0; i < timers.Length; i++)
            {
                int number = i;
                timers[i] = new KernelTimer(kernel, () =>
                {
                    log.Add($"{number}@{kernel.Now}");
                    state = state * 1664525 + 1013904223;
                    timers[state % 40].Start(state % 97 + 1);
                });
                timers[i].Start(i * 13 % 31);
            }
            kernel.Run(2000);
            return string.Join(",", log);
        }

        Assert.AreEqual(Run(), Run());
    }

    private sealed class LoggingPoll(List<string> log, string name, int entries, Action? action = null) : Poll
    {
        private int _left = entries;

        public override int Run(int budget)
        {
            log.Add(name);
            action?.Invoke();
            int done = Math.Min(budget, _left);
            _left -= done;
            return done;
        }
    }
}
