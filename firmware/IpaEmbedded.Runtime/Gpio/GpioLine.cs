namespace IpaEmbedded.Runtime.Gpio;

/// <summary>One pin as its consumer sees it: active or not, whichever level that is on the board.</summary>
public sealed class GpioLine
{
    /// <summary>Bit of a specifier's flags that says that low is active.</summary>
    public const uint ActiveLow = 1;

    private readonly GpioController _controller;
    private readonly int _pin;
    private readonly bool _activeLow;

    /// <summary>Creates a consumer's hold on a pin.</summary>
    public GpioLine(GpioController controller, int pin, bool activeLow)
    {
        _controller = controller;
        _pin = pin;
        _activeLow = activeLow;
    }

    /// <summary>Number of the pin at its controller.</summary>
    public int Pin
    {
        get { return _pin; }
    }

    /// <summary>Makes the pin an input.</summary>
    public void SetInput()
    {
        _controller.SetInput(_pin);
    }

    /// <summary>Makes the pin an output that starts active or not.</summary>
    public void SetOutput(bool active)
    {
        _controller.SetOutput(_pin, active != _activeLow);
    }

    /// <summary>Whether the pin is active.</summary>
    public bool Read()
    {
        return _controller.Read(_pin) != _activeLow;
    }

    /// <summary>Drives the pin active or not.</summary>
    public void Write(bool active)
    {
        _controller.Write(_pin, active != _activeLow);
    }
}
