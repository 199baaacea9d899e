namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>Is told when a TX endpoint has room again; called in a poll.</summary>
public abstract class TransmitListener
{
    /// <summary>Transactions were completed, so elements are free.</summary>
    public abstract void OnTransmitted(uint packets, uint bytes);
}
