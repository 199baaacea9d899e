using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.Runtime.Scheduling;

/// <summary>
/// Owns time and order for one runtime: delivers interrupts, polls, timers and work items one at a time on one thread.
/// </summary>
/// <remarks>
/// One item is served, then the search starts again from the top: interrupt handlers, polls, timers that are due, then
/// (only outside a wait) threaded interrupts by priority and work items in the order of posting. So a work item that
/// waits is never overtaken by another, and plain blocking code is safe. Where time moves by itself, polls that find more
/// to do each time let timers, work and what comes from outside have their turn every two milliseconds.
/// </remarks>
public sealed class EventLoop
{
    /// <summary>Entries that a poll may handle before others get their turn.</summary>
    public const int PollBudget = 64;

    /// <summary>Items served without time moving on after which the event loop refuses to go on: an interrupt that nobody clears.</summary>
    private const int LivelockLimit = 2000000;

    /// <summary>What the rooms above have to tell; the newest 128 events.</summary>
    public readonly TraceRing Trace;

    private const int TraceCapacity = 128;

    // As long as the network polls of Linux run before others (its default of net.core.netdev_budget_usecs).
    private const long PollMicroseconds = 2000;

    private readonly TimeSource _time;
    private readonly TimerQueue _timers = new TimerQueue();
    private readonly InterruptLines _handlers = new InterruptLines();
    private readonly InterruptLines _threads = new InterruptLines();
    private Poll _firstPoll;
    private Poll _lastPoll;
    private WorkItem _firstWork;
    private WorkItem _lastWork;
    private long _sequence;
    private long _turn;
    private int _servedAtThisTime;
    private EventLoopContext _context;

    /// <summary>Creates an event loop on a source of time.</summary>
    public EventLoop(TimeSource time)
    {
        _time = time;
        Trace = new TraceRing(time, TraceCapacity);
    }

    /// <summary>Event loop time in microseconds.</summary>
    public long Now
    {
        get { return _time.Now; }
    }

    /// <summary>Who is told after everything that was served, or null.</summary>
    public EventLoopObserver Observer { get; set; }

    /// <summary>What runs right now.</summary>
    public EventLoopContext Context
    {
        get { return _context; }
    }

    /// <summary>Queues a work item; an item that already waits is not queued twice.</summary>
    public void Post(WorkItem item)
    {
        if (item.Queued) { return; }
        item.Queued = true;
        if (_lastWork == null) { _firstWork = item; }
        else { _lastWork.Next = item; }
        _lastWork = item;
    }

    /// <summary>Takes a work item out of the queue; nothing happens when it does not wait.</summary>
    public void Cancel(WorkItem item)
    {
        if (!item.Queued) { return; }
        item.Queued = false;
        WorkItem before = null;
        for (WorkItem at = _firstWork; at != item; at = at.Next) { before = at; }
        if (before == null) { _firstWork = item.Next; }
        else { before.Next = item.Next; }
        if (_lastWork == item) { _lastWork = before; }
        item.Next = null;
    }

    /// <summary>Schedules a poll; one that already waits is not scheduled twice.</summary>
    public void Schedule(Poll poll)
    {
        if (poll.Scheduled) { return; }
        poll.Scheduled = true;
        if (_lastPoll == null) { _firstPoll = poll; }
        else { _lastPoll.Next = poll; }
        _lastPoll = poll;
    }

    /// <summary>
    /// Waits until the completion is signalled and returns true, or until the timeout (microseconds) has passed and returns false.
    /// Interrupts, polls and timers go on meanwhile; work items do not.
    /// </summary>
    /// <exception cref="EventLoopException">Called from an interrupt handler or a poll.</exception>
    public bool Wait(Completion completion, long timeoutMicroseconds)
    {
        DemandWait("wait");
        long deadline = _time.Now + timeoutMicroseconds;
        while (true)
        {
            if (completion != null && completion.IsDone) { return true; }
            if (ServeUrgent()) { continue; }
            if (_time.Now >= deadline) { return false; }
            Advance(deadline);
        }
    }

    /// <summary>Refuses a call that may have to wait where nobody may wait: whoever waits half way asks before anything is changed.</summary>
    /// <exception cref="EventLoopException">Called from an interrupt handler or a poll.</exception>
    public void DemandWait(string call)
    {
        if (_context == EventLoopContext.Interrupt || _context == EventLoopContext.Poll)
        {
            throw new EventLoopException(call + " inside an interrupt handler or a poll");
        }
    }

    /// <summary>Lets the given number of microseconds pass, as a wait that nothing ends.</summary>
    public void Sleep(long microseconds)
    {
        Wait(null, microseconds);
    }

    /// <summary>Serves everything that is pending without moving time on (waits of work items still do).</summary>
    public void RunPending()
    {
        RunPending(long.MaxValue);
    }

    /// <summary>
    /// Serves what is pending, and moves time on through all timers up to the given number of microseconds later. Where time moves by itself it ends
    /// some milliseconds after that at most, also when polls have still more to do.
    /// </summary>
    public void Run(long microseconds)
    {
        RunPending(_time.Now);
        long deadline = _time.Now + microseconds;
        while (_time.Now < deadline)
        {
            Advance(deadline);
            RunPending(deadline);
        }
    }

    internal void Arm(EventLoopTimer timer, long due)
    {
        if (timer.Slot >= 0) { _timers.Remove(timer); }
        timer.Due = due;
        timer.Sequence = _sequence++;
        _timers.Add(timer);
    }

    internal void Disarm(EventLoopTimer timer)
    {
        if (timer.Slot >= 0) { _timers.Remove(timer); }
    }

    /// <summary>The lines of one kind: those whose handlers run as work, or at once.</summary>
    internal InterruptLines Lines(bool threaded)
    {
        return threaded ? _threads : _handlers;
    }

    private void Advance(long deadline)
    {
        // Its turn is over, and begins again.
        if (_firstPoll != null) { return; }
        long next = _timers.Count > 0 && _timers.First.Due < deadline ? _timers.First.Due : deadline;
        _servedAtThisTime = 0;
        _time.WaitUntil(next);
        _turn = _time.Now;
    }

    private void RunPending(long deadline)
    {
        while (ServeUrgent() || ServeDeferred() || (_firstPoll != null && _time.Now < deadline)) { }
    }

    private bool ServeUrgent()
    {
        if (_handlers.Deliverable > 0)
        {
            Enter(EventLoopContext.Interrupt, _handlers.First(), null, null, null);
            return true;
        }
        Poll poll = _firstPoll;
        if (poll != null && _time.Now - _turn <= PollMicroseconds)
        {
            _firstPoll = poll.Next;
            if (_firstPoll == null) { _lastPoll = null; }
            // What has been served keeps nobody in memory.
            poll.Next = null;
            poll.Scheduled = false;
            Enter(EventLoopContext.Poll, null, poll, null, null);
            return true;
        }
        if (_timers.Count > 0 && _timers.First.Due <= _time.Now)
        {
            EventLoopTimer timer = _timers.First;
            _timers.Remove(timer);
            Enter(EventLoopContext.Interrupt, null, null, timer, null);
            return true;
        }
        // What comes from outside is seen in a wait alone.
        if (poll != null) { _time.WaitUntil(_time.Now); }
        if (_time.Now != _turn) { _servedAtThisTime = 0; }
        _turn = _time.Now;
        return false;
    }

    private bool ServeDeferred()
    {
        if (_threads.Deliverable > 0)
        {
            Enter(EventLoopContext.Work, _threads.First(), null, null, null);
            return true;
        }
        WorkItem item = _firstWork;
        if (item == null) { return false; }
        _firstWork = item.Next;
        if (_firstWork == null) { _lastWork = null; }
        item.Next = null;
        item.Queued = false;
        Enter(EventLoopContext.Work, null, null, null, item);
        return true;
    }

    private void Enter(EventLoopContext context, InterruptLine line, Poll poll, EventLoopTimer timer, WorkItem item)
    {
        if (++_servedAtThisTime > LivelockLimit)
        {
            _servedAtThisTime = 0;
            throw new EventLoopException("no progress: " + LivelockLimit.ToString() + " events at " + _time.Now.ToString() + " us, last "
                + (line != null ? "interrupt " + line.Name : poll != null ? "poll" : timer != null ? "timer" : "work item"));
        }
        EventLoopContext outer = _context;
        _context = context;
        try
        {
            if (line != null) { line.Deliver(); }
            else if (poll != null)
            {
                if (poll.Run(PollBudget) >= PollBudget) { Schedule(poll); }
            }
            else if (timer != null) { timer.Handler(); }
            else { item.Handler(); }
        }
        finally
        {
            _context = outer;
        }
        if (Observer != null) { Observer.OnServed(); }
    }
}
