namespace IpaEmbedded.Runtime.Scheduling;

/// <summary>Work on a queue that an interrupt announced: consumed in portions, without waiting and without allocating.</summary>
public abstract class Poll
{
    internal Poll Next;
    internal bool Scheduled;

    /// <summary>
    /// Handles at most <paramref name="budget"/> entries and returns how many; fewer than the budget means that the
    /// queue is empty and its interrupt is enabled again, the whole budget means "call me once more".
    /// </summary>
    public abstract int Run(int budget);
}
