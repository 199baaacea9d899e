namespace IpaEmbedded.SimulatedDevices;

/// <summary>
/// A key of the board, as a "gpio-keys" node describes it. Pressed, it connects its pin to the active level; released, a resistor makes the pin inactive: the pin's
/// own when the tree asks for one, else the board's.
/// </summary>
public sealed class SimulatedKey
{
    private readonly string _nodePath;
    private readonly string _label;
    private readonly uint _code;
    private readonly SimulatedGpio _gpio;
    private readonly int _pin;
    private readonly bool _activeLow;
    private bool _isPressed;

    internal SimulatedKey(string nodePath, string label, uint code, SimulatedGpio gpio, int pin, bool activeLow)
    {
        _nodePath = nodePath;
        _label = label;
        _code = code;
        _gpio = gpio;
        _pin = pin;
        _activeLow = activeLow;
    }

    /// <summary>Path of the key's node.</summary>
    public string NodePath
    {
        get { return _nodePath; }
    }

    /// <summary>What the tree calls it: its "label", or the name of its node.</summary>
    public string Label
    {
        get { return _label; }
    }

    /// <summary>Its "linux,code" (include/dt-bindings/input/linux-event-codes.h); 0 when the node has none.</summary>
    public uint Code
    {
        get { return _code; }
    }

    /// <summary>Controller of its pin.</summary>
    public SimulatedGpio Gpio
    {
        get { return _gpio; }
    }

    /// <summary>Number of its pin.</summary>
    public int Pin
    {
        get { return _pin; }
    }

    /// <summary>Whether a finger is on it.</summary>
    public bool IsPressed
    {
        get { return _isPressed; }
    }

    /// <summary>Presses it and keeps it pressed.</summary>
    public void Press()
    {
        _isPressed = true;
        _gpio.Drive(_pin, !_activeLow);
    }

    /// <summary>Releases it.</summary>
    public void Release()
    {
        _isPressed = false;
        _gpio.Release(_pin);
    }
}
