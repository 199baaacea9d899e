using IpaEmbedded.Boards.Linux.Memory;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>
/// Maps what a device tree's reg properties name: through the UIO device that has an area there, else through /dev/mem when that was allowed.
/// Owns every mapping until it is disposed.
/// </summary>
public sealed class BoardMap : IoMapper, IDisposable
{
    private readonly IReadOnlyList<UioDevice> _devices;
    private readonly bool _allowPhysicalMemory;
    private readonly Dictionary<(ulong Address, ulong Size), MappedRegion> _regions = [];
    private readonly WindowPlanner _planner;

    /// <param name="devices">The UIO devices whose areas may be mapped.</param>
    /// <param name="allowPhysicalMemory">Whether /dev/mem may serve what no device covers.</param>
    public BoardMap(IReadOnlyList<UioDevice> devices, bool allowPhysicalMemory)
    {
        _devices = devices;
        _allowPhysicalMemory = allowPhysicalMemory;
        _planner = new WindowPlanner { Forbidden = allowPhysicalMemory ? IomemText.Claimed(File.ReadAllText("/proc/iomem")) : [] };
    }

    /// <inheritdoc/>
    public override RegisterBlock MapRegisters(ulong address, ulong size, string label) => new MappedRegisterBlock(Map(address, size, label));

    /// <inheritdoc/>
    public override DmaMemory MapMemory(ulong address, ulong size, string label)
    {
        return new DmaMemory(Map(address, size, label).Address, address, (int)size);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var region in _regions.Values)
        {
            region.Dispose();
        }

        _regions.Clear();
    }

    private MappedRegion Map(ulong address, ulong size, string label)
    {
        // A device that is bound again asks for its window again.
        if (_regions.TryGetValue((address, size), out var region))
        {
            return region;
        }

        var window = _planner.Plan(label, "", address, size, []);
        try
        {
            region = Open(address, size, label);
        }
        finally
        {
            if (region is null)
            {
                _planner.Release(window);
            }
        }

        _regions.Add((address, size), region);
        return region;
    }

    private MappedRegion Open(ulong address, ulong size, string label)
    {
        foreach (var device in _devices)
        {
            var map = device.Maps.FirstOrDefault(candidate => Covers(candidate, address, size));
            if (map is not null)
            {
                return device.Open(map, (long)(address - map.Address), (long)size);
            }
        }

        return _allowPhysicalMemory
            ? MappedRegion.OpenPhysical(address, (long)size)
            : throw new IOException($"{label}: no UIO device covers 0x{size:x} bytes at 0x{address:x}, and /dev/mem was not allowed");
    }

    // Compared in the form that cannot wrap: the numbers come from the device tree and from sysfs.
    private static bool Covers(UioMap map, ulong address, ulong size) =>
        address >= map.Address && size <= (ulong)map.Size && address - map.Address <= (ulong)map.Size - size;
}
