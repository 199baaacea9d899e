using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.Runtime.Interrupts;

/// <summary>
/// One interrupt input: the controller (or the fake) drives it, a driver requests it, the event loop delivers it. One that nobody clears
/// is masked after <see cref="StormLimit"/> deliveries, so that it starves nothing else, until it is requested anew; the trace says so.
/// </summary>
public sealed class InterruptLine
{
    /// <summary>Deliveries in a row after each of which the line is pending again.</summary>
    public const int StormLimit = 10000;

    /// <summary>Why its controller lets nobody have it, or null.</summary>
    public string Refusal;

    private readonly EventLoop _loop;
    private readonly string _name;
    private readonly bool _edge;
    private int _restless;
    private bool _masked;
    private EventLoopHandler _handler;
    private bool _threaded;
    private int _priority;
    private int _disabled;
    private bool _level;
    private bool _latched;
    private bool _wake;
    private bool _deliverable;

    /// <summary>Creates a line; an edge line latches until it is delivered, a level line is pending while it is asserted.</summary>
    public InterruptLine(EventLoop loop, string name, bool edge)
    {
        _loop = loop;
        _name = name;
        _edge = edge;
    }

    /// <summary>Name for people and traces.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>Whether the handler runs as work, which may wait, and not as an interrupt handler.</summary>
    public bool IsThreaded
    {
        get { return _threaded; }
    }

    /// <summary>Whether a driver has requested the line.</summary>
    public bool IsRequested
    {
        get { return _handler != null; }
    }

    /// <summary>Whether the line may wake the system from suspend.</summary>
    public bool IsWakeSource
    {
        get { return _wake; }
    }

    /// <summary>Whether the line is asserted or has latched an edge, enabled or not.</summary>
    public bool IsPending
    {
        get { return _edge ? _latched : _level; }
    }

    internal int Priority
    {
        get { return _priority; }
    }

    internal bool IsDeliverable
    {
        get { return _deliverable; }
    }

    /// <summary>Gives the line a handler that runs at once when the line is pending and must not wait.</summary>
    public void Request(EventLoopHandler handler)
    {
        Take(handler, false, 0);
    }

    /// <summary>
    /// Gives the line a handler that runs as work and may wait; of several pending lines the lowest priority number runs first.
    /// </summary>
    public void RequestThreaded(EventLoopHandler handler, int priority)
    {
        Take(handler, true, priority);
    }

    /// <summary>Takes the handler away; nothing happens when there is none.</summary>
    public void Free()
    {
        if (_handler == null) { return; }
        _loop.Lines(_threaded).Remove(this);
        _handler = null;
        Update();
        _wake = false;
    }

    /// <summary>Stops delivery until <see cref="Enable"/> was called as often.</summary>
    public void Disable()
    {
        _disabled++;
        Update();
    }

    /// <summary>Undoes one <see cref="Disable"/>; what came meanwhile is then delivered.</summary>
    public void Enable()
    {
        if (_disabled == 0) { throw new EventLoopException("interrupt " + _name + " enabled more often than disabled"); }
        _disabled--;
        Update();
    }

    /// <summary>Says whether the line may wake the system.</summary>
    public void SetWake(bool wake)
    {
        _wake = wake;
    }

    /// <summary>Drives the line; on an edge line a rise latches.</summary>
    public void SetLevel(bool asserted)
    {
        if (asserted && !_level) { _latched = true; }
        _level = asserted;
        Update();
    }

    /// <summary>Drives one pulse.</summary>
    public void Raise()
    {
        SetLevel(true);
        SetLevel(false);
    }

    internal void Deliver()
    {
        _latched = false;
        Update();
        _handler();
        if (!_deliverable)
        {
            _restless = 0;
            return;
        }
        if (++_restless < StormLimit) { return; }
        _masked = true;
        Update();
        _loop.Trace.Add(RuntimeTraceId.InterruptStorm, StormLimit, 0, _name);
    }

    private void Take(EventLoopHandler handler, bool threaded, int priority)
    {
        if (Refusal != null) { throw new HardwareException("interrupt " + _name + ": " + Refusal); }
        if (_handler != null) { throw new HardwareException("interrupt " + _name + " is requested already"); }
        _threaded = threaded;
        _priority = priority;
        _masked = false;
        _restless = 0;
        _loop.Lines(threaded).Add(this);
        _handler = handler;
        Update();
    }

    // The loop keeps count of lines that it has something to deliver from, so that it looks for them only then.
    private void Update()
    {
        bool now = _handler != null && _disabled == 0 && !_masked && (_edge ? _latched : _level);
        if (now == _deliverable) { return; }
        _deliverable = now;
        _loop.Lines(_threaded).Deliverable += now ? 1 : -1;
    }
}
