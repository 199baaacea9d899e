using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>RP2040: a pin is its GPIO, I2C buses count from 0 and SPI buses from 1, a PWM channel is 2 * slice + output. The firmware has set the pins of buses.</summary>
    public sealed class Rp2040Numbering : BoardNumbering
    {
        private const int Pins = 30;
        private const int PwmChannels = 16;
        private const int AdcInputs = 5;
        private const uint I2c0 = 0x40044000;
        private const uint I2c1 = 0x40048000;
        private const uint Spi0 = 0x4003c000;
        private const uint Spi1 = 0x40040000;

        // "pinmux": the function below, the pin from bit 5 on.
        private const int PinShift = 5;
        private const uint FunctionMask = 0x1f;
        private const uint PwmFunction = 4;

        private static readonly string[] PinNames = { "raspberrypi,pico-gpio" };
        private static readonly string[] I2cNames = { "raspberrypi,pico-i2c", "snps,designware-i2c" };
        private static readonly string[] SpiNames = { "raspberrypi,pico-spi" };
        private static readonly string[] PwmNames = { "raspberrypi,pico-pwm" };
        private static readonly string[] AdcNames = { "raspberrypi,pico-adc" };

        /// <inheritdoc/>
        public override string[] PinCompatibles
        {
            get { return PinNames; }
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
            get { return AdcNames; }
        }

        /// <inheritdoc/>
        public override int FirstPin(TreeNode controller)
        {
            return 0;
        }

        /// <inheritdoc/>
        public override int PinCount(TreeNode controller)
        {
            return (int)controller.Cell("ngpios", Pins);
        }

        /// <inheritdoc/>
        public override int I2cBus(TreeNode bus)
        {
            uint address = AddressOf(bus);
            return address == I2c0 ? 0 : address == I2c1 ? 1 : None;
        }

        /// <inheritdoc/>
        public override int SpiBus(TreeNode bus)
        {
            uint address = AddressOf(bus);
            return address == Spi0 ? 1 : address == Spi1 ? 2 : None;
        }

        /// <inheritdoc/>
        public override int PwmChannelCount(TreeNode controller)
        {
            return PwmChannels;
        }

        /// <inheritdoc/>
        public override int PwmPin(TreeNode controller, int channel)
        {
            uint[] cells = PinmuxCells.Of(controller);
            for (int i = 0; i < cells.Length; i++)
            {
                int pin = (int)(cells[i] >> PinShift);
                if ((cells[i] & FunctionMask) == PwmFunction && pin % PwmChannels == channel) { return pin; }
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
            return input;
        }
    }
}
