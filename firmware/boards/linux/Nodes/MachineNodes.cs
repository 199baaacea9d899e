using System.Globalization;
using IpaEmbedded.Boards.Linux.I2c;
using IpaEmbedded.Boards.Linux.Spi;
using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Boards.Linux.Nodes;

/// <summary>What of a tree this machine's kernel has devices for: controllers by their shape, chips on buses, LEDs, keys and supplies. Looks at names and links alone.</summary>
internal sealed class MachineNodes
{
    private static readonly KernelClass[] Consumers = [KernelClass.Led, KernelClass.Input, KernelClass.Regulator];

    private readonly List<MachineNode> _controllers = [];
    private readonly List<MachineNode> _consumers = [];
    private readonly List<MachineChip> _chips = [];
    private readonly KernelDevices _kernel;
    private readonly ILookup<string, KernelDevice> _byNode;

    /// <summary>Reads the tree and looks for its devices.</summary>
    public MachineNodes(FlattenedTree tree, KernelDevices kernel)
    {
        Tree = tree;
        _kernel = kernel;
        _byNode = Consumers.SelectMany(kernel.All).Where(device => device.NodePath is not null).ToLookup(device => device.NodePath!);
        // A bus comes before what is on it.
        for (var index = 1; index < tree.NodeCount; index++)
        {
            if (NodeShape.IsInUse(tree, index))
            {
                Add(new TreeNode(tree, index));
            }
        }
    }

    /// <summary>The tree.</summary>
    public FlattenedTree Tree { get; }

    /// <summary>Nodes that are controllers, with the kernel's device or without; those on a bus only with one.</summary>
    public IReadOnlyList<MachineNode> Controllers => _controllers;

    /// <summary>Nodes of LEDs, keys and supplies that the kernel runs itself.</summary>
    public IReadOnlyList<MachineNode> Consumed => _consumers;

    /// <summary>Nodes on the kernel's buses.</summary>
    public IReadOnlyList<MachineChip> Chips => _chips;

    private void Add(TreeNode node)
    {
        var bus = BusOf(node);
        foreach (var kind in NodeShape.ControllersOf(node))
        {
            var device = _kernel.Find(node, kind);
            if (device is not null || bus is null)
            {
                _controllers.Add(new MachineNode(node, OwnerOf(node), kind, device));
            }
        }

        if (bus is not null && bus.Node.Index == Tree.Parent(node.Index) && bus.Device is not null && node.HasProperty("compatible") && node.Bytes("reg") is { Length: > 0 } reg && reg.Length % 4 == 0)
        {
            _chips.Add(ChipOf(node, bus));
        }

        if (bus is null && node.HasProperty("compatible"))
        {
            _consumers.AddRange(_byNode[node.Path].DistinctBy(device => device.Kind).Select(device => new MachineNode(node, node.Index, device.Kind, device)));
        }
    }

    private MachineChip ChipOf(TreeNode node, MachineNode bus)
    {
        var reg = node.Cells("reg")[0];
        var number = bus.Device!.Number;
        if (bus.Kind == KernelClass.I2cAdapter)
        {
            var name = LinuxI2cBus.ChipName(number, (int)(reg & 0x3ff), (reg & 0x80000000) != 0);
            return new MachineChip(node, "i2c", name, _kernel.DeviceFile(bus.Device.Name), _kernel.DriverOf("i2c", name));
        }

        var chip = LinuxSpiBus.ChipName(number, (int)reg);
        var driver = _kernel.DriverOf("spi", chip);
        return new MachineChip(node, "spi", chip, _kernel.DeviceFile(string.Create(CultureInfo.InvariantCulture, $"spidev{number}.{reg}")), driver == "spidev" ? null : driver);
    }

    private MachineNode? BusOf(TreeNode node)
    {
        for (var above = Tree.Parent(node.Index); above > FlattenedTree.Root; above = Tree.Parent(above))
        {
            if (_controllers.Find(each => each.Node.Index == above && (each.Kind == KernelClass.I2cAdapter || each.Kind == KernelClass.SpiController)) is { } bus)
            {
                return bus;
            }
        }

        return null;
    }

    private int OwnerOf(TreeNode node)
    {
        var owner = node.Index;
        while (owner > FlattenedTree.Root && Tree.FindProperty(owner, "compatible") == FlattenedTree.None)
        {
            owner = Tree.Parent(owner);
        }

        return owner;
    }
}
