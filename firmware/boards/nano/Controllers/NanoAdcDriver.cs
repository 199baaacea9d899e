using System.Device.Adc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Provides nanoFramework's converters.</summary>
    public sealed class NanoAdcDriver : Driver
    {
        // What these boards run on, where the tree names no "vref-supply".
        private const int SupplyMicrovolts = 3300000;

        private readonly BoardNumbering _numbering;
        private AdcController _library;

        /// <summary>Creates the driver for a family's converters.</summary>
        public NanoAdcDriver(BoardNumbering numbering)
        {
            _numbering = numbering;
        }

        /// <inheritdoc/>
        public override string[] Compatibles
        {
            get { return _numbering.AdcCompatibles; }
        }

        /// <inheritdoc/>
        public override void Probe(Device device)
        {
            int reference = device.Supply("vref").Microvolts;
            // The library allows one in an application, whatever number of converters the tree has.
            if (_library == null) { _library = new AdcController(); }
            TreeNode[] nodes = ProviderNodes.Of(device, "#io-channel-cells");
            for (int i = 0; i < nodes.Length; i++)
            {
                NanoAdc adc = new NanoAdc(_numbering, nodes[i], _library, reference == 0 ? SupplyMicrovolts : reference);
                device.Provide(nodes[i], adc);
                device.OnRelease(adc.Close);
            }
        }
    }
}
