using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>
/// <c>net [--launches N] [--slices N] [--group NAME] [--uncounted] [--record]</c>: the data path, the fake and the boot as ratios to loops in the same process.
/// Each group runs in processes of its own, three by default, and minima are kept. Fails when a ratio is a quarter above the recorded one;
/// <c>--record</c> records instead and draws table and plot anew.
/// </summary>
internal static class NetworkBenchmark
{
    public static int Run(string[] args, TextWriter output)
    {
        int launches = 3;
        int slices = 120;
        string? group = null;
        bool record = false;
        string? child = null;
        bool counts = true;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--launches" when i + 1 < args.Length: launches = int.Parse(args[++i], CultureInfo.InvariantCulture); break;
                case "--slices" when i + 1 < args.Length: slices = int.Parse(args[++i], CultureInfo.InvariantCulture); break;
                case "--group" when i + 1 < args.Length: group = args[++i]; break;
                case Launches.Measure when i + 1 < args.Length: child = args[++i]; break;
                case "--record": record = true; break;
                case "--uncounted": counts = false; break;
                default:
                    output.WriteLine($"net: '{args[i]}' is not known: [--launches N] [--slices N] [--group {string.Join('|', Groups.Names)}] [--uncounted] [--record]");
                    return 2;
            }
        }
        if (record && (group != null || !counts))
        {
            output.WriteLine("net: --record keeps all figures, so it takes neither --group nor --uncounted");
            return 2;
        }
        if (child != null)
        {
            Launches.Child(child, slices, counts, output);
            return 0;
        }
        var measured = new Launches(slices, counts);
        foreach (string name in Groups.Names)
        {
            for (int launch = 0; launch < launches && (group == null || group == name); launch++) { measured.Add(name); }
        }
        if (group is null or Runtimes.Group) { AddRuntimes(measured, launches, output); }
        return Report(Collect(measured.Cases, launches), record, output);
    }

    private static void AddRuntimes(Launches measured, int launches, TextWriter output)
    {
        for (int launch = 0; launch < launches; launch++) { measured.Add(Runtimes.Group, Runtimes.WithoutProfile); }
        string directory = Directory.CreateTempSubdirectory("ipa-native").FullName;
        try
        {
            string? program = Runtimes.Publish(Root(), directory, out string why);
            if (program == null)
            {
                output.WriteLine($"not measured: native code: {why}");
                return;
            }
            for (int launch = 0; launch < launches; launch++) { measured.Add(program, Runtimes.Group, Runtimes.Native); }
        }
        finally
        {
            Directory.Delete(directory, true);
        }
    }

    private static Results Collect(Dictionary<string, Figure> cases, int launches)
    {
        SortedDictionary<string, Figure> figures = new(StringComparer.Ordinal);
        SortedDictionary<string, string> missed = new(StringComparer.Ordinal);
        foreach (Row row in Rows.All)
        {
            if (row.FigureFrom(cases) is not { } figure) { continue; }
            figures[row.Title] = figure;
            string by = row.Missed(figure);
            if (by.Length > 0) { missed[row.Title] = row.Why.Length == 0 ? by : $"{by}: {row.Why}"; }
        }
        string commit = Git("rev-parse", "--short=12", "HEAD");
        string machine = $"{Processor()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
        return new Results(commit, machine, launches, figures, missed);
    }

    private static int Report(Results results, bool record, TextWriter output)
    {
        output.WriteLine(ResultTable.Text(results));
        foreach ((string title, string why) in results.Missed) { output.WriteLine($"missed: {title}: {why}"); }
        string directory = Path.Combine(Root(), "hosttests", "IpaEmbedded.Benchmarks");
        string path = Path.Combine(directory, "results.json");
        if (record)
        {
            results.Write(path);
            ResultTable.WriteInto(Path.Combine(directory, "README.md"), results);
            File.WriteAllText(Path.Combine(directory, "results.svg"), ResultPlot.Draw(results));
            return 0;
        }
        if (Results.Read(path) is not { } recorded) { return 0; }
        string[] regressions = [.. results.Regressions(recorded)];
        foreach (string regression in regressions) { output.WriteLine($"slower than recorded at {recorded.Commit}: {regression}"); }
        return regressions.Length == 0 ? 0 : 1;
    }

    private static string Root()
    {
        string at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "IpaEmbedded.sln"))) { at = Path.GetDirectoryName(at) ?? throw new DirectoryNotFoundException("not in a checkout"); }
        return at;
    }

    private static string Git(params string[] args)
    {
        using Process git = Process.Start(new ProcessStartInfo("git", args) { RedirectStandardOutput = true, WorkingDirectory = Root() })!;
        return git.StandardOutput.ReadToEnd().Trim();
    }

    private static string Processor()
    {
        string? line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 2)..] ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
