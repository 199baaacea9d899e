namespace IpaEmbedded.Runtime.Scheduling;

/// <summary>A moment in time at which a handler runs: a driver's timer or an event of modelled hardware.</summary>
public sealed class EventLoopTimer
{
    internal readonly EventLoopHandler Handler;
    internal int Slot = -1;
    internal long Due;
    internal long Sequence;
    private readonly EventLoop _loop;

    /// <summary>Creates a timer that is not running. The handler must not wait: it posts work or raises a line.</summary>
    public EventLoopTimer(EventLoop loop, EventLoopHandler handler)
    {
        _loop = loop;
        Handler = handler;
    }

    /// <summary>Whether the timer is running.</summary>
    public bool IsArmed
    {
        get { return Slot >= 0; }
    }

    /// <summary>Event loop time in microseconds at which the handler runs, valid while armed.</summary>
    public long DueTime
    {
        get { return Due; }
    }

    /// <summary>Starts the timer, or moves it, to run <paramref name="delayMicroseconds"/> from now.</summary>
    public void Start(long delayMicroseconds)
    {
        _loop.Arm(this, _loop.Now + (delayMicroseconds < 0 ? 0 : delayMicroseconds));
    }

    /// <summary>Stops the timer; nothing happens when it is not running.</summary>
    public void Cancel()
    {
        _loop.Disarm(this);
    }
}
