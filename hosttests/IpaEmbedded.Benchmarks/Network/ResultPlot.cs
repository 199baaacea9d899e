using System.Globalization;
using System.Text;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>The ratios that have an aim as bars, the aim as a mark; legible on light and dark ground.</summary>
internal static class ResultPlot
{
    private const int Left = 300;
    private const int Width = 300;
    private const int Line = 24;
    private const int Top = 34;
    private const double Largest = 10;

    public static string Draw(Results results)
    {
        Row[] rows = [.. Rows.All.Where(row => row.Ratio > 0 && results.Figures.ContainsKey(row.Title))];
        int height = Top + (rows.Length * Line) + 14;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Left + Width + 60}" height="{height}" viewBox="0 0 {Left + Width + 60} {height}" role="img" aria-label="Ratios to the loops that they are held against">
            <style>
            text {"{"} font: 13px system-ui, sans-serif; fill: #24292f; {"}"} .bar {"{"} fill: #2f6fb2; {"}"} .over {"{"} fill: #b35900; {"}"} .aim {"{"} stroke: #24292f; stroke-width: 2; {"}"} .grid {"{"} stroke: #d0d7de; {"}"}
            @media (prefers-color-scheme: dark) {"{"} text {"{"} fill: #e6edf3; {"}"} .bar {"{"} fill: #58a6ff; {"}"} .over {"{"} fill: #e3a04f; {"}"} .aim {"{"} stroke: #e6edf3; {"}"} .grid {"{"} stroke: #3d444d; {"}"} {"}"}
            </style>
            <text x="8" y="16">times the cost of the loop beside it; the mark is what is aimed for</text>

            """);
        foreach (int grid in (int[])[1, 2, 4, 8])
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{At(grid):F0}\" y1=\"{Top - 8}\" x2=\"{At(grid):F0}\" y2=\"{height - 8}\"/>\n");
        }
        for (int i = 0; i < rows.Length; i++)
        {
            double ratio = results.Figures[rows[i].Title].Ratio;
            int y = Top + (i * Line);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 12}\" text-anchor=\"end\">{rows[i].Title}</text>\n");
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect class=\"{(ratio > rows[i].Ratio ? "over" : "bar")}\" x=\"{Left}\" y=\"{y}\" width=\"{At(ratio) - Left:F1}\" height=\"15\" rx=\"2\"/>\n");
            svg.Append(CultureInfo.InvariantCulture,
                $"<line class=\"aim\" x1=\"{At(rows[i].Ratio):F1}\" y1=\"{y - 3}\" x2=\"{At(rows[i].Ratio):F1}\" y2=\"{y + 18}\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + Width + 8}\" y=\"{y + 12}\">{ratio:F2}x</text>\n");
        }
        return svg.Append("</svg>\n").ToString();
    }

    private static double At(double ratio) => Left + (Math.Min(ratio, Largest) / Largest * Width);
}
