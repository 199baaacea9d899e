using System.CommandLine;
using IpaEmbedded.Bindings;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa boot</c>: compiles and checks a tree, boots the driver from it on the fake chip, and sends packets.</summary>
internal sealed class BootCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string?> _tree = new("TREE")
    {
        Description = "A device tree, source or blob; without it our SDM845 board whose modem loads the firmware.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<uint> _seed = new("--seed") { Description = "Seed of the hardware's latencies; one seed always gives one run.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _capture = new("--capture") { Description = "Record IP, QMAP and QMI with virtual times.", HelpName = "FILE.pcapng" };
    private readonly Option<string?> _registers = new("--registers") { Description = "Log register accesses with names and fields.", HelpName = "FILE" };
    private readonly Option<string?> _perfetto = new("--perfetto") { Description = "Make a timeline for Perfetto or Chrome.", HelpName = "FILE.json" };
    private readonly Option<string[]> _fault = new("--fault")
    {
        Description = "Let the hardware fail: " + string.Join(", ", FaultName.Names) + "; =N picks the N-th occasion.",
        HelpName = "NAME[=N]",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string[]> _include = CommandOptions.Include();
    private readonly Option<string[]> _bindings = CommandOptions.Bindings();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public BootCommand(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        var command = new Command("boot", "Boot the IPA driver from a device tree on the fake chip and send packets through it.")
        {
            _tree, _seed, _capture, _registers, _perfetto, _fault, _include, _bindings, _json,
        };
        command.Validators.Add(result =>
        {
            foreach (string fault in result.GetValue(_fault)!.Where(text => FaultName.Parse(text) is null))
            {
                result.AddError($"there is no fault '{fault}'; there are {string.Join(", ", FaultName.Names)}");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string path = parsed.GetValue(_tree) ?? ToolFiles.DefaultBoard;
        uint seed = parsed.GetValue(_seed);
        var findings = new Findings(_terminal, parsed.GetValue(_json) ? OutputFormat.Json : OutputFormat.Text);
        var output = new BootOutput(_terminal, findings, path, seed);
        _terminal.Progress("compiling " + ShownPath.Of(path));
        TreeFile file = TreeFile.Load(path, new CompileOptions { IncludeDirectories = parsed.GetValue(_include)! });
        _terminal.Progress("");
        AddOfTree(findings, file, file.Diagnostics);
        if (file.Tree is null)
        {
            return output.NotBooted(null);
        }
        BindingSet bindings = DtCheckCommand.LoadBindings(parsed.GetValue(_bindings)!);
        findings.Add(bindings.Diagnostics);
        ValidationReport check = BindingValidator.Validate(file.Tree, bindings);
        AddOfTree(findings, file, check.Diagnostics);
        if (findings.HasErrors)
        {
            return output.NotBooted(check);
        }
        using Stream? stream = parsed.GetValue(_capture) is { } capture ? CreateFile(capture) : null;
        using TextWriter? registers = parsed.GetValue(_registers) is { } log ? new StreamWriter(CreateFile(log)) : null;
        using Stream? perfetto = parsed.GetValue(_perfetto) is { } timeline ? CreateFile(timeline) : null;
        var options = new BootOptions
        {
            Board = new BoardOptions { Timing = ChipTiming.Latency(seed) },
            Faults = [.. parsed.GetValue(_fault)!.Select(text => FaultName.Parse(text)!)],
            Recorders = RecordersOf(stream, registers, perfetto),
            Progress = stage => _terminal.Progress("booting: " + stage),
        };
        BoardRun run;
        try
        {
            run = new BoardRun(file.ToBlob(), options);
        }
        catch (ProbeException e)
        {
            findings.Add(new Diagnostic("PL5002", DiagnosticSeverity.Error, e.Property + ": expected " + e.Expected) { FileName = file.Path, NodePath = e.NodePath });
            return output.NotBooted(check);
        }
        BootReport report = run.Boot();
        _terminal.Progress("");
        findings.Add(report.Diagnostics.Select(diagnostic => AtItsPlace(diagnostic, file)));
        findings.Add(report.SanitizerReports.Select(text => new Diagnostic("SIM6001", DiagnosticSeverity.Error, text) { FileName = "fake chip" }));
        return output.Booted(check, report);
    }

    /// <summary>A boot needs to know what keeps it from happening; of warnings, which a large tree may have by the hundred, it tells the number.</summary>
    private void AddOfTree(Findings findings, TreeFile file, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        bool isShown(Diagnostic diagnostic) => _terminal.IsVerbose || findings.IsJson || diagnostic.Severity == DiagnosticSeverity.Error;
        findings.Add(file.InItsFile(diagnostics.Where(isShown)));
        int hidden = diagnostics.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning && !isShown(diagnostic));
        if (hidden > 0 && !_terminal.IsQuiet)
        {
            _terminal.Error.WriteLine($"{file.Path}: {hidden} warning{(hidden == 1 ? "" : "s")}, which ipa dt check shows");
        }
    }

    private static Diagnostic AtItsPlace(Diagnostic diagnostic, TreeFile file)
    {
        Node? node = diagnostic.NodePath is { } path ? file.Tree!.FindByPath(path) : null;
        Property? property = diagnostic.Property is { } name ? node?.FindProperty(name) : null;
        return diagnostic with { Span = property?.Span ?? node?.NameSpan, FileName = file.Path };
    }

    private static List<BoardRecorder> RecordersOf(Stream? capture, TextWriter? registers, Stream? timeline)
    {
        var recorders = new List<BoardRecorder>();
        if (capture is not null)
        {
            recorders.Add(new LinkCapture(capture));
        }
        if (registers is not null)
        {
            recorders.Add(new RegisterLog(registers));
        }
        if (timeline is not null)
        {
            recorders.Add(new TimelineTrace(timeline));
        }
        return recorders;
    }

    private static FileStream CreateFile(string path)
    {
        try
        {
            return File.Create(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailure(ExitCode.Files, $"cannot write {path}: {e.Message}");
        }
    }
}
