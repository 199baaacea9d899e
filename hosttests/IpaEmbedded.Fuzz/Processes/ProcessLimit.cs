using System.ComponentModel;
using System.Diagnostics;

namespace IpaEmbedded.Fuzz;

/// <summary>
/// Tells a process that does not come to an end from one that a busy machine keeps waiting: what counts is the processor's time from the limit's
/// creation on. A process that waits for ever uses none, so the clock counts too, with much patience.
/// </summary>
/// <param name="limit">Most time of the processor; by the clock it is <see cref="Patience"/> times as much.</param>
public sealed class ProcessLimit(Process process, TimeSpan limit)
{
    /// <summary>A process that works gets its time within so many times that much by the clock, however busy the machine is.</summary>
    public const int Patience = 30;

    private readonly TimeSpan _used = UsedBy(process);
    private readonly long _since = Stopwatch.GetTimestamp();

    /// <summary>Whether the process has had its time; one that is gone has not.</summary>
    public bool IsReached => UsedBy(process) - _used > limit || Stopwatch.GetElapsedTime(_since) > limit * Patience;

    private static TimeSpan UsedBy(Process process)
    {
        try
        {
            return process.TotalProcessorTime;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has just ended.
            return TimeSpan.Zero;
        }
    }
}
