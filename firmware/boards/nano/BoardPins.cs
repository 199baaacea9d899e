using System.Device.Gpio;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The board's pins in the place of the tree's pin controller, by the same numbers.</summary>
    public sealed class BoardPins : Runtime.Gpio.GpioController
    {
        private readonly GpioController _controller;
        private readonly GpioPin[] _pins;

        /// <summary>Pins 0 to <paramref name="pinCount"/> - 1 of a controller; a pin is opened at its first use.</summary>
        public BoardPins(GpioController controller, int pinCount)
        {
            _controller = controller;
            _pins = new GpioPin[pinCount];
        }

        /// <inheritdoc/>
        public override int PinCount
        {
            get { return _pins.Length; }
        }

        /// <inheritdoc/>
        public override void SetInput(int pin)
        {
            Open(pin).SetPinMode(PinMode.Input);
        }

        /// <inheritdoc/>
        public override void SetOutput(int pin, bool high)
        {
            Open(pin).SetPinMode(PinMode.Output);
            Write(pin, high);
        }

        /// <inheritdoc/>
        public override bool Read(int pin)
        {
            return Open(pin).Read() == PinValue.High;
        }

        /// <inheritdoc/>
        public override void Write(int pin, bool high)
        {
            Open(pin).Write(high ? PinValue.High : PinValue.Low);
        }

        private GpioPin Open(int pin)
        {
            if (_pins[pin] == null) { _pins[pin] = _controller.OpenPin(pin); }
            return _pins[pin];
        }
    }
}
