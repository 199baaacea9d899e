namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>
/// Takes one packet; false when it cannot take it now, and the link then keeps it. <paramref name="nextLength"/> is the length of the packet that
/// follows at once, 0 when none does: a doorbell can wait for it.
/// </summary>
public delegate bool PacketSender(byte[] packet, int length, int nextLength);
