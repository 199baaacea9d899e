using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.Cli.Desk;

/// <summary>Lets the world act on a board while its time passes, and tells what changes: LEDs and keys at every look, values too.</summary>
internal sealed class DeskRun
{
    /// <summary>Time between two looks at the board, in microseconds.</summary>
    public const long LookMicroseconds = 50_000;

    private readonly Platform _platform;
    private readonly BoardSimulation? _simulation;
    private readonly Action<DeskEvent> _tell;
    private readonly WorkItem _look;

    public DeskRun(Platform platform, BoardSimulation? simulation, Action<DeskEvent> tell)
    {
        _platform = platform;
        _simulation = simulation;
        _tell = tell;
        _look = new WorkItem(Look);
        Now = DeskSnapshot.Of(platform, simulation);
    }

    /// <summary>The board at the last look.</summary>
    public DeskSnapshot Now { get; private set; }

    /// <summary>Sets timers for everything that happens.</summary>
    public void Schedule(IEnumerable<Stimulus> stimuli)
    {
        EventLoop loop = _platform.Loop;
        foreach (Stimulus stimulus in stimuli)
        {
            new EventLoopTimer(loop, () =>
            {
                _tell(new DeskEvent(loop.Now, stimulus.Text));
                stimulus.Apply();
            }).Start(stimulus.Microseconds - loop.Now);
        }
        EventLoopTimer? timer = null;
        timer = new EventLoopTimer(loop, () =>
        {
            // Drivers measure in a look, which a timer may not wait for.
            loop.Post(_look);
            timer!.Start(LookMicroseconds);
        });
        timer.Start(0);
    }

    /// <summary>Looks at the board now.</summary>
    public void Look()
    {
        DeskSnapshot before = Now;
        Now = DeskSnapshot.Of(_platform, _simulation);
        foreach ((DeskLight old, DeskLight led) in before.Leds.Zip(Now.Leds).Where(pair => pair.First.IsOn != pair.Second.IsOn))
        {
            Tell($"LED {led.Name} {(led.IsOn ? "on" : "off")}");
        }
        foreach ((DeskLight old, DeskLight key) in before.Keys.Zip(Now.Keys).Where(pair => pair.First.IsOn != pair.Second.IsOn))
        {
            Tell($"key {key.Name} {(key.IsOn ? "pressed" : "released")}");
        }
        foreach ((DeskReading old, DeskReading value) in before.Values.Zip(Now.Values).Where(pair => pair.First.Number != pair.Second.Number))
        {
            Tell($"{DeskText.NameOf(value.NodePath)} {value.Name} {value.Text}");
        }
    }

    private void Tell(string text) => _tell(new DeskEvent(_platform.Loop.Now, text));
}
