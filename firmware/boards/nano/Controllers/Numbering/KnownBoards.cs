using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Finds the numbering of a board by the "compatible" of its tree's root.</summary>
    public static class KnownBoards
    {
        // Rows of converter and input, in the order of the firmware's table (nf-interpreter, target_system_device_adc_config.cpp): PA5, PC3, PF6, temperature, reference, battery.
        private static readonly int[] AdcOfF429 = { 1, 5, 1, 13, 3, 4, 1, 18, 1, 17, 1, 16 };

        // PA6, PA4, PC2, PF10, PF8, temperature, reference, battery.
        private static readonly int[] AdcOfF769 = { 1, 6, 1, 4, 1, 12, 3, 8, 3, 6, 1, 18, 1, 17, 1, 16 };

        /// <summary>The numbering of the board with this root.</summary>
        /// <exception cref="ProbeException">nanoFramework's numbers for this board are not known here.</exception>
        public static BoardNumbering NumberingOf(TreeNode root)
        {
            if (root.IsCompatible("st,stm32f429")) { return new Stm32Numbering(AdcOfF429); }
            if (root.IsCompatible("st,stm32f769")) { return new Stm32Numbering(AdcOfF769); }
            if (root.IsCompatible("espressif,esp32s3")) { return new Esp32Numbering(Esp32Signals.CreateEsp32S3()); }
            if (root.IsCompatible("espressif,esp32")) { return new Esp32Numbering(Esp32Signals.CreateEsp32()); }
            if (root.IsCompatible("raspberrypi,rp2040")) { return new Rp2040Numbering(); }
            throw root.Error("compatible", "st,stm32f429, st,stm32f769, espressif,esp32, espressif,esp32s3 or raspberrypi,rp2040");
        }
    }
}
