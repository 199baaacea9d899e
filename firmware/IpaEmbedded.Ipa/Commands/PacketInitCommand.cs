using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Commands;

/// <summary>IP_PACKET_INIT: sends the data that follows to an endpoint. 8 bytes.</summary>
public static class PacketInitCommand
{
    /// <summary>Writes the payload.</summary>
    public static void Encode(DmaMemory memory, int at, int endpoint)
    {
        memory.Write64(at, (ulong)endpoint & 0x1f);
    }
}
