using System.Diagnostics;
using System.Globalization;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>Runs groups in processes of their own, and keeps the best of each case.</summary>
internal sealed class Launches(int slices, bool counts)
{
    /// <summary>What follows the options of a process that measures.</summary>
    public const string Measure = "measure";

    /// <summary>By group and name of the case.</summary>
    public Dictionary<string, Figure> Cases { get; } = [];

    /// <summary>Measures a group in one more process of this program.</summary>
    public void Add(string group, string runtime = "")
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") { start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IpaEmbedded.Benchmarks.dll")); }
        start.ArgumentList.Add("net");
        // Whoever measures with another setting of its own means it for all.
        if (runtime == Runtimes.WithoutProfile) { start.Environment["DOTNET_TieredPGO"] = "0"; }
        Add(start, group, runtime);
    }

    /// <summary>Measures a group in one more process of another program.</summary>
    public void Add(string program, string group, string runtime) => Add(new ProcessStartInfo(program), group, runtime);

    private void Add(ProcessStartInfo start, string group, string runtime)
    {
        start.RedirectStandardOutput = true;
        foreach (string arg in (string[])["--slices", slices.ToString(CultureInfo.InvariantCulture), .. counts ? [] : (string[])["--uncounted"], Measure, group]) { start.ArgumentList.Add(arg); }
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) { throw new InvalidOperationException($"measuring {group}{runtime} ended with {process.ExitCode}"); }
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split('\t');
            double[] values = [.. parts.Skip(1).Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
            var figure = new Figure(values[0], values[1], values[2], 1, values[3]);
            string key = $"{group}/{parts[0]}{runtime}";
            Cases[key] = Cases.TryGetValue(key, out Figure? before) ? before.Or(figure) : figure;
        }
    }

    /// <summary>What such a process does: measures the cases, and writes a line for each.</summary>
    public static void Child(string group, int slices, bool counts, TextWriter output)
    {
        NativeLoop? native = NativeLoop.Load();
        List<Case> cases = Groups.Create(group, native);
        Slices.Measure(cases, slices, counts ? native : null);
        foreach (Case item in cases)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{item.Name}\t{item.Nanoseconds:R}\t{item.Instructions:R}\t{item.Bytes:R}\t{item.Collections:R}"));
        }
    }
}
