namespace IpaEmbedded.Ipa.Data;

/// <summary>A region of IPA-local memory.</summary>
public sealed class MemoryRegion
{
    /// <summary>One of <see cref="MemoryRegionName"/>.</summary>
    public readonly int Name;

    /// <summary>Byte offset from the start of the memory that the application processor may use.</summary>
    public readonly int Offset;

    /// <summary>Size in bytes; 0 when the version has no such table.</summary>
    public readonly int Size;

    /// <summary>Number of canary words just before the region.</summary>
    public readonly int Canaries;

    /// <summary>Creates the description of a region.</summary>
    public MemoryRegion(int name, int offset, int size, int canaries)
    {
        Name = name;
        Offset = offset;
        Size = size;
        Canaries = canaries;
    }
}
