namespace IpaEmbedded.Qualcomm.Iommu;

/// <summary>The address translation of one device; addresses and sizes are multiples of 4 KiB.</summary>
public abstract class IommuDomain
{
    /// <summary>Lets the device read and write physical memory at an I/O address.</summary>
    public abstract void Map(ulong ioAddress, ulong physicalAddress, ulong size);

    /// <summary>Takes a mapping away.</summary>
    public abstract void Unmap(ulong ioAddress, ulong size);
}
