using System.Globalization;

namespace IpaEmbedded.Benchmarks.DeviceTree;

/// <summary>Lines of figures, each with the goal that it is held against.</summary>
public sealed class BenchmarkReport(TextWriter output)
{
    /// <summary>One figure; an empty goal is not shown.</summary>
    public void Add(string what, double value, string unit, string goal) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-62} {value,8:F3} {unit}{(goal.Length == 0 ? "" : $" (goal {goal})")}"));

    /// <summary>The cost of our process beside that of a rival, both measured in this run.</summary>
    public void AddRatio(string what, ProcessCost ours, string rival, ProcessCost theirs, string goal) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-62} {ours.CpuSeconds,8:F2} s CPU, {ours.WallSeconds:F2} s wall (exit {ours.ExitCode}); {rival} {theirs.CpuSeconds:F2} s CPU: 1/{theirs.CpuSeconds / ours.CpuSeconds:F1} (goal {goal})"));

    /// <summary>The wall clock of one short process beside that of a rival.</summary>
    public void AddWall(string what, ProcessCost ours, string rival, ProcessCost theirs, string goal) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-62} {ours.WallSeconds * 1000,8:F1} ms wall, {ours.CpuSeconds * 1000:F1} ms CPU; {rival} {theirs.WallSeconds * 1000:F1} ms wall, {theirs.CpuSeconds * 1000:F1} ms CPU (goal {goal})"));

    /// <summary>Least seconds of CPU that the action takes on the calling thread.</summary>
    public static double Best(int rounds, Action action)
    {
        double best = double.MaxValue;
        for (int i = 0; i < rounds; i++)
        {
            double before = ProcessCost.ThreadSeconds();
            action();
            best = Math.Min(best, ProcessCost.ThreadSeconds() - before);
        }
        return best;
    }
}
