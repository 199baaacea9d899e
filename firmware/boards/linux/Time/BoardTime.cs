using System.Diagnostics;
using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Linux.Time;

/// <summary>
/// The kernel's time on real hardware: the monotonic clock in microseconds. Waiting is one poll of every watched descriptor, so interrupts
/// and packets end a wait early and are handled on the one thread that runs everything. A wait allocates nothing.
/// </summary>
public sealed class BoardTime : TimeSource
{
    private readonly List<PollSource> _sources = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private LibC.PollEntry[] _entries = [];
    private PollSource[] _polled = [];
    private long _waits;

    /// <inheritdoc/>
    public override long Now => (long)(Stopwatch.GetElapsedTime(_start).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Adds a source; the caller keeps it open while it is watched.</summary>
    public void Watch(PollSource source)
    {
        _sources.Add(source);
        Remake();
    }

    /// <summary>Removes a source.</summary>
    public void Unwatch(PollSource source)
    {
        if (_sources.Remove(source))
        {
            Remake();
        }
    }

    /// <inheritdoc/>
    public override void WaitUntil(long deadline)
    {
        // A handler may add or remove sources; those of this wait are the ones to serve.
        var entries = _entries;
        var polled = _polled;
        var wait = ++_waits;
        for (var i = 0; i < polled.Length; i++)
        {
            polled[i].BeforeWait();
            entries[i].Descriptor = polled[i].Descriptor;
            entries[i].Events = polled[i].Events;
            entries[i].Returned = 0;
        }

        if (LibC.Poll(entries, Math.Max(0, deadline - Now)) == 0)
        {
            return;
        }

        // A handler that waits has everything asked anew: what was ready before may be served already.
        for (var i = 0; i < polled.Length && _waits == wait; i++)
        {
            // One that was removed meanwhile, or changed its mind, is not served.
            if (entries[i].Returned != 0 && entries[i].Descriptor == polled[i].Descriptor && (_polled == polled || _sources.Contains(polled[i])))
            {
                polled[i].Returned = entries[i].Returned;
                polled[i].OnReady();
            }
        }
    }

    private void Remake()
    {
        _entries = new LibC.PollEntry[_sources.Count];
        _polled = [.. _sources];
    }
}
