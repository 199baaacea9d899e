using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Devices.Clocks;

namespace IpaEmbedded.Boards.Linux.Kernel;

/// <summary>A clock of the kernel's RTC class. It is read here and set by the system, which keeps its own time by it.</summary>
internal sealed class KernelClock : RealTimeClock
{
    // The end of the year 9999.
    private const long MaxSeconds = 253402300799;

    private readonly SysfsFolder _folder;

    public KernelClock(SysfsFolder folder) => _folder = folder;

    /// <inheritdoc/>
    public override bool Read(CalendarTime time)
    {
        if (_folder.Number("since_epoch") is not (>= 0 and <= MaxSeconds and var seconds))
        {
            return false;
        }

        time.Set(DateTimeOffset.FromUnixTimeSeconds((long)seconds).UtcDateTime);
        return true;
    }

    /// <inheritdoc/>
    public override bool Write(CalendarTime time) => false;
}
