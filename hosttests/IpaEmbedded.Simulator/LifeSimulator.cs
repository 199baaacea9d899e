namespace IpaEmbedded.Simulator;

/// <summary>Lives of the boards of a set of trees, by seed or by plan.</summary>
public sealed class LifeSimulator
{
    private readonly Dictionary<string, byte[]> _blobs;
    private readonly string[] _names;

    /// <summary>Takes the trees; seeds choose one by its place, so the same trees in the same order give the same lives.</summary>
    public LifeSimulator(IReadOnlyList<SimulatedTree> trees)
    {
        _blobs = trees.ToDictionary(tree => tree.Name, tree => tree.Blob, StringComparer.Ordinal);
        _names = [.. trees.Select(tree => tree.Name)];
    }

    /// <summary>Names of the trees.</summary>
    public IReadOnlyList<string> Trees => _names;

    /// <summary>The plan of a seed, whose work is still to be drawn.</summary>
    public SimulationPlan PlanOf(ulong seed, Scenario scenario) => SimulationPlan.OfSeed(seed, _names, scenario);

    /// <summary>Lives a plan.</summary>
    /// <exception cref="FormatException">There is no such tree.</exception>
    public SimulationOutcome Run(SimulationPlan plan) => _blobs.TryGetValue(plan.Tree, out byte[]? blob)
        ? new SimulatedLife(plan, blob).Run()
        : throw new FormatException($"there is no tree '{plan.Tree}'; there are {string.Join(", ", _names)}");

    /// <summary>Lives one shard of a range of seeds, on so many threads; progress is told the lives so far, from any of them.</summary>
    public ShardResult Run(ShardOfSeeds shard, int jobs, Action<long>? progress = null)
    {
        var total = new ShardResult(shard);
        var gate = new Lock();
        long taken = 0;
        void Work()
        {
            while (true)
            {
                long place = Interlocked.Increment(ref taken) - 1;
                if (place >= shard.Lives)
                {
                    return;
                }
                ulong seed = shard.SeedAt(place);
                SimulationOutcome outcome = Run(PlanOf(seed, shard.Scenario));
                lock (gate)
                {
                    total.Add(seed, outcome);
                    progress?.Invoke(total.Lives);
                }
            }
        }
        var threads = Enumerable.Range(1, Math.Max(0, jobs - 1)).Select(_ => new Thread(Work)).ToArray();
        foreach (Thread thread in threads)
        {
            thread.Start();
        }
        Work();
        foreach (Thread thread in threads)
        {
            thread.Join();
        }
        return total;
    }
}
