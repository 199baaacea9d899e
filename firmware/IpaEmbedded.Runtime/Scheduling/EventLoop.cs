using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.Runtime.Scheduling;

/// <summary>
/// Owns time and order for one runtime: delivers interrupts, polls, timers and work items one at a time on one thread.
/// </summary>
/// <remarks>
/// One item is served, then the search starts again from the top: interrupt handlers, polls, timers that are due, then
/// (only outside a wait) threaded interrupts by priority and work items in the order of posting. So a work item that
/// waits is never overtaken by another, and plain blocking code is safe.
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

    private readonly TimeSource _time;
    private readonly TimerQueue _timers = new TimerQueue();
    private readonly InterruptLine[] _handlers = new InterruptLine[64];
    private readonly InterruptLine[] _threads = new InterruptLine[64];
    private int _handlerCount;
    private int _threadCount;
    private int _deliverableHandlers;
    private int _deliverableThreads;
    private Poll _firstPoll;
    private Poll _lastPoll;
    private WorkItem _firstWork;
    private WorkItem _lastWork;
    private long _sequence;
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
        while (ServeUrgent() || ServeDeferred()) { }
    }

    /// <summary>Serves what is pending, and moves time on through all timers up to the given number of microseconds later.</summary>
    public void Run(long microseconds)
    {
        RunPending();
        long deadline = _time.Now + microseconds;
        while (_time.Now < deadline)
        {
            Advance(deadline);
            RunPending();
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

    internal void Register(InterruptLine line)
    {
        if ((line.IsThreaded ? _threadCount : _handlerCount) == _handlers.Length)
        {
            throw new HardwareException("interrupt " + line.Name + " is one more than the event loop has room for, " + _handlers.Length.ToString());
        }
        if (line.IsThreaded)
        {
            int at = _threadCount++;
            while (at > 0 && _threads[at - 1].Priority > line.Priority)
            {
                _threads[at] = _threads[at - 1];
                at--;
            }
            _threads[at] = line;
        }
        else
        {
            _handlers[_handlerCount++] = line;
        }
    }

    internal void Unregister(InterruptLine line)
    {
        if (line.IsThreaded) { _threadCount = Remove(_threads, _threadCount, line); }
        else { _handlerCount = Remove(_handlers, _handlerCount, line); }
    }

    internal void CountDeliverable(bool threaded, bool more)
    {
        int change = more ? 1 : -1;
        if (threaded) { _deliverableThreads += change; }
        else { _deliverableHandlers += change; }
    }

    private static int Remove(InterruptLine[] lines, int count, InterruptLine line)
    {
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (lines[i] != line) { lines[kept++] = lines[i]; }
        }
        lines[kept] = null;
        return kept;
    }

    private void Advance(long deadline)
    {
        long next = _timers.Count > 0 && _timers.First.Due < deadline ? _timers.First.Due : deadline;
        _servedAtThisTime = 0;
        _time.WaitUntil(next);
    }

    private bool ServeUrgent()
    {
        if (_deliverableHandlers > 0)
        {
            Enter(EventLoopContext.Interrupt, FirstDeliverable(_handlers), null, null, null);
            return true;
        }
        Poll poll = _firstPoll;
        if (poll != null)
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
        return false;
    }

    private bool ServeDeferred()
    {
        if (_deliverableThreads > 0)
        {
            Enter(EventLoopContext.Work, FirstDeliverable(_threads), null, null, null);
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

    // In the order of registration, threads by priority; the caller knows that there is one.
    private static InterruptLine FirstDeliverable(InterruptLine[] lines)
    {
        int at = 0;
        while (!lines[at].IsDeliverable) { at++; }
        return lines[at];
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
