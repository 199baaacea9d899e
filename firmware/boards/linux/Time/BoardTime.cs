using System.Diagnostics;
using System.Runtime.InteropServices;
using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Linux.Time;

/// <summary>
/// The kernel's time on real hardware: the monotonic clock in microseconds. Waiting is one poll of every watched descriptor, so interrupts
/// and packets end a wait early and are handled on the one thread that runs everything.
/// </summary>
public sealed class BoardTime : TimeSource
{
    private const short Input = 1;

    private readonly List<PollSource> _sources = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private LibC.PollEntry[] _entries = [];

    /// <inheritdoc/>
    public override long Now => (long)(Stopwatch.GetElapsedTime(_start).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Adds a source; the caller keeps it open while it is watched.</summary>
    public void Watch(PollSource source)
    {
        _sources.Add(source);
        _entries = new LibC.PollEntry[_sources.Count];
    }

    /// <summary>Removes a source.</summary>
    public void Unwatch(PollSource source)
    {
        _sources.Remove(source);
        _entries = new LibC.PollEntry[_sources.Count];
    }

    /// <inheritdoc/>
    public override void WaitUntil(long deadline)
    {
        for (var i = 0; i < _sources.Count; i++)
        {
            _sources[i].BeforeWait();
            _entries[i] = new LibC.PollEntry { Descriptor = _sources[i].Descriptor, Events = Input };
        }

        var entries = _entries;
        if (LibC.Poll(entries, Math.Max(0, deadline - Now)) == 0)
        {
            return;
        }

        // A handler may add or remove sources; those of this wait are the ones to serve.
        foreach (var source in CollectionsMarshal.AsSpan(_sources).ToArray())
        {
            if (Array.Exists(entries, entry => entry.Descriptor == source.Descriptor && entry.Returned != 0))
            {
                source.OnReady();
            }
        }
    }
}
