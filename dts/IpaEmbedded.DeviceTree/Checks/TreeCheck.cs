namespace IpaEmbedded.DeviceTree;

/// <summary>
/// One rule about trees: its permanent id, the name by which dtc users switch it, and the checks that must have passed
/// before it makes sense.
/// </summary>
public abstract class TreeCheck
{
    /// <summary>A rule with its permanent id, its name for <c>-W</c> and <c>-E</c>, what it demands, and the names of the checks that come before it.</summary>
    protected TreeCheck(string id, string name, string summary, params string[] prerequisites)
    {
        Id = id;
        Name = name;
        Summary = summary;
        Prerequisites = prerequisites;
    }

    /// <summary>The permanent id of its findings.</summary>
    public string Id { get; }

    /// <summary>The name for <c>-W</c> and <c>-E</c>.</summary>
    public string Name { get; }

    /// <summary>What the rule demands, in one sentence.</summary>
    public string Summary { get; }

    /// <summary>Names of the checks that must have passed before.</summary>
    public IReadOnlyList<string> Prerequisites { get; }

    /// <summary>Name of one more check that must have passed before by the rules of dtc 1.8; null if there is none.</summary>
    public string? LaterPrerequisite { get; init; }

    /// <summary>For a rule about one property: its name, and the name of the property that says how it is divided, if any; else empty.</summary>
    public IReadOnlyList<string> Properties { get; init; } = [];

    /// <summary>How its findings count unless a switch says otherwise; null if it is off.</summary>
    public DiagnosticSeverity? DefaultSeverity { get; init; } = DiagnosticSeverity.Warning;

    /// <summary>True for a check that came with dtc 1.8 or went with it: by the rules of that release <see cref="LaterSeverity"/> is the default.</summary>
    public bool IsChanged { get; init; }

    /// <summary>The default of dtc 1.8 for a check that <see cref="IsChanged"/>.</summary>
    public DiagnosticSeverity? LaterSeverity { get; init; }

    /// <summary>False for a check that only prepares something for others.</summary>
    public bool HasFindings { get; init; } = true;

    /// <summary>True if dtc has the same rule.</summary>
    public bool IsDtc { get; init; } = true;

    /// <summary>How its findings count by the rules of a release.</summary>
    public DiagnosticSeverity? DefaultSeverityOf(DtcRelease release) => IsChanged && release >= DtcRelease.Dtc18 ? LaterSeverity : DefaultSeverity;

    /// <summary>Looks at the whole tree and reports what breaks the rule.</summary>
    internal abstract void Run(CheckContext context);
}
