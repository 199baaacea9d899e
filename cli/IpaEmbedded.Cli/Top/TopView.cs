using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Simulation;
using Spectre.Console;

namespace IpaEmbedded.Cli.Top;

/// <summary>Runs a board and shows meanwhile what it does: drawn over itself on a terminal, with keys; elsewhere a line per second.</summary>
internal sealed class TopView(Terminal terminal, TextWriter lines, string title, SimulatedBoard board, SwitchedCapture capture, Action end)
{
    private const long KeyMicroseconds = 100_000;
    private const long DrawMicroseconds = 500_000;
    private const long LineMicroseconds = 1_000_000;

    private readonly TopRateWindow _rates = new();
    private TopSnapshot? _before;
    private string _note = "";
    private long _noteUntil;

    /// <summary>Runs the board until the token is cancelled.</summary>
    public void Run(CancellationToken cancellation)
    {
        if (terminal.IsInteractive)
        {
            Draw(cancellation);
        }
        else
        {
            Every(LineMicroseconds, () =>
            {
                TopSnapshot now = TopSnapshot.Of(board);
                lines.WriteLine(TopText.Line(now, TopRates.Between(_before, now)));
                lines.Flush();
                _before = now;
            });
            new BoardLoop(board.Loop).Run(cancellation);
        }
    }

    private void Draw(CancellationToken cancellation)
    {
        var keys = new TopKeys(board, capture, end);
        if (!terminal.OutHasColor)
        {
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }
        AnsiConsole.AlternateScreen(() => AnsiConsole.Live(Picture()).Start(context =>
        {
            Every(KeyMicroseconds, () =>
            {
                while (Console.KeyAvailable)
                {
                    Press(keys, Console.ReadKey(intercept: true).KeyChar);
                    Show(context);
                }
            });
            Every(DrawMicroseconds, () => Show(context));
            new BoardLoop(board.Loop).Run(cancellation);
        }));
    }

    private void Press(TopKeys keys, char key)
    {
        string note = keys.Press(key);
        if (note.Length > 0)
        {
            (_note, _noteUntil) = (note, board.Loop.Now + 5_000_000);
        }
    }

    private void Show(LiveDisplayContext context)
    {
        context.UpdateTarget(Picture());
        context.Refresh();
    }

    private Spectre.Console.Rendering.IRenderable Picture()
    {
        TopSnapshot now = TopSnapshot.Of(board);
        return TopScreen.Draw(title, now, _rates.Until(now), now.Microseconds < _noteUntil ? _note : "");
    }

    /// <summary>Does something again and again on the thread of the event loop.</summary>
    private void Every(long microseconds, Action action)
    {
        EventLoopTimer? timer = null;
        timer = new EventLoopTimer(board.Loop, () =>
        {
            action();
            timer!.Start(microseconds);
        });
        timer.Start(microseconds);
    }
}
