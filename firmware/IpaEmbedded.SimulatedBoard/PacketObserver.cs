namespace IpaEmbedded.Simulation;

/// <summary>Watches IP packets pass an interface; the bytes are valid only during the call.</summary>
public abstract class PacketObserver
{
    /// <summary>A packet was sent (outbound) or has arrived.</summary>
    public abstract void OnPacket(bool outbound, byte[] packet, int length);
}
