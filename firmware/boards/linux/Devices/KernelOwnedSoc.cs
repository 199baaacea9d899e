using IpaEmbedded.Qualcomm.Interrupts;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Linux.Devices;

/// <summary>The services of a SoC under Linux: its kernel owns them, and there is no way to them from here.</summary>
public sealed class KernelOwnedSoc : SocPlatform
{
    /// <inheritdoc/>
    public override SecureMonitor? SecureMonitor => null;

    /// <inheritdoc/>
    public override RpmhLink OpenRpmh(Device device) => throw new HardwareException($"{device.NodePath}: the kernel owns the resource manager");

    /// <inheritdoc/>
    public override QrtrLink? OpenQrtr(string label, int remoteProcessor) => null;

    /// <inheritdoc/>
    public override RemoteProcessorControl? OpenProcessor(string name) => null;

    /// <inheritdoc/>
    public override void ConnectInterrupts(GicController controller)
    {
    }
}
