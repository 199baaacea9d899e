using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Mailboxes;

/// <summary>Gives the mailbox of a node to those whose "mboxes" name it; the argument is the channel.</summary>
public sealed class MailboxProvider : Provider
{
    /// <summary>What it is called in errors.</summary>
    public const string ProviderKind = "mailbox";

    private readonly Mailbox _mailbox;

    /// <summary>Creates the provider of a mailbox.</summary>
    public MailboxProvider(Mailbox mailbox)
    {
        _mailbox = mailbox;
    }

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>The mailbox.</summary>
    public Mailbox Mailbox
    {
        get { return _mailbox; }
    }

    /// <summary>The mailbox and channel that the first entry of a node's "mboxes" names.</summary>
    /// <exception cref="ProbeException">It names none, or a channel that does not exist.</exception>
    public static Mailbox Of(Device device, TreeNode node, out int channel)
    {
        uint[] arguments;
        MailboxProvider provider = (MailboxProvider)device.Provider(node, "mboxes", "#mbox-cells", 0, ProviderKind, out arguments);
        if (arguments.Length != 1 || arguments[0] >= SharedRegisterMailbox.Channels) { throw node.Error("mboxes", "a channel from 0 to 31"); }
        channel = (int)arguments[0];
        return provider._mailbox;
    }
}
