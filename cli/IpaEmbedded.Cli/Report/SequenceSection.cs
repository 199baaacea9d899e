using IpaEmbedded.Cli.Runs;
using static IpaEmbedded.Cli.MarkupWriter;

namespace IpaEmbedded.Cli.Report;

/// <summary>Handshake and packets as a sequence chart: who tells whom what, from top to bottom.</summary>
internal static class SequenceSection
{
    private const double Top = 34;
    private const double RowHeight = 26;
    private const double TimeWidth = 90;
    private const double PartyDistance = 190;
    private const double DetailWidth = 510;

    // Characters of 6.1 pixels.
    private const int MaxDetail = (int)(DetailWidth / 6.1);

    private static readonly string[] Parties = [.. Enum.GetValues<RunParty>().Select(RunNames.Of)];

    public static void Write(MarkupWriter html, Run run)
    {
        html.Open("section", "id", "sequence").Element("h2", "Handshake and packets");
        double height = Top + (run.Exchanges.Count * RowHeight) + 14;
        double right = X(Parties.Length - 1) + 40;
        html.Open("div", "class", "scroll").Open("svg", "class", "sequence", "width", Number(right + DetailWidth), "height", Number(height), "role", "img", "aria-label", "Messages and packets in their order").Line();
        for (int i = 0; i < Parties.Length; i++)
        {
            svgLine(X(i), height);
            html.Element("text", Parties[i], "class", "party", "x", Number(X(i)), "y", "16");
        }
        for (int i = 0; i < run.Exchanges.Count; i++)
        {
            WriteRow(html, run.Exchanges[i], Top + (i * RowHeight) + 14, right);
        }
        html.Close("svg").Close("div");
        LeftOut.Write(html, run.Exchanges.LeftOut, "messages and packets");
        if (run.Exchanges.Count == 0)
        {
            html.Element("p", "No message and no packet was exchanged.");
        }
        WriteWhole(html, run);
        WriteEchoes(html, run);
        html.Close("section").Line();

        void svgLine(double x, double end) => html.Empty("line", "class", "life", "x1", Number(x), "x2", Number(x), "y1", "24", "y2", Number(end));
    }

    private static double X(int party) => TimeWidth + 30 + (party * PartyDistance);

    private static void WriteRow(MarkupWriter svg, RunExchange exchange, double y, double right)
    {
        double from = X((int)exchange.From);
        double to = X((int)exchange.To);
        double side = to > from ? -1 : 1;
        svg.Open("g", "class", exchange.From is RunParty.Modem || exchange.To is RunParty.Modem ? "message" : exchange.Text.StartsWith('µ') ? "micro" : "packet");
        svg.Element("title", $"{Duration.Of(exchange.At.Microseconds)}: {exchange.Text}{(exchange.Detail.Length > 0 ? ": " + exchange.Detail : "")}");
        svg.Element("text", Duration.Of(exchange.At.Microseconds), "class", "time", "x", Number(TimeWidth), "y", Number(y + 4));
        svg.Empty("line", "class", "arrow", "x1", Number(from), "x2", Number(to + (side * 7)), "y1", Number(y), "y2", Number(y));
        svg.Empty("path", "class", "head", "d", $"M{Number(to)} {Number(y)}L{Number(to + (side * 9))} {Number(y - 4)}V{Number(y + 4)}Z");
        svg.Element("text", Shorten(exchange.Text, (int)(Math.Abs(to - from) / 6.7) - 2), "class", "label", "x", Number((from + to) / 2), "y", Number(y - 4));
        svg.Element("text", Shorten(exchange.Detail, MaxDetail), "class", "small", "x", Number(right), "y", Number(y + 4));
        svg.Close("g").Line();
    }

    /// <summary>What the chart had no room for.</summary>
    private static void WriteWhole(MarkupWriter html, Run run)
    {
        List<RunExchange> cut = [.. run.Exchanges.Where(exchange => exchange.Detail.Length > MaxDetail)];
        if (cut.Count > 0)
        {
            html.Open("details").Element("summary", "Messages that the chart cuts, whole").Open("ul", "class", "plain");
            foreach (RunExchange exchange in cut)
            {
                html.Open("li").Text($"{Duration.Of(exchange.At.Microseconds)} {exchange.Text}: ").Element("span", exchange.Detail, "class", "code").Close("li");
            }
            html.Close("ul").Close("details");
        }
    }

    private static void WriteEchoes(MarkupWriter html, Run run)
    {
        if (run.Echoes.Count == 0)
        {
            return;
        }
        html.Open("ul", "class", "plain");
        foreach (Boot.EchoResult echo in run.Echoes.Take(20))
        {
            html.Element("li", $"echo {echo.Sequence} to {echo.Destination}, {echo.Bytes} bytes: {(echo.RoundTripMicroseconds is { } time ? Duration.Of(time) : "no answer")}");
        }
        html.Close("ul");
        LeftOut.Write(html, run.Echoes.Count - 20, "echo requests");
    }
}
