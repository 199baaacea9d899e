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
        AllowedWindow[] areas = [.. options.Devices.SelectMany(device => device.Areas)];
        _options = options;
        _planner = new WindowPlanner
        {
            Memory = memory.Memory,
            Reserved = memory.Reserved,
            SystemRam = options.Iomem?.SystemRam ?? [],
            Claimed = options.Iomem?.Claimed ?? [],
            HandedOver = areas,
            Allowed = [.. areas, .. options.Iomem is null ? [] : options.Allowed],
        };
        Windows = [.. new NodeWindows(tree, memory).Of(drivers).Select(Decide)];
    }

    /// <summary>Every window, in the order of the tree.</summary>
    public IReadOnlyList<PlannedWindow> Windows { get; }

    /// <summary>The window that a device asks for by its processor address.</summary>
    /// <exception cref="IOException">It is refused, or no node of the plan has it, or another device has it too and nobody can tell who asks.</exception>
    public PlannedWindow Find(ulong address, ulong size, string label)
    {
        // Two nodes may have the same window, of which the second is refused: the label says who asks.
        var same = Windows.Where(window => window.Decision.Address == address && window.Request.Size == size).ToList();
        var labelled = same.FindAll(window => window.Request.Label == label);
        var found = labelled.Count > 0 ? labelled : same;
        var refused = found.Find(window => window.Refusal is not null)
            ?? (found.Count > 0 ? null : Windows.FirstOrDefault(window => window.Decision.Address is null && window.Request.Size == size && (window.Request.Address == address || window.Request.Label == label)));
        return refused is not null ? throw new IOException(refused.Refusal)
            : found.Count > 0 ? found[0]
            : throw new IOException($"{label}: 0x{size:x} bytes at 0x{address:x}: no enabled node with a driver has such a window");
    }

    private PlannedWindow Decide((string NodePath, WindowRequest? Request, string? Refusal) asked)
    {
        if (asked.Request is not { } request)
        {
            return new PlannedWindow(asked.NodePath, new WindowRequest(asked.NodePath, [], 0, 0), new WindowDecision(null, null, WindowRefusal.OutsideRanges, asked.Refusal), null);
        }

        var decision = _planner.Decide(request);
        var device = decision.Window is { } window ? _options.Devices.FirstOrDefault(candidate => candidate.Areas.Any(area => area.Allows(request, window.Address))) : null;
        return new PlannedWindow(asked.NodePath, request, decision, device);
    }
}
