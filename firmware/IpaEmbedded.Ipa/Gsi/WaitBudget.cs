using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>
/// Bounds the sum of waits, not only each of them: hardware that answers nothing any more would otherwise cost the same wait again and again
/// (source: the reliability reference, section 5, a phone that took 72 s to shut down).
/// </summary>
internal sealed class WaitBudget
{
    /// <summary>
    /// Waits for the hardware in a removal or a suspend, µs, the second in which power that is refused is asked for again among them. With the half
    /// second that a removal gives the last command, which may be only late, a teardown stays below two.
    /// </summary>
    internal const long TeardownMicroseconds = 1400000;

    /// <summary>Waits for the hardware when an interface is closed, µs: a second for what is under way, and the rest for commands.</summary>
    internal const long StopMicroseconds = 1500000;

    /// <summary>Waits for commands in the clean-up after the modem, µs.</summary>
    internal const long CleanUpMicroseconds = 2000000;

    // A command takes some hundred at most; without this much the rest of a teardown would not even be tried.
    private const long LeastMicroseconds = 1000;

    private readonly EventLoop _loop;
    private long _deadline = long.MaxValue;

    internal WaitBudget(EventLoop loop)
    {
        _loop = loop;
    }

    /// <summary>From now on all waits together take so many microseconds; inside of another such time nothing changes. Returns what <see cref="End"/> is given.</summary>
    internal long Begin(long microseconds)
    {
        long before = _deadline;
        if (before == long.MaxValue) { _deadline = _loop.Now + microseconds; }
        return before;
    }

    /// <summary>Ends what <see cref="Begin"/> began.</summary>
    internal void End(long before)
    {
        _deadline = before;
    }

    /// <summary>How long a wait may take that would take so many microseconds; never less than a millisecond.</summary>
    internal long Allow(long microseconds)
    {
        long left = _deadline - _loop.Now;
        if (left < LeastMicroseconds) { left = LeastMicroseconds; }
        return microseconds < left ? microseconds : left;
    }
}
