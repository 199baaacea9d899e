using IpaEmbedded.NanoBuild;
using OptimizationLevel = Microsoft.CodeAnalysis.OptimizationLevel;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>Nothing on the target grows unseen: each assembly and the heap of the simulated board have a budget in one file, which IPA_UPDATE=1 writes anew.</summary>
[TestClass]
public sealed class SizeBudgetTests
{
    private const string BudgetFile = NanoBoardProject.Folder + "/budgets.txt";
    private const string Begin = "# assembly";

    private static readonly string[] Trees = ["nano-simulated", "nano-simulated-small"];

    [TestMethod]
    public void Assemblies_and_heap_stay_within_a_tenth_of_their_budgets()
    {
        TargetBuild debug = TargetBuild.Of(OptimizationLevel.Debug);
        TargetBuild release = TargetBuild.Of(OptimizationLevel.Release);
        string[] rooms = [.. TargetRoom.InDependencyOrder().Select(room => room.Name)];
        (string Tree, HeapUse Heap)[] heaps = Measure();
        if (Environment.GetEnvironmentVariable("IPA_UPDATE") == "1")
        {
            Update(SizeBudgets.Lines(rooms.Select(room => (room, Bytecode.SizeOf(debug.ImageOf(room)), AssemblySize.Of(release.ImageOf(room)))), heaps));
        }
        var budgets = SizeBudgets.Read(Text());

        string[] over =
        [
            .. rooms.SelectMany(room => budgets.Over(room, BuildConfiguration.Debug, AssemblySize.Of(debug.ImageOf(room)))),
            .. rooms.SelectMany(room => budgets.Over(room, BuildConfiguration.Release, AssemblySize.Of(release.ImageOf(room)))),
            .. heaps.Select(heap => budgets.Over(heap.Tree, heap.Heap)).OfType<string>(),
        ];

        CollectionAssert.AreEqual(rooms.Order(StringComparer.Ordinal).ToList(), budgets.Rooms.ToList(), "each assembly has a budget");
        CollectionAssert.AreEqual(Trees, budgets.Heaps.ToList());
        Assert.AreEqual("", string.Join('\n', over), "if it must be, IPA_UPDATE=1 with this test writes the budgets anew");
    }

    [TestMethod]
    public void The_simulated_board_needs_less_than_700_kB_of_heap()
    {
        // Measured on the 32-bit interpreter: 556 kB for this tree, 1,554 kB for the other one.
        HeapUse heap = Measure().Single(each => each.Tree == "nano-simulated-small").Heap;

        Assert.IsLessThan(600 * 1024L, heap.Needed);
        Assert.IsGreaterThan(450 * 1024L, heap.Live, "the walk has missed the buffers");
    }

    [TestMethod]
    public void More_than_a_tenth_above_a_budget_is_named_with_the_numbers()
    {
        var budgets = SizeBudgets.Read("# comment\n\nA 1000 900 500 2000\nheap small 100000\n");

        Assert.AreEqual("", string.Join('\n', budgets.Over("A", BuildConfiguration.Debug, new AssemblySize(1100, 9999, 9999))));
        Assert.AreEqual("A: 1101 bytes of bytecode in Debug, more than a tenth above 1000", string.Join('\n', budgets.Over("A", BuildConfiguration.Debug, new AssemblySize(1101, 0, 0))));
        Assert.AreEqual(
            "A: 991 bytes of bytecode in Release, more than a tenth above 900\nA: 551 bytes of strings, more than a tenth above 500\nA: 2201 bytes of .pe, more than a tenth above 2000",
            string.Join('\n', budgets.Over("A", BuildConfiguration.Release, new AssemblySize(991, 551, 2201))));
        Assert.IsNull(budgets.Over("small", new HeapUse(50000, 1)));
        Assert.AreEqual("small: 110001 bytes of heap, more than a tenth above 100000", budgets.Over("small", new HeapUse(50001, 1)));
        Assert.IsNull(budgets.Over("other", new HeapUse(50001, 1)));
    }

    [TestMethod]
    [DataRow("A 1 2 3")]
    [DataRow("A 1 2 3 x")]
    [DataRow("A 1 2 3 -4")]
    [DataRow("A 1 2 3 4\nA 1 2 3 4")]
    [DataRow("heap small")]
    [DataRow("heap small 1 2")]
    public void A_line_of_the_budgets_that_is_none_is_refused_with_its_number(string text)
    {
        var refusal = Assert.ThrowsExactly<NanoBuildException>(() => SizeBudgets.Read("# first\n" + text));

        Assert.MatchesRegex("^budgets, line [23]: expected an assembly with four numbers, or heap, a tree and one number, each once: ", refusal.Message);
    }

    private static (string Tree, HeapUse Heap)[] Measure()
    {
        string folder = Directory.CreateTempSubdirectory("ipa-heap-").FullName;
        try
        {
            HeapMeasurement measurement = HeapMeasurement.Prepare(DotnetSdk.Find(out _)!, new WorkFolder(folder), RepositoryRoot.PathOf("firmware"));
            return [.. Trees.Select(tree => (tree, measurement.Measure(Boot.BoardTree.Compile(tree + ".dts"))))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Text() => File.ReadAllText(RepositoryRoot.PathOf(BudgetFile));

    // What stands before the table stays.
    private static void Update(string lines)
    {
        string text = Text();
        int table = text.IndexOf('\n', text.IndexOf(Begin, StringComparison.Ordinal)) + 1;
        File.WriteAllText(RepositoryRoot.PathOf(BudgetFile), text[..table] + lines);
    }
}
