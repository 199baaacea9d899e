using IpaEmbedded.Cli.Desk;
using IpaEmbedded.Cli.Runs;
using Spectre.Console;

namespace IpaEmbedded.HostTests.Cli.Desk;

[TestClass]
public sealed class DeskScreenTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(3)]
    [DataRow(11)]
    [DataRow(40)]
    public void The_picture_fits_a_terminal_of_80_columns_and_24_lines(int count)
    {
        IEnumerable<int> numbers = Enumerable.Range(0, count);
        var now = new DeskSnapshot(
            [.. numbers.Select(i => new RunDevice("/a" + i, "", true, "bound", ""))],
            [.. numbers.Select(i => new DeskLight("/leds/led-" + i, "a LED with [red] in a long name " + i, i % 2 == 0))],
            [.. numbers.Select(i => new DeskLight("/keys/key-" + i, "key " + i, i % 2 == 0))],
            [.. numbers.Select(i => new DeskReading("/i2c/sensor@" + i, "temperature", i, "°C"))]);
        DeskEvent[] events = [.. numbers.Select(i => new DeskEvent(i * 1000, "event \u001b " + i))];

        string[] lines = Lines(DeskScreen.Draw("ipa run: a [bold]board[/].dts", 1_234_567, now, events, "a breach"));

        Assert.IsLessThanOrEqualTo(24, lines.Length, string.Join('\n', lines));
        Assert.IsLessThanOrEqualTo(80, lines.Max(line => line.Length), string.Join('\n', lines));
        string text = string.Join('\n', lines);
        Assert.Contains("ipa run: a [bold]board[/].dts", text);
        Assert.Contains(count == 0 ? "1.235 s, devices: no devices" : $"1.235 s, devices: {count} bound", text);
        Assert.Contains("a breach", text);
        Assert.Contains("q end", text);
        if (count > 0)
        {
            Assert.Contains($"event \\x1b {count - 1}", text);
        }
    }

    private static string[] Lines(Spectre.Console.Rendering.IRenderable picture)
    {
        using var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 80;
        console.Write(picture);
        return [.. text.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd())];
    }
}
