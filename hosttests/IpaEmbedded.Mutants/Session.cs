using System.Globalization;
using IpaEmbedded.Mutants.Building;
using IpaEmbedded.Mutants.Making;
using IpaEmbedded.Mutants.Results;
using IpaEmbedded.Mutants.Running;

namespace IpaEmbedded.Mutants;

/// <summary>A run from the sources to the report.</summary>
internal sealed class Session(RunOptions options, TextWriter output)
{
    private const string Tool = "hosttests/IpaEmbedded.Mutants";
    private const string TestProject = "hosttests/IpaEmbedded.HostTests";
    private const string TestAssembly = "IpaEmbedded.HostTests";

    // The loop that everything runs in, and the models that answer.
    private static readonly string[] CountSteps = ["firmware/IpaEmbedded.Runtime"];

    private IReadOnlyList<Room> _rooms = [];

    /// <summary>Writes the mutants, one a line.</summary>
    public int List()
    {
        MutantBuild build = Build(out _);
        foreach (Mutant mutant in build.Catalog.Built)
        {
            output.WriteLine(mutant.Id);
        }
        return 0;
    }

    /// <summary>0 if no more survived than may, those in the list of equivalent ones aside.</summary>
    public int Run()
    {
        MutantBuild build = Build(out IReadOnlyList<UpstreamDefect> defects);
        EquivalentList equivalents = EquivalentList.Parse(File.ReadLines(Path.Combine(options.Root, Tool, "equivalent.txt")));
        Directory.CreateDirectory(options.Out);
        string tests = Path.Combine(options.Root, TestProject, "bin", options.Configuration, "net10.0");
        TestFolder folder = TestFolder.Create(tests, Path.Combine(options.Out, "tests"), TestAssembly, build.Assemblies);
        string[] names = [.. build.Assemblies.Select(assembly => assembly.Name)];
        WorkerProcess Start(int active) => new(folder, names, build.Catalog.All.Count, active);
        string stamp = string.Create(CultureInfo.InvariantCulture, $"{build.Hash} {File.GetLastWriteTimeUtc(Path.Combine(tests, TestAssembly + ".dll")).Ticks} {options.Tests} {options.Longest}");
        var baseline = Baseline.Of(Path.Combine(options.Out, "baseline.jsonl"), stamp, ExcludedTests.Read(Path.Combine(options.Root, Tool, "excluded.txt")), options.Tests, TimeSpan.FromSeconds(options.Longest), options.Jobs, () => Start(0), output);
        File.WriteAllLines(Path.Combine(options.Out, "unfit.txt"), baseline.Unfit.Select(test => $"{test.Name}\t{test.Reason.ReplaceLineEndings(" ")}"));

        IReadOnlyList<Mutant> mutants = Chosen(build.Catalog, defects);
        using var progress = new Progress(Path.Combine(options.Out, "outcomes.jsonl"), options.IsContinued, options.Retries);
        int tried = 0;
        var run = new MutantRun(new ReachTable(baseline.Tests, options.Seconds), Start, progress, (mutant, outcome) =>
        {
            int count = Interlocked.Increment(ref tried);
            if (!outcome.IsKilled || count % 100 == 0)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count}/{mutants.Count} {(outcome.IsKilled ? "killed" : "SURVIVES")} {outcome.Seconds:F1} s {mutant.Id}"));
            }
        });
        run.Run(mutants, options.Jobs);

        var report = new MutantReport(mutants, progress.Outcomes, equivalents, build.Catalog.Refused.Count);
        using (var file = new StreamWriter(Path.Combine(options.Out, "survivors.txt")))
        {
            report.Write(file, options.Root);
        }
        File.WriteAllText(Path.Combine(options.Out, "report.json"), report.Json());
        report.Write(output, options.Root);
        HashSet<string> known = [.. build.Catalog.Built.Select(mutant => mutant.Id)];
        IReadOnlyList<string> mistakes = equivalents.Mistakes(id => options.Only is null && _rooms.Any(room => room.Lines is null && room.Contains(id[..Math.Max(0, id.IndexOf(' ', StringComparison.Ordinal))])), known, progress.Outcomes);
        foreach (string mistake in mistakes)
        {
            output.WriteLine($"equivalent.txt: {mistake}");
        }
        return mistakes.Count == 0 && report.IsGood(options.Least ?? 100) ? 0 : 1;
    }

    private MutantBuild Build(out IReadOnlyList<UpstreamDefect> defects)
    {
        bool onlyUpstream = options.Upstream && options.Rooms.Count == 0 && options.Sample is null;
        _rooms = onlyUpstream ? [] : [.. (options.Rooms.Count > 0 ? options.Rooms : Room.Usual).Select(room => Room.Parse(room, options.Root))];
        defects = options.Upstream ? DefectFile.Parse(File.ReadLines(Path.Combine(options.Root, Tool, "upstream-defects.txt"))) : [];
        var build = MutantBuild.Make(options.Root, options.Configuration, _rooms, defects, CountSteps);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{build.Catalog.Built.Count()} mutants in {string.Join(", ", build.Assemblies.Select(assembly => assembly.Name))}; {build.Catalog.Refused.Count} more do not compile"));
        return build;
    }

    private IReadOnlyList<Mutant> Chosen(MutantCatalog catalog, IReadOnlyList<UpstreamDefect> defects)
    {
        IEnumerable<Mutant> changes = catalog.Built.Where(mutant => mutant.Kind != MutantKind.Defect);
        if (options.Sample is { } count)
        {
            changes = Selection.Sample(changes, count, options.Seed);
        }
        IEnumerable<Mutant> chosen = catalog.Built.Where(mutant => mutant.Kind == MutantKind.Defect && defects.Count > 0).Concat(changes).Where(mutant => options.Only?.Contains(mutant.Id) ?? true);
        // In the order in which the rooms were named.
        string[] rooms = [.. _rooms.Select(room => room.Name)];
        return Selection.Shard(chosen.OrderBy(mutant => Array.IndexOf(rooms, mutant.Room)), options.Shard);
    }
}
