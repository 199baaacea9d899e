using System.Device.Gpio;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Provides the board's pins under each node of the tree that is a GPIO controller.</summary>
    public sealed class NanoPinsDriver : Driver
    {
        private readonly BoardNumbering _numbering;
        private readonly GpioController _pins;
        private readonly EdgeTime _time;

        /// <summary>Creates the driver; edges come through the time.</summary>
        public NanoPinsDriver(BoardNumbering numbering, GpioController pins, EdgeTime time)
        {
            _numbering = numbering;
            _pins = pins;
            _time = time;
        }

        /// <inheritdoc/>
        public override string[] Compatibles
        {
            get { return _numbering.PinCompatibles; }
        }

        /// <inheritdoc/>
        public override void Probe(Device device)
        {
            TreeNode[] nodes = ProviderNodes.Of(device, "gpio-controller");
            for (int i = 0; i < nodes.Length; i++)
            {
                device.Provide(nodes[i], new BoardPins(_pins, _numbering.FirstPin(nodes[i]), _numbering.PinCount(nodes[i]), _time));
            }
        }
    }
}
