namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Which pin of the STM32F4 and F7 is which channel of a timer (data sheets of the STM32F429 and STM32F769, tables of alternate functions).</summary>
    public static class Stm32TimerPins
    {
        private const int RowLength = 3;

        // Timer, its address.
        private static readonly uint[] Addresses =
        {
            1, 0x40010000, 2, 0x40000000, 3, 0x40000400, 4, 0x40000800, 5, 0x40000c00, 8, 0x40010400, 9, 0x40014000,
        };

        // Timer, channel from 0, pin: A is 0, B 16, C 32, D 48, E 64, H 112, I 128.
        private static readonly int[] Rows =
        {
            1, 0, 8, 1, 0, 73, 1, 1, 9, 1, 1, 75, 1, 2, 10, 1, 2, 77, 1, 3, 11, 1, 3, 78,
            2, 0, 0, 2, 0, 5, 2, 0, 15, 2, 1, 1, 2, 1, 19, 2, 2, 2, 2, 2, 26, 2, 3, 3, 2, 3, 27,
            3, 0, 6, 3, 0, 20, 3, 0, 38, 3, 1, 7, 3, 1, 21, 3, 1, 39, 3, 2, 16, 3, 2, 40, 3, 3, 17, 3, 3, 41,
            4, 0, 22, 4, 0, 60, 4, 1, 23, 4, 1, 61, 4, 2, 24, 4, 2, 62, 4, 3, 25, 4, 3, 63,
            5, 0, 0, 5, 0, 122, 5, 1, 1, 5, 1, 123, 5, 2, 2, 5, 2, 124, 5, 3, 3, 5, 3, 128,
            8, 0, 38, 8, 0, 133, 8, 1, 39, 8, 1, 134, 8, 2, 40, 8, 2, 135, 8, 3, 41, 8, 3, 130,
            9, 0, 2, 9, 0, 69, 9, 1, 3, 9, 1, 70,
        };

        /// <summary>Number of the timer whose registers are at an address; 0 for none that nanoFramework uses.</summary>
        public static int TimerAt(uint address)
        {
            for (int i = 0; i < Addresses.Length; i += 2)
            {
                if (Addresses[i + 1] == address) { return (int)Addresses[i]; }
            }
            return 0;
        }

        /// <summary>Channel of a timer, from 0, that a pin can be; -1 for none.</summary>
        public static int ChannelOf(int timer, int pin)
        {
            for (int i = 0; i < Rows.Length; i += RowLength)
            {
                if (Rows[i] == timer && Rows[i + 2] == pin) { return Rows[i + 1]; }
            }
            return BoardNumbering.None;
        }
    }
}
