using System.Globalization;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>The README's table of boards that the simulated IPA fits says what follows from the budgets, for boards that have a tree.</summary>
[TestClass]
public sealed class BoardTableTests
{
    private const string Head = "| board | nanoff target | heap in kB | LED | button |";

    [TestMethod]
    public void A_board_fits_a_tree_when_its_heap_is_above_the_budget_and_no_other_board_does()
    {
        var budgets = SizeBudgets.Read(File.ReadAllText(RepositoryRoot.PathOf(NanoBoardProject.Folder + "/budgets.txt")));
        string[] lines = File.ReadAllLines(RepositoryRoot.PathOf("README.md"));
        int head = Array.FindIndex(lines, line => line.StartsWith(Head, StringComparison.Ordinal));
        Assert.IsGreaterThan(0, head, "the README has no table of boards");
        string[] trees = [.. Cells(lines[head]).Skip(5).Select(cell => cell.Trim('`'))];
        string[][] rows = [.. lines.Skip(head + 2).TakeWhile(line => line.StartsWith('|')).Select(Cells)];

        CollectionAssert.AreEquivalent(budgets.Heaps.ToList(), trees);
        Assert.HasCount(7, rows);
        foreach (string[] row in rows)
        {
            long heap = long.Parse(row[2], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) * 1000;
            for (int i = 0; i < trees.Length; i++)
            {
                Assert.AreEqual(heap >= budgets.Heap(trees[i]) ? "yes" : "no", row[5 + i], $"{row[0]} with {trees[i]}");
            }
        }
    }

    [TestMethod]
    public void Each_board_of_the_table_has_a_tree_here()
    {
        foreach (string line in File.ReadLines(RepositoryRoot.PathOf("README.md")).SkipWhile(line => !line.StartsWith(Head, StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')))
        {
            string name = Cells(line)[0].Split('`')[1];
            Assert.IsTrue(File.Exists(RepositoryRoot.PathOf($"dts/boards/{name}.dts")), name);
        }
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
}
