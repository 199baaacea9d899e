using System.Globalization;
using IpaEmbedded.Cli.Runs;

namespace IpaEmbedded.Cli.Report;

/// <summary>The counters at the end of the run, as <c>ipa status</c> has them.</summary>
internal static class CounterSection
{
    public static void Write(MarkupWriter html, Run run)
    {
        html.Open("section", "id", "counters").Element("h2", "Counters at the end");
        if (run.Counters.Count == 0)
        {
            html.Element("p", "The driver is not bound, so it has counted nothing.");
        }
        html.Open("div", "class", "cards");
        foreach (RunCounters group in run.Counters)
        {
            html.Open("table", "class", "counters").Element("caption", group.Group).Open("tbody").Line();
            foreach ((string name, ulong value) in group.Values)
            {
                html.Open("tr", "class", value == 0 ? "zero" : "").Element("td", name).Element("td", value.ToString(CultureInfo.InvariantCulture), "class", "number").Close("tr");
            }
            html.Close("tbody").Close("table").Line();
        }
        html.Close("div").Close("section").Line();
    }
}
