using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Mailboxes;

/// <summary>Gives the mailbox of the application processors.</summary>
public sealed class MailboxDriver : Driver
{
    private readonly SocServices _services;

    /// <summary>Creates the driver.</summary>
    public MailboxDriver(SocServices services)
    {
        _services = services;
    }

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "qcom,sdm845-apss-shared", "qcom,sc7180-apss-shared" }; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        device.Provide(new MailboxProvider(_services.Io.OpenMailbox(device)));
    }
}
