namespace IpaEmbedded.Runtime.Clocks;

/// <summary>A clock as its consumer sees it; the consumer puts it back when it is done.</summary>
public abstract class Clock
{
    /// <summary>Rate in hertz that was asked for last.</summary>
    public abstract uint Rate { get; }

    /// <summary>Asks for a rate in hertz; on a clock that is off the rate is only recorded.</summary>
    public abstract void SetRate(uint hertz);

    /// <summary>Switches the clock on; calls are counted.</summary>
    public abstract void Enable();

    /// <summary>Undoes one <see cref="Enable"/>; when the hardware refuses, the clock is as before.</summary>
    public abstract void Disable();

    /// <summary>Gives the clock back to its provider, even when the hardware refuses to stop.</summary>
    public abstract void Release();
}
