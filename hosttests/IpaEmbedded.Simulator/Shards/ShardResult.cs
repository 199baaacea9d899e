namespace IpaEmbedded.Simulator;

/// <summary>What the lives of a shard came to.</summary>
/// <param name="Shard">Which seeds.</param>
public sealed record ShardResult(ShardOfSeeds Shard)
{
    /// <summary>Most failed seeds that are kept; the others are counted.</summary>
    public const int MostKept = 100;

    private readonly List<FailedSeed> _failed = [];

    /// <summary>Lives so far.</summary>
    public long Lives { get; internal set; }

    /// <summary>Steps of the event loop, of all lives.</summary>
    public long Steps { get; internal set; }

    /// <summary>Steps of the shortest life; 0 before the first.</summary>
    public long LeastSteps { get; internal set; }

    /// <summary>Virtual time of all lives, in microseconds.</summary>
    public long Microseconds { get; internal set; }

    /// <summary>Longest time from the modem's agreement with the driver after the faults to a packet that passed, in virtual microseconds.</summary>
    public long LongestReturn { get; internal set; }

    /// <summary>Longest removal of a driver, in virtual microseconds.</summary>
    public long LongestRemoval { get; internal set; }

    /// <summary>Lives in which something did not hold.</summary>
    public long Violations { get; internal set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<FailedSeed> Failed => _failed;

    /// <summary>How often each of <see cref="SimulatedFaults.All"/> happened.</summary>
    public long[] Fired { get; } = new long[SimulatedFaults.All.Count];

    /// <summary>How often each <see cref="Moment"/> was reached.</summary>
    public long[] Reached { get; } = new long[Enum.GetValues<Moment>().Length];

    /// <summary>Adds a life.</summary>
    internal void Add(ulong seed, SimulationOutcome outcome)
    {
        LeastSteps = Lives == 0 ? outcome.Steps : Math.Min(LeastSteps, outcome.Steps);
        Lives++;
        Steps += outcome.Steps;
        Microseconds += outcome.Microseconds;
        LongestReturn = Math.Max(LongestReturn, outcome.ReturnMicroseconds);
        LongestRemoval = Math.Max(LongestRemoval, outcome.RemovalMicroseconds);
        for (int i = 0; i < Fired.Length; i++)
        {
            Fired[i] += outcome.Fired[i];
        }
        for (int i = 0; i < Reached.Length; i++)
        {
            Reached[i] += outcome.Reached[i];
        }
        if (outcome.Violation is { } violation)
        {
            Violations++;
            Keep(new FailedSeed(seed, violation, outcome.Plan.ToString()));
        }
    }

    /// <summary>Adds another result up, without its failed seeds.</summary>
    internal void Add(ShardResult other)
    {
        LeastSteps = Lives == 0 ? other.LeastSteps : other.Lives == 0 ? LeastSteps : Math.Min(LeastSteps, other.LeastSteps);
        Lives += other.Lives;
        Steps += other.Steps;
        Microseconds += other.Microseconds;
        LongestReturn = Math.Max(LongestReturn, other.LongestReturn);
        LongestRemoval = Math.Max(LongestRemoval, other.LongestRemoval);
        Violations += other.Violations;
        for (int i = 0; i < Fired.Length; i++)
        {
            Fired[i] += other.Fired[i];
        }
        for (int i = 0; i < Reached.Length; i++)
        {
            Reached[i] += other.Reached[i];
        }
    }

    /// <summary>Keeps a failed seed while there is room.</summary>
    internal void Keep(FailedSeed failed)
    {
        if (_failed.Count < MostKept)
        {
            _failed.Add(failed);
        }
    }
}
