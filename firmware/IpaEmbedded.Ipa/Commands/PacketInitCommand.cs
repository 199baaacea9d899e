using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Commands;

/// <summary>IP_PACKET_INIT: sends the data that follows to an endpoint. 8 bytes.</summary>
public static class PacketInitCommand
{
    /// <summary>Writes the payload; ids have 5 bits, wide ones (from v5.0 on) 8.</summary>
    /// <exception cref="IpaException">The id has more bits, or is negative.</exception>
    public static void Encode(DmaMemory memory, int at, int endpoint, bool isWide)
    {
        CommandRange.Check("IP_PACKET_INIT", "endpoint", (uint)endpoint, (uint)(isWide ? StatusElement.WideEndpointMask : StatusElement.EndpointMask));
        memory.Write64(at, (ulong)endpoint);
    }
}
