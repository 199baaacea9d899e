using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>32 pins in memory that note what is asked of them; bias, drive and edges are there when the test says so.</summary>
internal sealed class TestPins : GpioController
{
    private readonly List<string> _calls = [];
    private readonly GpioEdgeHandler?[] _handlers = new GpioEdgeHandler?[32];

    public bool[] Levels { get; } = new bool[32];

    public string Calls => string.Join(";", _calls);

    public bool HasDrive { get; init; }

    public bool HasEdges { get; init; }

    public override int PinCount => 32;

    /// <summary>The outside world gives a pin a level.</summary>
    public void Drive(int pin, bool high)
    {
        bool edge = Levels[pin] != high;
        Levels[pin] = high;
        if (edge)
        {
            _handlers[pin]?.Invoke(high);
        }
    }

    public bool IsWatched(int pin) => _handlers[pin] is not null;

    public override void SetInput(int pin) => _calls.Add(pin + "=input");

    public override void SetOutput(int pin, bool high)
    {
        Levels[pin] = high;
        _calls.Add(pin + "=output " + (high ? 1 : 0));
    }

    public override bool Read(int pin) => Levels[pin];

    public override void Write(int pin, bool high) => Levels[pin] = high;

    public override bool SetPull(int pin, GpioPull pull)
    {
        if (pull != GpioPull.Unchanged)
        {
            _calls.Add($"{pin}=pull {pull}");
        }
        return true;
    }

    public override bool SetDrive(int pin, GpioDrive drive)
    {
        if (drive != GpioDrive.PushPull)
        {
            _calls.Add($"{pin}=drive {drive}");
        }
        return HasDrive && drive != GpioDrive.OpenSource;
    }

    public override bool Watch(int pin, GpioEdgeHandler? handler)
    {
        _handlers[pin] = HasEdges ? handler : null;
        return HasEdges;
    }

    public override void Free(int pin) => _calls.Add(pin + "=free");
}
