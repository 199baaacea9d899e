namespace IpaEmbedded.Devices.Clocks;

/// <summary>A date and a time of day as a clock chip counts them. Not DateTime: the deterministic core has no clock of its own.</summary>
public sealed class CalendarTime
{
    /// <summary>Year, 2000 to 2199.</summary>
    public int Year;

    /// <summary>Month, 1 to 12.</summary>
    public int Month;

    /// <summary>Day of the month, 1 to 31.</summary>
    public int Day;

    /// <summary>Day of the week, 1 to 7; which one is 1 is up to who sets the clock.</summary>
    public int DayOfWeek;

    /// <summary>Hour, 0 to 23.</summary>
    public int Hour;

    /// <summary>Minute, 0 to 59.</summary>
    public int Minute;

    /// <summary>Second, 0 to 59.</summary>
    public int Second;
}
