using IpaEmbedded.Boards.Linux.Adc;
using IpaEmbedded.Boards.Linux.Gpio;
using IpaEmbedded.Boards.Linux.I2c;
using IpaEmbedded.Boards.Linux.Kernel;
using IpaEmbedded.Boards.Linux.Pwm;
using IpaEmbedded.Boards.Linux.Spi;
using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Linux.Nodes;

/// <summary>Runs the nodes that the kernel has devices for, those between them and the root, and hands every other node to the driver that the table had for it.</summary>
internal sealed class LinuxControllerDriver : Driver
{
    private readonly MachineNodes _nodes;
    private readonly KernelDevices _kernel;
    private readonly BoardTime _time;
    private readonly Driver?[] _others;
    private readonly bool[] _between;

    /// <param name="nodes">What the kernel has devices for.</param>
    /// <param name="kernel">The machine.</param>
    /// <param name="time">Waits for edges.</param>
    /// <param name="compatibles">The names that this driver takes.</param>
    /// <param name="others">The drivers that the table had before, by node.</param>
    /// <param name="between">Whether a node only holds others, by node.</param>
    public LinuxControllerDriver(MachineNodes nodes, KernelDevices kernel, BoardTime time, string[] compatibles, Driver?[] others, bool[] between)
    {
        _nodes = nodes;
        _kernel = kernel;
        _time = time;
        Compatibles = compatibles;
        _others = others;
        _between = between;
    }

    /// <inheritdoc/>
    public override string[] Compatibles { get; }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        var index = device.Node.Index;
        var mine = _nodes.Controllers.Where(each => each.Owner == index).ToList();
        var other = _others[index];
        if (_nodes.Chips.FirstOrDefault(chip => chip.Node.Index == index) is { Holder: { } holder } held)
        {
            var chip = new KernelChip(holder, _kernel.Chip(held.Bus, held.Name));
            device.DriverData = chip;
            if (chip.Count > 0)
            {
                device.Provide(chip);
            }

            if (chip.Clock is not null)
            {
                device.Provide(chip.Clock);
            }
        }
        else if (_nodes.Consumed.FirstOrDefault(each => each.Node.Index == index) is { } consumed)
        {
            ProvideConsumer(device, consumed);
        }
        else if (other is not null && !mine.Exists(each => each.Device is not null))
        {
            other.Probe(device);
            return;
        }
        else if (mine.Count == 0 && !_between[index])
        {
            throw new HardwareException($"{device.NodePath}: no driver, and the kernel has no device for it");
        }

        // One that is missing fails its node when nothing else of the node is there.
        foreach (var node in mine.Where(each => each.Device is not null || mine.TrueForAll(all => all.Device is null)))
        {
            device.Provide(node.Node, Create(device, node));
        }

        device.PopulateChildren();
        foreach (var bus in mine.Where(each => each.Node.Index != index && (each.Kind == KernelClass.I2cAdapter || each.Kind == KernelClass.SpiController)))
        {
            device.PopulateChildren(bus.Node);
        }
    }

    /// <inheritdoc/>
    public override void Remove(Device device)
    {
        if (_others[device.Node.Index] is { } other && _nodes.Controllers.All(each => each.Owner != device.Node.Index || each.Device is null)
            && _nodes.Consumed.All(each => each.Node.Index != device.Node.Index) && device.DriverData is not KernelChip)
        {
            other.Remove(device);
        }
    }

    private void ProvideConsumer(Device device, MachineNode consumed)
    {
        if (consumed.Kind == KernelClass.Led)
        {
            device.DriverData = KernelLeds.Provide(device, _kernel);
        }
        else if (consumed.Kind == KernelClass.Regulator)
        {
            device.Provide(new KernelRegulator(consumed.Device!.Folder));
        }
        else
        {
            KernelKeys.Provide(device, _kernel, _time);
        }
    }

    private Provider Create(Device owner, MachineNode node)
    {
        var device = node.Device ?? throw new HardwareException($"{node.Node.Path}: {_kernel.Missing(node.Node, node.Kind)}");
        if (node.Kind == KernelClass.IioDevice)
        {
            return new LinuxAdcController(device.Folder);
        }

        Provider provider =
            node.Kind == KernelClass.GpioChip ? new GpioChip(_kernel.DeviceFile(device.Name), _time, Hogs(node.Node))
            : node.Kind == KernelClass.PwmChip ? new LinuxPwmController(device.Folder)
            : node.Kind == KernelClass.I2cAdapter ? new LinuxI2cBus(_kernel, device.Number)
            : new LinuxSpiBus(_kernel, device.Number);
        owner.OnRelease(((IDisposable)provider).Dispose);
        return provider;
    }

    private static HashSet<int> Hogs(TreeNode controller)
    {
        var cells = controller.Bytes("#gpio-cells") is { Length: 4 } ? (int)controller.Cell("#gpio-cells") : 0;
        return cells is < 2 or > 8 ? [] : [.. controller.Children().Where(child => child.HasProperty("gpio-hog")).SelectMany(hog => hog.Cells("gpios").Chunk(cells)).Select(specifier => (int)specifier[^Math.Min(2, specifier.Length)])];
    }
}
