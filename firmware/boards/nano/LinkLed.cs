using System.Device.Gpio;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>A lamp on a pin of the board that shows whether the modem link is up.</summary>
    public sealed class LinkLed
    {
        private readonly GpioController _controller;
        private readonly int _pinNumber;
        private GpioPin _pin;

        /// <summary>A lamp on a pin; the pin is opened when the lamp is first switched.</summary>
        public LinkLed(GpioController controller, int pinNumber)
        {
            _controller = controller;
            _pinNumber = pinNumber;
        }

        /// <summary>Switches the lamp.</summary>
        public void Set(bool on)
        {
            if (_pin == null) { _pin = _controller.OpenPin(_pinNumber, PinMode.Output); }
            _pin.Write(on ? PinValue.High : PinValue.Low);
        }
    }
}
