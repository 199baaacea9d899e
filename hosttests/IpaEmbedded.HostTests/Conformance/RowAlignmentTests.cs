using IpaEmbedded.Conformance.Comparison;

namespace IpaEmbedded.HostTests.Conformance;

[TestClass]
public sealed class RowAlignmentTests
{
    [TestMethod]
    public void Halving_long_lists_finds_as_many_common_rows_as_one_table()
    {
        var random = new Random(1);
        for (int round = 0; round < 200; round++)
        {
            string[] a = Rows(random.Next(60));
            string[] b = Rows(random.Next(60));

            IReadOnlyList<(int A, int B)> table = RowAlignment.Pairs(a, b);
            IReadOnlyList<(int A, int B)> halved = RowAlignment.Pairs(a, b, maxCells: 16);

            Assert.HasCount(table.Count, halved, $"round {round}");
            for (int i = 0; i < halved.Count; i++)
            {
                Assert.AreEqual(a[halved[i].A], b[halved[i].B]);
                Assert.IsTrue(i == 0 || (halved[i].A > halved[i - 1].A && halved[i].B > halved[i - 1].B), $"round {round}: the pairs rise");
            }
        }

        string[] Rows(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(4).ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }

    [TestMethod]
    public void Lists_that_would_take_minutes_are_refused_with_their_lengths()
    {
        string[] rows = new string[70_000];
        Array.Fill(rows, "x");

        InvalidDataException refused = Assert.ThrowsExactly<InvalidDataException>(() => RowAlignment.Pairs(rows, rows));

        Assert.AreEqual("70000 and 70000 rows in one place differ, which is too much to align", refused.Message);
    }
}
