namespace IpaEmbedded.DeviceTree;

/// <summary>Runs the checks of <see cref="CheckTable"/> over a tree, each after those that it needs.</summary>
public sealed class TreeChecks
{
    private readonly CheckOptions _options;
    private readonly CheckContext _context;
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failed;

    private TreeChecks(CheckContext context, CheckOptions options, IEnumerable<string> failed)
    {
        _context = context;
        _options = options;
        _failed = new HashSet<string>(failed, StringComparer.Ordinal);
        foreach (string name in CheckTable.BuiltIn)
        {
            if (_failed.Overlaps(CheckTable.PrerequisitesOf(name)))
            {
                _failed.Add(name);
            }
        }
    }

    /// <summary>Adds the findings of every check that is switched on.</summary>
    public static void Run(DeviceTreeDocument tree, CheckOptions options, DiagnosticBag diagnostics) => Run(tree, options, diagnostics, [], []);

    /// <inheritdoc cref="Run(DeviceTreeDocument, CheckOptions, DiagnosticBag)"/>
    /// <param name="emptied">Nodes all of whose children were deleted.</param>
    /// <param name="failed">Names of the compiler's own checks that found something.</param>
    internal static void Run(DeviceTreeDocument tree, CheckOptions options, DiagnosticBag diagnostics, HashSet<Node> emptied, IEnumerable<string> failed)
    {
        var run = new TreeChecks(new CheckContext(tree, diagnostics, emptied, options), options, failed);
        foreach (TreeCheck check in CheckTable.All)
        {
            if (options.SeverityOf(check) is { } severity && !run.Passes(check) && severity == DiagnosticSeverity.Error)
            {
                return;
            }
        }
    }

    private bool Passes(TreeCheck check)
    {
        if (!_done.Add(check.Name))
        {
            return !_failed.Contains(check.Name);
        }
        bool blocked = false;
        foreach (string name in check.LaterPrerequisite is { } later && _options.Release >= DtcRelease.Dtc18 ? [.. check.Prerequisites, later] : check.Prerequisites)
        {
            if (CheckTable.Find(name) is { } needed ? !Passes(needed) : _failed.Contains(name))
            {
                _context.Begin(check, _options.SeverityOf(check));
                _context.ReportPrerequisite(name);
                blocked = true;
            }
        }
        if (!blocked)
        {
            _context.Begin(check, _options.SeverityOf(check));
            check.Run(_context);
        }
        return !(blocked || _context.CurrentFailed) || !_failed.Add(check.Name);
    }
}
