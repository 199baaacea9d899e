using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Commands;

/// <summary>IP_PACKET_TAG_STATUS: marks the data that follows, so that its status element can be told from others. 8 bytes.</summary>
public static class TagStatusCommand
{
    /// <summary>Writes the payload; the tag has 48 bits.</summary>
    /// <exception cref="IpaException">The tag has more.</exception>
    public static void Encode(DmaMemory memory, int at, ulong tag)
    {
        CommandRange.Check("IP_PACKET_TAG_STATUS", "tag", tag, 0xffffffffffff);
        memory.Write64(at, tag << 16);
    }
}
