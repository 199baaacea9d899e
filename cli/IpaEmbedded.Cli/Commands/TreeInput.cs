using System.CommandLine;
using IpaEmbedded.Bindings;
using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Cli.Desk;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Commands;

/// <summary>
/// The tree that a command works on: its argument and switches, and the one way from a file to a tree that is compiled or read, checked,
/// validated with bindings, and taken or refused.
/// </summary>
internal sealed class TreeInput
{
    private readonly Terminal _terminal;
    private readonly bool _isBoard;
    private readonly string _refusal;
    private readonly Argument<string?> _tree;
    private readonly IncludeSwitches _include = new();
    private readonly BindingSwitches _bindings = new(looksForCheckout: false);

    private TreeInput(Terminal terminal, bool isBoard, string refusal, string description)
    {
        _terminal = terminal;
        _isBoard = isBoard;
        _refusal = refusal;
        _tree = new Argument<string?>("TREE") { Description = description, Arity = isBoard ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne }.Names(FileUse.Read);
        _tree.CompletionSources.Add(_ => BoardFiles.Names.Select(name => new System.CommandLine.Completions.CompletionItem(name)));
    }

    /// <summary>A board to bring up: it must be without errors and have an IPA. A tree that is refused "was not" what the word says.</summary>
    public static TreeInput OfBoard(Terminal terminal, string refusal) =>
        new(terminal, true, refusal, "A device tree, source or blob, or the name of one of our boards; without it " + BoardFiles.DefaultName + ".");

    /// <summary>Any tree to look at: it must compile.</summary>
    public static TreeInput OfTree(Terminal terminal, string refusal) => new(terminal, false, refusal, "A device tree, source or blob, or the name of one of our boards.");

    /// <summary>The tree of a build for a board, which something else than the first argument names: it must be without errors.</summary>
    public static TreeInput OfFirmware(Terminal terminal) => new(terminal, true, "built", "A device tree.");

    /// <summary>The argument that names the tree.</summary>
    public Argument Tree => _tree;

    public void AddTo(Command command)
    {
        command.Arguments.Insert(0, _tree);
        AddSwitchesTo(command);
    }

    /// <summary>The switches without the argument, for a command whose tree is named otherwise.</summary>
    public void AddSwitchesTo(Command command)
    {
        _include.AddTo(command);
        _bindings.AddTo(command);
    }

    /// <summary>Loads a tree that the command knows; with <paramref name="needsIpa"/> it must have an IPA.</summary>
    /// <exception cref="CommandFailure">A file cannot be read, or is no device tree at all.</exception>
    public LoadedTree LoadFile(ParseResult parsed, Findings findings, string path, bool needsIpa) => Load(parsed, findings, path, needsIpa);

    /// <summary>The file that the command line names, or our default board.</summary>
    public string PathOf(ParseResult parsed) => parsed.GetValue(_tree) ?? ToolFiles.DefaultBoard;

    /// <summary>Loads the tree and prints what is wrong with it; if it is refused, that too.</summary>
    /// <exception cref="CommandFailure">A file cannot be read, or is no device tree at all.</exception>
    public LoadedTree Load(ParseResult parsed, Findings findings) => Load(parsed, findings, PathOf(parsed), _isBoard);

    /// <summary>The same for a command that also brings up a board without an IPA, if it has pins or buses.</summary>
    /// <exception cref="CommandFailure">A file cannot be read, or is no device tree at all.</exception>
    public LoadedTree LoadBoard(ParseResult parsed, Findings findings) => Load(parsed, findings, PathOf(parsed), true, true);

    /// <summary>The same for this machine's own hardware: without an argument the tree that the running kernel was started with; an IPA is not needed.</summary>
    /// <exception cref="CommandFailure">A file cannot be read, or is no device tree at all.</exception>
    public LoadedTree LoadForHardware(ParseResult parsed, Findings findings) => Load(parsed, findings, parsed.GetValue(_tree) ?? LinuxBoard.OwnTreePath, false, true);

    private LoadedTree Load(ParseResult parsed, Findings findings, string path, bool needsIpa, bool mayBeDesk = false)
    {
        _terminal.Progress("compiling " + ShownPath.Of(path));
        TreeFile file = TreeFile.Load(path, _include.Of(parsed));
        _terminal.Progress("");
        Add(findings, file, file.Diagnostics);
        if (file.Tree is null)
        {
            return Refuse(new LoadedTree(file, null, null, null), findings);
        }
        BindingSet bindings = _bindings.Load(parsed, path).Set;
        findings.Add(bindings.Diagnostics);
        ValidationReport check = BindingValidator.Validate(file.Tree, bindings);
        string core = _bindings.CoreOf(parsed) ?? ToolFiles.Core;
        Add(findings, file, [.. check.Diagnostics.Select(found => ForDrivers(found, file.Tree, bindings, core))]);
        byte[] blob = file.ToBlob();
        Diagnostic? missing = (needsIpa || mayBeDesk) && !findings.HasErrors ? MissingIpa(blob) : null;
        bool isDesk = missing is not null && mayBeDesk && DeskBoard.IsOne(new FlattenedTree(blob));
        if (missing is not null && needsIpa && !isDesk)
        {
            findings.Add(missing with { FileName = file.Path });
        }
        var loaded = new LoadedTree(file, bindings, check, blob) { IsDesk = isDesk };
        return _isBoard && findings.HasErrors ? Refuse(loaded with { Blob = null }, findings) : loaded;
    }

    /// <summary>
    /// What the rules for any tree have against a node that no binding of a device describes is nothing that a driver of ours reads:
    /// boards of the kernel have such findings too. A board comes up with them, and what it consists of is told.
    /// </summary>
    private static Diagnostic ForDrivers(Diagnostic found, DeviceTreeDocument tree, BindingSet bindings, string core)
    {
        bool isOfDevice(Node node) => bindings.BindingsFor(node).Any(binding => !binding.IsForEveryNode && binding.Origin.Path != core);
        return found.IsError && found.Id.StartsWith("DT3", StringComparison.Ordinal) && found.NodePath is { } path && tree.FindByPath(path) is { } node && !isOfDevice(node)
            ? found with { Severity = DiagnosticSeverity.Warning }
            : found;
    }

    private LoadedTree Refuse(LoadedTree loaded, Findings findings)
    {
        if (findings.IsText)
        {
            string errors = Counted.Of(findings.ErrorCount, "error");
            _terminal.Error.WriteLine($"ipa: {ShownText.Escape(ShownPath.Of(loaded.File.Path))} was not {_refusal}: {errors}");
        }
        return loaded;
    }

    private static Diagnostic? MissingIpa(byte[] blob)
    {
        try
        {
            IpaNode.Find(new FlattenedTree(blob));
            return null;
        }
        catch (ProbeException e)
        {
            return new Diagnostic("PL5002", DiagnosticSeverity.Error, e.Property + ": expected " + e.Expected) { NodePath = e.NodePath };
        }
    }

    /// <summary>Whoever brings up a tree needs to know what keeps it from happening; of warnings, which a large tree may have by the hundred, the number.</summary>
    private void Add(Findings findings, TreeFile file, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        bool isShown(Diagnostic diagnostic) => _terminal.IsVerbose || findings.IsJson || diagnostic.Severity == DiagnosticSeverity.Error;
        findings.Add(file.InItsFile(diagnostics.Where(isShown)));
        int hidden = diagnostics.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning && !isShown(diagnostic));
        if (hidden > 0 && !_terminal.IsQuiet)
        {
            _terminal.Error.WriteLine($"{ShownText.Escape(file.Path)}: {Counted.Of(hidden, "warning")}, which ipa dt check shows");
        }
    }
}
