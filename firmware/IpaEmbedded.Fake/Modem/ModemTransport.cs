namespace IpaEmbedded.Fake;

/// <summary>The modem's end of the message bus: how the fake modem reaches sockets of the application processor.</summary>
public abstract class ModemTransport
{
    /// <summary>Who is told what the application processor sends; set by the modem.</summary>
    public ModemTransportHandler Handler { get; set; }

    /// <summary>Announces a service of the modem at one of its ports.</summary>
    public abstract void AddServer(uint service, uint version, uint instance, uint port);

    /// <summary>Withdraws a service.</summary>
    public abstract void RemoveServer(uint service, uint version, uint instance, uint port);

    /// <summary>Sends a message from a port of the modem to a port of the application processor; it is copied.</summary>
    public abstract void Send(uint modemPort, uint apPort, byte[] data, int length);

    /// <summary>Says that the modem's node is gone; its services go with it.</summary>
    public abstract void Bye();
}
