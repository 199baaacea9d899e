namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>What a link tells its user; called in a poll, so it does not wait.</summary>
public abstract class QrtrLinkHandler
{
    /// <summary>The other side is reachable.</summary>
    public abstract void OnUp();

    /// <summary>The other side is not reachable any more: it crashed or was stopped.</summary>
    public abstract void OnDown();

    /// <summary>A packet has arrived; the bytes are valid only during the call.</summary>
    public abstract void OnPacket(byte[] packet, int length);
}
