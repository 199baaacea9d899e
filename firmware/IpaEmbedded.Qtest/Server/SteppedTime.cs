using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qtest;

/// <summary>Virtual time that a client moves on, and that can tell when the next timer is due without moving.</summary>
internal sealed class SteppedTime : TimeSource
{
    private static readonly long Horizon = long.MaxValue / 4;

    private readonly Completion _seen = new();
    private long _now;
    private bool _peeks;
    private long _next;

    public override long Now => _now;

    public override void WaitUntil(long deadline)
    {
        if (_peeks)
        {
            _next = deadline;
            _seen.Complete();
        }
        else if (deadline > _now)
        {
            _now = deadline;
        }
    }

    /// <summary>When the first timer of an event loop on this time is due, in microseconds; null if none runs.</summary>
    public long? NextTimer(EventLoop loop)
    {
        long horizon = _now + Horizon;
        _seen.Reset();
        _peeks = true;
        try
        {
            // The wait ends as soon as the loop asks for time to pass, which is the moment it names.
            loop.Wait(_seen, Horizon);
        }
        finally
        {
            _peeks = false;
        }
        return _next < horizon ? _next : null;
    }
}
