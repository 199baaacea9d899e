using System.Globalization;

namespace IpaEmbedded.Benchmarks.DeviceTree;

/// <summary>
/// Everything that is promised about the speed of <c>ipa dt</c>, measured over a corpus of kernel trees with dtc's figures
/// beside it. CPU seconds are compared, because the wall clock of a shared machine says little.
/// </summary>
public static class DeviceTreeBenchmark
{
    private static readonly string[] Parts = ["memory", "batch", "raw", "board", "size"];

    /// <summary>Runs <c>dt --corpus DIR [--tool IPA] [--step N] [--only PART]</c>; without a tool, those that it publishes itself.</summary>
    public static int Run(string[] args, TextWriter output)
    {
        string? Value(string name) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : null;
        string? only = Value("--only");
        if (Value("--corpus") is not { } corpus || (only is not null && !Parts.Contains(only)))
        {
            output.WriteLine($"usage: dt --corpus DIR [--tool IPA] [--step N] [--only {string.Join('|', Parts)}]");
            output.WriteLine("DIR is what .ci/corpus makes; IPA a published command instead of those published here, ReadyToRun and native");
            return 2;
        }
        string work = Directory.CreateTempSubdirectory("ipa-benchmark-").FullName;
        try
        {
            CorpusFile[] files = CorpusFile.Read(Path.GetFullPath(corpus), int.Parse(Value("--step") ?? "1", CultureInfo.InvariantCulture));
            output.WriteLine($"{files.Length} device trees, {Environment.ProcessorCount} processors, .NET {Environment.Version}");
            var report = new BenchmarkReport(output);
            var inMemory = new InMemoryBenchmark(files, report);
            var processes = new ProcessBenchmark(Path.GetFullPath(corpus), files, work, report);
            IReadOnlyList<ToolBuild> builds = only is "memory" or "size" ? [] : Value("--tool") is { } tool ? [new ToolBuild("as given", Path.GetFullPath(tool))] : ToolBuild.PublishAll(work);
            foreach (string part in Parts.Where(part => only is null || part == only))
            {
                switch (part)
                {
                    case "memory":
                        inMemory.Run();
                        break;
                    case "size":
                        inMemory.RunSizes();
                        break;
                    case "batch":
                        processes.RunBatch(builds);
                        break;
                    case "raw":
                        processes.RunRaw(builds);
                        break;
                    default:
                        processes.RunOneBoard(builds);
                        break;
                }
            }
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
        return 0;
    }
}
