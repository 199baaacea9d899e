using System.Globalization;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Benchmarks.DeviceTree;

/// <summary>
/// Everything that is promised about the speed of <c>ipa dt</c>, measured over a corpus of kernel trees with dtc's figures
/// beside it. CPU seconds are compared, because the wall clock of a shared machine says little.
/// </summary>
public sealed class DeviceTreeBenchmark
{
    private readonly string _corpus;
    private readonly string _tool;
    private readonly CorpusFile[] _files;
    private readonly TextWriter _out;
    private readonly string _work = Directory.CreateTempSubdirectory("ipa-benchmark-").FullName;

    private DeviceTreeBenchmark(string corpus, string tool, int step, TextWriter output)
    {
        _corpus = corpus;
        _tool = tool;
        _files = CorpusFile.Read(corpus, step);
        _out = output;
    }

    /// <summary>Runs <c>dt --corpus DIR --tool IPA [--step N] [--only PART]</c>; IPA is a ReadyToRun publish of the command.</summary>
    public static int Run(string[] args, TextWriter output)
    {
        string? Value(string name) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : null;
        if (Value("--corpus") is not { } corpus || Value("--tool") is not { } tool)
        {
            output.WriteLine("usage: dt --corpus DIR --tool IPA [--step N] [--only memory|batch|raw|board|size]");
            output.WriteLine("IPA: dotnet publish cli/IpaEmbedded.Cli -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -o DIR, then DIR/ipa");
            return 2;
        }
        int step = int.Parse(Value("--step") ?? "1", CultureInfo.InvariantCulture);
        var benchmark = new DeviceTreeBenchmark(Path.GetFullPath(corpus), Path.GetFullPath(tool), step, output);
        try
        {
            benchmark.RunParts(Value("--only"));
        }
        finally
        {
            Directory.Delete(benchmark._work, recursive: true);
        }
        return 0;
    }

    private void RunParts(string? only)
    {
        _out.WriteLine($"{_files.Length} device trees, {Environment.ProcessorCount} processors, .NET {Environment.Version}");
        (string Name, Action Run)[] parts = [("memory", InMemory), ("batch", Batch), ("raw", Raw), ("board", OneBoard), ("size", Sizes)];
        foreach ((string name, Action run) in parts)
        {
            if (only is null || only == name)
            {
                run();
            }
        }
    }

    /// <summary>Warm speed of compiler and reader on one core.</summary>
    private void InMemory()
    {
        (SourceFile Source, CompileOptions Options)[] sources = [.. _files.Select(file => (new SourceFile(file.Preprocessed, File.ReadAllBytes(file.Preprocessed)),
            new CompileOptions { IncludeDirectories = file.IncludeDirectories, BootCpu = 0 }))];
        double megabytes = sources.Sum(each => (double)each.Source.Text.Length) / 1e6;
        var compiler = new DeviceTreeCompiler(new HeaderCache());
        var writer = new FlattenedTreeWriter();
        double compile = Best(6, () =>
        {
            foreach ((SourceFile source, CompileOptions options) in sources)
            {
                writer.WriteTree(compiler.CompileText(source, options).Tree!, FlatOptions.Default);
            }
        });
        Report("warm, preprocessed text to blob", megabytes / compile, "MB/s per core", ">= 40");
        double check = Best(3, () =>
        {
            foreach ((SourceFile source, CompileOptions options) in sources)
            {
                writer.WriteTree(compiler.CompileText(source, options with { Checks = CheckOptions.Default }).Tree!, FlatOptions.Default);
            }
        });
        Report("the same with all checks", megabytes / check, "MB/s per core", "");
        byte[][] blobs = [.. _files.Select(file => File.ReadAllBytes(file.Blob))];
        double blobMegabytes = blobs.Sum(blob => (double)blob.Length) / 1e6;
        int nodes = 0;
        double walk = Best(40, () =>
        {
            foreach (byte[] blob in blobs)
            {
                nodes += Walk(blob);
            }
        });
        Report("blobs walked and validated", blobMegabytes / walk, "MB/s", ">= 300");
        double read = Best(5, () =>
        {
            foreach (byte[] blob in blobs)
            {
                nodes += FlattenedTreeReader.Read(blob).Tree!.Root.Children.Count;
            }
        });
        Report("blobs read into trees", blobMegabytes / read, "MB/s", "");
        Lookup(blobs.MaxBy(blob => blob.Length)!);
        GC.KeepAlive(nodes);
    }

    private static int Walk(byte[] blob)
    {
        if (FlatLayout.Read(blob, "", []) is not { } layout || layout.ReadReservations("", []) is null)
        {
            return 0;
        }
        var walker = new FlatWalker(layout);
        int nodes = 0;
        FlatToken token;
        do
        {
            token = walker.Next();
            nodes += token == FlatToken.BeginNode ? 1 : 0;
        }
        while (token is not (FlatToken.End or FlatToken.Broken));
        return nodes;
    }

    private void Lookup(byte[] blob)
    {
        Devicetree tree = FlattenedTreeReader.Read(blob).Tree!;
        uint[] phandles = [.. tree.Nodes().Select(node => node.Phandle).Where(phandle => phandle != 0)];
        int found = 0;
        const int Rounds = 2000;
        double seconds = Best(10, () =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                foreach (uint phandle in phandles)
                {
                    found += tree.FindByPhandle(phandle) is null ? 0 : 1;
                }
            }
        });
        Report("phandle lookup", seconds * 1e6 / (Rounds * phandles.Length), "us", "<= 0.1");
        GC.KeepAlive(found);
    }

    /// <summary>One fresh process for the whole corpus, checks and printing included, against dtc once per file.</summary>
    private void Batch()
    {
        string jobs = WriteJobs(file => file.Preprocessed);
        ProcessCost ours = Cheapest(3, () => ProcessCost.Of(_corpus + "/tree", _tool, "dt", "build", "--batch", jobs, "-b", "0"));
        string script = WriteScript("dtc.sh", file => $"dtc -b 0 -O dtb -o '{_work}/dtc.dtb' {Include(file)} '{file.Preprocessed}'");
        ProcessCost dtc = Cheapest(1, () => ProcessCost.Of(_corpus + "/tree", "/bin/sh", script));
        Compare("corpus in one fresh process, checks and messages included", ours, "dtc, one process per file", dtc, "<= 1/4, aim 1/6");
    }

    /// <summary>The same from raw sources, against the C preprocessor piped into dtc.</summary>
    private void Raw()
    {
        string jobs = WriteJobs(file => file.Source);
        ProcessCost ours = Cheapest(3, () => ProcessCost.Of(_corpus + "/tree", _tool, "dt", "build", "--batch", jobs, "-b", "0"));
        string script = WriteScript("cpp.sh", file => $"cpp -nostdinc -I '{file.IncludeDirectories[1]}' -undef -D__DTS__ -x assembler-with-cpp '{file.Source}' | dtc -b 0 -O dtb -o '{_work}/dtc.dtb' {Include(file)} -");
        ProcessCost dtc = Cheapest(1, () => ProcessCost.Of(_corpus + "/tree", "/bin/sh", script));
        Compare("raw sources in one fresh process", ours, "cpp | dtc", dtc, "<= 1/6");
    }

    private void OneBoard()
    {
        CorpusFile board = _files.FirstOrDefault(file => file.Source.EndsWith("sdm845-db845c.dts", StringComparison.Ordinal)) ?? _files[0];
        ProcessCost ours = Fastest(15, () => ProcessCost.Of(_corpus + "/tree", _tool, "dt", "build", board.Preprocessed, "-o", _work + "/one.dtb", "-q"));
        ProcessCost dtc = Fastest(15, () => ProcessCost.Of(_corpus + "/tree", "dtc", "-q", "-O", "dtb", "-o", _work + "/dtc.dtb", board.Preprocessed));
        _out.WriteLine($"{"one board, one process",-58} {ours.WallSeconds * 1000,8:F1} ms wall, {ours.CpuSeconds * 1000:F1} ms CPU (goal <= 80 ms wall); dtc {dtc.WallSeconds * 1000:F1} ms wall, {dtc.CpuSeconds * 1000:F1} ms CPU");
    }

    /// <summary>Cost grows in a straight line: siblings and nodes by the hundred thousand.</summary>
    private void Sizes()
    {
        foreach (int count in (int[])[50_000, 100_000])
        {
            var source = new SourceFile("siblings.dts", GeneratedTree.Siblings(count));
            Report($"{count:N0} siblings", Best(3, () => FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(source, new CompileOptions { Checks = CheckOptions.Default }).Tree!)), "s", count == 100_000 ? "<= 1" : "");
        }
        foreach (int count in (int[])[250_000, 500_000, 1_000_000])
        {
            var source = new SourceFile("nodes.dts", GeneratedTree.Nodes(count));
            double seconds = Best(2, () => FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(source, new CompileOptions { Checks = CheckOptions.Default }).Tree!));
            Report($"{count:N0} nodes", seconds * 1e9 / count, "ns per node", "the same for each");
        }
    }

    private string WriteJobs(Func<CorpusFile, string> input)
    {
        string path = Path.Combine(_work, "jobs");
        File.WriteAllLines(path, _files.Select((file, i) => string.Join('\t', [input(file), $"{_work}/{i}.dtb", .. file.IncludeDirectories])));
        return path;
    }

    private string WriteScript(string name, Func<CorpusFile, string> line)
    {
        string path = Path.Combine(_work, name);
        File.WriteAllLines(path, _files.Select(line));
        return path;
    }

    private static string Include(CorpusFile file) => string.Concat(file.IncludeDirectories.Select(directory => $" -i '{directory}'"));

    private static double Best(int rounds, Action action)
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

    private static ProcessCost Cheapest(int rounds, Func<ProcessCost> run) => Enumerable.Range(0, rounds).Select(_ => run()).MinBy(cost => cost.CpuSeconds)!;

    private static ProcessCost Fastest(int rounds, Func<ProcessCost> run) => Enumerable.Range(0, rounds).Select(_ => run()).MinBy(cost => cost.WallSeconds)!;

    private void Report(string what, double value, string unit, string goal) =>
        _out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-58} {value,8:F3} {unit}{(goal.Length == 0 ? "" : $" (goal {goal})")}"));

    private void Compare(string what, ProcessCost ours, string theirs, ProcessCost dtc, string goal) =>
        _out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-58} {ours.CpuSeconds,8:F2} s CPU, {ours.WallSeconds:F2} s wall (exit {ours.ExitCode}); {theirs} {dtc.CpuSeconds:F2} s CPU: 1/{dtc.CpuSeconds / ours.CpuSeconds:F1} (goal {goal})"));
}
