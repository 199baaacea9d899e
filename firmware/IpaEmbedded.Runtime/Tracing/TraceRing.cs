using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Runtime.Tracing;

/// <summary>
/// What happened last, as numbers: a ring of events (id, a, b) that is written without allocation. An event that repeats the one before it is
/// only counted there, so that no retry drives out what led to it; what was overwritten still counts, in all and per id. Every room has its own ids and says what their numbers mean; text is the host's business.
/// </summary>
public sealed class TraceRing
{
    /// <summary>Ids are below this: up to 0x3f for Runtime, 0x7f for Qualcomm, 0xbf for Ipa, the rest for drivers of other people.</summary>
    public const int Ids = 256;

    private readonly TimeSource _time;
    private readonly TraceEntry[] _entries;
    private readonly uint[] _counts = new uint[Ids];
    private long _added;

    /// <summary>Creates an empty ring; the capacity is a power of two.</summary>
    public TraceRing(TimeSource time, int capacity)
    {
        _time = time;
        _entries = new TraceEntry[capacity];
        for (int i = 0; i < capacity; i++) { _entries[i] = new TraceEntry(); }
    }

    /// <summary>Number of events that can be read.</summary>
    public int Length
    {
        get { return _added < _entries.Length ? (int)_added : _entries.Length; }
    }

    /// <summary>Number of events that were overwritten by later ones.</summary>
    public long OverwrittenCount
    {
        get { return _added - Length; }
    }

    /// <summary>Adds an event.</summary>
    public void Add(int id, uint a, uint b)
    {
        Add(id, a, b, null);
    }

    /// <summary>Adds an event of the control path with the message of the exception behind it.</summary>
    public void Add(int id, uint a, uint b, string detail)
    {
        _counts[id]++;
        TraceEntry entry = _entries[(int)(_added - 1) & (_entries.Length - 1)];
        if (_added > 0 && entry.Id == id && entry.A == a && entry.B == b && entry.Detail == detail)
        {
            entry.Times++;
            return;
        }
        entry = _entries[(int)_added & (_entries.Length - 1)];
        _added++;
        entry.Time = _time.Now;
        entry.Times = 1;
        entry.Id = id;
        entry.A = a;
        entry.B = b;
        entry.Detail = detail;
    }

    /// <summary>How many events of an id there were, repetitions and overwritten ones included.</summary>
    public uint CountOf(int id)
    {
        return _counts[id];
    }

    /// <summary>An event that can be read; 0 is the oldest.</summary>
    public TraceEntry At(int index)
    {
        return _entries[(int)(_added - Length + index) & (_entries.Length - 1)];
    }

    /// <summary>The newest event of an id, or null when there was none or it was overwritten.</summary>
    public TraceEntry Last(int id)
    {
        for (int i = Length - 1; i >= 0; i--)
        {
            if (At(i).Id == id) { return At(i); }
        }
        return null;
    }
}
