using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.SimulatedDevices;
using Spectre.Console;

namespace IpaEmbedded.Cli.Desk;

/// <summary>Shows a board on a terminal while it runs in real time, drawn over itself; keys of the keyboard press those of the board.</summary>
internal sealed class DeskView(Terminal terminal, string title, Platform platform, BoardSimulation? simulation, Action end)
{
    private const int MaxEvents = 100;

    private readonly List<DeskEvent> _events = [];

    /// <summary>Runs the board until the token is cancelled.</summary>
    public void Run(DeskRun run, CancellationToken cancellation)
    {
        EventLoop loop = platform.Loop;
        if (!terminal.OutHasColor)
        {
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }
        AnsiConsole.AlternateScreen(() => AnsiConsole.Live(Picture(run)).Start(context =>
        {
            EventLoopTimer? timer = null;
            timer = new EventLoopTimer(loop, () =>
            {
                while (Console.KeyAvailable)
                {
                    Press(run, Console.ReadKey(intercept: true).KeyChar);
                }
                context.UpdateTarget(Picture(run));
                context.Refresh();
                timer!.Start(2 * DeskRun.LookMicroseconds);
            });
            timer.Start(0);
            new BoardLoop(loop).Run(cancellation);
        }));
    }

    /// <summary>Something has changed.</summary>
    public void Tell(DeskEvent changed)
    {
        _events.Add(changed);
        if (_events.Count > MaxEvents)
        {
            _events.RemoveAt(0);
        }
    }

    private void Press(DeskRun run, char pressed)
    {
        if (pressed is 'q' or 'Q')
        {
            end();
        }
        else if (pressed is >= '1' and <= '9' && pressed - '1' < run.Now.Keys.Count)
        {
            string path = run.Now.Keys[pressed - '1'].NodePath;
            for (int i = 0; i < simulation?.KeyCount; i++)
            {
                if (simulation.KeyAt(i) is { } key && key.NodePath == path)
                {
                    key.Press();
                    new EventLoopTimer(platform.Loop, key.Release).Start(StimulusReader.PressMicroseconds);
                }
            }
        }
    }

    private Spectre.Console.Rendering.IRenderable Picture(DeskRun run) =>
        DeskScreen.Draw(title, platform.Loop.Now, run.Now, _events, simulation is { Breaches.Kept: > 0 } ? simulation.Breaches.At(simulation.Breaches.Kept - 1).Text : "");
}
