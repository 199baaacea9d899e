using IpaEmbedded.Boards.Linux.Memory;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>
/// Maps what a <see cref="HardwarePlan"/> allows and nothing else: through the UIO device that has an area there, else through /dev/mem. Owns every
/// mapping until it is disposed; what was mapped throws from then on.
/// </summary>
public sealed class BoardMap : IoMapper, IDisposable
{
    private readonly Dictionary<MappingWindow, MappedRegion> _regions = [];
    private readonly Lazy<HardwarePlan> _plan;
    private bool _disposed;

    /// <param name="plan">Makes the plan when it is first needed: the drivers count that there are then.</param>
    public BoardMap(Func<HardwarePlan> plan) => _plan = new Lazy<HardwarePlan>(plan);

    /// <summary>What may be mapped.</summary>
    public HardwarePlan Plan => _plan.Value;

    /// <inheritdoc/>
    public override RegisterBlock MapRegisters(ulong address, ulong size, string label) => new MappedRegisterBlock(Map(address, size, label));

    /// <inheritdoc/>
    public override DmaMemory MapMemory(ulong address, ulong size, string label) => Map(address, size, label).AsMemory(address);

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        foreach (var region in _regions.Values)
        {
            region.Dispose();
        }

        _regions.Clear();
    }

    private MappedRegion Map(ulong address, ulong size, string label)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var planned = Plan.Find(address, size, label);
        var window = planned.Window!;
        // A device that is bound again asks for its window again.
        if (!_regions.TryGetValue(window, out var region))
        {
            region = planned.Device is { } device ? device.Open(window.Address, (long)window.Size) : MappedRegion.OpenPhysical(window.Address, (long)window.Size);
            _regions.Add(window, region);
        }

        return region;
    }
}
