using IpaEmbedded.Boards.Linux.Memory;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Linux;

/// <summary>
/// A Linux machine as a platform: a device tree, real time, registers from UIO and DMA memory from one region. Add drivers, then probe; one
/// thread runs everything. Disposing removes the devices and unmaps their registers; the region stays the caller's.
/// </summary>
public sealed class LinuxBoard : IDisposable
{
    /// <summary>Where the running kernel shows the device tree that it was started with.</summary>
    public const string OwnTreePath = "/sys/firmware/fdt";

    private readonly BoardMap _map;

    /// <param name="tree">A compiled device tree.</param>
    /// <param name="memory">DMA memory for rings and buffers; null where drivers need none.</param>
    /// <param name="options">By which ways hardware may be reached. Nothing is opened before a driver asks for it.</param>
    public LinuxBoard(byte[] tree, DmaRegion? memory, HardwareOptions options)
    {
        Time = new BoardTime();
        Loop = new EventLoop(Time);
        Drivers = new DriverTable();
        var nodes = new FlattenedTree(tree);
        _map = new BoardMap(() => new HardwarePlan(nodes, Drivers, options));
        Platform = new Platform(Loop, nodes, memory is null ? new NoHeap() : new RegionHeap(memory), _map, Drivers);
    }

    /// <summary>Which windows the tree's devices may have, and by which way. Made at the first use: add the drivers before.</summary>
    /// <exception cref="ProbeException">What the tree says of memory is malformed, so that no window can be told from it.</exception>
    public HardwarePlan Plan => _map.Plan;

    /// <summary>The monotonic clock, and the descriptors that end a wait.</summary>
    public BoardTime Time { get; }

    /// <summary>Runs everything on this board.</summary>
    public EventLoop Loop { get; }

    /// <summary>The drivers; of two that serve a name the one added later has it, so add the board's own after the chip's.</summary>
    public DriverTable Drivers { get; }

    /// <summary>The devices of the tree.</summary>
    public Platform Platform { get; }

    /// <summary>Runs the board until the token is cancelled; devices are then still bound.</summary>
    public void Run(CancellationToken cancellation) => new BoardLoop(Loop).Run(cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        Platform.RemoveAll();
        _map.Dispose();
    }
}
