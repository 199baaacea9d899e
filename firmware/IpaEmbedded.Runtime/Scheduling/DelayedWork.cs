namespace IpaEmbedded.Runtime.Scheduling;

/// <summary>Work at a moment in time: a handler that may use buses and wait, unlike that of a timer. To repeat, it starts itself again.</summary>
public sealed class DelayedWork
{
    private readonly EventLoop _loop;
    private readonly EventLoopTimer _timer;
    private readonly WorkItem _item;

    /// <summary>Creates work that is not started.</summary>
    public DelayedWork(EventLoop loop, EventLoopHandler handler)
    {
        _loop = loop;
        _timer = new EventLoopTimer(loop, OnTimer);
        _item = new WorkItem(handler);
    }

    /// <summary>Starts it, or moves it, to run <paramref name="delayMicroseconds"/> from now.</summary>
    public void Start(long delayMicroseconds)
    {
        // It may wait for its turn already.
        _loop.Cancel(_item);
        _timer.Start(delayMicroseconds);
    }

    /// <summary>Stops it, unless it runs already; nothing happens when it is not started.</summary>
    public void Cancel()
    {
        _timer.Cancel();
        _loop.Cancel(_item);
    }

    private void OnTimer()
    {
        _loop.Post(_item);
    }
}
