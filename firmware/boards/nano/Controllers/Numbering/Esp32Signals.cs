namespace IpaEmbedded.Boards.Nano
{
    /// <summary>
    /// What a cell of "pinmux" asks for, as nanoFramework's DeviceFunction: type &lt;&lt; 16 | bus &lt;&lt; 8 | role. A cell holds the pin in bits 0 to 5, the signal that comes in
    /// from bit 6 and the one that goes out from bit 15 (dt-bindings/pinctrl/esp-pinctrl.h); 0x1ff is no signal.
    /// </summary>
    public sealed class Esp32Signals
    {
        /// <summary>The function of a cell whose signal nanoFramework does not have.</summary>
        public const int NoFunction = -1;

        private const uint NoSignal = 0x1ff;
        private const int RowLength = 4;
        private const int UartRowLength = 2;

        // Types of functions (DeviceTypes).
        private const int Spi = 1;
        private const int I2c = 2;
        private const int Serial = 3;
        private const int Pwm = 4;

        // Signal, type, bus from 1, role: MOSI 0, MISO 1, clock 2; data 0, clock 1.
        private static readonly int[] OfEsp32 =
        {
            29, I2c, 1, 1, 30, I2c, 1, 0, 95, I2c, 2, 1, 96, I2c, 2, 0,
            8, Spi, 1, 2, 9, Spi, 1, 1, 10, Spi, 1, 0, 63, Spi, 2, 2, 64, Spi, 2, 1, 65, Spi, 2, 0,
        };

        private static readonly int[] OfEsp32S3 =
        {
            89, I2c, 1, 1, 90, I2c, 1, 0, 91, I2c, 2, 1, 92, I2c, 2, 0,
            101, Spi, 1, 2, 102, Spi, 1, 1, 103, Spi, 1, 0, 66, Spi, 2, 2, 67, Spi, 2, 1, 68, Spi, 2, 0,
        };

        // Signal of the data, COM from 1: the same number is the receiver's as input and the transmitter's as output.
        private static readonly int[] UartsOfEsp32 = { 14, 1, 17, 2, 198, 3 };
        private static readonly int[] UartsOfEsp32S3 = { 12, 1, 15, 2, 18, 3 };

        private readonly int[] _rows;
        private readonly int[] _uarts;
        private readonly int _firstLedc;
        private readonly int _ledcCount;

        private Esp32Signals(int[] rows, int[] uarts, int firstLedc, int ledcCount)
        {
            _rows = rows;
            _uarts = uarts;
            _firstLedc = firstLedc;
            _ledcCount = ledcCount;
        }

        /// <summary>Number of channels of the LED controller.</summary>
        public int LedcChannelCount
        {
            get { return _ledcCount; }
        }

        /// <summary>Signals of the ESP32.</summary>
        public static Esp32Signals CreateEsp32()
        {
            return new Esp32Signals(OfEsp32, UartsOfEsp32, 71, 16);
        }

        /// <summary>Signals of the ESP32-S3.</summary>
        public static Esp32Signals CreateEsp32S3()
        {
            return new Esp32Signals(OfEsp32S3, UartsOfEsp32S3, 73, 8);
        }

        /// <summary>Pin of a cell.</summary>
        public static int PinOf(uint cell)
        {
            return (int)(cell & 0x3f);
        }

        /// <summary>Function of a PWM channel, from 0.</summary>
        public static int PwmFunction(int channel)
        {
            return Function(Pwm, channel + 1, 0);
        }

        /// <summary>Function of a cell, or <see cref="NoFunction"/>.</summary>
        public int FunctionOf(uint cell)
        {
            uint input = (cell >> 6) & NoSignal;
            uint output = (cell >> 15) & NoSignal;
            int signal = (int)(output != NoSignal ? output : input);
            for (int i = 0; i < _rows.Length; i += RowLength)
            {
                if (_rows[i] == signal) { return Function(_rows[i + 1], _rows[i + 2], _rows[i + 3]); }
            }
            for (int i = 0; i < _uarts.Length; i += UartRowLength)
            {
                if (_uarts[i] == signal) { return Function(Serial, _uarts[i + 1], output != NoSignal ? 0 : 1); }
            }
            // What comes in under these numbers is something else.
            bool isLedc = output != NoSignal && signal >= _firstLedc && signal < _firstLedc + _ledcCount;
            return isLedc ? PwmFunction(signal - _firstLedc) : NoFunction;
        }

        private static int Function(int type, int bus, int role)
        {
            return (type << 16) | (bus << 8) | role;
        }
    }
}
