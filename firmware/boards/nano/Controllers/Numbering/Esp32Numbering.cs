using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>
    /// ESP32 and ESP32-S3: a pin is 32 * controller + cell, I2C controllers count from 1, SPI2 is bus 1 and SPI3 bus 2, and any function is led to a pin by
    /// SetPinFunction, whose argument follows from a cell of "pinmux".
    /// </summary>
    public sealed class Esp32Numbering : BoardNumbering
    {
        private const int PinsPerController = 32;
        // The second converter's channels come behind those of the first; the ESP32 leaves two for its temperature and Hall sensors.
        private const int FirstOfSecondConverter = 10;

        // Which 4 KiB of the peripherals: the same on both chips.
        private const uint PageMask = 0x3f;
        private const uint I2c0Page = 0x13;
        private const uint I2c1Page = 0x27;
        private const uint Spi2Page = 0x24;
        private const uint Spi3Page = 0x25;
        // The second controller of pins is half a page behind the first.
        private const int SecondPinController = 11;

        private static readonly string[] Pins = { "espressif,esp32-gpio" };
        private static readonly string[] I2cNames = { "espressif,esp32-i2c" };
        private static readonly string[] SpiNames = { "espressif,esp32-spi" };
        private static readonly string[] PwmNames = { "espressif,esp32-ledc" };
        private static readonly string[] Converters = { "espressif,esp32-adc" };

        private readonly Esp32Signals _signals;

        /// <summary>Numbering of a chip with these signals.</summary>
        public Esp32Numbering(Esp32Signals signals)
        {
            _signals = signals;
        }

        /// <summary>The chip's signals.</summary>
        public Esp32Signals Signals
        {
            get { return _signals; }
        }

        /// <inheritdoc/>
        public override string[] PinCompatibles
        {
            get { return Pins; }
        }

        /// <inheritdoc/>
        public override string[] I2cCompatibles
        {
            get { return I2cNames; }
        }

        /// <inheritdoc/>
        public override string[] SpiCompatibles
        {
            get { return SpiNames; }
        }

        /// <inheritdoc/>
        public override string[] PwmCompatibles
        {
            get { return PwmNames; }
        }

        /// <inheritdoc/>
        public override string[] AdcCompatibles
        {
            get { return Converters; }
        }

        /// <inheritdoc/>
        public override int FirstPin(TreeNode controller)
        {
            return (int)((AddressOf(controller) >> SecondPinController) & 1) * PinsPerController;
        }

        /// <inheritdoc/>
        public override int PinCount(TreeNode controller)
        {
            return (int)controller.Cell("ngpios", PinsPerController);
        }

        /// <inheritdoc/>
        public override int I2cBus(TreeNode bus)
        {
            uint page = PageOf(bus);
            return page == I2c0Page ? 1 : page == I2c1Page ? 2 : None;
        }

        /// <inheritdoc/>
        public override int SpiBus(TreeNode bus)
        {
            uint page = PageOf(bus);
            return page == Spi2Page ? 1 : page == Spi3Page ? 2 : None;
        }

        /// <inheritdoc/>
        public override int PwmChannelCount(TreeNode controller)
        {
            return _signals.LedcChannelCount;
        }

        /// <inheritdoc/>
        public override int PwmPin(TreeNode controller, int channel)
        {
            uint[] cells = PinmuxCells.Of(controller);
            for (int i = 0; i < cells.Length; i++)
            {
                if (_signals.FunctionOf(cells[i]) == Esp32Signals.PwmFunction(channel)) { return Esp32Signals.PinOf(cells[i]); }
            }
            return None;
        }

        /// <inheritdoc/>
        public override int AdcChannelCount(TreeNode converter)
        {
            return (int)converter.Cell("channel-count", FirstOfSecondConverter);
        }

        /// <inheritdoc/>
        public override int AdcChannel(TreeNode converter, int input)
        {
            return converter.Cell("unit") == 1 ? input : FirstOfSecondConverter + input;
        }

        private static uint PageOf(TreeNode node)
        {
            return (AddressOf(node) >> 12) & PageMask;
        }
    }
}
