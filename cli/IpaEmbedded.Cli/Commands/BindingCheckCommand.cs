using System.CommandLine;
using IpaEmbedded.Bindings;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa binding check</c>: is this a good binding?</summary>
internal sealed class BindingCheckCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string[]> _paths = new Argument<string[]>("PATH") { Description = "Binding files, or directories of them.", Arity = ArgumentArity.OneOrMore }.Names(FileUse.Read);
    private readonly Option<bool> _noExamples = new("--no-examples") { Description = "Do not compile and check the examples." };
    private readonly IncludeSwitches _include = new();
    private readonly BindingSwitches _bindings = new(looksForCheckout: true);
    private readonly Option<bool> _warningsAreErrors = new("--werror") { Description = "Exit with 1 for warnings too." };
    private readonly ReportSwitches _report = new(hasVerdicts: true);

    public BindingCheckCommand(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        var command = new Command("check", "Check binding files: keywords, references, that rules fit the names of their properties; and their examples, by all bindings.")
        {
            _paths, _noExamples, _warningsAreErrors,
        };
        _bindings.AddTo(command);
        _include.AddTo(command);
        _report.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Findings findings = _report.Start(parsed, _terminal);
        string? core = _bindings.CoreOf(parsed);
        MetaSchemaSet metaSchemas = core is null ? MetaSchemaSet.Ours() : MetaSchemaSet.Load(core);
        findings.Add(metaSchemas.Diagnostics);
        var roots = new BindingRoots([core ?? ToolFiles.Core, ToolFiles.Schemas]);
        var verdicts = new VerdictLines(_terminal.Out);
        List<SourceFile> files = [.. parsed.GetValue(_paths)!.SelectMany(path => FilesOf(path, findings))];
        var wrong = new List<string>();
        using (var progress = new ProgressLine(_terminal, "checking", files.Count))
        {
            foreach (SourceFile file in files)
            {
                progress.Next(ShownPath.Of(file.Path));
                int before = findings.ErrorCount + findings.WarningCount;
                BindingCheckReport report = BindingCheck.Check(file, metaSchemas, id => roots.LibraryFor(file.Path, id), BindingRoots.PathBelow(file.Path));
                findings.Add(report.Diagnostics);
                if (findings.IsVerdicts)
                {
                    verdicts.Write(file.Path, report.Verdicts);
                }
                if (!parsed.GetValue(_noExamples) && BindingExamples.Has(report.Root))
                {
                    findings.Add(CheckExamples(parsed, file, report));
                }
                if (findings.ErrorCount + findings.WarningCount > before)
                {
                    wrong.Add(file.Path);
                }
            }
        }
        WriteSummary(findings, files, wrong);
        return findings.HasErrors || (parsed.GetValue(_warningsAreErrors) && findings.WarningCount > 0) ? ExitCode.Findings : ExitCode.Fine;
    }

    private IEnumerable<Diagnostic> CheckExamples(ParseResult parsed, SourceFile file, BindingCheckReport report)
    {
        BindingSource[] own = [.. parsed.GetValue(_paths)!.Where(path => BindingRoots.OfCheckout(path) is null).Select(path => new BindingSource(path, ShownPath.Of(path)))];
        BindingSet bindings = _bindings.Load(parsed, file.Path, own).Set;
        DiagnosticBag found = BindingExamples.Check(file, report, bindings, IncludeSearch.Extend(_include.Of(parsed), file.Path));
        return Checkout.OfFile(file.Path) is not null ? found : found.Select(each => each.Id == DiagnosticIds.FileNotFound
            ? each with { Message = each.Message + "; the binding lies in no checkout whose headers are known, so name their directory with -i" }
            : each);
    }

    private static IReadOnlyList<SourceFile> FilesOf(string path, Findings findings)
    {
        if (!Directory.Exists(path))
        {
            InputFile file = InputFile.Read(path);
            return [new SourceFile(file.Path, file.Bytes)];
        }
        var unreadable = new DiagnosticBag();
        IReadOnlyList<SourceFile> files = BindingTexts.Read(path, unreadable);
        findings.Add(unreadable);
        return files.Count > 0 || unreadable.Count > 0 ? files : throw new CommandFailure(ExitCode.Files, $"there is no binding (.yaml) in {path}");
    }

    private void WriteSummary(Findings findings, List<SourceFile> files, List<string> wrong)
    {
        findings.Finish(json =>
        {
            json.WriteStartArray("files");
            foreach (SourceFile file in files)
            {
                json.WriteStringValue(ShownPath.Of(file.Path));
            }
            json.WriteEndArray();
        });
        if (findings.IsText && !_terminal.IsQuiet)
        {
            string all = Counted.Of(files.Count, "binding");
            _terminal.Out.WriteLine(wrong.Count == 0 ? $"{all} checked, nothing found" : $"{all} checked, {wrong.Count} with findings");
        }
    }
}
