using System.CommandLine;
using IpaEmbedded.Bindings;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa dt check</c>: compiles trees and validates every node by the bindings.</summary>
internal sealed class DtCheckCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string[]> _files = new Argument<string[]>("FILE") { Description = "Device trees, source or blob.", Arity = ArgumentArity.OneOrMore }.Names(FileUse.Read);
    private readonly CompileSwitches _switches = new();
    private readonly ReportSwitches _report = new();
    private readonly Option<string[]> _bindings = CommandOptions.Bindings();
    private readonly Option<bool> _warningsAreErrors = new("--werror") { Description = "Exit with 1 for warnings too." };

    public DtCheckCommand(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        var command = new Command("check", "Check device trees: syntax, references, and every node against the bindings.")
        {
            _files, _bindings, _warningsAreErrors,
        };
        _switches.AddTo(command);
        _report.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Findings findings = _report.Start(parsed, _terminal);
        CompileOptions options = _switches.Of(parsed);
        BindingSet bindings = LoadBindings(parsed.GetValue(_bindings)!);
        findings.Add(bindings.Diagnostics);
        var reports = new List<(string Path, ValidationReport? Report)>();
        string[] files = parsed.GetValue(_files)!;
        using (var progress = new ProgressLine(_terminal, "checking", files.Length))
        {
            foreach (string path in files)
            {
                progress.Next(ShownPath.Of(path));
                TreeFile file = TreeFile.Load(path, options);
                findings.Add(file.InItsFile(file.Diagnostics));
                ValidationReport? report = file.Tree is null ? null : BindingValidator.Validate(file.Tree, bindings);
                findings.Add(report is null ? [] : file.InItsFile(report.Diagnostics));
                reports.Add((path, report));
                if (report is { NodesChecked: 0 })
                {
                    findings.Add(new Diagnostic("DT3000", DiagnosticSeverity.Error, "no node has a binding, so nothing was checked") { FileName = file.Path });
                }
            }
        }
        WriteSummary(findings, reports);
        return findings.HasErrors || (parsed.GetValue(_warningsAreErrors) && findings.WarningCount > 0) ? ExitCode.Findings : ExitCode.Fine;
    }

    /// <summary>The bindings of the directories, or ours if there are none.</summary>
    internal static BindingSet LoadBindings(string[] directories)
    {
        foreach (string directory in directories)
        {
            if (!Directory.Exists(directory))
            {
                throw new CommandFailure(ExitCode.Files, $"cannot read {directory}: there is no such directory");
            }
        }
        return BindingSet.Load(directories.Length > 0 ? directories : [ToolFiles.Schemas]);
    }

    private void WriteSummary(Findings findings, List<(string Path, ValidationReport? Report)> reports)
    {
        if (!findings.IsText)
        {
            findings.Finish(json =>
            {
                json.WriteStartArray("files");
                foreach ((string path, ValidationReport? report) in reports)
                {
                    json.WriteStartObject();
                    json.WriteString("file", ShownPath.Of(path));
                    json.WriteBoolean("compiled", report is not null);
                    json.WriteNumber("nodesChecked", report?.NodesChecked ?? 0);
                    json.WriteNumber("bindingsUsed", report?.BindingsUsed ?? 0);
                    json.WriteNumber("nodesWithoutBinding", report?.NodesWithoutBinding ?? 0);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
            return;
        }
        if (_terminal.IsQuiet)
        {
            return;
        }
        findings.Finish();
        foreach ((string path, ValidationReport? report) in reports)
        {
            _terminal.Out.WriteLine($"{ShownText.Escape(ShownPath.Of(path))}: {report?.Summary() ?? "not checked, because it does not compile"}");
            if (_terminal.IsVerbose && report is not null)
            {
                foreach (string node in report.UnmatchedNodes)
                {
                    _terminal.Out.WriteLine($"  no binding: {ShownText.Escape(node)}");
                }
            }
        }
    }
}
