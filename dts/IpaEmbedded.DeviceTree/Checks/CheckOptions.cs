namespace IpaEmbedded.DeviceTree;

/// <summary>Which checks run and how their findings count; starts from each check's default and is changed by switches as dtc has them.</summary>
public sealed class CheckOptions
{
    private const int Silent = -1;

    private readonly Dictionary<string, int> _severities = new(StringComparer.Ordinal);

    /// <summary>Every check as it is by default.</summary>
    public static CheckOptions Default { get; } = new();

    /// <summary>The most that '#address-cells' and '#size-cells' may be before they are reported.</summary>
    public uint MaxCells { get; init; } = Limits.AddressCells;

    /// <summary>How findings of a check count; null if they are not reported.</summary>
    public DiagnosticSeverity? SeverityOf(TreeCheck check) =>
        _severities.TryGetValue(check.Name, out int level) ? Of(level) : check.DefaultSeverity;

    /// <summary>How findings of an error-level check of the compiler itself count; null if they are not reported.</summary>
    internal DiagnosticSeverity? SeverityOfBuiltIn(string name) =>
        _severities.TryGetValue(name, out int level) ? Of(level) : DiagnosticSeverity.Error;

    /// <summary>
    /// Applies one switch: <c>name</c> makes the check report warnings (or errors), <c>no-name</c> silences that level.
    /// Raising also raises what the check needs, lowering also lowers what needs it. False if there is no such check.
    /// </summary>
    public bool TryApply(string argument, bool error)
    {
        bool lower = argument.StartsWith("no-", StringComparison.Ordinal) && !CheckTable.Exists(argument);
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

    private static DiagnosticSeverity? Of(int level) => level == Silent ? null : (DiagnosticSeverity)level;

    private void Set(string name, DiagnosticSeverity? severity) => _severities[name] = severity is { } level ? (int)level : Silent;

    private DiagnosticSeverity? Current(string name) =>
        CheckTable.Find(name) is { } check ? SeverityOf(check) : SeverityOfBuiltIn(name);

    private void Raise(string name, bool error)
    {
        DiagnosticSeverity? now = Current(name);
        if (error)
        {
            Set(name, DiagnosticSeverity.Error);
        }
        else if (now is null)
        {
            Set(name, DiagnosticSeverity.Warning);
        }
        foreach (string needed in CheckTable.PrerequisitesOf(name))
        {
            Raise(needed, error);
        }
    }

    private void Lower(string name, bool error)
    {
        DiagnosticSeverity? now = Current(name);
        if (error)
        {
            Set(name, now == DiagnosticSeverity.Error ? DiagnosticSeverity.Warning : now);
        }
        else
        {
            Set(name, now == DiagnosticSeverity.Error ? now : null);
        }
        foreach (TreeCheck dependant in CheckTable.All)
        {
            if (dependant.Prerequisites.Contains(name))
            {
                Lower(dependant.Name, error);
            }
        }
    }
}
