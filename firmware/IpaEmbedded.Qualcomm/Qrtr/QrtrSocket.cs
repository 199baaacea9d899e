using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>One end of the message bus between processors, as its user sees it.</summary>
public abstract class QrtrSocket
{
    /// <summary>Says who is told about services and messages; set before anything else is called.</summary>
    public abstract void SetHandler(QrtrSocketHandler handler);

    /// <summary>Announces a service under this socket's address.</summary>
    public abstract void AddServer(uint service, uint version, uint instance);

    /// <summary>Asks to be told about servers of a service, those there are and those to come.</summary>
    public abstract void AddLookup(uint service, uint version, uint instance);

    /// <summary>Sends a message; it is copied before the call returns.</summary>
    /// <exception cref="HardwareException">The node is not reachable.</exception>
    public abstract void Send(uint node, uint port, byte[] data, int length);

    /// <summary>Closes the socket and withdraws what it announced.</summary>
    public abstract void Close();
}
