using IpaEmbedded.Simulator;

namespace IpaEmbedded.HostTests.Simulator;

/// <summary>Shards divide a range of seeds, and add up to it again.</summary>
[TestClass]
public sealed class ShardTests
{
    private static readonly LifeSimulator Simulator = Trees.Simulator();

    [TestMethod]
    [DataRow(1ul, 10ul, 3)]
    [DataRow(5ul, 5ul, 4)]
    [DataRow(0ul, 99ul, 7)]
    public void Every_seed_of_a_range_is_in_one_shard(ulong from, ulong to, int count)
    {
        var seeds = new List<ulong>();
        for (int index = 1; index <= count; index++)
        {
            var shard = new ShardOfSeeds(Scenario.All[0], from, to, index, count);
            for (long place = 0; place < shard.Lives; place++) { seeds.Add(shard.SeedAt(place)); }
        }
        seeds.Sort();

        CollectionAssert.AreEqual(Enumerable.Range((int)from, (int)(to - from) + 1).Select(seed => (ulong)seed).ToArray(), seeds);
    }

    [TestMethod]
    public void The_shards_of_a_range_add_up_to_it()
    {
        ShardResult whole = Simulator.Run(new ShardOfSeeds(Scenario.All[0], 1, 40, 1, 1), 2);
        var merge = new ShardMerge();
        for (int index = 1; index <= 4; index++) { Read(merge, Result(index)); }

        Assert.AreEqual((whole.Lives, whole.Steps, whole.LeastSteps, whole.Violations), (merge.Total!.Lives, merge.Total.Steps, merge.Total.LeastSteps, merge.Total.Violations));
        Assert.AreEqual((whole.Microseconds, whole.LongestReturn, whole.LongestRemoval), (merge.Total.Microseconds, merge.Total.LongestReturn, merge.Total.LongestRemoval));
        Assert.IsTrue(whole.LongestReturn is > 0 and <= 5_000_000, $"packets passed after {whole.LongestReturn} us");
        Assert.IsTrue(whole.LongestRemoval is > 0 and <= 2_000_000, $"a removal took {whole.LongestRemoval} us");
        CollectionAssert.AreEqual(whole.Fired, merge.Total.Fired);
        CollectionAssert.AreEqual(whole.Reached, merge.Total.Reached);
        Assert.AreEqual("", string.Join(' ', merge.Missing));
    }

    /// <summary>Of one seed in four shards three have no life, the first of them or the last.</summary>
    [TestMethod]
    [DataRow(1, 2)]
    [DataRow(2, 1)]
    public void A_shard_without_a_life_does_not_make_the_shortest_life_one_of_no_steps(int first, int second)
    {
        var merge = new ShardMerge();
        foreach (int index in (int[])[first, second])
        {
            merge.Add(Simulator.Run(new ShardOfSeeds(Scenario.All[0], 5, 5, index, 4), 1));
        }

        Assert.AreEqual((1L, merge.Total!.Steps), (merge.Total.Lives, merge.Total.LeastSteps));
    }

    [TestMethod]
    public void Shards_that_are_missing_are_named()
    {
        var merge = new ShardMerge();
        Read(merge, Result(2));

        Assert.AreEqual("1 3 4", string.Join(' ', merge.Missing));
    }

    [TestMethod]
    public void A_shard_that_comes_twice_or_belongs_to_another_range_is_refused()
    {
        string second = Result(2);
        var merge = new ShardMerge();
        Read(merge, second);

        Assert.AreEqual("shard.jsonl:1: no result of a shard: shard 2 of 4 is there twice", Refusal(merge, second));
        StringAssert.StartsWith(Refusal(merge, Result(3).Replace("1..40", "1..41", StringComparison.Ordinal)), "shard.jsonl:1: no result of a shard: it belongs to seeds 1..41 of 'all' in 4 shards, others to 1..40");
        StringAssert.EndsWith(Refusal(merge, Result(3).Replace("\"lives\":10", "\"lives\":9", StringComparison.Ordinal)), "shard 3 of 4 has 9 lives, not 10");
    }

    [TestMethod]
    [DataRow("{", "shard.jsonl:1: no result of a shard: ")]
    [DataRow("[]", "shard.jsonl:1: no result of a shard: ")]
    [DataRow("{\"kind\":\"shard\"}", "shard.jsonl:1: no result of a shard: ")]
    [DataRow("{\"kind\":\"other\",\"scenario\":\"all\",\"seeds\":\"1..2\",\"shard\":\"1/1\"}", "shard.jsonl:1: no result of a shard: its kind is neither 'failed' nor 'shard'")]
    [DataRow("{\"kind\":\"shard\",\"scenario\":\"none such\",\"seeds\":\"1..2\",\"shard\":\"1/1\"}", "shard.jsonl:1: no result of a shard: there is no scenario 'none such'")]
    [DataRow("{\"kind\":\"shard\",\"scenario\":\"all\",\"seeds\":\"2..1\",\"shard\":\"1/1\"}", "shard.jsonl:1: no result of a shard: '2..1' are no seeds")]
    [DataRow("{\"kind\":\"shard\",\"scenario\":\"all\",\"seeds\":\"1..2\",\"shard\":\"2/1\"}", "shard.jsonl:1: no result of a shard: '2/1' is no shard")]
    public void A_line_that_is_no_result_is_refused_with_its_number(string line, string message) => StringAssert.StartsWith(Refusal(new ShardMerge(), line), message);

    private static string Result(int index)
    {
        using var text = new StringWriter();
        ShardFile.Write(text, Simulator.Run(new ShardOfSeeds(Scenario.All[0], 1, 40, index, 4), 1));
        return text.ToString();
    }

    private static void Read(ShardMerge merge, string text)
    {
        using var reader = new StringReader(text);
        ShardFile.Read(reader, "shard.jsonl", merge);
    }

    private static string Refusal(ShardMerge merge, string text) => Assert.ThrowsExactly<InvalidDataException>(() => Read(merge, text)).Message;
}
