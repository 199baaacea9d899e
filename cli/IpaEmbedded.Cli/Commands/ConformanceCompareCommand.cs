using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IpaEmbedded.Cli.Conformance;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.Conformance.Comparison;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa conformance compare</c>: the rows in which two traces differ, step by step, and how far they agree.</summary>
internal sealed class ConformanceCompareCommand(Terminal terminal)
{
    private readonly Argument<string> _reference = new Argument<string>("A") { Description = "The trace that is right (JSON lines, may be compressed); - is standard input." }.Names(FileUse.Read);
    private readonly Argument<string> _mine = new Argument<string>("B") { Description = "The trace to look at." }.Names(FileUse.Read);
    private readonly Option<bool> _listed = new("--listed") { Description = "Allow the differences of our driver from the recorded one that are listed, each with its reason." };
    private readonly Option<string?> _step = new("--step") { Description = "Show this step only.", HelpName = "NAME" };
    private readonly Option<string?> _context = NumberOption.Create("--context", "-c", "N", "Equal rows to show around those that differ; 2 if not given.", 1000);
    private readonly Option<string?> _max = NumberOption.Create("--max", "-m", "N", "Rows that differ to show at most; 100 if not given.", int.MaxValue);
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public Command Create()
    {
        var command = new Command("compare", "Compare two traces row by row; exit 1 if they differ.") { _reference, _mine, _listed, _step, _context, _max, _json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_reference) == "-" && result.GetValue(_mine) == "-")
            {
                result.AddError("one trace only can come from standard input");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string referencePath = parsed.GetValue(_reference)!;
        string minePath = parsed.GetValue(_mine)!;
        TraceFile reference = TraceInput.Read(referencePath);
        TraceFile mine = TraceInput.Read(minePath);
        terminal.Progress("comparing " + ShownPath.Of(minePath));
        string trace = $"{reference.Version}.{reference.Scenario?.Name}";
        KnownDifferences known = parsed.GetValue(_listed) ? KnownDifferences.Ours() : new KnownDifferences([]);
        TraceComparison comparison = Compare(known, trace, reference, mine);
        terminal.Progress("");
        if (parsed.GetValue(_step) is { } step && !reference.Steps.Concat(mine.Steps).Any(each => each.Step == step))
        {
            throw new CommandFailure(ExitCode.Usage, $"no trace has a step '{step}'; there are {string.Join(", ", reference.Steps.Select(each => each.Step))}");
        }
        RowDifference[] unlisted = [.. known.Unexplained(trace, comparison)];
        if (parsed.GetValue(_json))
        {
            WriteJson(referencePath, minePath, comparison, known, trace);
        }
        else
        {
            WriteText(parsed, comparison, known, trace, reference.Version, unlisted);
        }
        return unlisted.Length > 0 ? ExitCode.Findings : ExitCode.Fine;
    }

    private static TraceComparison Compare(KnownDifferences known, string trace, TraceFile reference, TraceFile mine)
    {
        try
        {
            return known.Compare(trace, reference, mine);
        }
        catch (InvalidDataException e)
        {
            throw new CommandFailure(ExitCode.Findings, e.Message);
        }
    }

    private void WriteText(ParseResult parsed, TraceComparison comparison, KnownDifferences known, string trace, string? version, RowDifference[] unlisted)
    {
        string? step = parsed.GetValue(_step);
        HashSet<RowDifference> shownRows = [.. unlisted];
        bool IsShown(AlignedRow row) => !row.IsCommon && (step is null || row.Step == step) && shownRows.Contains(new RowDifference(row.Step, row.InReference, row.Row));
        if (!terminal.IsQuiet)
        {
            uint context = NumberOption.ValueOf(parsed, _context) ?? 2;
            var text = new DifferenceText(terminal, version is null ? null : RegisterCatalog.ForVersion(version), (int)context);
            int shown = text.Write(comparison.Rows, IsShown, (int)(NumberOption.ValueOf(parsed, _max) ?? 100));
            int hidden = comparison.Rows.Count(IsShown) - shown;
            if (hidden > 0)
            {
                terminal.Out.WriteLine($"{hidden} more rows differ, which --max would show");
            }
            if (terminal.IsVerbose)
            {
                WriteListed(comparison, known, trace);
            }
        }
        WrappedLine.Write(terminal, Summary(comparison, unlisted.Length));
    }

    private void WriteListed(TraceComparison comparison, KnownDifferences known, string trace)
    {
        foreach (IGrouping<KnownDifference?, RowDifference> group in comparison.Differences.GroupBy(row => known.Find(trace, row)).Where(group => group.Key is not null))
        {
            WrappedLine.Write(terminal, $"listed: {group.Count()} rows, {group.Key!.Id}: {group.Key.Reason}", "  ");
        }
    }

    private static string Summary(TraceComparison comparison, int unlisted)
    {
        string score = (comparison.Score * 100).ToString("0.00", CultureInfo.InvariantCulture);
        string text = $"{comparison.Matched} of {comparison.Total} rows are equal ({score} %)";
        if (comparison.Differences.Count == 0)
        {
            return text;
        }
        int left = comparison.Differences.Count(row => row.InReference);
        int listed = comparison.Differences.Count - unlisted;
        return $"{text}; {left} only in A, {comparison.Differences.Count - left} only in B{(listed > 0 ? $", of which {listed} are listed" : "")}";
    }

    private void WriteJson(string referencePath, string minePath, TraceComparison comparison, KnownDifferences known, string trace) => JsonOutput.Write(terminal.Out, json =>
    {
        json.WriteString("reference", ShownPath.Of(referencePath));
        json.WriteString("mine", ShownPath.Of(minePath));
        json.WriteNumber("referenceRows", comparison.ReferenceRows);
        json.WriteNumber("mineRows", comparison.MyRows);
        json.WriteNumber("equalRows", comparison.Matched);
        json.WriteNumber("score", Math.Round(comparison.Score, 6));
        json.WriteStartArray("differences");
        foreach (RowDifference row in comparison.Differences)
        {
            WriteRow(json, row, known.Find(trace, row));
        }
        json.WriteEndArray();
    });

    private static void WriteRow(Utf8JsonWriter json, RowDifference row, KnownDifference? listed)
    {
        json.WriteStartObject();
        json.WriteString("step", row.Step);
        json.WriteString("only", row.InReference ? "reference" : "mine");
        json.WriteString("row", row.Row);
        if (listed is not null)
        {
            json.WriteString("listed", listed.Id);
            json.WriteString("reason", listed.Reason);
        }
        json.WriteEndObject();
    }
}
