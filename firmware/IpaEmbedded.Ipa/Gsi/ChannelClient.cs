namespace IpaEmbedded.Ipa.Gsi;

/// <summary>The endpoint above a channel; called in the channel's poll, so it neither waits nor allocates.</summary>
public abstract class ChannelClient
{
    /// <summary>The hardware is done with a transaction; its elements are free again after this call.</summary>
    public virtual void OnCompleted(Transaction transaction)
    {
    }

    /// <summary>The poll has handled what there was; elements of all handled transactions are free.</summary>
    public virtual void OnPollEnd()
    {
    }
}
