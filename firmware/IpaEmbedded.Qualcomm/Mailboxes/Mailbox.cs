namespace IpaEmbedded.Qualcomm.Mailboxes;

/// <summary>Interrupts another processor: one bit of a register per channel, or what a model does instead.</summary>
public abstract class Mailbox
{
    /// <summary>Interrupts the processor behind the channel.</summary>
    public abstract void Kick(int channel);
}
