using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Commands;

/// <summary>IP_V4/V6_FILTER_INIT and IP_V4/V6_ROUTING_INIT: loads a hashed and a non-hashed table from system memory. 24 bytes.</summary>
public static class TableInitCommand
{
    /// <summary>Writes the payload; a hashed size of 0 leaves the hashed table alone. Addresses in IPA memory and sizes are bytes.</summary>
    /// <exception cref="IpaException">An offset has more than 16 bits or a size more than 12, or a table ends beyond 64 KiB.</exception>
    public static void Encode(DmaMemory memory, int at, ulong source, uint hashedOffset, uint hashedSize, uint offset, uint size)
    {
        CommandRange.CheckMemory("table init", offset, size, CommandRange.LargestTable);
        if (hashedSize != 0) { CommandRange.CheckMemory("table init, hashed", hashedOffset, hashedSize, CommandRange.LargestTable); }
        ulong flags = ((ulong)size << 28) | ((ulong)offset << 40);
        if (hashedSize != 0) { flags |= hashedSize | ((ulong)hashedOffset << 12); }
        memory.Write64(at, hashedSize != 0 ? source : 0);
        memory.Write64(at + 8, flags);
        memory.Write64(at + 16, source);
    }
}
