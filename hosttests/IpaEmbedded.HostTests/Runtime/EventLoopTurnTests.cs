using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Time that moves by itself, and a poll that finds as much as it may handle each time and takes 100 µs for it: everything else has its turn every 2 ms.</summary>
[TestClass]
public sealed class EventLoopTurnTests
{
    private readonly MovingTime _time = new();
    private readonly EventLoop _loop;
    private readonly Busy _poll;

    public EventLoopTurnTests()
    {
        _loop = new EventLoop(_time);
        _poll = new Busy(_time);
        _loop.Schedule(_poll);
    }

    // A turn of what was pending, the time, and the rest of the turn in which it ends.
    [TestMethod]
    [DataRow(1, 4200)]
    [DataRow(2100, 4200)]
    [DataRow(2101, 6300)]
    [DataRow(10_000, 12_600)]
    public void A_run_ends_with_the_turn_in_which_its_time_is_over(int microseconds, int end)
    {
        _loop.Run(microseconds);

        Assert.AreEqual((end, end / 100), ((int)_time.Now, _poll.Runs));
    }

    [TestMethod]
    public void What_is_pending_is_served_to_its_end_however_many_turns_that_takes()
    {
        _poll.Last = 100;
        _loop.RunPending();

        Assert.AreEqual(100, _poll.Runs);
    }

    [TestMethod]
    public void A_wait_is_over_a_turn_after_its_time_at_most()
    {
        (bool Signalled, long At)? end = null;
        _loop.Post(new WorkItem(() => end = (_loop.Wait(new Completion(), 5000), _time.Now)));
        _loop.Run(20_000);

        Assert.IsNotNull(end);
        Assert.IsFalse(end.Value.Signalled);
        // Posted at 0, served after the first turn.
        Assert.IsTrue(end.Value.At is >= 7100 and <= 9300, $"{end.Value.At}");
    }

    [TestMethod]
    public void Timers_are_late_by_a_turn_at_most_and_none_waits_for_another()
    {
        long[] due = [500, 600, 9000];
        var told = new List<(long Due, long At)>();
        foreach (long at in due) { new EventLoopTimer(_loop, () => told.Add((at, _time.Now))).Start(at); }
        _loop.Run(20_000);

        CollectionAssert.AreEqual(due, told.Select(each => each.Due).ToArray());
        foreach ((long expected, long at) in told) { Assert.IsTrue(at >= expected && at <= expected + 2200, $"{expected} at {at}"); }
        Assert.AreEqual(told[0].At, told[1].At, "both were due");
    }

    [TestMethod]
    public void Work_has_an_item_in_each_turn()
    {
        var at = new List<long>();
        for (int i = 0; i < 3; i++) { _loop.Post(new WorkItem(() => at.Add(_time.Now))); }
        _loop.Run(20_000);

        CollectionAssert.AreEqual(new long[] { 2100, 4200, 6300 }, at);
    }

    [TestMethod]
    public void A_turn_is_of_two_milliseconds()
    {
        _poll.Microseconds = 1;
        long at = -1;
        _loop.Post(new WorkItem(() => at = _time.Now));
        _loop.Run(5000);

        // One that begins at its end is of it.
        Assert.AreEqual(2001, at);
    }

    [TestMethod]
    public void A_poll_that_comes_after_a_long_wait_goes_before_work()
    {
        _poll.Last = 1;
        _loop.RunPending();
        var line = new InterruptLine(_loop, "line", true);
        var log = new List<string>();
        line.Request(() =>
        {
            _loop.Schedule(_poll);
            _loop.Post(new WorkItem(() => log.Add($"work behind {_poll.Runs}")));
        });
        _time.Outside = () =>
        {
            if (_time.Now > 50_000 && log.Count == 0) { line.Raise(); }
        };
        _loop.Run(100_000);

        CollectionAssert.AreEqual(new[] { "work behind 2" }, log);
    }

    [TestMethod]
    public void What_comes_from_outside_is_looked_for_and_its_interrupt_goes_first()
    {
        var line = new InterruptLine(_loop, "line", true);
        long at = -1;
        line.Request(() => at = _time.Now);
        _time.Outside = () =>
        {
            if (_time.Now > 3000 && at < 0) { line.Raise(); }
        };
        _loop.Run(20_000);

        Assert.IsTrue(at is > 3000 and <= 5200, $"{at}");
    }

    [TestMethod]
    public void Any_number_of_events_is_no_livelock_while_time_moves_on()
    {
        _poll.Microseconds = 1;
        _loop.Run(2_500_000);

        Assert.IsGreaterThanOrEqualTo(2_500_000, _poll.Runs);
    }

    [TestMethod]
    public void Two_million_events_while_time_stands_still_again_are_one()
    {
        _poll.Ran = runs =>
        {
            if (runs == 21) { _poll.Microseconds = 0; }
        };

        Assert.AreEqual("no progress: 2000000 events at 2100 us, last poll", Assert.ThrowsExactly<EventLoopException>(_loop.RunPending).Message);
        Assert.AreEqual(2_000_021, _poll.Runs);
    }

    [TestMethod]
    public void A_poll_that_runs_dry_is_in_nobody_s_way_and_goes_before_work()
    {
        _poll.Last = 3;
        var log = new List<long>();
        _loop.Post(new WorkItem(() => log.Add(_time.Now)));
        _loop.RunPending();

        CollectionAssert.AreEqual(new[] { 300L }, log);
        // After a long rest, too.
        _loop.Run(1_000_000);
        _poll.Last = 6;
        _loop.Schedule(_poll);
        _loop.Post(new WorkItem(() => log.Add(_time.Now)));
        _loop.RunPending();
        CollectionAssert.AreEqual(new[] { 300L, 1_000_600 }, log);
    }

    private sealed class MovingTime : TimeSource
    {
        private long _now;

        public override long Now => _now;

        public Action Outside { get; set; } = () => { };

        public void Pass(long microseconds) => _now += microseconds;

        public override void WaitUntil(long deadline)
        {
            _now = Math.Max(_now, deadline);
            Outside();
        }
    }

    private sealed class Busy(MovingTime time) : Poll
    {
        public int Runs { get; private set; }

        public int Microseconds { get; set; } = 100;

        public int Last { get; set; } = int.MaxValue;

        public Action<int> Ran { get; set; } = _ => { };

        public override int Run(int budget)
        {
            time.Pass(Microseconds);
            Ran(Runs + 1);
            return ++Runs < Last ? budget : 0;
        }
    }
}
