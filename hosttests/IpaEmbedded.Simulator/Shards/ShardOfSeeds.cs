namespace IpaEmbedded.Simulator;

/// <summary>Every n-th seed of a range, so that shards of one range are as hard as each other.</summary>
/// <param name="Scenario">Which faults the seeds choose from.</param>
/// <param name="From">First seed of the range.</param>
/// <param name="To">Last seed of the range.</param>
/// <param name="Index">Which shard, from 1.</param>
/// <param name="Count">Of how many.</param>
public sealed record ShardOfSeeds(Scenario Scenario, ulong From, ulong To, int Index, int Count)
{
    /// <summary>Most seeds in a range.</summary>
    public const long MostSeeds = 1_000_000_000_000;

    /// <summary>Most shards of a range.</summary>
    public const int MostShards = 100_000;

    /// <summary>Lives in this shard.</summary>
    public long Lives => (SeedsInRange + Count - Index) / Count;

    /// <summary>Seeds in the whole range.</summary>
    public long SeedsInRange => (long)(To - From) + 1;

    /// <summary>The seed of a life of this shard, counted from 0.</summary>
    public ulong SeedAt(long place) => From + (ulong)((Index - 1) + (place * Count));
}
