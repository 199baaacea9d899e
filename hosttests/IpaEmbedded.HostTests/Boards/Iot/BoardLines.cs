using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.HostTests.Boards.Iot;

/// <summary>Pins that remember: what was written is read.</summary>
internal sealed class BoardLines : GpioController
{
    private readonly bool[] _levels = new bool[32];

    public List<string> Changes { get; } = [];

    public Dictionary<int, GpioEdgeHandler> Watched { get; } = [];

    public override int PinCount => _levels.Length;

    public override void SetInput(int pin)
    {
    }

    public override void SetOutput(int pin, bool high) => Write(pin, high);

    public override bool Read(int pin) => _levels[pin];

    public override void Write(int pin, bool high)
    {
        _levels[pin] = high;
        Changes.Add($"{pin}={(high ? 1 : 0)}");
    }

    public override bool Watch(int pin, GpioEdgeHandler? handler)
    {
        Watched.Remove(pin);
        if (handler is not null)
        {
            Watched.Add(pin, handler);
        }

        return true;
    }
}
