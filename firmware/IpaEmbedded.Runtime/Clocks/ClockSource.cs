using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Runtime.Clocks;

/// <summary>One clock of a provider; all its consumers share it, and it runs while one of them has it enabled.</summary>
public abstract class ClockSource
{
    private readonly string _name;
    private int _enableCount;

    /// <summary>Creates a clock that is off.</summary>
    protected ClockSource(string name)
    {
        _name = name;
    }

    /// <summary>Name for people and traces.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>Whether a consumer has it enabled.</summary>
    public bool IsEnabled
    {
        get { return _enableCount > 0; }
    }

    /// <summary>Number of times that consumers have it enabled.</summary>
    public int EnableCount
    {
        get { return _enableCount; }
    }

    /// <summary>Rate in hertz.</summary>
    public abstract uint Rate { get; }

    /// <summary>Takes a new rate in hertz; a clock that is off records it, one that is on changes. The last call counts.</summary>
    public abstract void SetRate(uint hertz);

    /// <summary>Starts the hardware; when it throws, the clock counts as off.</summary>
    protected abstract void TurnOn();

    /// <summary>Stops the hardware; when it throws, the clock counts as on.</summary>
    protected abstract void TurnOff();

    internal void Enable()
    {
        if (_enableCount == 0) { TurnOn(); }
        _enableCount++;
    }

    internal void Disable()
    {
        if (_enableCount == 0) { throw new EventLoopException("clock " + _name + " disabled more often than enabled"); }
        if (_enableCount == 1) { TurnOff(); }
        _enableCount--;
    }

    /// <summary>Takes a leaving consumer's enables away, even when the hardware refuses to stop.</summary>
    internal void Leave(int enables)
    {
        _enableCount -= enables;
        if (enables > 0 && _enableCount == 0) { TurnOff(); }
    }
}
