namespace IpaEmbedded.SimulatedDevices;

/// <summary>Days since 1970-01-01 and the calendar, for the years 2000 to 2099 (every fourth has 366 days).</summary>
internal static class CalendarTime
{
    /// <summary>Days from 1970-01-01 to 2000-01-01.</summary>
    internal const int DaysTo2000 = 10957;

    private const int DaysOfFourYears = 1461;

    private static readonly int[] DaysBefore = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 };

    internal static int DaysOf(int year, int month, int day)
    {
        int years = year - 2000;
        int days = years * 365 + (years + 3) / 4 + DaysBefore[month - 1] + day - 1;
        return DaysTo2000 + days + (years % 4 == 0 && month > 2 ? 1 : 0);
    }

    internal static void Split(int daysSince1970, out int year, out int month, out int day)
    {
        int days = daysSince1970 - DaysTo2000;
        int years = days / DaysOfFourYears * 4;
        int rest = days % DaysOfFourYears;
        if (rest >= 366)
        {
            years += (rest - 1) / 365;
            rest = (rest - 1) % 365;
        }
        bool leap = years % 4 == 0;
        month = 1;
        while (rest >= DaysBefore[month] + (leap && month >= 2 ? 1 : 0)) { month++; }
        day = rest - DaysBefore[month - 1] - (leap && month > 2 ? 1 : 0) + 1;
        year = 2000 + years;
    }
}
