using IpaEmbedded.HostTests.Boards;
using IpaEmbedded.Mutants.Building;
using IpaEmbedded.Mutants.Making;
using IpaEmbedded.Mutants.Results;
using IpaEmbedded.Mutants.Running;

namespace IpaEmbedded.HostTests.Mutants;

/// <summary>Mutants of a planted product are tried in a process with tests that kill some of them.</summary>
[TestClass]
public sealed class MutantRunTests
{
    private const string Product = """
        public static class Gauge
        {
            private static readonly int Start = System.Math.Abs(5);
            public static bool IsFull(int level) { return level >= Start; }
            public static int Steps(int count) { int done = 0; while (done < count) { done += 1; } return done; }
            public static int Unread(int a) { return a + 1; }
        }
        """;

    private const string Tests = """
        using Microsoft.VisualStudio.TestTools.UnitTesting;
        [TestClass]
        public sealed class GaugeTests
        {
            private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, byte[]> Shared = new();
            private static readonly int Full = Gauge.IsFull(6) ? 6 : throw new System.InvalidOperationException("the class cannot be made");

            // Together more than a worker has.
            [TestMethod]
            [DataRow(1)]
            [DataRow(2)]
            [DataRow(3)]
            [DataRow(4)]
            [DataRow(5)]
            [DataRow(6)]
            public void What_they_share_is_large(int number) => Assert.IsTrue(Gauge.IsFull(Shared.GetOrAdd(number, new byte[300 << 20]).Length + Full));

            [TestMethod]
            [DataRow(4, false)]
            [DataRow(6, true)]
            public void Above_the_limit_it_is_full(int level, bool full) => Assert.AreEqual(full, Gauge.IsFull(level));

            [TestMethod]
            public void It_counts_to_the_end() => Assert.AreEqual(3, Gauge.Steps(3));

            [TestMethod]
            public void It_fails_always() => Assert.Fail("always");

            [TestMethod]
            public void It_starts_a_program() => System.Diagnostics.Process.Start("true").WaitForExit();
        }
        """;

    [TestMethod]
    public void A_test_kills_a_boundary_survives_an_endless_loop_ends_and_what_no_test_reaches_is_said()
    {
        using var project = new PlantedProject(Product);
        TestFolder folder = project.WithTests(Tests);
        using var results = new TemporaryFolder();
        WorkerProcess Start(int active) => new(folder, [project.Assembly.Name], project.Catalog.All.Count, active);
        var baseline = Baseline.Of(Path.Combine(results.FolderPath, "baseline.jsonl"), "one", new ExcludedTests([]), null, TimeSpan.FromSeconds(10), 1, () => Start(0), TextWriter.Null);
        Assert.AreEqual("GaugeTests.Above_the_limit_it_is_full[0] GaugeTests.Above_the_limit_it_is_full[1] GaugeTests.It_counts_to_the_end", string.Join(' ', baseline.Tests.Select(test => test.Name).Where(name => !name.Contains("share", StringComparison.Ordinal))));
        Assert.AreEqual("GaugeTests.It_fails_always GaugeTests.It_starts_a_program", string.Join(' ', baseline.Unfit.Select(test => test.Name)));

        using var progress = new Progress(Path.Combine(results.FolderPath, "outcomes.jsonl"), false);
        new MutantRun(new ReachTable(baseline.Tests, null), Start, progress, (_, _) => { }).Run(project.Catalog.Built, 1);

        string Of(string member, string change)
        {
            MutantOutcome outcome = progress.Outcomes[$"Gauge.cs Gauge.{member}: {change}"];
            return outcome.IsKilled ? $"{outcome.How.Split(':')[0]} {outcome.By}" : outcome.How;
        }
        Assert.AreEqual("all tests pass", Of("IsFull(1)", "level >= Start -> >"));
        Assert.StartsWith("AssertFailedException GaugeTests.", Of("IsFull(1)", "level >= Start -> !(level >= Start)"));
        Assert.AreEqual("all tests pass", Of("Start", "5 -> 5 + 1"));
        Assert.AreEqual("Steps GaugeTests.It_counts_to_the_end", Of("Steps(1)", "done += 1; -> dropped"));
        Assert.AreEqual("no test reaches it", Of("Unread(1)", "a + 1 -> -"));
        Assert.HasCount(project.Catalog.Built.Count(), progress.Outcomes);
        Assert.HasCount(progress.Outcomes.Count, Progress.Read(CopyOf(results, "outcomes.jsonl")).ToList());
    }

    [TestMethod]
    public void A_report_counts_by_room_and_names_survivors_that_the_list_does_not_explain()
    {
        Mutant[] mutants = [.. Enumerable.Range(1, 4).Select(number => new Mutant(number, $"id{number}", "Room", "File.cs", 1, MutantKind.Constant, "1 -> 2", false))];
        Dictionary<string, MutantOutcome> outcomes = mutants.ToDictionary(mutant => mutant.Id, mutant => new MutantOutcome(mutant.Id, mutant.Number <= 2, null, "all tests pass", 1, 0));
        var report = new MutantReport(mutants, outcomes, EquivalentList.Parse(["id3", "  the same"]), 0);

        Assert.AreEqual(new RoomRate("Room", 4, 2, 1), report.Rooms.Single());
        Assert.AreEqual("id4", report.Survivors.Single().Id);
        // Two of three died.
        Assert.AreEqual((false, true, false), (report.IsGood(100), report.IsGood(66), report.IsGood(67)));
        Mutant defect = mutants[3] with { Kind = MutantKind.Defect };
        Assert.IsFalse(new MutantReport([.. mutants[..3], defect], outcomes, EquivalentList.Parse([]), 0).IsGood(10), "a named defect may not survive");
    }

    // The file is open for what follows.
    private static string CopyOf(TemporaryFolder folder, string name)
    {
        string copy = Path.Combine(folder.FolderPath, "copy");
        using FileStream from = new(Path.Combine(folder.FolderPath, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using FileStream to = File.Create(copy);
        from.CopyTo(to);
        return copy;
    }
}
