using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Commands;

/// <summary>IP_PACKET_INIT: sends the data that follows to an endpoint. 8 bytes.</summary>
public static class PacketInitCommand
{
    /// <summary>Writes the payload; ids have 5 bits, wide ones (from v5.0 on) 8.</summary>
    public static void Encode(DmaMemory memory, int at, int endpoint, bool isWide)
    {
        memory.Write64(at, (ulong)(endpoint & (isWide ? StatusElement.WideEndpointMask : StatusElement.EndpointMask)));
    }
}
