namespace IpaEmbedded.Fake;

/// <summary>What the modem hears from the application processor; called while the sender runs, so it must not wait.</summary>
public abstract class ModemTransportHandler
{
    /// <summary>A message has arrived; the bytes are valid only during the call.</summary>
    public abstract void OnMessage(uint apPort, uint modemPort, byte[] data, int length);

    /// <summary>The application processor announced a service.</summary>
    public abstract void OnServer(uint service, uint version, uint instance, uint port);

    /// <summary>A service of the application processor is gone.</summary>
    public abstract void OnServerGone(uint service, uint port);
}
