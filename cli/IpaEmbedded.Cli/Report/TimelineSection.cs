using IpaEmbedded.Cli.Runs;
using static IpaEmbedded.Cli.MarkupWriter;

namespace IpaEmbedded.Cli.Report;

/// <summary>The boot as a timeline: stages, lanes of what happened, and the levels of the rings, over one axis.</summary>
internal static class TimelineSection
{
    private const double Left = 132;
    private const double Width = 1084;
    private const double StageHeight = 22;
    private const double LaneHeight = 20;
    private const double LevelHeight = 46;
    private const double CharacterWidth = 6.7;

    // Marks of a lane nearer than this would be one blot.
    private const double Distance = 1.5;

    private static readonly (RunLane Lane, string Name)[] Lanes =
    [
        (RunLane.Power, "power"), (RunLane.Commands, "GSI commands"), (RunLane.Interrupts, "interrupts"), (RunLane.Polls, "polls"), (RunLane.Doorbells, "doorbells"),
        (RunLane.Transfers, "transfers"), (RunLane.Chip, "chip's events"), (RunLane.Frames, "QMAP frames"), (RunLane.Messages, "messages"), (RunLane.Faults, "faults"),
    ];

    public static void Write(MarkupWriter html, Run run)
    {
        html.Open("section", "id", "timeline").Element("h2", "Timeline");
        html.Element("p", "From left to right in the order of what happened; where virtual time passes, the axis is wider (grey, by the logarithm of the time). Stages have the width of what they did.", "class", "hint");
        var axis = new OrderAxis(run, Width);
        List<IGrouping<int, RunLevel>> rings = [.. run.Levels.Where(level => level.Capacity > 0).GroupBy(level => level.Channel).OrderBy(ring => ring.Key)];
        double lanes = (2 * StageHeight) + 14;
        double levels = lanes + (Lanes.Length * LaneHeight) + 26;
        double bottom = levels + (rings.Count * LevelHeight);
        html.Open("div", "class", "scroll").Open("svg", "class", "timeline", "width", Number(Left + Width + 24), "height", Number(bottom + 30), "role", "img", "aria-label", "Timeline of the boot").Line();
        WriteWaits(html, axis, bottom);
        WriteStages(html, run, axis);
        for (int i = 0; i < Lanes.Length; i++)
        {
            WriteLane(html, run, axis, Lanes[i].Lane, Lanes[i].Name, lanes + (i * LaneHeight));
        }
        if (rings.Count > 0)
        {
            html.Element("text", "elements that the hardware has, of each ring", "class", "heading", "x", "0", "y", Number(levels - 8));
        }
        for (int i = 0; i < rings.Count; i++)
        {
            WriteRing(html, run, axis, rings[i], levels + (i * LevelHeight));
        }
        WriteTicks(html, axis, bottom);
        html.Close("svg").Close("div");
        LeftOut.Write(html, run.Marks.LeftOut, "marks");
        LeftOut.Write(html, run.Levels.LeftOut, "changes of the rings' levels");
        WriteStageTable(html, run);
        html.Close("section").Line();
    }

    private static void WriteWaits(MarkupWriter svg, OrderAxis axis, double bottom)
    {
        foreach ((double from, double to, long time) in axis.Waits().Where(wait => wait.To - wait.From >= 6))
        {
            svg.Open("rect", "class", "wait", "x", Number(Left + from), "y", "0", "width", Number(to - from), "height", Number(bottom)).Element("title", Duration.Of(time) + " pass").Close("rect");
        }
        svg.Line();
    }

    private static void WriteStages(MarkupWriter svg, Run run, OrderAxis axis)
    {
        svg.Element("text", "stages", "class", "lane", "x", "0", "y", "15");
        foreach (RunStage stage in run.Stages)
        {
            double from = axis.At(stage.Begin);
            double width = Math.Max(2, axis.At(stage.End) - from);
            double y = stage.IsInner ? StageHeight + 2 : 0;
            svg.Open("g", "class", $"stage{(stage.IsInner ? " inner" : "")}{(stage.Failure is null ? "" : " failed")}");
            svg.Empty("rect", "x", Number(Left + from), "y", Number(y), "width", Number(width), "height", Number(StageHeight - 2), "rx", "2");
            int room = (int)((width - 6) / CharacterWidth);
            if (room >= 4)
            {
                svg.Element("text", Shorten(stage.Name, room), "x", Number(Left + from + 4), "y", Number(y + 14));
            }
            svg.Element("title", $"{stage.Name}: {(stage.Failure is null ? stage.Description : "FAILED: " + stage.Failure)}, {Duration.Of(stage.DurationMicroseconds)}, {stage.RegisterWrites} register writes").Close("g").Line();
        }
    }

    private static void WriteLane(MarkupWriter svg, Run run, OrderAxis axis, RunLane lane, string name, double y)
    {
        IReadOnlyList<RunMark> marks = [.. run.Marks.Where(mark => mark.Lane == lane).OrderBy(mark => mark.Begin.Order)];
        svg.Element("text", name, "class", "lane", "x", "0", "y", Number(y + 13));
        svg.Element("text", marks.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), "class", "count", "x", Number(Left - 10), "y", Number(y + 13));
        svg.Empty("line", "class", "rule", "x1", Number(Left), "x2", Number(Left + Width), "y1", Number(y + LaneHeight - 2), "y2", Number(y + LaneHeight - 2));
        double last = double.MinValue;
        foreach (RunMark mark in marks)
        {
            double from = axis.At(mark.Begin);
            double width = axis.At(mark.End) - from;
            if (from - last < Distance && width < Distance)
            {
                continue;
            }
            last = from;
            svg.Open("rect", "class", "mark " + ClassOf(lane), "x", Number(Left + from), "y", Number(y + 2), "width", Number(Math.Max(1.6, width)), "height", Number(LaneHeight - 6));
            svg.Element("title", mark.End.Microseconds > mark.Begin.Microseconds ? $"{Duration.Of(mark.Begin.Microseconds)}: {mark.Text}, {Duration.Of(mark.End.Microseconds - mark.Begin.Microseconds)}" : $"{Duration.Of(mark.Begin.Microseconds)}: {mark.Text}");
            svg.Close("rect");
        }
        svg.Line();
    }

    private static string ClassOf(RunLane lane) => lane switch
    {
        RunLane.Power => "power",
        RunLane.Commands => "command",
        RunLane.Interrupts or RunLane.Polls => "interrupt",
        RunLane.Doorbells or RunLane.Transfers => "doorbell",
        RunLane.Chip => "chip",
        RunLane.Faults => "fault",
        _ => "link",
    };

    private static void WriteRing(MarkupWriter svg, Run run, OrderAxis axis, IGrouping<int, RunLevel> ring, double y)
    {
        int capacity = ring.Max(level => level.Capacity);
        int most = Math.Max(1, ring.Max(level => level.Elements));
        double height = LevelHeight - 12;
        string[] name = run.ChannelName(ring.Key).Split(", ");
        svg.Element("text", name[^1], "class", "lane", "x", "0", "y", Number(y + 14));
        svg.Element("text", $"channel {ring.Key}: {most} of {capacity}", "class", "small", "x", "0", "y", Number(y + 28));
        var path = new System.Text.StringBuilder($"M{Number(Left)} {Number(y + height)}");
        double lastX = double.MinValue;
        double lastY = y + height;
        foreach (RunLevel level in ring)
        {
            double x = Left + axis.At(level.At);
            double top = y + height - (height * level.Elements / most);
            if (x - lastX >= 0.5 || top != lastY)
            {
                path.Append($"H{Number(x)}V{Number(top)}");
                (lastX, lastY) = (x, top);
            }
        }
        // Where not everything was kept, nobody knows how it went on.
        if (run.Levels.LeftOut == 0)
        {
            path.Append($"H{Number(Left + axis.Width)}");
        }
        svg.Open("path", "class", "level", "d", path + $"V{Number(y + height)}Z").Element("title", $"{run.ChannelName(ring.Key)}: at most {most} of {capacity} elements").Close("path").Line();
    }

    private static void WriteTicks(MarkupWriter svg, OrderAxis axis, double bottom)
    {
        svg.Element("text", "virtual time", "class", "lane", "x", "0", "y", Number(bottom + 18));
        foreach ((double place, long time) in axis.Ticks(84))
        {
            svg.Empty("line", "class", "tick", "x1", Number(Left + place), "x2", Number(Left + place), "y1", "0", "y2", Number(bottom + 5));
            svg.Element("text", Duration.Of(time), "class", "small", "x", Number(Left + place + 2), "y", Number(bottom + 18));
        }
    }

    private static void WriteStageTable(MarkupWriter html, Run run)
    {
        html.Open("details").Element("summary", $"The {run.Stages.Count} stages as a table");
        html.Open("div", "class", "scroll").Raw("<table><thead><tr><th>stage</th><th>what it did</th><th class=\"number\">begins</th><th class=\"number\">takes</th><th class=\"number\">register writes</th></tr></thead><tbody>").Line();
        foreach (RunStage stage in run.Stages)
        {
            html.Open("tr", "class", stage.Failure is null ? "" : "failed").Element("td", stage.Name, "class", stage.IsInner ? "inner" : "outer").Element("td", stage.Failure is null ? stage.Description : "FAILED: " + stage.Failure);
            html.Element("td", Duration.Of(stage.Begin.Microseconds), "class", "number").Element("td", Duration.Of(stage.DurationMicroseconds), "class", "number");
            html.Element("td", stage.RegisterWrites.ToString(System.Globalization.CultureInfo.InvariantCulture), "class", "number").Close("tr").Line();
        }
        html.Raw("</tbody></table>").Close("div").Close("details");
    }
}
