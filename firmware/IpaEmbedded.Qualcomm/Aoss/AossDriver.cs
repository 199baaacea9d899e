using IpaEmbedded.Qualcomm.Mailboxes;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Aoss;

/// <summary>Opens the channel to the always-on subsystem in its message RAM.</summary>
public sealed class AossDriver : Driver
{
    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "qcom,aoss-qmp", "qcom,sdm845-aoss-qmp", "qcom,sc7180-aoss-qmp" }; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        int channel;
        Mailbox mailbox = MailboxProvider.Of(device, device.Node, out channel);
        QmpMailbox qmp = new QmpMailbox(device.Loop, device.MapMemory(0), mailbox, channel, device.Interrupt(0));
        qmp.Open();
        device.DriverData = qmp;
        device.Provide(new AossProvider(qmp));
    }

    /// <inheritdoc/>
    public override void Remove(Device device)
    {
        ((QmpMailbox)device.DriverData).Close();
    }
}
