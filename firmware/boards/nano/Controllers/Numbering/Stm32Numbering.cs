using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>
    /// STM32F4 and F7: a pin is port * 16 + line, a bus has the number of the hardware, a converter's channel is its place in the board's table. The firmware has set the
    /// pins of buses before an application starts.
    /// </summary>
    public sealed class Stm32Numbering : BoardNumbering
    {
        private const int PinsPerPort = 16;
        private const uint PortStride = 0x400;
        private const uint FirstI2c = 0x40005400;
        private const uint I2cStride = 0x400;
        private const int I2cCount = 4;
        private const int TimerChannels = 4;
        private const int AdcInputs = 19;

        // SPI1 to SPI6.
        private static readonly uint[] SpiAddresses = { 0x40013000, 0x40003800, 0x40003c00, 0x40013400, 0x40015000, 0x40015400 };

        private static readonly string[] Pins = { "st,stm32f429-pinctrl", "st,stm32f469-pinctrl", "st,stm32f746-pinctrl", "st,stm32f769-pinctrl" };
        private static readonly string[] I2cNames = { "st,stm32f4-i2c", "st,stm32f7-i2c" };
        private static readonly string[] SpiNames = { "st,stm32f4-spi", "st,stm32f7-spi" };
        private static readonly string[] Timers = { "st,stm32-timers" };
        private static readonly string[] Converters = { "st,stm32f4-adc-core" };

        private readonly int[] _adcTable;

        /// <summary>Numbering of a board; its table of converter channels is rows of a converter (1 to 3) and an input, as the firmware's sources list them.</summary>
        public Stm32Numbering(int[] adcTable)
        {
            _adcTable = adcTable;
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
            get { return Timers; }
        }

        /// <inheritdoc/>
        public override string[] AdcCompatibles
        {
            get { return Converters; }
        }

        /// <inheritdoc/>
        public override int FirstPin(TreeNode controller)
        {
            string bank = controller.String("st,bank-name", "");
            int port = bank.Length == 5 ? bank[4] - 'A' : (int)(AddressOf(controller) / PortStride);
            return port * PinsPerPort;
        }

        /// <inheritdoc/>
        public override int PinCount(TreeNode controller)
        {
            return (int)controller.Cell("ngpios", PinsPerPort);
        }

        /// <inheritdoc/>
        public override int I2cBus(TreeNode bus)
        {
            uint offset = AddressOf(bus) - FirstI2c;
            return offset < I2cCount * I2cStride && offset % I2cStride == 0 ? (int)(offset / I2cStride) + 1 : None;
        }

        /// <inheritdoc/>
        public override int SpiBus(TreeNode bus)
        {
            uint address = AddressOf(bus);
            for (int i = 0; i < SpiAddresses.Length; i++)
            {
                if (SpiAddresses[i] == address) { return i + 1; }
            }
            return None;
        }

        /// <inheritdoc/>
        public override int PwmChannelCount(TreeNode controller)
        {
            return TimerChannels;
        }

        /// <inheritdoc/>
        public override int PwmPin(TreeNode controller, int channel)
        {
            int timer = Stm32TimerPins.TimerAt(AddressOf(controller.Parent()));
            uint[] cells = PinmuxCells.Of(controller);
            for (int i = 0; i < cells.Length; i++)
            {
                int pin = (int)(cells[i] >> 8);
                if (Stm32TimerPins.ChannelOf(timer, pin) == channel) { return pin; }
            }
            return None;
        }

        /// <inheritdoc/>
        public override int AdcChannelCount(TreeNode converter)
        {
            return AdcInputs;
        }

        /// <inheritdoc/>
        public override int AdcChannel(TreeNode converter, int input)
        {
            // The converters of a group are 0x100 apart.
            int unit = (int)(AddressOf(converter) >> 8) + 1;
            for (int i = 0; i + 1 < _adcTable.Length; i += 2)
            {
                if (_adcTable[i] == unit && _adcTable[i + 1] == input) { return i / 2; }
            }
            return None;
        }
    }
}
