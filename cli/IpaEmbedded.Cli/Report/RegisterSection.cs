using System.Globalization;
using IpaEmbedded.Cli.Runs;

namespace IpaEmbedded.Cli.Report;

/// <summary>Register accesses by stage, decoded; the page's script searches them.</summary>
internal static class RegisterSection
{
    public static void Write(MarkupWriter html, Run run)
    {
        html.Open("section", "id", "registers").Element("h2", "Register accesses");
        html.Raw("<p class=\"search\" hidden=\"hidden\"><label>Search <input type=\"search\" id=\"search\" placeholder=\"register, field, value, stage\"/></label> <output id=\"found\"></output></p>").Line();
        foreach (List<RunAccess> stage in Runs(run.Accesses))
        {
            int writes = stage.Count(access => access.IsWrite);
            html.Open("details", "class", "stage").Element("summary", $"{stage[0].Stage}: {writes} writes, {stage.Count - writes} reads");
            html.Open("div", "class", "scroll").Raw("<table class=\"accesses\"><thead><tr><th class=\"number\">time</th><th>in</th><th></th><th>register</th><th>value</th><th>fields that are not 0</th></tr></thead><tbody>").Line();
            foreach (RunAccess access in stage)
            {
                WriteRow(html, access);
            }
            html.Raw("</tbody></table></div></details>").Line();
        }
        if (run.Accesses.Count == 0)
        {
            html.Element("p", "No register was accessed.");
        }
        LeftOut.Write(html, run.Accesses.LeftOut, "register accesses");
        html.Close("section").Line();
    }

    /// <summary>A register as it is shown: with its block where the name does not say it.</summary>
    public static string NameOf(RunAccess access) => $"{access.Block}:{access.Register}";

    /// <summary>A value of 32 bits.</summary>
    public static string ValueOf(uint value) => $"0x{value.ToString("x8", CultureInfo.InvariantCulture)}";

    private static void WriteRow(MarkupWriter html, RunAccess access) =>
        html.Open("tr").Element("td", Duration.Of(access.At.Microseconds), "class", "number").Element("td", access.Context).Element("td", access.IsWrite ? "write" : "read")
            .Element("td", NameOf(access), "class", "code").Element("td", ValueOf(access.Value), "class", "code").Element("td", access.Fields, "class", "code fields").Close("tr").Line();

    private static IEnumerable<List<RunAccess>> Runs(IEnumerable<RunAccess> accesses)
    {
        List<RunAccess> current = [];
        foreach (RunAccess access in accesses)
        {
            if (current.Count > 0 && current[0].Stage != access.Stage)
            {
                yield return current;
                current = [];
            }
            current.Add(access);
        }
        if (current.Count > 0)
        {
            yield return current;
        }
    }
}
