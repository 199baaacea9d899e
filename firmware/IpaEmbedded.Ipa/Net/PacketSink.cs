using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Net;

/// <summary>Takes IP packets; called in a poll, and the bytes are valid only during the call.</summary>
public abstract class PacketSink
{
    /// <summary>A packet has arrived; <paramref name="checksumVerified"/> says that its transport checksum need not be checked again.</summary>
    public abstract void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified);
}
