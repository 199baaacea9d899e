using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Serves the interrupt controller's node with what the firmware delivers: the firmware owns the controller's registers.</summary>
    public sealed class FirmwareInterruptsDriver : Driver
    {
        private static readonly string[] Names = { "arm,gic-v3" };

        private readonly FirmwareInterrupts _interrupts;

        /// <summary>Creates the driver.</summary>
        public FirmwareInterruptsDriver(FirmwareInterrupts interrupts)
        {
            _interrupts = interrupts;
        }

        /// <inheritdoc/>
        public override string[] Compatibles
        {
            get { return Names; }
        }

        /// <inheritdoc/>
        public override void Probe(Device device)
        {
            device.Provide(_interrupts);
        }
    }
}
