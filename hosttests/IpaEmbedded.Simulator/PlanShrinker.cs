namespace IpaEmbedded.Simulator;

/// <summary>Makes a plan whose life fails smaller, as long as something still does not hold: faults first, then work, then numbers.</summary>
public sealed class PlanShrinker(LifeSimulator simulator, int mostLives)
{
    /// <summary>Lives that were tried.</summary>
    public int Lives { get; private set; }

    /// <summary>The smallest failing plan that was found; the plan itself when nothing can go.</summary>
    /// <param name="plan">A plan with its work, whose life fails.</param>
    public SimulationPlan Shrink(SimulationPlan plan)
    {
        SimulationPlan best = plan;
        bool smaller = true;
        while (smaller && Lives < mostLives)
        {
            smaller = Drop(ref best, best.Faults.Count, (of, at, count) => of with { Faults = Without(of.Faults, at, count) });
            smaller |= Drop(ref best, best.Work!.Count, (of, at, count) => of with { Work = Without(of.Work!, at, count) });
            smaller |= Halve(ref best);
        }
        return Simpler(best);
    }

    private bool Drop(ref SimulationPlan best, int count, Func<SimulationPlan, int, int, SimulationPlan> without)
    {
        bool smaller = false;
        for (int length = count; length > 0; length /= 2)
        {
            for (int at = 0; at + length <= count && Lives < mostLives;)
            {
                if (Fails(without(best, at, length)) is { } less)
                {
                    best = less;
                    count -= length;
                    smaller = true;
                }
                else
                {
                    at += length;
                }
            }
        }
        return smaller;
    }

    private bool Halve(ref SimulationPlan best)
    {
        bool smaller = false;
        for (int at = 0; at < best.Work!.Count && Lives < mostLives; at++)
        {
            while (best.Work![at] is { Count: > 1 } step && Lives < mostLives)
            {
                WorkStep[] work = [.. best.Work!];
                work[at] = step with { Count = step.Count / 2 };
                if (Fails(best with { Work = work }) is not { } less)
                {
                    break;
                }
                best = less;
                smaller = true;
            }
        }
        return smaller;
    }

    private SimulationPlan Simpler(SimulationPlan best)
    {
        best = Fails(best with { SendsInside = false }) ?? best;
        best = Fails(best with { Rings = RingSize.All[0] }) ?? best;
        return Fails(best with { Latency = Math.Min(best.Latency, 1) }) ?? best;
    }

    private SimulationPlan? Fails(SimulationPlan plan)
    {
        Lives++;
        return simulator.Run(plan).Violation is null ? null : plan;
    }

    private static T[] Without<T>(IReadOnlyList<T> list, int at, int count) => [.. list.Take(at), .. list.Skip(at + count)];
}
