namespace IpaEmbedded.SimulatedDevices;

/// <summary>
/// A fixed regulator as the board has it: its output follows the wire of its enable pin, whatever a driver believes. Without a pin it is on whenever its own supply is.
/// </summary>
internal sealed class SimulatedSupply
{
    internal readonly string NodePath;
    private readonly SimulatedGpio _gpio;
    private readonly int _pin;
    private readonly bool _activeHigh;
    private readonly bool _bootOn;
    private readonly uint _startupDelay;
    private readonly SimulatedSupply _input;

    internal SimulatedSupply(string nodePath, SimulatedGpio gpio, int pin, bool activeHigh, bool bootOn, uint startupDelay, SimulatedSupply input)
    {
        NodePath = nodePath;
        _gpio = gpio;
        _pin = pin;
        _activeHigh = activeHigh;
        _bootOn = bootOn;
        _startupDelay = startupDelay;
        _input = input;
    }

    internal bool IsOn
    {
        get
        {
            if (_input != null && !_input.IsOn) { return false; }
            if (_gpio == null || IsUntouched) { return _gpio == null || _bootOn; }
            return _gpio.Level(_pin) == _activeHigh;
        }
    }

    /// <summary>Event loop time in microseconds from which the voltage is stable, once it is on.</summary>
    internal long StableTime
    {
        get
        {
            long input = _input == null ? 0 : _input.StableTime;
            if (_gpio == null || IsUntouched) { return input; }
            long own = _gpio.LastChange(_pin);
            return (own > input ? own : input) + _startupDelay;
        }
    }

    // Until a driver takes the pin, the boot loader's setting counts.
    private bool IsUntouched
    {
        get { return !_gpio.IsOutput(_pin) && _gpio.IsFloating(_pin); }
    }
}
