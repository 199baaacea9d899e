using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Qualcomm.Interrupts;
using IpaEmbedded.Qualcomm.Mailboxes;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Soc;

/// <summary>What drivers of the SoC's services need beyond registers and memory: each board, and the fake, gives its own.</summary>
/// <remarks>Memory comes through the platform's IoMapper: SMEM, command database, AOSS message RAM; so do the registers of the hardware locks.</remarks>
public abstract class SocPlatform
{
    /// <summary>The secure monitor, or null when there is none.</summary>
    public abstract SecureMonitor SecureMonitor { get; }

    /// <summary>The trigger command sets of a coordinator ("apps_rsc").</summary>
    public abstract RpmhLink OpenRpmh(Device device);

    /// <summary>The link to a processor over the edge of that label ("modem"), or null when there is none.</summary>
    public abstract QrtrLink OpenQrtr(string label, int remoteProcessor);

    /// <summary>How the processor of that subsystem name ("mpss") is started, or null when others start it.</summary>
    public abstract RemoteProcessorControl OpenProcessor(string name);

    /// <summary>Says which lines the board's interrupts go to.</summary>
    public abstract void ConnectInterrupts(GicController controller);

    /// <summary>The mailbox of a node; the default writes its registers.</summary>
    public virtual Mailbox OpenMailbox(Device device)
    {
        return new SharedRegisterMailbox(device.MapRegisters(0));
    }
}
