using System.Runtime.CompilerServices;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Timers and work at a moment: each runs when it is due and in the order of starting, whatever was moved and cancelled before.</summary>
[TestClass]
public sealed class TimerQueueTests
{
    private readonly EventLoop _loop = new(new VirtualTime());

    [TestMethod]
    [DataRow(1, 20)]
    [DataRow(2, 100)]
    [DataRow(3, 1000)]
    [DataRow(4, 3)]
    public void Any_order_of_starting_moving_and_cancelling_leaves_due_time_and_then_order_of_starting(int seed, int range)
    {
        var random = new Random(seed);
        var ran = new List<(long Due, int Start)>();
        var started = new int[90];
        var timers = new EventLoopTimer[90];
        var expected = new Dictionary<int, (long Due, int Start)>();
        for (int i = 0; i < timers.Length; i++)
        {
            int number = i;
            timers[i] = new EventLoopTimer(_loop, () => ran.Add((_loop.Now, started[number])));
        }
        for (int start = 1; start <= 600; start++)
        {
            int timer = random.Next(timers.Length);
            if (random.Next(3) == 0)
            {
                timers[timer].Cancel();
                expected.Remove(timer);
            }
            else
            {
                int delay = random.Next(range);
                timers[timer].Start(delay);
                started[timer] = start;
                expected[timer] = (delay, start);
                Assert.AreEqual(delay, timers[timer].DueTime);
            }
            Assert.AreEqual(expected.ContainsKey(timer), timers[timer].IsArmed);
        }

        _loop.Run(range);

        CollectionAssert.AreEqual(expected.Values.Order().ToList(), ran);
        Assert.IsFalse(timers.Any(timer => timer.IsArmed));
    }

    [TestMethod]
    public void Timers_that_are_cancelled_between_two_runs_leave_the_others_in_order()
    {
        var random = new Random(7);
        var ran = new List<long>();
        var due = new List<long>();
        for (int round = 0; round < 60; round++)
        {
            var timers = new List<EventLoopTimer>();
            for (int i = 0; i < 12; i++)
            {
                long at = _loop.Now + random.Next(1, 50);
                timers.Add(new EventLoopTimer(_loop, () => ran.Add(_loop.Now - at)));
                timers[^1].Start(at - _loop.Now);
            }
            for (int i = 0; i < 6; i++)
            {
                int victim = random.Next(timers.Count);
                timers[victim].Cancel();
                timers.RemoveAt(victim);
            }
            due.AddRange(timers.Select(_ => 0L));
            _loop.Run(60);
        }

        CollectionAssert.AreEqual(due, ran, "each runs at its own time");
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(-1000)]
    public void A_delay_that_has_passed_already_is_none(int delay)
    {
        _loop.Run(100);
        int ran = 0;
        var timer = new EventLoopTimer(_loop, () => ran++);

        timer.Start(delay);

        Assert.IsTrue(timer.IsArmed);
        Assert.AreEqual(100, timer.DueTime);
        _loop.RunPending();
        Assert.AreEqual((1, 100L), (ran, _loop.Now));
        Assert.IsFalse(timer.IsArmed);
    }

    [TestMethod]
    public void A_delay_of_one_microsecond_is_one()
    {
        var timer = new EventLoopTimer(_loop, () => { });
        timer.Start(1);

        _loop.RunPending();

        Assert.AreEqual(1, timer.DueTime);
        Assert.IsTrue(timer.IsArmed);
    }

    [TestMethod]
    public void A_timer_that_was_cancelled_is_forgotten()
    {
        WeakReference[] gone = [CancelledTimer(), CancelledTimer()];
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.IsFalse(gone.Any(timer => timer.IsAlive));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference CancelledTimer()
    {
        var timer = new EventLoopTimer(_loop, () => { });
        timer.Start(1000);
        timer.Cancel();
        return new WeakReference(timer);
    }

    [TestMethod]
    public void Delayed_work_runs_at_its_time_as_work_that_may_wait_and_again_when_it_starts_itself()
    {
        var log = new List<string>();
        DelayedWork work = null!;
        work = new DelayedWork(_loop, () =>
        {
            log.Add($"{_loop.Now} {_loop.Context}");
            _loop.Sleep(5);
            if (log.Count < 3) { work.Start(100); }
        });
        work.Start(50);
        work.Start(30);

        _loop.Run(1000);

        CollectionAssert.AreEqual(new[] { "30 Work", "135 Work", "240 Work" }, log);
    }

    [TestMethod]
    public void Delayed_work_is_cancelled_before_its_time_and_while_it_waits_for_its_turn()
    {
        int ran = 0;
        var work = new DelayedWork(_loop, () => ran++);
        work.Cancel();
        work.Start(10);
        work.Cancel();
        _loop.Run(100);
        Assert.AreEqual(0, ran);

        // A wait lets the timer run and keeps the work that it posts.
        work.Start(10);
        _loop.Sleep(20);
        work.Cancel();
        _loop.RunPending();
        Assert.AreEqual(0, ran);

        work.Start(10);
        _loop.Run(10);
        Assert.AreEqual(1, ran);
    }

    [TestMethod]
    public void Delayed_work_that_is_moved_while_it_waits_for_its_turn_runs_once_at_its_new_time()
    {
        var ran = new List<long>();
        var work = new DelayedWork(_loop, () => ran.Add(_loop.Now));
        work.Start(10);
        _loop.Sleep(20);
        work.Start(30);

        _loop.Run(100);

        CollectionAssert.AreEqual(new[] { 50L }, ran);
    }
}
