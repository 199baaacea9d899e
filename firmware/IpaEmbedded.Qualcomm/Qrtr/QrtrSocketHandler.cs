namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>What a socket's owner is told; called in a poll, so it must not wait: it posts work.</summary>
public abstract class QrtrSocketHandler
{
    /// <summary>A service that was looked up is there, or was announced later.</summary>
    public abstract void OnNewServer(uint service, uint version, uint instance, uint node, uint port);

    /// <summary>A service that was looked up is gone.</summary>
    public abstract void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port);

    /// <summary>A whole node is gone.</summary>
    public abstract void OnBye(uint node);

    /// <summary>A message has arrived; the bytes are valid only during the call.</summary>
    public abstract void OnMessage(uint node, uint port, byte[] data, int length);
}
