using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IpaEmbedded.Benchmarks.DeviceTree;

/// <summary>What a child process cost: seconds of CPU, its own children included, and seconds on the wall.</summary>
public sealed partial record ProcessCost(double CpuSeconds, double WallSeconds, int ExitCode)
{
    /// <summary>Runs a program to its end, its output thrown away.</summary>
    public static ProcessCost Of(string directory, string program, params string[] args)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = directory };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$0\" \"$@\" >/dev/null 2>&1");
        start.ArgumentList.Add(program);
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }
        double before = ChildrenSeconds();
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        double wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new ProcessCost(ChildrenSeconds() - before, wall, process.ExitCode);
    }

    /// <summary>CPU seconds of the calling thread.</summary>
    public static double ThreadSeconds()
    {
        var time = new long[2];
        _ = ClockGetTime(3, time);
        return time[0] + (time[1] / 1e9);
    }

    private static double ChildrenSeconds()
    {
        var usage = new long[18];
        _ = GetResourceUsage(-1, usage);
        return usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, [Out] long[] usage);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, [Out] long[] time);
}
