namespace IpaEmbedded.Runtime.Clocks;

/// <summary>A clock that always runs at one rate: a crystal.</summary>
public sealed class FixedClock : ClockSource
{
    private readonly uint _hertz;

    /// <summary>Creates the clock.</summary>
    public FixedClock(string name, uint hertz)
        : base(name)
    {
        _hertz = hertz;
    }

    /// <inheritdoc/>
    public override uint Rate
    {
        get { return _hertz; }
    }

    /// <summary>Does nothing: the rate is given by the hardware.</summary>
    public override void SetRate(uint hertz)
    {
    }

    /// <inheritdoc/>
    protected override void TurnOn()
    {
    }

    /// <inheritdoc/>
    protected override void TurnOff()
    {
    }
}
