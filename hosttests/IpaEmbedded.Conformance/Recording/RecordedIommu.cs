using IpaEmbedded.Qualcomm.Iommu;

namespace IpaEmbedded.Conformance.Recording;

/// <summary>Address translation: a row per mapping.</summary>
internal sealed class RecordedIommu(TraceWriter trace) : IommuDomain
{
    private const int ReadWrite = 3;

    public override void Map(ulong ioAddress, ulong physicalAddress, ulong size)
        => trace.Write("iommu", $"\"op\":\"map\",\"iova\":{TraceWriter.Hex(ioAddress)},\"phys\":{TraceWriter.Hex(physicalAddress)},\"len\":{size},\"prot\":{ReadWrite}");

    public override void Unmap(ulong ioAddress, ulong size)
        => trace.Write("iommu", $"\"op\":\"unmap\",\"iova\":{TraceWriter.Hex(ioAddress)},\"len\":{size}");
}
