using System.Device.Gpio;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The drivers that put nanoFramework's libraries in the place of the tree's controllers.</summary>
    public static class NanoControllers
    {
        /// <summary>Adds the drivers of pins, I2C, SPI, PWM and converters for the board that the tree describes. The ESP32 needs <see cref="Esp32Controllers"/> too.</summary>
        /// <exception cref="ProbeException">The board is none whose numbers are known.</exception>
        public static BoardNumbering Register(DriverTable drivers, FlattenedTree tree, EdgeTime time)
        {
            BoardNumbering numbering = KnownBoards.NumberingOf(new TreeNode(tree, FlattenedTree.Root));
            drivers.Add(new NanoPinsDriver(numbering, new GpioController(), time));
            drivers.Add(new NanoI2cDriver(numbering));
            drivers.Add(new NanoSpiDriver(numbering));
            drivers.Add(new NanoPwmDriver(numbering));
            drivers.Add(new NanoAdcDriver(numbering));
            return numbering;
        }
    }
}
