namespace IpaEmbedded.HostTests;

/// <summary>Counts what an action allocates on this thread, in bytes.</summary>
internal static class AllocatedBytes
{
    private const int Rounds = 5;

    /// <summary>What one run of the action and the runtime around it allocated.</summary>
    public static long Of(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>
    /// What the action itself allocates: the least of five runs. The runtime adds some now and then, for a type that is set up, a pooled buffer
    /// that a collection took, or the rest of this thread's allocation buffer.
    /// </summary>
    public static long Least(Action action) => Enumerable.Range(0, Rounds).Min(_ => Of(action));
}
