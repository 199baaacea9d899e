namespace IpaEmbedded.Fake;

/// <summary>Takes an IP packet that the network behind the modem does not answer itself; the bytes are valid only during the call.</summary>
public delegate void PacketHandler(byte muxId, byte[] bytes, int offset, int length);
