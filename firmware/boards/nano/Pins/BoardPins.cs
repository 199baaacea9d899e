using System.Device.Gpio;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>A row of the board's pins in the place of one of the tree's GPIO controllers.</summary>
    public sealed class BoardPins : Runtime.Gpio.GpioController
    {
        private readonly System.Device.Gpio.GpioController _controller;
        private readonly int _first;
        private readonly EdgeTime _time;
        private readonly GpioPin[] _pins;
        // Modes as numbers: arrays hold primitive elements on the target.
        private readonly int[] _inputs;
        private readonly int[] _outputs;
        private readonly GpioEdgeHandler[] _handlers;

        /// <summary>Pins from the number <paramref name="first"/> on; a pin is opened at its first use. Without a time there are no edges: null.</summary>
        public BoardPins(System.Device.Gpio.GpioController controller, int first, int pinCount, EdgeTime time)
        {
            _controller = controller;
            _first = first;
            _time = time;
            _pins = new GpioPin[pinCount];
            _inputs = new int[pinCount];
            _outputs = new int[pinCount];
            _handlers = new GpioEdgeHandler[pinCount];
            for (int i = 0; i < pinCount; i++) { Forget(i); }
        }

        /// <inheritdoc/>
        public override int PinCount
        {
            get { return _pins.Length; }
        }

        /// <summary>The board's number of a pin.</summary>
        public int NumberOf(int pin)
        {
            return _first + pin;
        }

        /// <inheritdoc/>
        public override void SetInput(int pin)
        {
            Open(pin).SetPinMode((PinMode)_inputs[pin]);
        }

        /// <inheritdoc/>
        public override void SetOutput(int pin, bool high)
        {
            Open(pin).SetPinMode((PinMode)_outputs[pin]);
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

        /// <inheritdoc/>
        public override bool SetPull(int pin, GpioPull pull)
        {
            PinMode mode = pull == GpioPull.Up ? PinMode.InputPullUp : pull == GpioPull.Down ? PinMode.InputPullDown : PinMode.Input;
            if (!Open(pin).IsPinModeSupported(mode)) { return false; }
            _inputs[pin] = (int)mode;
            return true;
        }

        /// <inheritdoc/>
        public override bool SetDrive(int pin, GpioDrive drive)
        {
            PinMode mode = drive == GpioDrive.OpenDrain ? PinMode.OutputOpenDrain : drive == GpioDrive.OpenSource ? PinMode.OutputOpenSource : PinMode.Output;
            if (!Open(pin).IsPinModeSupported(mode)) { return false; }
            _outputs[pin] = (int)mode;
            return true;
        }

        /// <inheritdoc/>
        public override bool Watch(int pin, GpioEdgeHandler handler)
        {
            GpioPin opened = Open(pin);
            if (_handlers[pin] != null) { opened.ValueChanged -= OnValueChanged; }
            _handlers[pin] = _time == null ? null : handler;
            if (_handlers[pin] == null) { return false; }
            opened.ValueChanged += OnValueChanged;
            return true;
        }

        /// <inheritdoc/>
        public override void Free(int pin)
        {
            // It stays open, so that it keeps its level.
            Forget(pin);
        }

        /// <summary>Tells the pin's consumer of an edge; on the event loop's thread.</summary>
        internal void OnEdge(int pin, bool high)
        {
            if (_handlers[pin] != null) { _handlers[pin](high); }
        }

        private void OnValueChanged(object sender, PinValueChangedEventArgs e)
        {
            _time.Enqueue(this, ((GpioPin)sender).PinNumber - _first, e.ChangeType == PinEventTypes.Rising);
        }

        private void Forget(int pin)
        {
            _inputs[pin] = (int)PinMode.Input;
            _outputs[pin] = (int)PinMode.Output;
        }

        private GpioPin Open(int pin)
        {
            if (_pins[pin] == null) { _pins[pin] = _controller.OpenPin(_first + pin); }
            return _pins[pin];
        }
    }
}
