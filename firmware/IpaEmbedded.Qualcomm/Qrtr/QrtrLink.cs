namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>Carries whole QRTR packets to and from another processor: a GLINK channel, or a model of one.</summary>
public abstract class QrtrLink
{
    /// <summary>Says who is told about the link and its packets; the link tells about being up only afterwards.</summary>
    public abstract void Open(QrtrLinkHandler handler);

    /// <summary>Sends a packet, copied before the call returns; false when the link is down.</summary>
    public abstract bool Send(byte[] packet, int length);
}
