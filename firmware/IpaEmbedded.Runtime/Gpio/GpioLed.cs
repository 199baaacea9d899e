namespace IpaEmbedded.Runtime.Gpio;

/// <summary>One LED of the board.</summary>
public sealed class GpioLed
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

    /// <summary>What the device tree calls it: its "label", or the name of its node.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>What it shows, from "linux,default-trigger"; empty when nothing in particular.</summary>
    public string Trigger
    {
        get { return _trigger; }
    }

    /// <summary>Whether it is lit.</summary>
    public bool IsOn
    {
        get { return _isOn; }
    }

    /// <summary>Lights it or puts it out.</summary>
    public void Set(bool on)
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
