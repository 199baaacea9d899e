namespace IpaEmbedded.Benchmarks.Network;

/// <summary>One row of the results: a case, what it is held against, and what is aimed for.</summary>
/// <param name="Title">What people read, and the key in the recorded results.</param>
/// <param name="Group">Group of both cases.</param>
/// <param name="Of">The case.</param>
/// <param name="Against">The case that it is a multiple of.</param>
internal sealed record Row(string Title, string Group, string Of, string Against)
{
    /// <summary>Number of the goal in the project's performance reference; empty for none.</summary>
    public string Goal { get; init; } = "";

    /// <summary>Largest multiple that is aimed for; 0 for none.</summary>
    public double Ratio { get; init; }

    /// <summary>Most instructions that are aimed for; 0 for none.</summary>
    public double Instructions { get; init; }

    /// <summary>Longest time in microseconds that is aimed for; 0 for none.</summary>
    public double Microseconds { get; init; }

    /// <summary>Most bytes allocated that are aimed for; 0 for none.</summary>
    public double Bytes { get; init; }

    /// <summary>Whether no collection of garbage is aimed for.</summary>
    public bool IsWithoutCollections { get; init; }

    /// <summary>Why it is missed, where it is: printed beside what is aimed for.</summary>
    public string Why { get; init; } = "";

    /// <summary>Whether a larger ratio than the recorded one fails; not where it is the machine's more than the code's.</summary>
    public bool IsGated { get; init; } = true;

    /// <summary>
    /// What the case's runtime is told beside those of the group, see <see cref="Runtimes"/>. Different processes have no slices in common, so each is held
    /// against the loop in C of its own process first.
    /// </summary>
    public string? Runtime { get; init; }

    /// <summary>The row's figure; null when one of its cases was not measured.</summary>
    public Figure? FigureFrom(IReadOnlyDictionary<string, Figure> cases)
    {
        if (!cases.TryGetValue($"{Group}/{Of}{Runtime}", out Figure? of) || !cases.TryGetValue($"{Group}/{Against}", out Figure? against)) { return null; }
        double ratio = of.Nanoseconds / against.Nanoseconds;
        if (Runtime != null)
        {
            if (!cases.TryGetValue($"{Group}/{Runtimes.Yardstick}{Runtime}", out Figure? there) || !cases.TryGetValue($"{Group}/{Runtimes.Yardstick}", out Figure? here)) { return null; }
            ratio *= here.Nanoseconds / there.Nanoseconds;
        }
        return new Figure(Math.Round(of.Nanoseconds, 2), Math.Round(of.Instructions, 1), Math.Round(of.Bytes, 3), Math.Round(ratio, 3), of.Collections);
    }

    /// <summary>What is aimed for, in words; empty for nothing.</summary>
    public string Aim
    {
        get
        {
            List<string> aims = [];
            if (Ratio > 0) { aims.Add(FormattableString.Invariant($"{Ratio}x")); }
            if (Instructions > 0) { aims.Add(FormattableString.Invariant($"{Instructions} instr.")); }
            if (Microseconds > 0) { aims.Add(FormattableString.Invariant($"{Microseconds} us")); }
            if (Bytes > 0) { aims.Add(FormattableString.Invariant($"{Bytes / 1024} KB")); }
            if (IsWithoutCollections) { aims.Add("0 GCs"); }
            return string.Join(", ", aims);
        }
    }

    /// <summary>By how much the figure misses the aim; empty when it does not.</summary>
    public string Missed(Figure figure)
    {
        List<string> missed = [];
        Add(figure.Ratio, Ratio, "x");
        Add(figure.Instructions, Instructions, " instructions");
        Add(figure.Nanoseconds / 1000, Microseconds, " us");
        Add(figure.Bytes, Bytes, " bytes");
        if (IsWithoutCollections && figure.Collections > 0) { missed.Add(FormattableString.Invariant($"{figure.Collections} collections of garbage, none aimed for")); }
        return string.Join(", ", missed);

        void Add(double value, double aim, string unit)
        {
            if (aim > 0 && value > aim) { missed.Add(FormattableString.Invariant($"{(value / aim) - 1:P0} over {aim}{unit}")); }
        }
    }
}
