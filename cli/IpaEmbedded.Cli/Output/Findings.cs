using System.Text.Json;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>Collects the findings of one command and prints them in the format that was asked for.</summary>
public sealed class Findings
{
    private readonly Terminal _terminal;
    private readonly OutputFormat _format;
    private readonly List<Diagnostic> _all = [];
    private readonly DiagnosticText _text;

    private readonly FindingBaseline? _baseline;
    private readonly ShownFindings _shown;

    public Findings(Terminal terminal, OutputFormat format, FindingBaseline? baseline = null)
    {
        _baseline = baseline;
        _terminal = terminal;
        _format = format;
        _shown = new ShownFindings(terminal.ShowsAllFindings ? int.MaxValue : Limits.ShownFindings);
        _text = new DiagnosticText(terminal.Error, terminal.ErrorHasColor, terminal.ErrorColumns);
    }

    public int ErrorCount { get; private set; }

    public int WarningCount { get; private set; }

    /// <summary>Findings that the baseline has too; they are neither shown nor counted.</summary>
    public int KnownCount { get; private set; }

    public bool HasErrors => ErrorCount > 0;

    /// <summary>False if the command is to print one JSON or SARIF object instead of text.</summary>
    public bool IsText => _format is not (OutputFormat.Json or OutputFormat.Sarif or OutputFormat.Jsonl);

    /// <summary>True if the command is to print verdicts as JSON lines instead of findings of validation.</summary>
    public bool IsVerdicts => _format == OutputFormat.Jsonl;

    /// <summary>True if the command is to print one JSON object instead of text.</summary>
    public bool IsJson => _format == OutputFormat.Json;

    /// <summary>
    /// Takes findings and prints them at once, unless they belong into a JSON object. Of each id in each file the first
    /// <see cref="Limits.ShownFindings"/> are shown and then how many more there were; all of them count.
    /// </summary>
    public void Add(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (Count(diagnostic) && _shown.Take(diagnostic))
            {
                Show(diagnostic);
            }
        }
        foreach (Diagnostic rest in _shown.TakeLeftOut())
        {
            Show(rest);
        }
    }

    public void Add(Diagnostic diagnostic) => Add([diagnostic]);

    /// <summary>True if the finding is to be shown in a line.</summary>
    private bool Count(Diagnostic diagnostic)
    {
        if (_baseline is not null && _baseline.Take(diagnostic))
        {
            KnownCount++;
            return false;
        }
        ErrorCount += diagnostic.Severity == DiagnosticSeverity.Error ? 1 : 0;
        WarningCount += diagnostic.Severity == DiagnosticSeverity.Warning ? 1 : 0;
        if (IsVerdicts)
        {
            return diagnostic.IsError && !diagnostic.Id.StartsWith("DT3", StringComparison.Ordinal);
        }
        if (!IsText)
        {
            _all.Add(diagnostic);
            return false;
        }
        // Notes only say what was not looked at.
        return diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => true,
            DiagnosticSeverity.Warning => !_terminal.IsQuiet,
            _ => _terminal.IsVerbose,
        };
    }

    private void Show(Diagnostic diagnostic)
    {
        _terminal.Progress("");
        switch (_format)
        {
            case OutputFormat.Msbuild:
                _terminal.Out.WriteLine(DiagnosticLine.Msbuild(diagnostic));
                break;
            case OutputFormat.Github:
                _terminal.Out.WriteLine(DiagnosticLine.Github(diagnostic));
                break;
            default:
                _text.Write(diagnostic);
                break;
        }
    }

    /// <summary>
    /// Prints the object that JSON and SARIF ask for; the members given stand before the findings in JSON, the bindings and
    /// remarks in SARIF.
    /// </summary>
    public void Finish(Action<Utf8JsonWriter>? members = null, IReadOnlyList<UsedBindings>? bindings = null, IReadOnlyList<string>? remarks = null)
    {
        if (_format == OutputFormat.Json)
        {
            WriteObject(members);
        }
        else if (_format == OutputFormat.Sarif)
        {
            SarifOutput.Write(_terminal.Out, _all, _terminal.ShowsAllFindings ? int.MaxValue : Limits.SarifResults, bindings ?? [], remarks ?? []);
        }
        else if (KnownCount > 0 && !_terminal.IsQuiet)
        {
            _terminal.Error.WriteLine($"{KnownCount} known {(KnownCount == 1 ? "finding" : "findings")} of the baseline not shown");
        }
    }

    private void WriteObject(Action<Utf8JsonWriter>? members) => JsonOutput.Write(_terminal.Out, json =>
    {
        members?.Invoke(json);
        WriteTo(json);
    });

    /// <summary>The member <c>diagnostics</c> of a JSON result: every finding, since a baseline needs them all.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartArray("diagnostics");
        foreach (Diagnostic diagnostic in _all)
        {
            DiagnosticJson.Write(json, diagnostic);
        }
        json.WriteEndArray();
    }
}
