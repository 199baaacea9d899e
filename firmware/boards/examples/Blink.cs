using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Leds;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Examples;

/// <summary>Blinks "led0" once a second; while the button "sw0" is pressed, the LED stays lit. A board without a button only blinks.</summary>
public sealed class Blink
{
    private const long HalfPeriodMicroseconds = 500000;

    private readonly Led _led;
    private readonly DelayedWork _toggling;

    /// <summary>Finds LED and button by their aliases; nothing blinks yet.</summary>
    /// <exception cref="ProbeException">The board has no such LED, or a button that does not work; the message says why.</exception>
    public Blink(Platform platform)
    {
        _led = Led.Of(platform, "led0");
        _toggling = new DelayedWork(platform.Loop, Toggle);
        if (platform.Tree.FindNode("sw0") != FlattenedTree.None) { Key.Of(platform, "sw0").Changed = OnButton; }
    }

    /// <summary>Begins with the LED lit.</summary>
    public void Start()
    {
        Toggle();
    }

    private void Toggle()
    {
        _led.Set(!_led.IsOn);
        _toggling.Start(HalfPeriodMicroseconds);
    }

    private void OnButton(Key button, bool pressed)
    {
        _toggling.Cancel();
        if (pressed) { _led.Set(true); }
        else { Toggle(); }
    }
}
