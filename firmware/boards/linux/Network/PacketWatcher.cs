namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>Is told of a packet that passes an interface; the bytes are valid only during the call.</summary>
public delegate void PacketWatcher(bool outbound, ReadOnlySpan<byte> packet);
