using System.Globalization;

namespace IpaEmbedded.Simulator;

/// <summary>
/// Everything that decides a simulated life: the same plan gives the same life. A seed's plan has no workload yet; it is drawn while the
/// life goes on, until it has had its steps, and the outcome has the plan with what was drawn.
/// </summary>
public sealed record SimulationPlan
{
    private const int MostSteps = 10_000;

    /// <summary>Name of the tree.</summary>
    public required string Tree { get; init; }

    /// <summary>Seed of the hardware's latencies; 0 for hardware that acts at once.</summary>
    public required uint Latency { get; init; }

    /// <summary>Sizes of rings and buffers.</summary>
    public required RingSize Rings { get; init; }

    /// <summary>Whether whoever is told of something sends from inside the call.</summary>
    public required bool SendsInside { get; init; }

    /// <summary>Whether the work that is drawn only sends and waits, so that without faults nothing may be lost.</summary>
    public bool IsCalm { get; init; }

    /// <summary>What goes wrong.</summary>
    public required IReadOnlyList<PlannedFault> Faults { get; init; }

    /// <summary>What happens; null to draw it from <see cref="WorkSeed"/>.</summary>
    public IReadOnlyList<WorkStep>? Work { get; init; }

    /// <summary>Seed of a workload that is still to be drawn.</summary>
    public ulong WorkSeed { get; init; }

    /// <summary>The plan of a seed: a tree of those given, and a random subset of the faults, the empty one included.</summary>
    public static SimulationPlan OfSeed(ulong seed, IReadOnlyList<string> trees, Scenario scenario)
    {
        var numbers = new SeededNumbers(seed);
        string tree = trees[numbers.Below(trees.Count)];
        var rings = RingSize.All[numbers.Below(RingSize.All.Count)];
        uint latency = numbers.OneIn(8) ? 0 : (uint)numbers.Between(1, int.MaxValue - 1);
        bool inside = numbers.OneIn(2);
        bool calm = numbers.OneIn(3);
        var faults = new List<PlannedFault>();
        // No fault may hide another for good: how many there are is drawn first, none to all.
        int odds = numbers.OneOf(0, 2, 4, 8, 16);
        foreach (SimulatedFault[] family in SimulatedFaults.Families)
        {
            SimulatedFault fault = family[numbers.Below(family.Length)];
            // Of a family each one gets its turn about as often as a fault that stands alone.
            if (odds > 0 && scenario.Faults.Contains(fault) && numbers.OneIn(family.Length > 1 ? Math.Max(1, odds / 4) : odds))
            {
                faults.Add(PlannedFault.Draw(fault, numbers));
            }
        }
        return new SimulationPlan { Tree = tree, Latency = latency, Rings = rings, SendsInside = inside, IsCalm = calm, Faults = faults, WorkSeed = numbers.Next() };
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no plan; the message names the part that is wrong.</exception>
    public static SimulationPlan Parse(string text)
    {
        string tree = "";
        uint latency = 1;
        var rings = RingSize.All[0];
        bool inside = false;
        PlannedFault[] faults = [];
        WorkStep[] work = [];
        foreach (string part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int at = part.IndexOf('=', StringComparison.Ordinal);
            string name = at < 0 ? part : part[..at];
            string value = at < 0 ? "" : part[(at + 1)..];
            switch (name)
            {
                case "tree": tree = value; break;
                case "latency" when uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out latency): break;
                case "rings" when RingSize.Parse(value) is { } size: rings = size; break;
                case "inside" when at < 0: inside = true; break;
                case "faults": faults = ListOf(value, PlannedFault.Parse); break;
                case "work": work = ListOf(value, WorkStep.Parse); break;
                default: throw new FormatException($"'{part}' is no part of a plan");
            }
        }
        return tree.Length == 0 ? throw new FormatException("a plan names a tree: tree=NAME")
            : new SimulationPlan { Tree = tree, Latency = latency, Rings = rings, SendsInside = inside, Faults = faults, Work = work };
    }

    /// <summary>The plan in one line, which <see cref="Parse"/> reads when the work is known.</summary>
    public override string ToString()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"tree={Tree} latency={Latency} rings={Rings}");
        text += SendsInside ? " inside" : "";
        text += Faults.Count > 0 ? " faults=" + string.Join(',', Faults) : "";
        return text + (Work is { Count: > 0 } ? " work=" + string.Join(',', Work) : "");
    }

    private static T[] ListOf<T>(string text, Func<string, T?> parse)
        where T : struct
    {
        string[] parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > MostSteps ? throw new FormatException($"a plan has at most {MostSteps} steps, not {parts.Length}")
            : [.. parts.Select(part => parse(part) ?? throw new FormatException($"'{part}' is no part of a plan"))];
    }
}
