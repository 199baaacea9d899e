namespace IpaEmbedded.Simulator;

/// <summary>Adds up the results of the shards of one range of seeds, and knows which are missing.</summary>
public sealed class ShardMerge
{
    private readonly HashSet<int> _seen = [];

    /// <summary>The whole, as one shard of one; null before the first line.</summary>
    public ShardResult? Total { get; private set; }

    /// <summary>Shards that the range was divided into; 0 before the first line.</summary>
    public int Count { get; private set; }

    /// <summary>Shards that have not been added, ascending.</summary>
    public IEnumerable<int> Missing => Enumerable.Range(1, Count).Where(index => !_seen.Contains(index));

    /// <summary>Adds the end of a shard.</summary>
    /// <exception cref="FormatException">It belongs to another range or scenario, was added before, or did not come to its end.</exception>
    public void Add(ShardResult result)
    {
        ShardResult total = TotalOf(result.Shard);
        if (result.Lives != result.Shard.Lives)
        {
            throw new FormatException($"shard {result.Shard.Index} of {Count} has {result.Lives} lives, not {result.Shard.Lives}");
        }
        if (!_seen.Add(result.Shard.Index))
        {
            throw new FormatException($"shard {result.Shard.Index} of {Count} is there twice");
        }
        total.Add(result);
    }

    /// <summary>Adds a failed seed.</summary>
    /// <exception cref="FormatException">It belongs to another range or scenario.</exception>
    public void Add(ShardOfSeeds shard, FailedSeed failed) => TotalOf(shard).Keep(failed);

    private ShardResult TotalOf(ShardOfSeeds shard)
    {
        if (Total is null)
        {
            Count = shard.Count;
            Total = new ShardResult(shard with { Index = 1, Count = 1 });
        }
        return Total.Shard == shard with { Index = 1, Count = 1 } && shard.Count == Count ? Total
            : throw new FormatException($"it belongs to seeds {shard.From}..{shard.To} of '{shard.Scenario.Name}' in {shard.Count} shards, others to {Total.Shard.From}..{Total.Shard.To} of '{Total.Shard.Scenario.Name}' in {Count}");
    }
}
