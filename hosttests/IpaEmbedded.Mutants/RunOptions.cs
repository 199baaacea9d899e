namespace IpaEmbedded.Mutants;

/// <summary>What a run is asked for.</summary>
public sealed record RunOptions
{
    /// <summary>The root of the checkout.</summary>
    public required string Root { get; init; }

    /// <summary>Rooms as they were written; the usual ones if there are none.</summary>
    public IReadOnlyList<string> Rooms { get; init; } = [];

    /// <summary>Debug or Release: as the tests were built.</summary>
    public string Configuration { get; init; } = "Debug";

    /// <summary>Processes at a time.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Where the mutated tests lie meanwhile, and the results.</summary>
    public required string Out { get; init; }

    /// <summary>Only as many mutants, drawn by <see cref="Seed"/>; all if null.</summary>
    public int? Sample { get; init; }

    /// <summary>Decides which are drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Per cent of the changes that must die, and all named defects; if null, nothing may survive.</summary>
    public double? Least { get; init; }

    /// <summary>The part of this machine, such as 1/4.</summary>
    public string Shard { get; init; } = "1/1";

    /// <summary>Most processor seconds of tests for one mutant, by what they take without it; no limit if null.</summary>
    public double? Seconds { get; init; }

    /// <summary>Most processor seconds that a test may take without a mutant; a longer one is not used.</summary>
    public double Longest { get; init; } = 10;

    /// <summary>Only tests whose names contain one of these, with commas between.</summary>
    public string? Tests { get; init; }

    /// <summary>Whether the named defects of upstream are tried.</summary>
    public bool Upstream { get; init; }

    /// <summary>Whether outcomes of an earlier run of the same folder are kept.</summary>
    public bool IsContinued { get; init; }

    /// <summary>Whether those that survived then are tried again: with more time, or with new tests.</summary>
    public bool Retries { get; init; }

    /// <summary>Ids of the only mutants to try; all if null.</summary>
    public IReadOnlySet<string>? Only { get; init; }
}
