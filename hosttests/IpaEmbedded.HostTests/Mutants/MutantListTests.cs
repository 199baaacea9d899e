using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.Mutants;
using IpaEmbedded.Mutants.Making;
using IpaEmbedded.Mutants.Results;

namespace IpaEmbedded.HostTests.Mutants;

/// <summary>The lists that the mutants command keeps, and which mutants a run takes.</summary>
[TestClass]
public sealed class MutantListTests
{
    private const string Folder = "hosttests/IpaEmbedded.Mutants/";

    [TestMethod]
    public void An_entry_that_is_no_mutant_or_is_killed_is_a_mistake_of_the_list()
    {
        EquivalentList list = EquivalentList.Parse(["# a remark", "A.cs f(): 1 -> 2", "  the same", "A.cs f(): 2 -> 3", "\tthe same", "B.cs g(): 1 -> 2", "  of another room", "A.cs f(): 5 -> 6", "  well"]);
        var outcomes = new Dictionary<string, MutantOutcome> { ["A.cs f(): 2 -> 3"] = new("A.cs f(): 2 -> 3", true, "ATests.One", "", 1, 0), ["A.cs f(): 5 -> 6"] = new("A.cs f(): 5 -> 6", false, null, "", 1, 0) };

        Assert.AreEqual("no such mutant: A.cs f(): 1 -> 2\nnot equivalent, ATests.One kills it: A.cs f(): 2 -> 3",
            string.Join('\n', list.Mistakes(id => id.StartsWith("A.cs", StringComparison.Ordinal), new HashSet<string> { "A.cs f(): 2 -> 3", "A.cs f(): 5 -> 6" }, outcomes)));
    }

    [TestMethod]
    [DataRow("A|B|  reason", "an equivalent mutant needs a reason: A")]
    [DataRow("A|  reason|B", "an equivalent mutant needs a reason: B")]
    [DataRow("  reason", "a reason without a mutant: reason")]
    [DataRow("A|  reason|A|  reason", "twice in the list: A")]
    public void An_entry_without_a_reason_is_refused(string lines, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<MutantsException>(() => EquivalentList.Parse(lines.Split('|'))).Message);

    [TestMethod]
    public void Every_defect_of_upstream_but_the_two_that_cannot_exist_is_in_the_list()
    {
        IReadOnlyList<UpstreamDefect> defects = DefectFile.Parse(File.ReadLines(RepositoryRoot.PathOf(Folder + "upstream-defects.txt")));

        foreach (int number in Enumerable.Range(1, 33).Except([15, 30]))
        {
            Assert.Contains(defect => defect.Id.TrimStart('B').TrimEnd("abcdef".ToCharArray()).Split('-')[0].TrimEnd("abcdef".ToCharArray()) == number.ToString(System.Globalization.CultureInfo.InvariantCulture), defects, $"B{number}");
        }
        foreach (UpstreamDefect defect in defects)
        {
            Assert.IsNotEmpty(defect.Edits, defect.Id);
            foreach (SourceEdit edit in defect.Edits)
            {
                Assert.HasCount(2, File.ReadAllText(RepositoryRoot.PathOf(edit.File)).Split(edit.Old), $"{defect.Id}: {edit.Old}");
            }
        }
    }

    [TestMethod]
    [DataRow("== B1 title", "B1 has no edit")]
    [DataRow("== B1 title|@ A.cs|-x|+y|== B1 title|@ A.cs|-x|+y", "B1 stands twice")]
    [DataRow("what is this", "this is no line of a list of defects: what is this")]
    public void A_list_of_defects_that_is_not_clear_is_refused(string lines, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<MutantsException>(() => DefectFile.Parse(lines.Split('|'))).Message);

    [TestMethod]
    public void A_sample_is_the_same_for_a_seed_and_another_one_for_another()
    {
        Mutant[] all = [.. Enumerable.Range(1, 1000).Select(Numbered)];
        int[] first = [.. Selection.Sample(all, 60, 1).Select(mutant => mutant.Number)];

        CollectionAssert.AreEqual(first, Selection.Sample(all, 60, 1).Select(mutant => mutant.Number).ToArray());
        CollectionAssert.AreNotEqual(first, Selection.Sample(all, 60, 2).Select(mutant => mutant.Number).ToArray());
        Assert.HasCount(60, first.Distinct().ToList());
        // Drawn over all of them, not from one end.
        Assert.IsGreaterThan(500, first.Max());
        Assert.IsLessThan(500, first.Min());
    }

    [TestMethod]
    public void Shards_are_disjoint_and_together_all()
    {
        Mutant[] all = [.. Enumerable.Range(1, 10).Select(Numbered)];

        CollectionAssert.AreEqual(Enumerable.Range(1, 10).ToArray(), Enumerable.Range(1, 3).SelectMany(shard => Selection.Shard(all, $"{shard}/3")).Select(mutant => mutant.Number).Order().ToArray());
        foreach (string wrong in (string[])["0/3", "4/3", "1", "a/b"])
        {
            Assert.AreEqual($"'{wrong}' is no shard: 1/4 is the first of four", Assert.ThrowsExactly<MutantsException>(() => Selection.Shard(all, wrong)).Message);
        }
    }

    private static Mutant Numbered(int number) => new(number, $"File.cs member: change {number}", "Room", "File.cs", 1, MutantKind.Constant, "", false);
}
