using System.Device.Gpio;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Serves the tree's pin controller with the board's pins. Where the target has no GPIO (the virtual device) only this device and its users fail.</summary>
    public sealed class BoardPinsDriver : Driver
    {
        // Ports A to J of an STM32, sixteen each; other boards have fewer.
        private const int PinCount = 160;

        private static readonly string[] Names = { "qcom,sdm845-pinctrl" };

        /// <inheritdoc/>
        public override string[] Compatibles
        {
            get { return Names; }
        }

        /// <inheritdoc/>
        public override void Probe(Device device)
        {
            device.Provide(new BoardPins(new GpioController(), 0, PinCount, null));
        }
    }
}
