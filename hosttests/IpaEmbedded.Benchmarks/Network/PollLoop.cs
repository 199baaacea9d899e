using System.Diagnostics;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>
/// The poll loop for ten million packets: how often garbage was collected meanwhile, and how much longer the slowest batch took than the median one. The
/// slowest tells of the machine and its neighbours as well, so it is reported and no more.
/// </summary>
internal static class PollLoop
{
    /// <summary>Packets that pass.</summary>
    public const int Packets = 10_000_000;

    private const int Batch = 32;
    private const int WarmUps = 20_000;

    /// <summary>Runs it, and gives its median and its slowest batch as cases.</summary>
    public static IEnumerable<Case> Measure(string name, Action<int, int> run)
    {
        long[] ticks = new long[Packets / Batch];
        run(Batch, WarmUps);
        int collections = GC.CollectionCount(0);
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < ticks.Length; i++)
        {
            long began = Stopwatch.GetTimestamp();
            run(Batch, 1);
            ticks[i] = Stopwatch.GetTimestamp() - began;
        }
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        collections = GC.CollectionCount(0) - collections;
        Array.Sort(ticks);
        double scale = 1e9 / Stopwatch.Frequency;
        return [Case.Of($"{name} median batch", ticks[ticks.Length / 2] * scale), Case.Of($"{name} slowest batch", ticks[^1] * scale, (double)bytes / Packets, collections)];
    }
}
