using System.Globalization;
using IpaEmbedded.Cli.Runs;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Report;

/// <summary>A run as one page: no network, readable without its script, in light and in dark.</summary>
public static class RunPage
{
    /// <summary>The hash by which the page's own script, and nothing else, may run.</summary>
    public const string ScriptHash = "sha256-3GEUoxnKubjGsL61VWRe2cnq4Lzd2yxzT/r4087SRqY=";

    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src '" + ScriptHash + "'; base-uri 'none'; form-action 'none'";

    /// <summary>The page of a run on a tree; with an earlier run, what differs from it.</summary>
    public static string Of(Run run, DeviceTreeDocument tree, Run? against)
    {
        var html = new MarkupWriter();
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        html.Empty("meta", "http-equiv", "Content-Security-Policy", "content", Policy).Empty("meta", "name", "color-scheme", "content", "light dark").Empty("meta", "name", "generator", "content", "ipa");
        html.Element("title", $"ipa: boot of {run.Tree}").Open("style").Raw(PageFiles.Read("page.css")).Raw(PageFiles.Read("graph.css")).Close("style").Raw("</head><body>").Line();
        WriteHead(html, run, against);
        html.Open("main").Line();
        TimelineSection.Write(html, run);
        SequenceSection.Write(html, run);
        if (against is not null)
        {
            DifferenceSection.Write(html, against, run);
        }
        RegisterSection.Write(html, run);
        DeviceSection.Write(html, run, tree);
        CounterSection.Write(html, run);
        html.Close("main").Open("script").Raw(PageFiles.Read("page.js")).Close("script").Raw("</body></html>").Line();
        return html.ToString();
    }

    private static void WriteHead(MarkupWriter html, Run run, Run? against)
    {
        html.Open("header").Open("h1").Text("Boot of ").Element("span", run.Tree, "class", "code").Close("h1");
        html.Element("p", run.Succeeded ? $"Booted in {Duration.Of(run.BootMicroseconds)} of virtual time." : $"Failed: {run.Failure ?? Counted.Of(run.Violations.Count, "violation") + " of the hardware's rules"}", "class", run.Succeeded ? "verdict good" : "verdict bad");
        string faults = run.Faults.Count > 0 ? ", faults " + string.Join(", ", run.Faults) : "";
        html.Element("p", string.Create(CultureInfo.InvariantCulture, $"IPA {run.Version}, seed {run.Seed}{faults}, {run.Stages.Count} stages, {run.Accesses.Count + run.Accesses.LeftOut} register accesses, {run.Exchanges.Count + run.Exchanges.LeftOut} messages and packets."), "class", "facts");
        foreach (string fault in run.FaultResults)
        {
            html.Element("p", fault[..1].ToUpperInvariant() + fault[1..] + ".", "class", "fault");
        }
        if (run.Undone.Count > 0)
        {
            html.Element("p", "Taken down again: " + string.Join(", ", run.Undone));
        }
        if (run.Violations.Count > 0)
        {
            html.Open("ul", "class", "violations");
            foreach (string violation in run.Violations)
            {
                html.Element("li", violation);
            }
            html.Close("ul");
        }
        html.Open("nav");
        (string Id, string Name)[] sections =
        [
            ("timeline", "Timeline"), ("sequence", "Handshake and packets"), .. against is null ? [] : ((string, string)[])[("difference", "Difference")],
            ("registers", "Registers"), ("devices", "Devices"), ("unbound", "Not bound"), ("counters", "Counters"),
        ];
        foreach ((string id, string name) in sections)
        {
            html.Element("a", name, "href", "#" + id).Text(" ");
        }
        html.Close("nav").Close("header").Line();
    }
}
