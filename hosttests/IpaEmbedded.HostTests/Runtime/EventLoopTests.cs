using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class EventLoopTests
{
    private readonly EventLoop _loop = new(new VirtualTime());
    private readonly List<string> _log = [];

    private InterruptLine Line(string name, bool edge) => new(_loop, name, edge);

    private WorkItem Work(string name, Action? action = null) => new(() =>
    {
        _log.Add($"{name} {_loop.Now}");
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
        _loop.Post(Work("work"));
        threaded.Raise();
        new EventLoopTimer(_loop, () => _log.Add("timer")).Start(0);
        _loop.Schedule(new LoggingPoll(_log, "poll", 1));
        hard.Raise();

        _loop.RunPending();

        Expect("interrupt", "poll", "timer", "threaded", "work 0");
    }

    [TestMethod]
    public void A_wait_serves_interrupts_polls_and_timers_but_no_work_and_no_threads()
    {
        var done = new Completion();
        InterruptLine threaded = Line("threaded", edge: true);
        threaded.RequestThreaded(() => _log.Add("threaded"), 0);
        var timer = new EventLoopTimer(_loop, () =>
        {
            _log.Add($"timer {_loop.Now}");
            done.Complete();
        });
        _loop.Post(Work("first", () =>
        {
            threaded.Raise();
            timer.Start(300);
            Assert.IsTrue(_loop.Wait(done, 1000));
            _log.Add($"first goes on {_loop.Now}");
        }));
        _loop.Post(Work("second"));

        _loop.RunPending();

        Expect("first 0", "timer 300", "first goes on 300", "threaded", "second 300");
    }

    [TestMethod]
    public void A_wait_ends_at_its_timeout_and_not_before()
    {
        var never = new Completion();

        Assert.IsFalse(_loop.Wait(never, 250));

        Assert.AreEqual(250, _loop.Now);
    }

    [TestMethod]
    public void A_completion_that_comes_at_the_very_deadline_counts()
    {
        var done = new Completion();
        new EventLoopTimer(_loop, done.Complete).Start(250);

        Assert.IsTrue(_loop.Wait(done, 250));
    }

    [TestMethod]
    public void A_completion_that_is_done_already_takes_no_time_until_it_is_reset()
    {
        var done = new Completion();
        done.Complete();
        Assert.IsTrue(_loop.Wait(done, 10));
        Assert.AreEqual(0, _loop.Now);

        done.Reset();

        Assert.IsFalse(_loop.Wait(done, 10));
    }

    [TestMethod]
    public void Waiting_in_an_interrupt_handler_or_a_poll_is_refused()
    {
        InterruptLine line = Line("line", edge: true);
        line.Request(() => _loop.Sleep(1));
        line.Raise();
        Assert.ThrowsExactly<EventLoopException>(_loop.RunPending);
        Assert.AreEqual(EventLoopContext.TopLevel, _loop.Context);

        _loop.Schedule(new LoggingPoll(_log, "poll", 1, () => _loop.Sleep(1)));
        Assert.ThrowsExactly<EventLoopException>(_loop.RunPending);
    }

    [TestMethod]
    public void Timers_run_by_due_time_and_among_equals_in_the_order_of_starting()
    {
        void Start(string name, long delay) => new EventLoopTimer(_loop, () => _log.Add($"{name} {_loop.Now}")).Start(delay);
        Start("late", 500);
        Start("a", 100);
        Start("b", 100);
        Start("early", 5);
        Start("c", 100);

        _loop.Run(1000);

        Expect("early 5", "a 100", "b 100", "c 100", "late 500");
        Assert.AreEqual(1000, _loop.Now);
    }

    [TestMethod]
    public void Hundreds_of_timers_started_moved_and_cancelled_run_in_order()
    {
        var due = new List<long>();
        var timers = Enumerable.Range(0, 500).Select(_ => new EventLoopTimer(_loop, () => due.Add(_loop.Now))).ToArray();
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

        _loop.Run(3000);

        Assert.HasCount(333, due);
        CollectionAssert.AreEqual(due.Order().ToList(), due);
        Assert.IsFalse(timers.Any(timer => timer.IsArmed));
    }

    [TestMethod]
    public void A_cancelled_timer_does_not_run_and_a_restarted_one_runs_once()
    {
        var cancelled = new EventLoopTimer(_loop, () => _log.Add("cancelled"));
        var moved = new EventLoopTimer(_loop, () => _log.Add($"moved {_loop.Now}"));
        cancelled.Start(10);
        moved.Start(10);
        moved.Start(30);
        cancelled.Cancel();
        cancelled.Cancel();

        _loop.Run(100);

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
        _loop.RunPending();
        Assert.IsTrue(line.IsPending);
        Expect();

        line.Enable();
        _loop.RunPending();

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
        _loop.RunPending();
        Expect();

        line.SetLevel(true);
        _loop.RunPending();

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
        _loop.RunPending();
        Expect();
        line.Enable();
        _loop.RunPending();
        Expect("line");
        Assert.ThrowsExactly<EventLoopException>(line.Enable);
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

        _loop.RunPending();

        Expect("one", "also one", "two", "three");
    }

    [TestMethod]
    public void A_thread_may_wait_and_an_interrupt_comes_through_meanwhile()
    {
        InterruptLine hard = Line("hard", edge: true);
        hard.Request(() => _log.Add($"hard {_loop.Now}"));
        InterruptLine threaded = Line("threaded", edge: true);
        threaded.RequestThreaded(() =>
        {
            _loop.Sleep(100);
            _log.Add($"thread {_loop.Now}");
        }, 0);
        new EventLoopTimer(_loop, hard.Raise).Start(40);
        threaded.Raise();

        _loop.RunPending();

        Expect("hard 40", "thread 100");
    }

    [TestMethod]
    public void A_freed_line_is_not_delivered_and_can_be_requested_again()
    {
        InterruptLine line = Line("line", edge: true);
        line.Request(() => _log.Add("old"));
        Assert.ThrowsExactly<HardwareException>(() => line.Request(() => { }));
        line.Free();
        line.Free();
        line.Raise();
        _loop.RunPending();

        line.Request(() => _log.Add("new"));
        _loop.RunPending();

        Expect("new");
    }

    [TestMethod]
    public void Work_that_waits_already_is_not_queued_twice_and_cancelled_work_does_not_run()
    {
        WorkItem twice = Work("twice");
        WorkItem cancelled = Work("cancelled");
        _loop.Post(twice);
        _loop.Post(cancelled);
        _loop.Post(twice);
        _loop.Post(Work("last"));
        _loop.Cancel(cancelled);
        _loop.Cancel(cancelled);
        Assert.IsFalse(cancelled.IsQueued);

        _loop.RunPending();

        Expect("twice 0", "last 0");
    }

    [TestMethod]
    public void Work_posted_after_the_last_was_cancelled_still_runs()
    {
        WorkItem only = Work("only");
        _loop.Post(only);
        _loop.Cancel(only);
        _loop.Post(Work("next"));

        _loop.RunPending();

        Expect("next 0");
    }

    [TestMethod]
    public void A_poll_that_used_its_budget_is_called_again_behind_the_others()
    {
        var busy = new LoggingPoll(_log, "busy", EventLoop.PollBudget + 3);
        _loop.Schedule(busy);
        _loop.Schedule(busy);
        _loop.Schedule(new LoggingPoll(_log, "other", 1));

        _loop.RunPending();

        Expect("busy", "other", "busy");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void T22_An_interrupt_that_nobody_clears_is_masked_and_reported_and_the_others_go_on(bool threaded)
    {
        int served = 0;
        int others = 0;
        InterruptLine stuck = Line("stuck", edge: false);
        InterruptLine other = Line("other", edge: true);
        if (threaded) { stuck.RequestThreaded(() => served++, 0); }
        else { stuck.Request(() => served++); }
        other.Request(() => others++);
        stuck.SetLevel(true);

        _loop.RunPending();
        other.Raise();
        _loop.RunPending();

        Assert.AreEqual((InterruptLine.StormLimit, 1), (served, others));
        Assert.AreEqual("interrupt stuck was pending again after each of 10000 deliveries and was masked", TraceText.Of(_loop.Trace.At(0)));
        // Whoever requests it anew may have mended what was wrong.
        stuck.Free();
        stuck.Request(() => { served++; stuck.SetLevel(false); });
        _loop.RunPending();
        Assert.AreEqual(InterruptLine.StormLimit + 1, served);
    }

    [TestMethod]
    public void T22_An_interrupt_that_goes_quiet_or_whose_handler_disables_it_is_no_storm()
    {
        int served = 0;
        InterruptLine busy = Line("busy", edge: false);
        busy.Request(() =>
        {
            served++;
            if (served % 2 == 0) { busy.SetLevel(false); }
            else { busy.Disable(); }
        });
        for (int i = 0; i < 2 * InterruptLine.StormLimit; i++)
        {
            busy.SetLevel(true);
            _loop.RunPending();
            if (i % 2 == 0) { busy.Enable(); }
        }

        Assert.AreEqual(2 * InterruptLine.StormLimit, served);
        Assert.AreEqual(0, _loop.Trace.Length);
    }

    [TestMethod]
    public void T22_A_poll_that_never_ends_is_refused_with_its_place()
    {
        var poll = new EndlessPoll();
        _loop.Schedule(poll);

        Assert.AreEqual("no progress: 2000000 events at 0 us, last poll", Assert.ThrowsExactly<EventLoopException>(_loop.RunPending).Message);
    }

    [TestMethod]
    public void One_interrupt_more_than_there_is_room_for_is_refused_and_can_be_freed()
    {
        for (int i = 0; i < 64; i++)
        {
            Line("line " + i, edge: true).Request(() => { });
        }
        InterruptLine last = Line("last", edge: true);

        var refused = Assert.ThrowsExactly<HardwareException>(() => last.Request(() => { }));

        Assert.AreEqual("interrupt last is one more than the event loop has room for, 64", refused.Message);
        last.Free();
        Assert.IsFalse(last.IsRequested);
    }

    [TestMethod]
    public void The_same_run_gives_the_same_order_again()
    {
        static string Run()
        {
            var loop = new EventLoop(new VirtualTime());
            var log = new List<string>();
            uint state = 12345;
            var timers = new EventLoopTimer[40];
            for (int i = 0; i < timers.Length; i++)
            {
                int number = i;
                timers[i] = new EventLoopTimer(loop, () =>
                {
                    log.Add($"{number}@{loop.Now}");
                    state = state * 1664525 + 1013904223;
                    timers[state % 40].Start(state % 97 + 1);
                });
                timers[i].Start(i * 13 % 31);
            }
            loop.Run(2000);
            return string.Join(",", log);
        }

        Assert.AreEqual(Run(), Run());
    }

    private sealed class EndlessPoll : Poll
    {
        public override int Run(int budget) => budget;
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
