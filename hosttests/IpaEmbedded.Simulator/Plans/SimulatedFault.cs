using IpaEmbedded.Fake;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Simulator;

/// <summary>Something that can go wrong in a simulated life. <see cref="SimulatedFaults.All"/> has them all.</summary>
/// <param name="Name">Its name in plans and results; a fault of the chip has the name that it has everywhere (<see cref="Qtest.NamedFault"/>).</param>
/// <param name="Meaning">What it does, in a sentence; N is the occasion.</param>
public sealed record SimulatedFault(string Name, string Meaning)
{
    /// <summary>Largest second number of a plan's fault.</summary>
    public int MostValue { get; init; }

    /// <summary>Whether it can come again and again.</summary>
    public bool Repeats { get; init; }

    /// <summary>Fewest occasions from one time to the next: 2 for what must not be lost for good.</summary>
    internal int LeastEvery { get; init; } = 1;

    /// <summary>Of the faults of one family a life has at most one.</summary>
    internal string Family { get; init; } = Name;

    /// <summary>Draws the occasion.</summary>
    internal Func<SeededNumbers, int> At { get; init; } = _ => 1;

    /// <summary>Draws what else it needs to know.</summary>
    internal Func<SeededNumbers, int> Value { get; init; } = _ => 0;

    /// <summary>Puts it into a board of which nothing runs yet.</summary>
    internal Action<StruckBoard, PlannedFault> Add { get; init; } = (_, _) => { };

    /// <summary>What the chip says when it happens; null for a fault that is none of the chip's.</summary>
    internal FaultKind? Kind { get; init; }

    /// <summary>Whether it has happened, for a fault of which nobody is told.</summary>
    internal Func<SimulatedBoard, PlannedFault, bool>? HasHappened { get; init; }

    /// <summary>Whether what the chip says after it is not to be believed, so that packets may be lost, and what was in a buffer before may come again.</summary>
    internal bool IsLie { get; init; }

    /// <summary>Whether registers read wrong: the driver cannot know their true state, so that only what it must never do under any circumstances is a violation.</summary>
    internal bool IsUntrueRead { get; init; }

    /// <summary>Its place in <see cref="SimulatedFaults.All"/>.</summary>
    public int Index { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
