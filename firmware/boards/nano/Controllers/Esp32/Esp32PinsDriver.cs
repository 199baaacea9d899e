using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Provides the ESP32's pin controller.</summary>
    public sealed class Esp32PinsDriver : Driver
    {
        private static readonly string[] Names = { "espressif,esp32-pinctrl" };

        private readonly Esp32Signals _signals;

        /// <summary>Creates the driver for a chip's signals.</summary>
        public Esp32PinsDriver(Esp32Signals signals)
        {
            _signals = signals;
        }

        /// <inheritdoc/>
        public override string[] Compatibles
        {
            get { return Names; }
        }

        /// <inheritdoc/>
        public override void Probe(Device device)
        {
            device.Provide(new Esp32PinController(_signals));
        }
    }
}
