using Iot.Device.BoardLed;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Boards.Linux.Gpio;

/// <summary>LEDs of the BoardLed device of Iot.Device.Bindings as output pins: pin n is the n-th device. The caller disposes the devices.</summary>
public sealed class BoardLeds : GpioController
{
    private readonly BoardLed[] _leds;

    /// <param name="leds">The devices, in the order of the pin numbers.</param>
    public BoardLeds(params BoardLed[] leds) => _leds = leds;

    /// <inheritdoc/>
    public override int PinCount => _leds.Length;

    /// <inheritdoc/>
    public override void SetInput(int pin) => throw new NotSupportedException($"LED {pin} is not an input");

    /// <inheritdoc/>
    public override void SetOutput(int pin, bool high) => Write(pin, high);

    /// <inheritdoc/>
    public override bool Read(int pin) => _leds[pin].Brightness != 0;

    /// <inheritdoc/>
    public override void Write(int pin, bool high) => _leds[pin].Brightness = high ? _leds[pin].MaxBrightness : 0;
}
