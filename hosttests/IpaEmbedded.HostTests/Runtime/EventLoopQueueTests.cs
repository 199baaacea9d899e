using System.Runtime.CompilerServices;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>The queues of the event loop: order, what is in them twice, what leaves them, and the limit after which nothing makes progress.</summary>
[TestClass]
public sealed class EventLoopQueueTests
{
    private readonly EventLoop _loop = new(new VirtualTime());
    private readonly List<string> _log = [];

    private WorkItem[] Items() => [.. "abcde".Select(name => new WorkItem(() => _log.Add(name.ToString())))];

    private string Ran()
    {
        _loop.RunPending();
        string text = string.Concat(_log);
        _log.Clear();
        return text;
    }

    [TestMethod]
    public void Work_that_waits_keeps_its_place_when_it_is_posted_again()
    {
        foreach (int again in (int[])[0, 1, 2])
        {
            WorkItem[] items = Items();
            _loop.Post(items[0]);
            _loop.Post(items[1]);
            _loop.Post(items[2]);
            _loop.Post(items[again]);
            _loop.Post(items[3]);

            Assert.AreEqual("abcd", Ran());
            Assert.IsFalse(items.Any(item => item.IsQueued));
        }
    }

    [TestMethod]
    public void Any_work_is_taken_out_of_any_queue_and_can_be_posted_behind_the_rest()
    {
        for (int length = 1; length <= 4; length++)
        {
            for (int cancelled = 0; cancelled < length; cancelled++)
            {
                WorkItem[] items = Items();
                for (int i = 0; i < length; i++) { _loop.Post(items[i]); }
                _loop.Cancel(items[cancelled]);
                _loop.Cancel(items[cancelled]);
                Assert.IsFalse(items[cancelled].IsQueued);
                Assert.AreEqual(length - 1, items.Count(item => item.IsQueued));
                _loop.Post(items[4]);
                _loop.Post(items[cancelled]);

                Assert.AreEqual("abcd"[..length].Remove(cancelled, 1) + "e" + "abcd"[cancelled], Ran(), $"{cancelled} of {length}");
            }
        }
    }

    [TestMethod]
    public void Work_that_was_not_posted_cannot_be_taken_out()
    {
        WorkItem[] items = Items();
        _loop.Cancel(items[0]);
        _loop.Post(items[1]);
        _loop.Cancel(items[0]);
        _loop.Post(items[2]);

        Assert.AreEqual("bc", Ran());
    }

    [TestMethod]
    public void Work_that_posts_itself_runs_behind_the_others_and_drags_nothing_along()
    {
        WorkItem[] items = Items();
        WorkItem again = null!;
        int left = 2;
        again = new WorkItem(() =>
        {
            _log.Add("x");
            if (--left > 0) { _loop.Post(again); }
        });
        _loop.Post(again);
        _loop.Post(items[0]);
        _loop.Post(items[1]);

        Assert.AreEqual("xabx", Ran());
        _loop.Post(items[0]);
        Assert.AreEqual("a", Ran());
    }

    private sealed class Count(EventLoop loop, List<string> log, string name, int entries) : Poll
    {
        private int _left = entries;

        public Poll[] Follow { get; set; } = [];

        public override int Run(int budget)
        {
            log.Add(name);
            Assert.AreEqual(64, budget);
            Assert.AreEqual(EventLoopContext.Poll, loop.Context);
            foreach (Poll poll in Follow) { loop.Schedule(poll); }
            int done = Math.Min(budget, _left);
            _left -= done;
            return done;
        }
    }

    [TestMethod]
    [DataRow(0, "a")]
    [DataRow(63, "a")]
    [DataRow(64, "aa")]
    [DataRow(65, "aa")]
    [DataRow(128, "aaa")]
    public void A_poll_is_called_again_when_it_used_its_whole_budget(int entries, string calls)
    {
        _loop.Schedule(new Count(_loop, _log, "a", entries));

        Assert.AreEqual(calls, Ran());
    }

    [TestMethod]
    public void Polls_run_in_the_order_of_scheduling_and_one_that_waits_is_there_once()
    {
        var a = new Count(_loop, _log, "a", 1);
        var b = new Count(_loop, _log, "b", 1);
        var c = new Count(_loop, _log, "c", 1);
        foreach (Poll poll in (Poll[])[a, b, a, c, b, c]) { _loop.Schedule(poll); }
        Assert.AreEqual("abc", Ran());

        a.Follow = [b, c, b];
        foreach (Poll poll in (Poll[])[c, a, c]) { _loop.Schedule(poll); }
        Assert.AreEqual("cabc", Ran());

        a.Follow = [];
        _loop.Schedule(a);
        Assert.AreEqual("a", Ran(), "what followed it once does not follow it again");
        _loop.Schedule(c);
        _loop.Schedule(a);
        Assert.AreEqual("ca", Ran());
    }

    private sealed class Counter : EventLoopObserver
    {
        public int Served { get; private set; }

        public override void OnServed() => Served++;
    }

    [TestMethod]
    public void An_observer_is_told_after_everything_that_was_served()
    {
        var counter = new Counter();
        _loop.Observer = counter;
        var line = new InterruptLine(_loop, "line", true);
        line.Request(() => Assert.AreEqual(0, counter.Served));
        line.Raise();
        _loop.Schedule(new Count(_loop, _log, "a", 1));
        new EventLoopTimer(_loop, () => Assert.AreEqual(2, counter.Served)).Start(0);
        _loop.Post(new WorkItem(() => Assert.AreEqual(3, counter.Served)));

        _loop.RunPending();
        Assert.AreEqual(4, counter.Served);

        _loop.Observer = null;
        _loop.Post(new WorkItem(() => { }));
        _loop.RunPending();
        Assert.AreEqual(4, counter.Served);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void There_is_room_for_64_lines_of_each_kind_and_a_line_that_is_freed_makes_room(bool threaded)
    {
        int[] heard = new int[70];
        InterruptLine[] lines = [.. Enumerable.Range(0, 70).Select(i => new InterruptLine(_loop, "line " + i, true))];
        void Request(int i)
        {
            if (threaded) { lines[i].RequestThreaded(() => heard[i]++, i % 3); }
            else { lines[i].Request(() => heard[i]++); }
        }
        // The other kind has room of its own.
        var other = new InterruptLine(_loop, "other", true);
        if (threaded) { other.Request(() => { }); }
        else { other.RequestThreaded(() => { }, 0); }
        for (int i = 0; i < 64; i++) { Request(i); }
        Assert.AreEqual("interrupt line 64 is one more than the event loop has room for, 64", Assert.ThrowsExactly<IpaEmbedded.Runtime.Hal.HardwareException>(() => Request(64)).Message);

        foreach ((int freed, int taken) in ((int, int)[])[(10, 64), (0, 65), (63, 66), (64, 67)])
        {
            lines[freed].Free();
            Request(taken);
        }
        foreach (InterruptLine line in lines) { line.Raise(); }
        _loop.RunPending();

        for (int i = 0; i < 70; i++) { Assert.AreEqual(lines[i].IsRequested ? 1 : 0, heard[i], $"line {i}"); }
        Assert.AreEqual(64, heard.Sum());
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_line_that_was_freed_is_forgotten(bool threaded)
    {
        WeakReference gone = FreedLine(threaded);
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.IsFalse(gone.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference FreedLine(bool threaded)
    {
        var line = new InterruptLine(_loop, "line", true);
        if (threaded) { line.RequestThreaded(() => { }, 0); }
        else { line.Request(() => { }); }
        line.Free();
        return new WeakReference(line);
    }

    [TestMethod]
    [DataRow("served")]
    [DataRow("cancelled")]
    [DataRow("polled")]
    public void What_was_served_or_cancelled_keeps_nobody_in_memory_who_stood_behind_it(string how)
    {
        var item = new WorkItem(() => { });
        var poll = new Count(_loop, _log, "a", 0);
        WeakReference behind = how == "polled" ? ScheduledBehind(poll) : PostedBehind(item);
        if (how == "cancelled") { _loop.Cancel(item); }
        _loop.RunPending();
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.IsFalse(behind.IsAlive);
        GC.KeepAlive(item);
        GC.KeepAlive(poll);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference PostedBehind(WorkItem item)
    {
        var behind = new WorkItem(() => { });
        _loop.Post(item);
        _loop.Post(behind);
        return new WeakReference(behind);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference ScheduledBehind(Poll poll)
    {
        var behind = new Count(_loop, _log, "b", 0);
        _loop.Schedule(poll);
        _loop.Schedule(behind);
        return new WeakReference(behind);
    }

    private sealed class Endless : Poll
    {
        public int Runs { get; private set; }

        public int Last { get; set; } = int.MaxValue;

        public Action AtLast { get; set; } = () => { };

        public override int Run(int budget)
        {
            if (++Runs < Last) { return budget; }
            AtLast();
            return 0;
        }
    }

    [TestMethod]
    public void Two_million_events_at_one_moment_are_served_and_not_one_more_and_time_that_moves_begins_anew()
    {
        var poll = new Endless();
        for (int round = 1; round <= 2; round++)
        {
            _loop.Schedule(poll);
            Assert.AreEqual("no progress: 2000000 events at 0 us, last poll", Assert.ThrowsExactly<EventLoopException>(_loop.RunPending).Message);
            Assert.AreEqual(round * 2_000_000, poll.Runs);
        }
        _loop.Schedule(new Count(_loop, _log, "a", 0));
        _loop.RunPending();
        _loop.Run(7);
        _loop.Schedule(poll);
        Assert.AreEqual("no progress: 2000000 events at 7 us, last poll", Assert.ThrowsExactly<EventLoopException>(_loop.RunPending).Message);
        Assert.AreEqual(6_000_000, poll.Runs);
    }

    [TestMethod]
    [DataRow("interrupt line")]
    [DataRow("timer")]
    [DataRow("work item")]
    public void The_event_that_was_one_too_many_is_named(string name)
    {
        var poll = new Endless() { Last = 2_000_000 };
        var line = new InterruptLine(_loop, "line", true);
        line.Request(() => { });
        poll.AtLast = name switch
        {
            "timer" => () => new EventLoopTimer(_loop, () => { }).Start(0),
            "work item" => () => _loop.Post(new WorkItem(() => { })),
            _ => line.Raise,
        };
        _loop.Schedule(poll);

        Assert.AreEqual("no progress: 2000000 events at 0 us, last " + name, Assert.ThrowsExactly<EventLoopException>(_loop.RunPending).Message);
    }
}
