using IpaEmbedded.Fake;
using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Qualcomm.Interrupts;
using IpaEmbedded.Qualcomm.Mailboxes;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Simulation;

/// <summary>Gives drivers of SoC services the fake's side of each seam.</summary>
public sealed class FakeSocPlatform : SocPlatform
{
    private readonly FakeSoc _soc;

    /// <summary>Creates the seams of a system on chip.</summary>
    public FakeSocPlatform(FakeSoc soc)
    {
        _soc = soc;
    }

    /// <inheritdoc/>
    public override SecureMonitor SecureMonitor
    {
        get { return _soc.SecureMonitor; }
    }

    /// <inheritdoc/>
    public override RpmhLink OpenRpmh(Device device)
    {
        return _soc.Rpmh;
    }

    /// <inheritdoc/>
    public override QrtrLink OpenQrtr(string label, int remoteProcessor)
    {
        return label == "modem" ? _soc.Link.Link : null;
    }

    /// <inheritdoc/>
    public override RemoteProcessorControl OpenProcessor(string name)
    {
        return name == "mpss" ? _soc.ModemControl : null;
    }

    /// <inheritdoc/>
    public override void ConnectInterrupts(GicController controller)
    {
        _soc.ConnectInterrupts(controller.SetLevel);
    }

    /// <inheritdoc/>
    public override Mailbox OpenMailbox(Device device)
    {
        return _soc.Mailbox;
    }
}
