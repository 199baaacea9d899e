using Iot.Device.Rtc;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Devices.Clocks;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>A clock chip of the library as the clock that it is on every board.</summary>
internal sealed class LibraryClock : RealTimeClock
{
    private readonly RtcBase _chip;

    public LibraryClock(RtcBase chip) => _chip = chip;

    /// <inheritdoc/>
    public override bool Read(CalendarTime time)
    {
        try
        {
            var date = _chip.RtcDateTime;
            // The library's Ds3231 takes a clear century bit for 1900; whoever else sets such a chip, Linux too, leaves it clear and means 2000.
            time.Set(date.Year < 2000 ? date.AddYears(100) : date);
            return true;
        }
        // A chip that was never set has numbers that are no date.
        catch (Exception refusal) when (refusal is IOException or ArgumentException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override bool Write(CalendarTime time)
    {
        try
        {
            _chip.RtcDateTime = new DateTime(time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second, DateTimeKind.Unspecified);
            return true;
        }
        catch (Exception refusal) when (refusal is IOException or ArgumentException)
        {
            return false;
        }
    }
}
