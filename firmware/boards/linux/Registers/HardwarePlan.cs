using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>
/// Which windows of hardware a tree's devices may have on this machine, and by which way: of every enabled node that a driver binds, each entry
/// of reg and each memory-region. It is made before anything is opened, and nothing that is not in it is ever mapped.
/// </summary>
public sealed class HardwarePlan
{
    private readonly WindowPlanner _planner;
    private readonly HardwareOptions _options;

    /// <summary>Plans for a tree and the drivers that it will have.</summary>
    public HardwarePlan(FlattenedTree tree, DriverTable drivers, HardwareOptions options)
    {
        var memory = new TreeMemory(tree);
        var areas = options.Devices.SelectMany(device => device.Maps.Select(map => (Device: device, Range: new AddressRange(map.Address, (ulong)map.Size, device.Id)))).ToList();
        _options = options;
        _planner = new WindowPlanner
        {
            Memory = memory.Memory,
            Reserved = memory.Reserved,
            SystemRam = options.Iomem?.SystemRam ?? [],
            Claimed = options.Iomem?.Claimed ?? [],
            HandedOver = [.. areas.Select(area => area.Range)],
            Allowed =
            [
                .. areas.SelectMany(area => area.Device.Compatibles.DefaultIfEmpty(null).Select(compatible => new AllowedWindow(compatible, area.Range))),
                .. options.Iomem is null ? [] : options.Allowed,
            ],
        };
        Windows = [.. new NodeWindows(tree, memory).Of(drivers).Select(Decide)];
    }

    /// <summary>Every window, in the order of the tree.</summary>
    public IReadOnlyList<PlannedWindow> Windows { get; }

    /// <summary>The window that a device asks for by its processor address.</summary>
    /// <exception cref="IOException">It is refused, or no node of the plan has it.</exception>
    public PlannedWindow Find(ulong address, ulong size, string label)
    {
        var found = Windows.FirstOrDefault(window => window.Window is { } mapped && mapped.Address == address && mapped.Size == size)
            ?? Windows.FirstOrDefault(window => window.Refusal is not null && window.Request.Size == size && (window.Request.Address == address || window.Request.Label == label))
            ?? throw new IOException($"{label}: 0x{size:x} bytes at 0x{address:x}: no enabled node with a driver has such a window");
        return found.Refusal is { } refusal ? throw new IOException(refusal) : found;
    }

    private PlannedWindow Decide((string NodePath, WindowRequest? Request, string? Refusal) asked)
    {
        var request = asked.Request ?? new WindowRequest(asked.NodePath, [], 0, 0);
        if (asked.Refusal is not null)
        {
            return new PlannedWindow(asked.NodePath, request, null, null, asked.Refusal);
        }

        try
        {
            var window = _planner.Plan(request);
            var device = _options.Devices.FirstOrDefault(candidate => candidate.Find(window.Address, window.Size) is not null);
            return new PlannedWindow(asked.NodePath, request, window, device, null);
        }
        catch (IOException e)
        {
            return new PlannedWindow(asked.NodePath, request, null, null, e.Message);
        }
    }
}
