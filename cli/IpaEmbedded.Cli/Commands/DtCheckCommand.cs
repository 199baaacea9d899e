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
    private readonly ReportSwitches _report = new(hasVerdicts: true);
    private readonly BindingSwitches _bindings = new(looksForCheckout: true);
    private readonly Option<string?> _compat = CommandOptions.Compat();
    private readonly Option<bool> _undocumented = new("--show-unmatched", "-m") { Description = "Warn of every compatible that no binding documents." };
    private readonly Option<bool> _warningsAreErrors = new("--werror") { Description = "Exit with 1 for warnings too." };

    public DtCheckCommand(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        var command = new Command("check", "Check device trees: syntax, references, and every node against the bindings.")
        {
            _files, _compat, _undocumented, _warningsAreErrors,
        };
        _bindings.AddTo(command);
        _switches.AddTo(command);
        _report.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Findings findings = _report.Start(parsed, _terminal);
        var summary = new CheckSummary(_terminal, findings);
        CompileOptions options = _switches.Of(parsed);
        ValidationOptions validation = new() { Compat = CommandOptions.CompatOf(parsed, _compat) };
        string[] files = parsed.GetValue(_files)!;
        using (var progress = new ProgressLine(_terminal, "checking", files.Length))
        {
            foreach (string path in files)
            {
                progress.Next(ShownPath.Of(path));
                TreeFile file = TreeFile.Load(path, options);
                findings.Add(file.InItsFile(file.Diagnostics));
                UsedBindings? bindings = file.Tree is null ? null : _bindings.Load(parsed, file.Path);
                findings.Add(bindings is null ? [] : summary.Use(bindings));
                findings.Add(bindings is null || !parsed.GetValue(_undocumented) ? [] : file.InItsFile(bindings.Undocumented.Of(file.Tree!)));
                summary.Add(path, file, bindings is null ? null : Validate(file, bindings.Set, validation, findings), bindings);
            }
        }
        summary.Write();
        return findings.HasErrors || (parsed.GetValue(_warningsAreErrors) && findings.WarningCount > 0) ? ExitCode.Findings : ExitCode.Fine;
    }

    private static ValidationReport Validate(TreeFile file, BindingSet bindings, ValidationOptions options, Findings findings)
    {
        ValidationReport report = BindingValidator.Validate(file.Tree!, bindings, options);
        findings.Add(file.InItsFile(report.Diagnostics));
        if (report is { NodesChecked: 0, IsOverlay: false })
        {
            findings.Add(new Diagnostic("DT3000", DiagnosticSeverity.Error, "no node has a binding, so nothing was checked") { FileName = file.Path });
        }
        return report;
    }
}
