using IpaEmbedded.Runtime.Leds;

namespace IpaEmbedded.Runtime.Gpio;

/// <summary>A LED on a pin.</summary>
public sealed class GpioLed : Led
{
    private readonly string _name;
    private readonly string _trigger;
    private readonly GpioLine _line;
    private bool _isOn;

    /// <summary>Creates a LED on a pin; nothing is driven yet.</summary>
    public GpioLed(string name, string trigger, GpioLine line)
    {
        _name = name;
        _trigger = trigger;
        _line = line;
    }

    /// <summary>Creates a LED that somebody has lit or put out before.</summary>
    public GpioLed(string name, string trigger, GpioLine line, bool isOn)
        : this(name, trigger, line)
    {
        _isOn = isOn;
    }

    /// <inheritdoc/>
    public override string Name
    {
        get { return _name; }
    }

    /// <inheritdoc/>
    public override string Trigger
    {
        get { return _trigger; }
    }

    /// <inheritdoc/>
    public override bool IsOn
    {
        get { return _isOn; }
    }

    /// <inheritdoc/>
    public override void Set(bool on)
    {
        _isOn = on;
        _line.Write(on);
    }

    internal void Start(bool on)
    {
        _isOn = on;
        _line.SetOutput(on);
    }

    internal void Keep()
    {
        // The level is read before the pin becomes an output, so the LED does not flicker.
        Start(_line.Read());
    }
}
