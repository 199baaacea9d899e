using System;
using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Qualcomm.Interrupts;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>
    /// The real SoC's side of the services, as far as registers and memory carry it. What needs more has no implementation here: the
    /// device that asks for it fails its probe with the name of the missing piece.
    /// </summary>
    public sealed class DeviceSocPlatform : SocPlatform
    {
        /// <summary>None: a secure monitor call is an instruction that the firmware's native surface does not have, so the modem must load the GSI firmware.</summary>
        public override SecureMonitor SecureMonitor
        {
            get { return null; }
        }

        /// <inheritdoc/>
        public override RpmhLink OpenRpmh(Device device)
        {
            throw device.Error("compatible", "a board with a driver for the coordinator's trigger command sets (RpmhLink); this board has none");
        }

        /// <inheritdoc/>
        public override QrtrLink OpenQrtr(string label, int remoteProcessor)
        {
            throw new InvalidOperationException("edge \"" + label + "\": no GLINK transport carries the message bus (QrtrLink) on this board");
        }

        /// <summary>None: whoever boots the SoC starts its modem.</summary>
        public override RemoteProcessorControl OpenProcessor(string name)
        {
            return null;
        }

        /// <inheritdoc/>
        public override void ConnectInterrupts(GicController controller)
        {
            throw new InvalidOperationException("the interrupt controller belongs to the firmware: FirmwareInterruptsDriver must be added after the SoC's drivers");
        }
    }
}
