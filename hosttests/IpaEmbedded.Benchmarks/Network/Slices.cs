using System.Diagnostics;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>Runs cases in interleaved slices of about a millisecond, so that all see the same noise.</summary>
internal static class Slices
{
    private const double SliceNanoseconds = 1e6;
    private const int WarmUps = 6;
    private const int CountedUnits = 16;

    // So often a method is called before it is compiled anew; a boot fills a slice alone, and would stay cold.
    private const int CallsPerTier = 30;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    /// <summary>Measures what was not measured yet: warms up, measures that many slices of each case, then counts instructions and bytes.</summary>
    public static void Measure(IReadOnlyList<Case> all, int slices, NativeLoop? native)
    {
        Case[] cases = [.. all.Where(item => !item.IsMeasured)];
        // Tiered compilation looks for warm methods every 100 ms; a slice is found by doubling meanwhile.
        for (int i = 0; i < WarmUps; i++)
        {
            foreach (Case item in cases)
            {
                Fit(item);
                item.Run(CallsPerTier);
            }
            Thread.Sleep(Pause);
        }
        foreach (Case item in cases)
        {
            item.Rounds = 1;
            Fit(item);
            item.Nanoseconds = double.MaxValue;
        }
        for (int slice = 0; slice < slices; slice++)
        {
            foreach (Case item in cases) { item.Nanoseconds = Math.Min(item.Nanoseconds, Slice(item)); }
        }
        foreach (Case item in cases)
        {
            long least = long.MaxValue;
            for (int i = 0; i < 3; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                item.Run(item.Rounds);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }
            item.Bytes = (double)least / item.Rounds / item.Units;
            if (native != null && item.IsCounted) { item.Instructions = native.Instructions(item.Run, Math.Max(CountedUnits / item.Units, 1)) / item.Units; }
        }
    }

    private static void Fit(Case item)
    {
        while (Slice(item) * item.Rounds * item.Units < SliceNanoseconds) { item.Rounds *= 2; }
    }

    private static double Slice(Case item)
    {
        long began = Stopwatch.GetTimestamp();
        item.Run(item.Rounds);
        return Stopwatch.GetElapsedTime(began).Ticks * 100.0 / item.Rounds / item.Units;
    }
}
