namespace IpaEmbedded.Runtime.ReservedMemory;

/// <summary>A piece of memory that the device tree keeps for one purpose.</summary>
public sealed class ReservedMemoryRegion
{
    private readonly string _name;
    private readonly ulong _address;
    private readonly ulong _size;
    private readonly bool _noMap;

    /// <summary>Creates the description of a region.</summary>
    public ReservedMemoryRegion(string name, ulong address, ulong size, bool noMap)
    {
        _name = name;
        _address = address;
        _size = size;
        _noMap = noMap;
    }

    /// <summary>Name of the region's node.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>Processor address of the first byte.</summary>
    public ulong Address
    {
        get { return _address; }
    }

    /// <summary>Size in bytes.</summary>
    public ulong Size
    {
        get { return _size; }
    }

    /// <summary>Whether an operating system must not map it on its own.</summary>
    public bool IsNoMap
    {
        get { return _noMap; }
    }
}
