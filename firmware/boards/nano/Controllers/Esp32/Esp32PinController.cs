using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.PinControl;
using nanoFramework.Hardware.Esp32;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Gives each pin of a state its function by Configuration.SetPinFunction, which an application otherwise calls by hand before it opens a bus.</summary>
    public sealed class Esp32PinController : PinController
    {
        private readonly Esp32Signals _signals;

        /// <summary>Creates the controller of a chip with these signals.</summary>
        public Esp32PinController(Esp32Signals signals)
        {
            _signals = signals;
        }

        /// <inheritdoc/>
        public override void Apply(Device consumer, TreeNode state)
        {
            uint[] cells = PinmuxCells.OfState(state);
            for (int i = 0; i < cells.Length; i++)
            {
                int function = _signals.FunctionOf(cells[i]);
                if (function == Esp32Signals.NoFunction) { throw state.Error("pinmux", "signals of I2C, SPI, UART or LED controller, found 0x" + cells[i].ToString("x")); }
                Configuration.SetPinFunction(Esp32Signals.PinOf(cells[i]), (DeviceFunction)function);
            }
        }
    }
}
