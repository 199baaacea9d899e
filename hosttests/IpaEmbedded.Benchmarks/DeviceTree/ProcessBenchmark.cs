namespace IpaEmbedded.Benchmarks.DeviceTree;

/// <summary>The command as whole processes, start included, with dtc measured in turn with it.</summary>
public sealed class ProcessBenchmark(string corpus, CorpusFile[] files, string work, BenchmarkReport report)
{
    private readonly string _directory = Path.Combine(corpus, "tree");

    /// <summary>One fresh process for the whole corpus, checks and printing included, against dtc once per file.</summary>
    public void RunBatch(IReadOnlyList<ToolBuild> builds)
    {
        string script = WriteScript("dtc.sh", file => $"dtc -b 0 -O dtb -o '{work}/dtc.dtb' {Include(file)} '{file.Preprocessed}'");
        CompareBatch("corpus in one fresh process, checks and messages included", builds, WriteJobs(file => file.Preprocessed), script, "dtc, one process per file", "<= 1/4, aim 1/6");
    }

    /// <summary>The same from raw sources, against the C preprocessor piped into dtc.</summary>
    public void RunRaw(IReadOnlyList<ToolBuild> builds)
    {
        string script = WriteScript("cpp.sh", file =>
            $"cpp -nostdinc -I '{file.IncludeDirectories[1]}' -undef -D__DTS__ -x assembler-with-cpp '{file.Source}' | dtc -b 0 -O dtb -o '{work}/dtc.dtb' {Include(file)} -");
        CompareBatch("raw sources in one fresh process", builds, WriteJobs(file => file.Source), script, "cpp | dtc", "<= 1/6");
    }

    /// <summary>One board in one process, ours and dtc in turn.</summary>
    public void RunOneBoard(IReadOnlyList<ToolBuild> builds)
    {
        CorpusFile board = files.FirstOrDefault(file => file.Source.EndsWith("sdm845-db845c.dts", StringComparison.Ordinal)) ?? files[0];
        foreach (ToolBuild build in builds)
        {
            var ours = new List<ProcessCost>();
            var dtc = new List<ProcessCost>();
            for (int round = 0; round < 15; round++)
            {
                ours.Add(ProcessCost.Of(_directory, build.Path, "dt", "build", board.Preprocessed, "-o", work + "/one.dtb", "-q"));
                dtc.Add(ProcessCost.Of(_directory, "dtc", "-q", "-O", "dtb", "-o", work + "/dtc.dtb", board.Preprocessed));
            }
            report.AddWall($"one board, one process, {build.Name}", ours.MinBy(cost => cost.WallSeconds)!, "dtc", dtc.MinBy(cost => cost.WallSeconds)!, "<= 80 ms wall");
        }
    }

    /// <summary>dtc's long run stands between two rounds of ours, so that a machine that changes its speed favours nobody.</summary>
    private void CompareBatch(string what, IReadOnlyList<ToolBuild> builds, string jobs, string script, string rival, string goal)
    {
        ProcessCost Ours(ToolBuild build) => ProcessCost.Of(_directory, build.Path, "dt", "build", "--batch", jobs, "-b", "0");
        ProcessCost[] before = [.. builds.Select(Ours)];
        ProcessCost theirs = ProcessCost.Of(_directory, "/bin/sh", script);
        for (int i = 0; i < builds.Count; i++)
        {
            ProcessCost best = new[] { before[i], Ours(builds[i]), Ours(builds[i]) }.MinBy(cost => cost.CpuSeconds)!;
            report.AddRatio($"{what}, {builds[i].Name}", best, rival, theirs, goal);
        }
    }

    private string WriteJobs(Func<CorpusFile, string> input)
    {
        string path = Path.Combine(work, "jobs");
        File.WriteAllLines(path, files.Select((file, i) => string.Join('\t', [input(file), $"{work}/{i}.dtb", .. file.IncludeDirectories])));
        return path;
    }

    private string WriteScript(string name, Func<CorpusFile, string> line)
    {
        string path = Path.Combine(work, name);
        File.WriteAllLines(path, files.Select(line));
        return path;
    }

    private static string Include(CorpusFile file) => string.Concat(file.IncludeDirectories.Select(directory => $" -i '{directory}'"));
}
