namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>Takes one packet for the modem; false when it cannot take it now, and the link then keeps it.</summary>
public delegate bool PacketSender(byte[] packet, int length);
