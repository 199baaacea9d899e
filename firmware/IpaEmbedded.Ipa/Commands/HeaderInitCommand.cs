using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Commands;

/// <summary>HDR_INIT_LOCAL: loads the header table from system memory. 16 bytes.</summary>
public static class HeaderInitCommand
{
    /// <summary>Writes the payload; offset and size are bytes.</summary>
    /// <exception cref="IpaException">The offset has more than 16 bits or the size more than 12, or the headers end beyond 64 KiB.</exception>
    public static void Encode(DmaMemory memory, int at, ulong source, uint offset, uint size)
    {
        CommandRange.CheckMemory("HDR_INIT_LOCAL", offset, size, CommandRange.LargestTable);
        memory.Write64(at, source);
        memory.Write32(at + 8, size | (offset << 12));
        memory.Write32(at + 12, 0);
    }
}
