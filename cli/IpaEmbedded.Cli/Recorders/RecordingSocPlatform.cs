using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Qualcomm.Interrupts;
using IpaEmbedded.Qualcomm.Mailboxes;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>Passes the SoC's seams on, and tells after each set of votes that there was one.</summary>
internal sealed class RecordingSocPlatform(SocPlatform inner, Action voted) : SocPlatform
{
    public override SecureMonitor SecureMonitor => inner.SecureMonitor;

    public override RpmhLink OpenRpmh(Device device) => new Votes(inner.OpenRpmh(device), voted);

    public override QrtrLink OpenQrtr(string label, int remoteProcessor) => inner.OpenQrtr(label, remoteProcessor);

    public override RemoteProcessorControl OpenProcessor(string name) => inner.OpenProcessor(name);

    public override void ConnectInterrupts(GicController controller) => inner.ConnectInterrupts(controller);

    public override Mailbox OpenMailbox(Device device) => inner.OpenMailbox(device);

    private sealed class Votes(RpmhLink inner, Action voted) : RpmhLink
    {
        public override void Send(RpmhState state, uint[] addresses, uint[] data, bool[] waits, int count)
        {
            inner.Send(state, addresses, data, waits, count);
            voted();
        }

        public override void Invalidate() => inner.Invalidate();
    }
}
