using System.Globalization;
using System.Text;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>The ratios that have an aim as bars on an axis with numbers, the aim as a mark; legible on light and dark ground.</summary>
internal static class ResultPlot
{
    private const int Left = 350;
    private const int Width = 384;
    private const int Values = 130;
    private const int Line = 24;
    private const int Bar = 15;
    private const int Top = 66;
    private const int Bottom = 44;
    private const double Largest = 16;
    private const int Step = 2;

    public static string Draw(Results results)
    {
        Row[] rows = [.. Rows.All.Where(row => row.Ratio > 0 && results.Figures.ContainsKey(row.Title))];
        int axis = Top + (rows.Length * Line);
        int width = Left + Width + Values;
        int height = axis + Bottom;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $$"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{{width}}" height="{{height}}" viewBox="0 0 {{width}} {{height}}" role="img" aria-label="Ratios to the loops that they are held against">
            <style>
            text { font: 13px system-ui, sans-serif; fill: #24292f; } .bar { fill: #2f6fb2; } .over { fill: #b35900; } .aim { stroke: #24292f; stroke-width: 2; } .grid { stroke: #d0d7de; } .axis { stroke: #57606a; }
            @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .bar { fill: #58a6ff; } .over { fill: #e3a04f; } .aim { stroke: #e6edf3; } .grid { stroke: #3d444d; } .axis { stroke: #9198a1; } }
            </style>
            <rect class="bar" x="8" y="8" width="13" height="13" rx="2"/><text x="27" y="19">within what is aimed for</text>
            <rect class="over" x="196" y="8" width="13" height="13" rx="2"/><text x="215" y="19">over it</text>
            <line class="aim" x1="286" y1="5" x2="286" y2="24"/><text x="295" y="19">what is aimed for</text>

            """);
        for (int tick = 0; tick <= Largest; tick += Step)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{At(tick):F0}\" y1=\"{Top - 8}\" x2=\"{At(tick):F0}\" y2=\"{axis + 5}\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{At(tick):F0}\" y=\"{Top - 14}\" text-anchor=\"middle\">{tick}x</text>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{At(tick):F0}\" y=\"{axis + 18}\" text-anchor=\"middle\">{tick}x</text>\n");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" y1=\"{Top - 8}\" x2=\"{Left}\" y2=\"{axis}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" y1=\"{axis}\" x2=\"{Left + Width}\" y2=\"{axis}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + (Width / 2)}\" y=\"{axis + 36}\" text-anchor=\"middle\">time, as a multiple of the loop beside it</text>\n");
        for (int i = 0; i < rows.Length; i++) { Draw(svg, rows[i], results.Figures[rows[i].Title].Ratio, Top + (i * Line)); }
        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, Row row, double ratio, int y)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 12}\" text-anchor=\"end\">{row.Title}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{(ratio > row.Ratio ? "over" : "bar")}\" x=\"{Left}\" y=\"{y}\" width=\"{At(ratio) - Left:F1}\" height=\"{Bar}\" rx=\"2\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"aim\" x1=\"{At(row.Ratio):F1}\" y1=\"{y - 3}\" x2=\"{At(row.Ratio):F1}\" y2=\"{y + Bar + 3}\"/>\n");
        // What is longer than the axis says so.
        string beyond = ratio > Largest ? "→ " : "";
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + Width + 8}\" y=\"{y + 12}\">{beyond}{ratio:F2}x, aim {row.Ratio}x</text>\n");
    }

    private static double At(double ratio) => Left + (Math.Min(ratio, Largest) / Largest * Width);
}
