using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Qualcomm.Iommu;
using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Memory;

/// <summary>Lets the IPA reach two pieces of memory at their physical addresses: its part of IMEM, and its SMEM item.</summary>
public sealed class SystemMappings
{
    private const ulong PageSize = 4096;

    private readonly IpaData _data;
    private readonly IommuDomain _iommu;
    private readonly SharedMemoryItems _items;
    private ulong _smemStart;
    private ulong _smemSize;

    /// <summary>Creates the mappings; nothing is mapped before <see cref="Map"/>.</summary>
    public SystemMappings(IpaData data, IommuDomain iommu, SharedMemoryItems items)
    {
        _data = data;
        _iommu = iommu;
        _items = items;
    }

    /// <summary>Maps both; the SMEM item need not be page aligned, its pages are mapped whole.</summary>
    /// <exception cref="IpaException">The item exists with another size.</exception>
    public void Map()
    {
        _iommu.Map(_data.ImemAddress, _data.ImemAddress, _data.ImemSize);
        try
        {
            _items.Allocate(SharedMemoryItems.ModemHost, _data.SmemItem, _data.SmemSize);
            int size;
            ulong address = _items.Find(SharedMemoryItems.ModemHost, _data.SmemItem, out size);
            if (size != _data.SmemSize)
            {
                throw new IpaException(IpaError.Unsupported, "SMEM item " + _data.SmemItem.ToString() + " has " + size.ToString() + " bytes, expected "
                    + _data.SmemSize.ToString());
            }
            _smemStart = address & ~(PageSize - 1);
            _smemSize = ((address + (ulong)size + PageSize - 1) & ~(PageSize - 1)) - _smemStart;
            _iommu.Map(_smemStart, _smemStart, _smemSize);
        }
        catch (HardwareException)
        {
            _iommu.Unmap(_data.ImemAddress, _data.ImemSize);
            throw;
        }
    }

    /// <summary>Takes both mappings away, in reverse order.</summary>
    public void Unmap()
    {
        _iommu.Unmap(_smemStart, _smemSize);
        _iommu.Unmap(_data.ImemAddress, _data.ImemSize);
    }
}
