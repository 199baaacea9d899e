using System.Device.Gpio;

namespace IpaEmbedded.Boards.Linux.Leds;

/// <summary>A lamp on a pin of System.Device.Gpio's controller, for boards and adapters that the library supports.</summary>
public sealed class GpioControllerLed : LinkLed
{
    private readonly GpioController _controller;
    private readonly int _pin;

    /// <summary>A lamp on a pin of a controller that the caller disposes.</summary>
    public GpioControllerLed(GpioController controller, int pin)
    {
        _controller = controller;
        _pin = pin;
    }

    /// <inheritdoc/>
    public override void Set(bool on)
    {
        if (!_controller.IsPinOpen(_pin))
        {
            _controller.OpenPin(_pin, PinMode.Output);
        }

        _controller.Write(_pin, on ? PinValue.High : PinValue.Low);
    }

    /// <inheritdoc/>
    protected override void Release() => _controller.ClosePin(_pin);
}
