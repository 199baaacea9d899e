using IpaEmbedded.Devices.Clocks;

namespace IpaEmbedded.Boards.Linux.Time;

/// <summary>Dates of .NET as those of clock chips.</summary>
internal static class CalendarTimes
{
    /// <summary>Takes date and time; Monday is day 1 of the week.</summary>
    public static void Set(this CalendarTime time, DateTime from)
    {
        time.Year = from.Year;
        time.Month = from.Month;
        time.Day = from.Day;
        time.DayOfWeek = from.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)from.DayOfWeek;
        time.Hour = from.Hour;
        time.Minute = from.Minute;
        time.Second = from.Second;
    }
}
