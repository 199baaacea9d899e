namespace IpaEmbedded.DeviceTree;

/// <summary>Runs the checks of <see cref="CheckTable"/> over a tree, each after those that it needs.</summary>
public sealed class TreeChecks
{
    private readonly CheckOptions _options;
    private readonly CheckContext _context;
    private readonly Dictionary<string, int> _outcomes = new(StringComparer.Ordinal);

    private TreeChecks(CheckContext context, CheckOptions options)
    {
        _context = context;
        _options = options;
    }

    /// <summary>Adds the findings of every check that is switched on.</summary>
    public static void Run(DeviceTreeDocument tree, CheckOptions options, DiagnosticBag diagnostics) => Run(tree, options, diagnostics, []);

    /// <inheritdoc cref="Run(DeviceTreeDocument, CheckOptions, DiagnosticBag)"/>
    internal static void Run(DeviceTreeDocument tree, CheckOptions options, DiagnosticBag diagnostics, HashSet<Node> emptied)
    {
        var run = new TreeChecks(new CheckContext(tree, diagnostics, emptied), options);
        bool error = false;
        foreach (TreeCheck check in CheckTable.All)
        {
            DiagnosticSeverity? severity = options.SeverityOf(check);
            if (severity is null)
            {
                continue;
            }
            if (run.RunCheck(check) != Outcome.Passed && severity == DiagnosticSeverity.Error)
            {
                error = true;
            }
            if (error)
            {
                return;
            }
        }
    }

    private Outcome RunCheck(TreeCheck check)
    {
        if (_outcomes.TryGetValue(check.Name, out int known))
        {
            return (Outcome)known;
        }
        bool blocked = false;
        foreach (string name in check.Prerequisites)
        {
            if (CheckTable.Find(name) is { } needed && RunCheck(needed) != Outcome.Passed)
            {
                _context.Begin(check, _options.SeverityOf(check));
                _context.ReportPrerequisite(name);
                blocked = true;
            }
        }
        Outcome outcome = Outcome.Blocked;
        if (!blocked)
        {
            _context.Begin(check, _options.SeverityOf(check));
            check.Run(_context);
            outcome = _context.CurrentFailed ? Outcome.Failed : Outcome.Passed;
        }
        _outcomes[check.Name] = (int)outcome;
        return outcome;
    }

    private enum Outcome
    {
        Passed,
        Failed,
        Blocked,
    }
}
