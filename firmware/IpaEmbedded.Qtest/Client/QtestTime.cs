using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qtest;

/// <summary>The virtual time of a machine behind a qtest connection; it returns early whenever the hardware's own timers ran.</summary>
public sealed class QtestTime(QtestHardware hardware) : TimeSource
{
    private const int NanosecondsPerMicrosecond = 1000;

    private long _nanoseconds;

    /// <inheritdoc/>
    public override long Now => _nanoseconds / NanosecondsPerMicrosecond;

    /// <inheritdoc/>
    public override void WaitUntil(long deadline)
    {
        long target = deadline * NanosecondsPerMicrosecond;
        if (target > _nanoseconds)
        {
            _nanoseconds = hardware.StepTo(_nanoseconds, target);
        }
    }
}
