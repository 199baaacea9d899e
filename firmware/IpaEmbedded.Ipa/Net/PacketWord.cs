using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Net;

/// <summary>Four bytes of a packet in one access where they are aligned. Whoever pads as the format says keeps them so; nobody can be sure of it.</summary>
internal static class PacketWord
{
    /// <summary>The bytes as they lie: the first in bits 0 to 7.</summary>
    internal static uint Read(DmaMemory memory, int offset)
    {
        if ((offset & 3) == 0) { return memory.Read32(offset); }
        return memory.Read8(offset) | (uint)memory.Read8(offset + 1) << 8 | (uint)memory.Read8(offset + 2) << 16 | (uint)memory.Read8(offset + 3) << 24;
    }

    /// <summary>The upper two bytes of a word as the network's 16-bit number.</summary>
    internal static int UpperNumber(uint word)
    {
        return (int)(word >> 8 & 0xff00 | word >> 24);
    }
}
