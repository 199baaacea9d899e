namespace IpaEmbedded.Runtime.Scheduling;

/// <summary>Gives the event loop its time in microseconds and lets it pass: virtual in simulation, the board's counter on hardware.</summary>
public abstract class TimeSource
{
    /// <summary>Microseconds since the source started; never goes back.</summary>
    public abstract long Now { get; }

    /// <summary>
    /// Lets time pass until <paramref name="deadline"/> (microseconds). A board returns earlier when a foreign event
    /// (an interrupt, a packet from a user) was delivered to the kernel's lines meanwhile.
    /// </summary>
    public abstract void WaitUntil(long deadline);
}
