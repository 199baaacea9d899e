using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Runtime.Clocks;

/// <summary>One consumer's hold on a clock: counts its own calls, so that putting it back leaves nothing on.</summary>
public sealed class ConsumerClock : Clock
{
    private readonly ClockSource _source;
    private int _enableCount;

    /// <summary>Creates a hold on a clock that this consumer has not enabled.</summary>
    public ConsumerClock(ClockSource source)
    {
        _source = source;
    }

    /// <inheritdoc/>
    public override uint Rate
    {
        get { return _source.Rate; }
    }

    /// <inheritdoc/>
    public override void SetRate(uint hertz)
    {
        _source.SetRate(hertz);
    }

    /// <inheritdoc/>
    public override void Enable()
    {
        _source.Enable();
        _enableCount++;
    }

    /// <inheritdoc/>
    public override void Disable()
    {
        if (_enableCount == 0) { throw new EventLoopException("clock " + _source.Name + " disabled more often than its consumer enabled it"); }
        _source.Disable();
        _enableCount--;
    }

    /// <inheritdoc/>
    public override void Release()
    {
        int enables = _enableCount;
        _enableCount = 0;
        _source.Leave(enables);
    }
}
