using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Commands;

/// <summary>HDR_INIT_LOCAL: loads the header table from system memory. 16 bytes.</summary>
public static class HeaderInitCommand
{
    /// <summary>Writes the payload; offset and size are bytes.</summary>
    public static void Encode(DmaMemory memory, int at, ulong source, uint offset, uint size)
    {
        memory.Write64(at, source);
        memory.Write32(at + 8, size | (offset << 12));
        memory.Write32(at + 12, 0);
    }
}
