using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.Iommu;

/// <summary>Gives each device its own address translation, by the first stream id of its "iommus".</summary>
public sealed class IommuProvider : Provider
{
    /// <summary>What it is called in errors.</summary>
    public const string ProviderKind = "IOMMU";

    private const int MaxDomains = 64;

    private readonly StreamDomain[] _domains = new StreamDomain[MaxDomains];
    private int _count;

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>Mappings of all domains.</summary>
    public int MappingCount
    {
        get
        {
            int count = 0;
            for (int i = 0; i < _count; i++) { count += _domains[i].Count; }
            return count;
        }
    }

    /// <summary>The domain of a stream id, the same object each time.</summary>
    /// <exception cref="HardwareException">There are 64 domains already.</exception>
    public IommuDomain Open(uint stream)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_domains[i].Stream == stream) { return _domains[i]; }
        }
        if (_count == MaxDomains) { throw new HardwareException("stream 0x" + stream.ToString("X") + ": there are 64 domains already"); }
        _domains[_count] = new StreamDomain(stream);
        return _domains[_count++];
    }
}
