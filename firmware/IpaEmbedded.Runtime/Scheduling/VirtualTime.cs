namespace IpaEmbedded.Runtime.Scheduling;

/// <summary>Time that jumps: nothing happens between two events, so waiting costs nothing and a run repeats bit for bit.</summary>
public sealed class VirtualTime : TimeSource
{
    private long _now;

    /// <inheritdoc/>
    public override long Now
    {
        get { return _now; }
    }

    /// <inheritdoc/>
    public override void WaitUntil(long deadline)
    {
        if (deadline > _now) { _now = deadline; }
    }
}
