using IpaEmbedded.DeviceTree;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace IpaEmbedded.Cli.Desk;

/// <summary>A board without an IPA as a picture of at most 80 columns and 24 lines.</summary>
public static class DeskScreen
{
    private const int MaxRows = 12;
    private const int MaxEvents = 5;
    private const int NameWidth = 23;
    private const int StateWidth = 13;
    private const int LineWidth = 79;

    public static IRenderable Draw(string title, long microseconds, DeskSnapshot now, IReadOnlyList<DeskEvent> events, string breach)
    {
        var rows = new List<IRenderable>
        {
            new Rule(Markup.Escape(ShownText.Escape(title))) { Justification = Justify.Left, Style = new Style(Color.Blue) },
            Line($"{DeskText.Seconds(microseconds)}, devices: {DeskText.Summary(now)}", null),
            new Text(""),
            State(now),
            new Text(""),
        };
        rows.AddRange(events.TakeLast(MaxEvents).Select(each => Line($"{DeskText.Seconds(each.Microseconds)}  {each.Text}", Color.Grey)));
        if (breach.Length > 0)
        {
            rows.Add(Line(breach, Color.Red));
        }
        rows.Add(new Markup(now.Keys.Count > 0 ? $"[bold]1[/]{(now.Keys.Count > 1 ? $"-[bold]{Math.Min(now.Keys.Count, 9)}[/]" : "")} press a key of the board  [bold]q[/] end" : "[bold]q[/] end"));
        return new Rows(rows);
    }

    private static Grid State(DeskSnapshot now)
    {
        (string Name, string Text, Color? Color)[] cells =
        [
            .. now.Leds.Select(led => ("● " + led.Name, led.IsOn ? "on" : "off", (Color?)(led.IsOn ? Color.Green : Color.Grey))),
            .. now.Keys.Select((key, index) => (index < 9 ? $"{index + 1} {key.Name}" : key.Name, key.IsOn ? "pressed" : "released", (Color?)(key.IsOn ? Color.Green : Color.Grey))),
            .. now.Values.Select(value => ($"{DeskText.NameOf(value.NodePath)} {value.Name}", value.Text, (Color?)null)),
        ];
        // Two columns where one is not enough.
        int rows = Math.Min(cells.Length > MaxRows ? (cells.Length + 1) / 2 : cells.Length, MaxRows);
        var grid = new Grid();
        foreach (int width in (int[])[NameWidth, StateWidth, NameWidth, StateWidth])
        {
            grid.AddColumn(new GridColumn { NoWrap = true, Width = width, Padding = new Padding(0, 0, 2, 0) });
        }
        for (int i = 0; i < rows; i++)
        {
            grid.AddRow([.. Cells(i), .. Cells(i + rows)]);
        }
        if (cells.Length > 2 * MaxRows)
        {
            grid.AddRow(Line($"and {cells.Length - (2 * MaxRows)} more", Color.Grey));
        }
        return grid;

        IEnumerable<IRenderable> Cells(int index) => index >= cells.Length ? [new Text(""), new Text("")]
            : [Line(cells[index].Name, null, NameWidth), Line(cells[index].Text, cells[index].Color, StateWidth)];
    }

    private static Text Line(string text, Color? color, int width = LineWidth)
    {
        string shown = ShownText.Escape(text);
        return new Text(shown.Length <= width ? shown : shown[..(width - 1)] + "…", new Style(color));
    }
}
