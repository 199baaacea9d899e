using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Devices.Clocks;

/// <summary>A clock that goes on while the board is off.</summary>
public abstract class RealTimeClock : Provider
{
    /// <summary>What such a clock is called in errors.</summary>
    public const string ProviderKind = "real-time clock";

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>Reads date and time; false when the clock does not answer, or does not know since it stood still.</summary>
    public abstract bool Read(CalendarTime time);

    /// <summary>Sets date and time; false when the clock does not answer or a field is out of its range.</summary>
    public abstract bool Write(CalendarTime time);

    /// <summary>The clock of a node, by alias ("rtc0") or path.</summary>
    /// <exception cref="ProbeException">There is none; the message says why.</exception>
    public static RealTimeClock Of(Platform platform, string path)
    {
        return (RealTimeClock)platform.Require(path, ProviderKind);
    }
}
