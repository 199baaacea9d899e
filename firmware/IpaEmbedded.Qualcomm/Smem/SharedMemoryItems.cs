using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>The items that processors share in SMEM, found by the other processor's id and an item number.</summary>
public abstract class SharedMemoryItems
{
    /// <summary>Id of the modem as a host of SMEM partitions.</summary>
    public const int ModemHost = 1;

    /// <summary>Allocates an item for good; returns false when it exists already.</summary>
    /// <exception cref="HardwareException">There is no room, or the heap is damaged.</exception>
    public abstract bool Allocate(int host, int item, int size);

    /// <summary>Finds an item: its physical address (not page aligned) and its size in bytes.</summary>
    /// <exception cref="HardwareException">There is no such item, or the heap is damaged.</exception>
    public abstract ulong Find(int host, int item, out int size);
}
