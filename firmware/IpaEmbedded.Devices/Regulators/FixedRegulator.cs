using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Regulators;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Devices.Regulators;

/// <summary>A supply of one voltage that a pin switches, or nothing; its delays are waits, so it is not switched from a handler.</summary>
public sealed class FixedRegulator : Regulator
{
    private readonly EventLoop _loop;
    private readonly string _name;
    private readonly int _microvolts;
    private readonly long _startupMicroseconds;
    private readonly long _offOnMicroseconds;
    private readonly bool _alwaysOn;
    private readonly bool _activeHigh;
    private readonly GpioLine _pin;
    private readonly Supply _input;
    private bool _isOn;
    private bool _wasOff;
    private long _offSince;

    internal FixedRegulator(Device device, GpioLine pin, bool activeHigh)
    {
        TreeNode node = device.Node;
        _loop = device.Loop;
        _name = node.String("regulator-name", node.Name);
        _microvolts = (int)node.Cell("regulator-min-microvolt", 0);
        _startupMicroseconds = node.Cell("startup-delay-us", 0);
        _offOnMicroseconds = node.Cell("off-on-delay-us", 0);
        _alwaysOn = node.HasProperty("regulator-always-on");
        _input = device.Supply("vin");
        _pin = pin;
        _activeHigh = activeHigh;
    }

    /// <inheritdoc/>
    public override string Name
    {
        get { return _name; }
    }

    /// <inheritdoc/>
    public override int Microvolts
    {
        get { return _microvolts; }
    }

    /// <summary>Whether it is on, for consumers or because the tree says so.</summary>
    public bool IsOn
    {
        get { return _isOn; }
    }

    /// <summary>Gives the pin its first level: on when the firmware has it on, or when it always is.</summary>
    internal void Start(bool on)
    {
        if (on)
        {
            _isOn = true;
            _input.Enable();
        }
        if (_pin != null) { _pin.SetOutput(LevelOf(on)); }
    }

    /// <inheritdoc/>
    protected override void TurnOn()
    {
        if (_isOn) { return; }
        _input.Enable();
        long off = _loop.Now - _offSince;
        if (_wasOff && off < _offOnMicroseconds) { _loop.Sleep(_offOnMicroseconds - off); }
        if (_pin != null) { _pin.Write(LevelOf(true)); }
        _isOn = true;
        if (_startupMicroseconds > 0) { _loop.Sleep(_startupMicroseconds); }
    }

    /// <inheritdoc/>
    protected override void TurnOff()
    {
        if (_alwaysOn) { return; }
        if (_pin != null) { _pin.Write(LevelOf(false)); }
        _isOn = false;
        _wasOff = true;
        _offSince = _loop.Now;
        _input.Disable();
    }

    // The line turns levels by the flag of its cell, which the polarity of this one is not.
    private bool LevelOf(bool on)
    {
        return (on == _activeHigh) != _pin.IsActiveLow;
    }
}
