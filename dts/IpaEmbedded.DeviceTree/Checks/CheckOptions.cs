namespace IpaEmbedded.DeviceTree;

/// <summary>Which checks run and how their findings count; starts from each check's default and is changed by switches as dtc has them.</summary>
public sealed class CheckOptions
{
    private readonly Dictionary<string, Levels> _levels = new(StringComparer.Ordinal);

    /// <summary>Every check as it is by default.</summary>
    public static CheckOptions Default { get; } = new();

    /// <summary>The most that '#address-cells' and '#size-cells' may be before they are reported.</summary>
    public uint MaxCells { get; init; } = Limits.AddressCells;

    /// <summary>
    /// True to repeat what dtc reports by accident: tables of overlays (<c>__symbols__</c>, <c>__fixups__</c>, <c>__local_fixups__</c>, <c>__overrides__</c>) are nodes
    /// like others, although their properties are called after labels; and for 1.6 an I2C address of ten bits is too large.
    /// </summary>
    public bool RepeatsAccidents { get; init; }

    /// <summary>The release of dtc whose checks run.</summary>
    public DtcRelease Release { get; init; }

    /// <summary>How findings of a check count; null if they are not reported.</summary>
    public DiagnosticSeverity? SeverityOf(TreeCheck check) => SeverityOf(check.Name);

    /// <summary>The same by the check's name, for those that are part of the compiler too.</summary>
    internal DiagnosticSeverity? SeverityOf(string name) => LevelsOf(name) switch
    {
        { Error: true } => DiagnosticSeverity.Error,
        { Warning: true } => DiagnosticSeverity.Warning,
        _ => null,
    };

    /// <summary>True for a check that reports, or that one needs which runs.</summary>
    internal bool Runs(string name) => SeverityOf(name) is not null || CheckTable.DependantsOf(name).Any(Runs);

    /// <summary>
    /// Applies one switch: <c>name</c> makes the check report warnings (or errors), <c>no-name</c> silences that level.
    /// Raising also raises what the check needs, lowering also lowers what needs it. False if there is no such check.
    /// </summary>
    public bool TryApply(string argument, bool error)
    {
        bool lower = argument.StartsWith("no-", StringComparison.Ordinal) || argument.StartsWith("no_", StringComparison.Ordinal);
        string name = lower ? argument[3..] : argument;
        if (!CheckTable.Exists(name))
        {
            return false;
        }
        if (lower)
        {
            Lower(name, error);
        }
        else
        {
            Raise(name, error);
        }
        return true;
    }

    private Levels LevelsOf(string name) => _levels.TryGetValue(name, out Levels changed) ? changed
        : CheckTable.Find(name) is { } check ? Levels.Of(check.DefaultSeverityOf(Release))
        : new Levels(false, true);

    private void Raise(string name, bool error)
    {
        Levels now = LevelsOf(name);
        if (error ? !now.Error : !now.Warning)
        {
            foreach (string needed in CheckTable.PrerequisitesOf(name))
            {
                Raise(needed, error);
            }
        }
        _levels[name] = new Levels(now.Warning || !error, now.Error || error);
    }

    private void Lower(string name, bool error)
    {
        Levels now = LevelsOf(name);
        if (error ? now.Error : now.Warning)
        {
            foreach (string dependant in CheckTable.DependantsOf(name))
            {
                Lower(dependant, error);
            }
        }
        _levels[name] = new Levels(now.Warning && error, now.Error && !error);
    }

    private readonly record struct Levels(bool Warning, bool Error)
    {
        public static Levels Of(DiagnosticSeverity? severity) => new(severity == DiagnosticSeverity.Warning, severity == DiagnosticSeverity.Error);
    }
}
