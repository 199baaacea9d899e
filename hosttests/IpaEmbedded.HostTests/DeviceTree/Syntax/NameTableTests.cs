using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Syntax;

/// <summary>The table that gives one object for each name, with hashes that are told.</summary>
[TestClass]
public sealed class NameTableTests
{
    [TestMethod]
    [DataRow(0u)]
    [DataRow(1u)]
    [DataRow(2u)]
    [DataRow(3u)]
    [DataRow(4u)]
    [DataRow(16u)]
    [DataRow(0x10001u)]
    [DataRow(uint.MaxValue)]
    public void A_name_is_one_object_however_hashes_meet_and_however_often_the_table_grows(uint step)
    {
        var table = new NameTable(4);
        var names = new List<string>();
        for (uint i = 0; i < 70; i++)
        {
            names.Add(table.Intern(Bytes($"n{i}"), unchecked(i * step)));

            for (uint known = 0; known <= i; known++)
            {
                Assert.AreSame(names[(int)known], table.Intern(Bytes($"n{known}"), unchecked(known * step)), $"n{known} after n{i}");
            }
        }
        CollectionAssert.AreEqual(Enumerable.Range(0, 70).Select(i => string.Create(CultureInfo.InvariantCulture, $"n{i}")).ToArray(), names);
    }

    [TestMethod]
    [DataRow("ab", "cb")]
    [DataRow("ab", "ac")]
    [DataRow("ab", "a")]
    [DataRow("a", "ab")]
    [DataRow("", "a")]
    [DataRow("a", "")]
    public void Two_names_of_one_hash_stay_apart(string first, string second)
    {
        var table = new NameTable(4);

        string one = table.Intern(Bytes(first), 7);
        string two = table.Intern(Bytes(second), 7);

        Assert.AreEqual(first, one);
        Assert.AreEqual(second, two);
        Assert.AreSame(one, table.Intern(Bytes(first), 7));
        Assert.AreSame(two, table.Intern(Bytes(second), 7));
    }

    [TestMethod]
    public void So_many_names_are_kept_as_were_asked_for_and_further_ones_are_given_all_the_same()
    {
        var table = new NameTable(16, most: 3);
        string[] kept = [.. new[] { "a", "b", "c" }.Select(name => table.Intern(Bytes(name)))];

        string further = table.Intern(Bytes("d"));

        Assert.AreEqual("d", further);
        Assert.AreEqual("d", table.Intern(Bytes("d")));
        Assert.AreNotSame(further, table.Intern(Bytes("d")));
        foreach (string name in kept)
        {
            Assert.AreSame(name, table.Intern(Bytes(name)));
        }
    }

    private static byte[] Bytes(string name) => Encoding.ASCII.GetBytes(name);
}
