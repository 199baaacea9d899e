using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Boards.Linux.Nodes;

/// <summary>
/// The controllers of a tree on this machine: its kernel's devices for every node that is a GPIO controller, an I2C or SPI bus, a PWM controller or an ADC by its shape,
/// and the kernel's classes for nodes that a kernel driver has. Nothing is opened before a driver asks; what is open closes when its device is removed.
/// </summary>
/// <example><code>
/// var controllers = new LinuxControllers(board.Time, board.Platform.Tree, KernelDevices.OfThisMachine);
/// controllers.Register(board.Drivers);               // after the drivers of chips
/// board.Platform.Probe();
/// </code></example>
public sealed class LinuxControllers
{
    private readonly BoardTime _time;
    private readonly KernelDevices _kernel;
    private readonly MachineNodes _nodes;

    /// <param name="time">The board's time, which waits for edges.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="kernel">The machine.</param>
    public LinuxControllers(BoardTime time, FlattenedTree tree, KernelDevices kernel)
    {
        _time = time;
        _kernel = kernel;
        _nodes = new MachineNodes(tree, kernel);
    }

    /// <summary>What of the tree would be opened, by which file, what the kernel has, and what is missing; in the order of the tree.</summary>
    public IReadOnlyList<PlannedDevice> Plan => DevicePlan.Of(_nodes, _kernel);

    /// <summary>Adds the drivers; call it after those of chips are in the table, since nodes that the kernel does not have stay theirs.</summary>
    public void Register(DriverTable drivers)
    {
        var tree = _nodes.Tree;
        var others = new Driver?[tree.NodeCount];
        for (var node = 0; node < others.Length; node++)
        {
            others[node] = drivers.Find(tree, node);
        }

        var between = new bool[tree.NodeCount];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in Taken(others))
        {
            AddName(names, node);
            for (var above = tree.Parent(node); above > FlattenedTree.Root; above = tree.Parent(above))
            {
                if (!IsOpen(above) && others[above] is null)
                {
                    between[above] = true;
                    AddName(names, above);
                }
            }
        }

        drivers.Add(new LinuxControllerDriver(_nodes, _kernel, _time, [.. names], others, between));
    }

    // A controller without a device of the kernel may have a driver of its own: an expander, a bus made of pins.
    private IEnumerable<int> Taken(Driver?[] others) =>
    [
        .. _nodes.Controllers.Where(each => each.Owner > FlattenedTree.Root && (each.Device is not null || others[each.Owner] is null)).Select(each => each.Owner),
        .. _nodes.Chips.Where(chip => chip.Holder is not null).Select(chip => chip.Node.Index),
        .. _nodes.Consumed.Select(each => each.Node.Index),
    ];

    // The platform looks into these by itself.
    private bool IsOpen(int node)
    {
        var tree = _nodes.Tree;
        return tree.FindProperty(node, "compatible") == FlattenedTree.None || tree.IsCompatible(node, "simple-bus") || tree.IsCompatible(node, "simple-mfd");
    }

    private void AddName(HashSet<string> names, int node)
    {
        var property = _nodes.Tree.FindProperty(node, "compatible");
        if (property != FlattenedTree.None && _nodes.Tree.StringCount(property) > 0)
        {
            names.Add(_nodes.Tree.StringAt(property, 0));
        }
    }
}
