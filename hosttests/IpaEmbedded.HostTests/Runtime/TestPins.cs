using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>32 pins in memory.</summary>
internal sealed class TestPins : GpioController
{
    private readonly List<string> _calls = [];

    public bool[] Levels { get; } = new bool[32];

    public string Calls => string.Join(";", _calls);

    public override int PinCount => 32;

    public override void SetInput(int pin) => _calls.Add(pin + "=input");

    public override void SetOutput(int pin, bool high)
    {
        Levels[pin] = high;
        _calls.Add(pin + "=output " + (high ? 1 : 0));
    }

    public override bool Read(int pin) => Levels[pin];

    public override void Write(int pin, bool high) => Levels[pin] = high;
}
