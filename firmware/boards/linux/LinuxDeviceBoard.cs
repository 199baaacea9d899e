using IpaEmbedded.Boards.Linux.Nodes;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Devices;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Linux;

/// <summary>
/// A Linux machine with LEDs, keys, buses and sensors as a platform: a device tree, the kernel's controllers, the drivers of ordinary nodes, and more of the caller's
/// choice. One thread runs everything. Disposing removes the devices and closes their files.
/// </summary>
/// <example><code>
/// using var board = new LinuxDeviceBoard(File.ReadAllBytes(LinuxBoard.OwnTreePath), KernelDevices.OfThisMachine, IotBindings.Register);
/// board.Probe();
/// var sensor = (Bme280)board.Platform.FindDevice("/soc/i2c@7e804000/sensor@76").DriverData;
/// </code></example>
public sealed class LinuxDeviceBoard : IDisposable
{
    private readonly LinuxBoard _board;
    private readonly LinuxControllers _controllers;
    private bool _registered;

    /// <param name="tree">A compiled device tree.</param>
    /// <param name="kernel">The machine.</param>
    /// <param name="moreDrivers">
    /// Adds drivers for what the board's own do not serve, such as IotBindings.Register; who does not name these has a program without that library. Of two drivers for a
    /// name the later one counts, and those of IpaEmbedded.Devices, which are the same on every board, come later.
    /// </param>
    public LinuxDeviceBoard(byte[] tree, KernelDevices kernel, Action<DriverTable>? moreDrivers = null)
    {
        _board = new LinuxBoard(tree, null, new HardwareOptions());
        _controllers = new LinuxControllers(_board.Time, _board.Platform.Tree, kernel);
        moreDrivers?.Invoke(_board.Drivers);
        RuntimeDrivers.Register(_board.Drivers);
        DeviceDrivers.Register(_board.Drivers);
    }

    /// <summary>The monotonic clock, and the descriptors that end a wait.</summary>
    public BoardTime Time => _board.Time;

    /// <summary>Runs everything on this board.</summary>
    public EventLoop Loop => _board.Loop;

    /// <summary>The drivers; add your own before the first probe.</summary>
    public DriverTable Drivers => _board.Drivers;

    /// <summary>The devices of the tree.</summary>
    public Platform Platform => _board.Platform;

    /// <summary>What would be opened for the tree on this machine, what its kernel has, and what is missing; opens nothing.</summary>
    public IReadOnlyList<PlannedDevice> Plan => _controllers.Plan;

    /// <summary>Probes the devices; returns how many became bound. Those that did not say why in their Reason.</summary>
    public int Probe()
    {
        if (!_registered)
        {
            _registered = true;
            _controllers.Register(Drivers);
        }

        return Platform.Probe();
    }

    /// <summary>Runs the board until the token is cancelled; devices are then still bound.</summary>
    public void Run(CancellationToken cancellation) => _board.Run(cancellation);

    /// <inheritdoc/>
    public void Dispose() => _board.Dispose();
}
