using System.Diagnostics;
using System.Globalization;
using IpaEmbedded.Benchmarks.DeviceTree;
using IpaEmbedded.Bindings;
using IpaEmbedded.Cli;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Benchmarks.Bindings;

/// <summary>
/// What is promised about validating by the kernel's bindings, measured over a corpus of kernel trees, with dt-schema's own
/// figures on a sample beside it where it is installed.
/// </summary>
public static class BindingsBenchmark
{
    private const int Rounds = 3;

    /// <summary>Runs <c>bindings --corpus DIR [--tool IPA] [--core DIR]</c>; without a tool, those that it publishes itself.</summary>
    public static int Run(string[] args, TextWriter output)
    {
        string? Value(string name) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : null;
        if (Value("--corpus") is not { } corpus)
        {
            output.WriteLine("usage: bindings --corpus DIR [--tool IPA] [--core DIR]");
            output.WriteLine("DIR is what .ci/corpus makes; IPA a published command instead of those published here; the core an installed dt-schema's, else ours");
            return 2;
        }
        corpus = Path.GetFullPath(corpus);
        string work = Directory.CreateTempSubdirectory("ipa-benchmark-").FullName;
        try
        {
            string[] boards = [.. Directory.GetFiles(Path.Combine(corpus, "dts/arm64/qcom"), "*.dtb").Where(path => !path.EndsWith(".sym.dtb", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
            string bindings = Path.Combine(corpus, "tree/Documentation/devicetree/bindings");
            output.WriteLine($"{boards.Length} Qualcomm boards, {Environment.ProcessorCount} processors, .NET {Environment.Version}");
            var report = new BenchmarkReport(output);
            MeasureInMemory(report, boards, bindings, Value("--core") ?? ToolFiles.Core);
            Environment.SetEnvironmentVariable("IPA_CACHE", work + "/cache");
            string[] switches = ["--bindings", bindings, .. Value("--core") is { } core ? (string[])["--core", core] : []];
            foreach (ToolBuild build in Value("--tool") is { } tool ? [new ToolBuild("as given", Path.GetFullPath(tool))] : ToolBuild.PublishAll(work))
            {
                MeasureProcesses(report, build, corpus, work, boards, switches);
            }
            MeasureDtSchema(report, output, bindings, work, boards);
            output.WriteLine("verdicts beside dt-validate's: hosttests' own comparison; mistakes in binding files and hostile files: MistakeTests and BindingLimitTests");
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
        return 0;
    }

    private static void MeasureInMemory(BenchmarkReport report, string[] boards, string bindings, string core)
    {
        BindingSource[] sources = [new BindingSource(bindings, "the kernel"), new BindingSource(core, "core")];
        BindingSet set = BindingSet.Load(sources);
        int files = Directory.GetFiles(bindings, "*.yaml", SearchOption.AllDirectories).Length;
        report.Add("the kernel's bindings loaded", set.Sources[0].Count, "files", files.ToString(CultureInfo.InvariantCulture));
        report.Add("references that lead nowhere", set.Diagnostics.Count(each => each.Id == "DT4004"), "", "0");
        report.Add("loading in this process, warm, texts compiled", Best(() => BindingSet.Load(sources)), "s wall", "<= 1.5");
        DeviceTreeDocument board = FlattenedTreeReader.Read(File.ReadAllBytes(Board(boards))).Tree!;
        report.Add("one board in this process, warm: " + Path.GetFileName(Board(boards)), BenchmarkReport.Best(20, () => BindingValidator.Validate(board, set)), "s CPU", "<= 0.03");
    }

    private static void MeasureProcesses(BenchmarkReport report, ToolBuild build, string corpus, string work, string[] boards, string[] switches)
    {
        string small = work + "/small.dts";
        File.WriteAllText(small, "/dts-v1/; / { };\n");
        ProcessCost Check(string[] files, params string[] more) => ProcessCost.Of(corpus + "/tree", build.Path, ["dt", "check", .. files, "--no-checkout", .. switches, .. more]);
        ProcessCost Least(string[] files, params string[] more) => Enumerable.Range(0, Rounds).Select(_ => Check(files, more)).MinBy(cost => cost.WallSeconds)!;

        report.Add($"a tree of one node, bindings compiled, {build.Name}", Least([small], "--no-cache").WallSeconds, "s wall", "<= 1.5");
        Check([small]);
        report.Add($"a tree of one node, bindings kept, {build.Name}", Least([small]).WallSeconds, "s wall", "<= 0.15");
        string source = Path.Combine(corpus, "tree/arch/arm64/boot/dts/qcom", Path.ChangeExtension(Path.GetFileName(Board(boards)), ".dts"));
        report.Add($"{Path.GetFileName(source)}, bindings kept, {build.Name}", Least([source]).WallSeconds, "s wall", "<= 0.6");
        report.Add($"all {boards.Length} boards in one process, bindings kept, {build.Name}", Least(boards).CpuSeconds, "s CPU", "<= 4 for 124");
    }

    /// <summary>The same by dt-schema: its rules compiled, and the smallest board.</summary>
    private static void MeasureDtSchema(BenchmarkReport report, TextWriter output, string bindings, string work, string[] boards)
    {
        if (ProcessCost.Of(work, "/bin/sh", "-c", "command -v dt-mk-schema && command -v dt-validate").ExitCode != 0)
        {
            output.WriteLine("dt-schema is not installed: its figures are skipped");
            return;
        }
        string smallest = boards.MinBy(path => new FileInfo(path).Length)!;
        ProcessCost compiled = ProcessCost.Of(work, "dt-mk-schema", "-j", "-o", work + "/schema.json", bindings);
        report.Add("dt-schema: rules compiled", compiled.CpuSeconds, "s CPU", "");
        ProcessCost validated = ProcessCost.Of(work, "dt-validate", "-s", work + "/schema.json", smallest);
        report.Add("dt-schema: the smallest board, " + Path.GetFileName(smallest), validated.CpuSeconds, "s CPU", "");
    }

    private static string Board(string[] boards) => Array.Find(boards, path => path.EndsWith("/sdm845-db845c.dtb", StringComparison.Ordinal)) ?? boards[0];

    private static double Best(Action action)
    {
        double best = double.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long began = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        return best;
    }
}
