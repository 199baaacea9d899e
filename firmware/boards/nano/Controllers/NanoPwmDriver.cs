using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Provides nanoFramework's PWM channels.</summary>
    public sealed class NanoPwmDriver : Driver
    {
        private readonly BoardNumbering _numbering;

        /// <summary>Creates the driver for a family's controllers.</summary>
        public NanoPwmDriver(BoardNumbering numbering)
        {
            _numbering = numbering;
        }

        /// <inheritdoc/>
        public override string[] Compatibles
        {
            get { return _numbering.PwmCompatibles; }
        }

        /// <inheritdoc/>
        public override void Probe(Device device)
        {
            TreeNode[] nodes = ProviderNodes.Of(device, "#pwm-cells");
            for (int i = 0; i < nodes.Length; i++)
            {
                NanoPwm pwm = new NanoPwm(_numbering, nodes[i]);
                device.Provide(nodes[i], pwm);
                device.OnRelease(pwm.Close);
            }
        }
    }
}
