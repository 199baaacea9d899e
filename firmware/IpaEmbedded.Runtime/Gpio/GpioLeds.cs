namespace IpaEmbedded.Runtime.Gpio;

/// <summary>The LEDs of one "gpio-leds" node; its device's DriverData.</summary>
public sealed class GpioLeds
{
    private readonly GpioLed[] _leds;

    /// <summary>Creates the set.</summary>
    public GpioLeds(GpioLed[] leds)
    {
        _leds = leds;
    }

    /// <summary>Number of LEDs.</summary>
    public int Count
    {
        get { return _leds.Length; }
    }

    /// <summary>A LED by its position in the tree.</summary>
    public GpioLed At(int index)
    {
        return _leds[index];
    }

    /// <summary>A LED by name, or null.</summary>
    public GpioLed Find(string name)
    {
        for (int i = 0; i < _leds.Length; i++)
        {
            if (_leds[i].Name == name) { return _leds[i]; }
        }
        return null;
    }

    /// <summary>The first LED that shows something, or null.</summary>
    public GpioLed FindByTrigger(string trigger)
    {
        for (int i = 0; i < _leds.Length; i++)
        {
            if (_leds[i].Trigger == trigger) { return _leds[i]; }
        }
        return null;
    }
}
