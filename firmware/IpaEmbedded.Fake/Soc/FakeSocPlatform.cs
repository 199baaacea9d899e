using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Qualcomm.Interrupts;
using IpaEmbedded.Qualcomm.Mailboxes;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Fake;

/// <summary>Gives drivers of SoC services the fake's side of each seam.</summary>
internal sealed class FakeSocPlatform : SocPlatform
{
    private readonly FakeSoc _soc;

    internal FakeSocPlatform(FakeSoc soc)
    {
        _soc = soc;
    }

    public override SecureMonitor SecureMonitor
    {
        get { return _soc.SecureMonitor; }
    }

    public override RpmhLink OpenRpmh(Device device)
    {
        return _soc.Rpmh;
    }

    public override QrtrLink OpenQrtr(string label, int remoteProcessor)
    {
        return label == "modem" ? _soc.Link.Link : null;
    }

    public override RemoteProcessorControl OpenProcessor(string name)
    {
        return name == "mpss" ? _soc.ModemControl : null;
    }

    public override void ConnectInterrupts(GicController controller)
    {
        _soc.ConnectInterrupts(controller.SetLevel);
    }

    public override Mailbox OpenMailbox(Device device)
    {
        return _soc.Mailbox;
    }
}
