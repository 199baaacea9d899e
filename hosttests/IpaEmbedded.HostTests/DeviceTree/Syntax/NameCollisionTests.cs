using System.Globalization;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Syntax;

/// <summary>Names whose hashes are the same number, found with the seed of this process: they stay two names wherever a table of names is.</summary>
[TestClass]
public sealed class NameCollisionTests
{
    [TestMethod]
    public void Names_with_one_hash_stay_apart_in_the_table_of_names() =>
        AssertApart(Colliding(static (name, seed) => name.Aggregate(seed, static (hash, c) => unchecked((hash ^ c) * 16777619))));

    [TestMethod]
    public void Names_with_one_hash_stay_apart_in_the_block_of_strings() =>
        AssertApart(Colliding(static (name, seed) => name.Reverse().Aggregate(seed, static (hash, c) => unchecked((hash ^ c) * 0x9E3779B1))));

    [TestMethod]
    public void A_word_is_one_object_whether_it_is_a_name_or_a_label()
    {
        DeviceTreeDocument tree = DeviceTreeCompiler.Compile(new SourceFile("m", "/dts-v1/;\n/ { word; word: word { }; };\n"), new CompileOptions { Preprocesses = false }).Tree!;

        Assert.AreSame(tree.Root.Properties[0].Name, tree.Root.Children[0].Name);
        Assert.AreSame(tree.Root.Properties[0].Name, tree.Root.Children[0].Labels[0]);
    }

    private static void AssertApart(List<(string First, string Second)> pairs)
    {
        // By chance there are about forty; some of one length and some of two.
        Assert.IsTrue(pairs.Exists(pair => pair.First.Length == pair.Second.Length) && pairs.Exists(pair => pair.First.Length < pair.Second.Length) && pairs.Exists(pair => pair.First.Length > pair.Second.Length), $"{pairs.Count} pairs");
        foreach ((string first, string second) in pairs)
        {
            CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("m", $"/dts-v1/;\n/ {{ {first}; {second}; a{first}; a{second}; }};\n"), new CompileOptions { Preprocesses = false });
            Assert.AreEqual("", string.Join('\n', result.Diagnostics));

            DeviceTreeDocument again = FlattenedTreeReader.Read(FlattenedTreeWriter.Write(result.Tree!)).Tree!;

            Assert.AreEqual($"{first} {second} a{first} a{second}", string.Join(' ', again.Root.Properties.Select(property => property.Name)));
        }
    }

    private static List<(string First, string Second)> Colliding(Func<string, uint, uint> hash)
    {
        var seen = new Dictionary<uint, string>();
        var pairs = new List<(string, string)>();
        for (int i = 0; i < 600_000; i++)
        {
            string name = (i * 7919L % 99_999_989).ToString(i % 2 == 0 ? "x7" : "x9", CultureInfo.InvariantCulture);
            if (!seen.TryAdd(hash(name, NameTable.Seed), name))
            {
                pairs.Add((seen[hash(name, NameTable.Seed)], name));
            }
        }
        return pairs;
    }
}
