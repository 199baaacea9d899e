using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>A GPIO controller whose pins a test drives from outside.</summary>
public sealed class SimulatedGpio : GpioController
{
    private readonly bool[] _levels;

    /// <summary>Creates a controller whose pins are low inputs.</summary>
    public SimulatedGpio(int pinCount)
    {
        _levels = new bool[pinCount];
    }

    /// <inheritdoc/>
    public override int PinCount
    {
        get { return _levels.Length; }
    }

    /// <inheritdoc/>
    public override void SetInput(int pin)
    {
    }

    /// <inheritdoc/>
    public override void SetOutput(int pin, bool high)
    {
        _levels[pin] = high;
    }

    /// <inheritdoc/>
    public override bool Read(int pin)
    {
        return _levels[pin];
    }

    /// <inheritdoc/>
    public override void Write(int pin, bool high)
    {
        _levels[pin] = high;
    }
}
