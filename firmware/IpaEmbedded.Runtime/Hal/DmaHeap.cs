namespace IpaEmbedded.Runtime.Hal;

/// <summary>Gives out memory that the device can reach; allocate at start-up, never per packet.</summary>
public abstract class DmaHeap
{
    /// <summary>
    /// Allocates zeroed memory of <paramref name="size"/> bytes, its bus address a multiple of <paramref name="alignment"/> (a power of two).
    /// The label names the purpose for recorders and leak reports.
    /// </summary>
    /// <exception cref="HardwareException">There is no room.</exception>
    public abstract DmaMemory Allocate(string label, int size, int alignment);

    /// <summary>Gives memory back; the device must no longer use it.</summary>
    public abstract void Free(DmaMemory memory);
}
