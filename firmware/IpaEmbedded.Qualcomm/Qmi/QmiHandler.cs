namespace IpaEmbedded.Qualcomm.Qmi;

/// <summary>What the owner of a QMI handle is told; called in a poll, so it must not wait: it posts work.</summary>
public abstract class QmiHandler
{
    /// <summary>A service that was looked up is there.</summary>
    public abstract void OnNewServer(uint service, uint version, uint instance, uint node, uint port);

    /// <summary>A service that was looked up is gone.</summary>
    public abstract void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port);

    /// <summary>A whole node is gone.</summary>
    public abstract void OnBye(uint node);

    /// <summary>A request has arrived; its bytes are valid only during the call, and its transaction id goes into the response.</summary>
    public abstract void OnRequest(uint node, uint port, QmiReader request);

    /// <summary>An indication has arrived; its bytes are valid only during the call.</summary>
    public abstract void OnIndication(uint node, uint port, QmiReader indication);
}
