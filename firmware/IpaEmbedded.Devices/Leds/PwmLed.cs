using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Leds;
using IpaEmbedded.Runtime.Pwm;

namespace IpaEmbedded.Devices.Leds;

/// <summary>A LED on a PWM channel, with a brightness.</summary>
public sealed class PwmLed : Led
{
    private readonly string _name;
    private readonly string _trigger;
    private readonly PwmOutput _output;
    private readonly GpioLine _enable;
    private readonly uint _maximum;
    private readonly uint _default;
    private readonly bool _activeLow;
    private uint _brightness;

    internal PwmLed(string name, string trigger, PwmOutput output, GpioLine enable, uint maximum, uint brightness, bool activeLow)
    {
        _name = name;
        _trigger = trigger;
        _output = output;
        _enable = enable;
        _maximum = maximum;
        _default = brightness;
        _activeLow = activeLow;
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
        get { return _brightness > 0; }
    }

    /// <summary>Brightness, 0 to <see cref="MaximumBrightness"/>.</summary>
    public uint Brightness
    {
        get { return _brightness; }
    }

    /// <summary>Brightness of the LED that is always lit ("max-brightness").</summary>
    public uint MaximumBrightness
    {
        get { return _maximum; }
    }

    /// <summary>Lights it with its default brightness or puts it out.</summary>
    public override void Set(bool on)
    {
        Set(on ? _default : 0);
    }

    /// <summary>Sets the brightness, at most the maximum; false when the hardware refuses.</summary>
    public bool Set(uint brightness)
    {
        _brightness = brightness > _maximum ? _maximum : brightness;
        bool done = _output.SetShare(_activeLow ? _maximum - _brightness : _brightness, _maximum);
        if (_enable != null) { _enable.Write(_brightness > 0); }
        return done;
    }
}
