using System.Globalization;
using IpaEmbedded.DeviceTree;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace IpaEmbedded.Cli.Top;

/// <summary>The live view as a picture of at most 80 columns and 24 lines.</summary>
public static class TopScreen
{
    private const int BarWidth = 24;
    private const int LineWidth = 79;

    // What a key did may have the path of a file, whose end counts.
    private const int MaxNote = 2 * LineWidth;
    private const int NoteBeginning = 30;

    /// <summary>Draws a moment; <paramref name="note"/> is what the last key did.</summary>
    public static IRenderable Draw(string title, TopSnapshot now, TopRates rates, string note)
    {
        var rows = new List<IRenderable>
        {
            new Rule(Safe(title)) { Justification = Justify.Left, Style = new Style(Color.Blue) },
            Facts(now, rates),
            new Text(""),
            Traffic(now, rates),
            new Text(""),
            Rings(now),
            new Text(""),
        };
        rows.AddRange(now.Events.Select(text => Line(text, Color.Yellow)));
        if (now.FirstViolation.Length > 0)
        {
            rows.Add(Line(now.FirstViolation, Color.Red));
        }
        rows.Add(Note(note));
        rows.Add(new Markup("[bold]c[/] crash the modem  [bold]i[/] lose an interrupt  [bold]r[/] record a capture  [bold]q[/] end"));
        return new Rows(rows);
    }

    private static Grid Facts(TopSnapshot now, TopRates rates)
    {
        Grid grid = Columns((11, false), (13, false), (11, false), (37, false));
        grid.AddRow(Label("power"), State(TopText.Power(now), now.IsPowered), Label("modem"), State(TopText.Modem(now), now.IsReady));
        grid.AddRow(Label("users"), new Text(Number(now.PowerUsers)), Label("sanitizer"), State(TopText.Violations(now), now.Violations == 0));
        grid.AddRow(Label("running"), new Text(TopText.Seconds(now.Microseconds)), Label("interrupts"), new Text($"{Number(now.Interrupts)}, {TopText.Rate(rates.Interrupts)}/s"));
        return grid;
    }

    private static Grid Traffic(TopSnapshot now, TopRates rates)
    {
        Grid grid = Columns((11, false), (10, true), (11, true), (10, true), (10, true), (8, true));
        grid.AddRow(Label(""), Label("packets/s"), Label("per second"), Label("packets"), Label("bytes"), Label("dropped"));
        Add("to modem", rates.SentPackets, rates.SentBytes, now.Sent);
        Add("from modem", rates.ReceivedPackets, rates.ReceivedBytes, now.Received);
        return grid;

        void Add(string name, double packets, double bytes, TopTraffic all) =>
            grid.AddRow(new Text(name), new Text(TopText.Rate(packets)), new Text(TopText.Size(bytes)), new Text(Number(all.Packets)), new Text(TopText.Size(all.Bytes)), new Text(Number(all.Dropped), new Style(all.Dropped > 0 ? Color.Red : null)));
    }

    private static Grid Rings(TopSnapshot now)
    {
        Grid grid = Columns((13, false), (2, true), (BarWidth, false), (7, true), (9, true), (10, true));
        grid.AddRow(Label("ring"), Label("ch"), Label("with the hardware"), Label(""), Label("completed"), Label("interrupts"));
        foreach (TopRing ring in now.Rings)
        {
            grid.AddRow(new Text(ring.Name, new Style(ring.IsBroken ? Color.Red : null)), new Text(Number(ring.Channel)), Bar(ring), new Text($"{ring.Elements}/{ring.Limit}"), new Text(Number(ring.Completed)), new Text(Number(ring.Interrupts)));
        }
        return grid;
    }

    private static Grid Columns(params (int Width, bool IsNumber)[] columns)
    {
        var grid = new Grid();
        foreach ((int width, bool isNumber) in columns)
        {
            var column = new GridColumn { NoWrap = true, Width = width, Padding = new Padding(0, 0, 2, 0) };
            grid.AddColumn(isNumber ? column.RightAligned() : column);
        }
        return grid;
    }

    private static Markup Bar(TopRing ring)
    {
        int filled = ring.Limit == 0 ? 0 : Math.Clamp((int)Math.Ceiling(BarWidth * (double)ring.Elements / ring.Limit), 0, BarWidth);
        return new Markup($"[blue]{new string('█', filled)}[/][grey]{new string('·', BarWidth - filled)}[/]");
    }

    private static Text Label(string text) => new(text, new Style(Color.Grey));

    private static Text State(string text, bool isGood) => new(text, new Style(isGood ? Color.Green : Color.Red));

    private static Text Line(string text, Color color)
    {
        string shown = ShownText.Escape(text);
        return new Text(shown.Length <= LineWidth ? shown : shown[..(LineWidth - 1)] + "…", new Style(color));
    }

    private static Text Note(string text)
    {
        string shown = ShownText.Escape(text);
        return new Text(shown.Length <= MaxNote ? shown : shown[..NoteBeginning] + "…" + shown[^(MaxNote - NoteBeginning - 1)..], new Style(Color.Green)) { Overflow = Overflow.Fold };
    }

    /// <summary>Text that is no markup.</summary>
    private static string Safe(string text) => Markup.Escape(ShownText.Escape(text));

    private static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
