namespace IpaEmbedded.Ipa.Gsi;

/// <summary>The endpoint above a channel; called in the channel's poll, so it neither waits nor allocates.</summary>
public abstract class ChannelClient
{
    /// <summary>
    /// The hardware is done with so many transactions, <paramref name="first"/> being the number of the first; what became of each the channel says.
    /// Their elements are free again after this call.
    /// </summary>
    public virtual void OnCompleted(uint first, int count)
    {
    }

    /// <summary>The poll has handled what there was; elements of all handled transactions are free.</summary>
    public virtual void OnPollEnd()
    {
    }
}
