using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Commands;

/// <summary>DMA_SHARED_MEM: copies between system memory and IPA-local memory. 16 bytes.</summary>
public static class DmaSharedMemoryCommand
{
    /// <summary>Writes the payload for a copy into the IPA, without waiting for the pipeline; offset and size are bytes.</summary>
    /// <exception cref="IpaException">Offset or size have more than 16 bits, or the range ends beyond 64 KiB.</exception>
    public static void Encode(DmaMemory memory, int at, ulong source, uint offset, uint size)
    {
        CommandRange.CheckMemory("DMA_SHARED_MEM", offset, size, 0xffff);
        memory.Write16(at, 0);
        memory.Write16(at + 2, (ushort)size);
        memory.Write16(at + 4, (ushort)offset);
        memory.Write16(at + 6, 0);
        memory.Write64(at + 8, source);
    }
}
