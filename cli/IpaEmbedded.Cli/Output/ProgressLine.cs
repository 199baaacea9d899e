using System.Globalization;

namespace IpaEmbedded.Cli;

/// <summary>
/// How far something is that takes long: one line on a terminal, which is drawn when it has taken a while, drawn anew a few times per
/// second, and gone at the end. Nothing is written where nobody watches. Several threads may report.
/// </summary>
public sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Terminal _terminal;
    private readonly string _what;
    private readonly int _total;
    private readonly TimeProvider _time;
    private long _due;
    private int _done;

    /// <summary>Begins; <paramref name="what"/> is what is done, such as "checking", of <paramref name="total"/> things.</summary>
    public ProgressLine(Terminal terminal, string what, int total)
    {
        _terminal = terminal;
        _what = what;
        _total = total;
        _time = terminal.Time;
        _due = _time.GetTimestamp() + Ticks(Patience);
    }

    /// <summary>One more of the whole is begun; <paramref name="name"/> says which.</summary>
    public void Next(string name)
    {
        int done = Interlocked.Increment(ref _done);
        if (IsDue())
        {
            _terminal.Progress(string.Create(CultureInfo.InvariantCulture, $"{_what} {done} of {_total}{(name.Length > 0 ? ": " + name : "")}"));
        }
    }

    /// <summary>The work has come to something that has a name and no number.</summary>
    public void Now(string name)
    {
        if (IsDue())
        {
            _terminal.Progress($"{_what}: {name}");
        }
    }

    /// <summary>Removes the line.</summary>
    public void Dispose() => _terminal.Progress("");

    private bool IsDue()
    {
        long now = _terminal.ShowsProgress ? _time.GetTimestamp() : 0;
        long due = Volatile.Read(ref _due);
        return _terminal.ShowsProgress && now >= due && Interlocked.CompareExchange(ref _due, now + Ticks(Interval), due) == due;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);
}
