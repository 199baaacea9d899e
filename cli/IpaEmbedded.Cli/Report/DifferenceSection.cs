using System.Globalization;
using IpaEmbedded.Cli.Runs;

namespace IpaEmbedded.Cli.Report;

/// <summary>What differs from an earlier run, stage by stage.</summary>
internal static class DifferenceSection
{
    private const int MaxChanges = 400;

    public static void Write(MarkupWriter html, Run before, Run after)
    {
        IReadOnlyList<StageComparison> stages = RunComparison.Of(before, after);
        html.Open("section", "id", "difference", "class", "difference").Element("h2", "Difference from an earlier run");
        html.Element("p", $"Earlier: {Describe(before)}. This run: {Describe(after)}.");
        int differing = stages.Count(stage => !stage.IsSame);
        html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{differing} of {stages.Count} stages differ; {stages.Sum(stage => stage.SameAccesses)} register accesses are the same, {stages.Sum(stage => stage.Changes.Count)} differ.")).Line();
        foreach (StageComparison stage in stages.Where(stage => !stage.IsSame))
        {
            WriteStage(html, stage);
        }
        LeftOut.Write(html, before.Accesses.LeftOut + after.Accesses.LeftOut, "register accesses were not recorded and");
        html.Close("section").Line();
    }

    private static string Describe(Run run) =>
        string.Create(CultureInfo.InvariantCulture, $"{run.Tree}, IPA {run.Version}, seed {run.Seed}{(run.Faults.Count > 0 ? ", faults " + string.Join(", ", run.Faults) : "")}, {(run.Succeeded ? "booted in " + Duration.Of(run.BootMicroseconds) : "failed" + (run.Failure is null ? "" : ": " + run.Failure))}");

    private static void WriteStage(MarkupWriter html, StageComparison stage)
    {
        if (stage.Changes.Count == 0)
        {
            html.Element("p", $"{stage.Name}: {TimesOf(stage)}, {stage.SameAccesses} accesses, all the same", "class", "same").Line();
            return;
        }
        html.Open("details", "open", "open").Element("summary", $"{stage.Name}: {TimesOf(stage)}, {stage.SameAccesses} accesses the same, {stage.Changes.Count} differ");
        html.Open("div", "class", "scroll").Raw("<table><thead><tr><th></th><th></th><th>register</th><th>earlier</th><th>this run</th><th>fields</th></tr></thead><tbody>").Line();
        foreach (AccessChange change in stage.Changes.Take(MaxChanges))
        {
            WriteChange(html, change);
        }
        html.Raw("</tbody></table></div>");
        LeftOut.Write(html, stage.Changes.Count - MaxChanges, "differences");
        html.Close("details").Line();
    }

    private static string TimesOf(StageComparison stage) => stage switch
    {
        { Before: null, After: null } => "outside of every stage",
        { Before: null } => "only in this run",
        { After: null } => "only in the earlier run",
        _ when stage.Before.Failure != stage.After.Failure => stage.After.Failure is null ? "failed earlier" : "FAILED: " + stage.After.Failure,
        _ when stage.Before.DurationMicroseconds == stage.After.DurationMicroseconds => $"{Duration.Of(stage.After.DurationMicroseconds)} in both",
        _ => $"{Duration.Of(stage.Before.DurationMicroseconds)} earlier, {Duration.Of(stage.After.DurationMicroseconds)} now",
    };

    private static void WriteChange(MarkupWriter html, AccessChange change)
    {
        RunAccess either = change.After ?? change.Before!;
        string kind = change.Before is null ? "added" : change.After is null ? "removed" : "changed";
        html.Open("tr", "class", kind).Element("td", kind switch { "added" => "+", "removed" => "−", _ => "≠" }).Element("td", either.IsWrite ? "write" : "read");
        html.Element("td", RegisterSection.NameOf(either), "class", "code");
        html.Element("td", change.Before is { } before ? RegisterSection.ValueOf(before.Value) : "", "class", "code").Element("td", change.After is { } after ? RegisterSection.ValueOf(after.Value) : "", "class", "code");
        html.Element("td", FieldsOf(change), "class", "code fields").Close("tr").Line();
    }

    private static string FieldsOf(AccessChange change)
    {
        if (change.Before is null || change.After is null)
        {
            return (change.After ?? change.Before!).Fields;
        }
        string[] before = change.Before.Fields.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] after = change.After.Fields.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', before.Except(after).Select(field => "−" + field).Concat(after.Except(before).Select(field => "+" + field)));
    }
}
