using System.Device.Gpio;

namespace IpaEmbedded.Boards.Linux.Gpio;

/// <summary>The pins of a System.Device.Gpio controller, for boards and adapters that the library supports; the caller disposes it.</summary>
public sealed class SystemGpioController : IpaEmbedded.Runtime.Gpio.GpioController
{
    private readonly GpioController _controller;
    private readonly HashSet<int> _outputs = [];

    /// <param name="controller">An open controller of the library.</param>
    public SystemGpioController(GpioController controller) => _controller = controller;

    /// <inheritdoc/>
    public override int PinCount => _controller.PinCount;

    /// <inheritdoc/>
    public override void SetInput(int pin)
    {
        _outputs.Remove(pin);
        if (_controller.IsPinOpen(pin))
        {
            _controller.SetPinMode(pin, PinMode.Input);
        }
        else
        {
            _controller.OpenPin(pin, PinMode.Input);
        }
    }

    /// <inheritdoc/>
    public override void SetOutput(int pin, bool high)
    {
        if (_outputs.Contains(pin))
        {
            Write(pin, high);
            return;
        }

        // Only a pin that is opened is told its level together with its mode.
        if (_controller.IsPinOpen(pin))
        {
            _controller.ClosePin(pin);
        }

        _controller.OpenPin(pin, PinMode.Output, high ? PinValue.High : PinValue.Low);
        _outputs.Add(pin);
    }

    /// <inheritdoc/>
    public override bool Read(int pin)
    {
        if (!_controller.IsPinOpen(pin))
        {
            SetInput(pin);
        }

        return _controller.Read(pin) == PinValue.High;
    }

    /// <inheritdoc/>
    public override void Write(int pin, bool high) => _controller.Write(pin, high ? PinValue.High : PinValue.Low);
}
