using IpaEmbedded.Boards.Linux.Kernel;
using IpaEmbedded.Boards.Linux.Sysfs;

namespace IpaEmbedded.Boards.Linux.Nodes;

/// <summary>Says of a tree's nodes what would be opened for them, before anything is.</summary>
internal static class DevicePlan
{
    public static IReadOnlyList<PlannedDevice> Of(MachineNodes nodes, KernelDevices kernel) =>
    [
        .. nodes.Controllers.Select(node => (node.Node.Index, Plan: Controller(node, kernel)))
            .Concat(nodes.Chips.Select(chip => (chip.Node.Index, Plan: Chip(chip, kernel))))
            .Concat(nodes.Consumed.Select(node => (node.Node.Index, Plan: Consumer(node, kernel))))
            .OrderBy(each => each.Index)
            .Select(each => each.Plan),
    ];

    private static PlannedDevice Controller(MachineNode node, KernelDevices kernel)
    {
        if (node.Device is not { } device)
        {
            return new PlannedDevice(node.Node.Path, node.Kind.What, PlannedUse.Missing, kernel.Missing(node.Node, node.Kind));
        }

        var file = node.Kind == KernelClass.PwmChip || node.Kind == KernelClass.IioDevice ? device.Folder.FolderPath
            : kernel.DeviceFile(node.Kind == KernelClass.SpiController ? $"spidev{device.Number}.*" : device.Name);
        return new PlannedDevice(node.Node.Path, node.Kind.What, PlannedUse.Opened, file);
    }

    private static PlannedDevice Chip(MachineChip chip, KernelDevices kernel)
    {
        if (chip.Holder is null)
        {
            return new PlannedDevice(chip.Node.Path, $"chip {chip.Name}", PlannedUse.Opened, chip.File);
        }

        var sensor = new KernelChip(chip.Holder, kernel.Chip(chip.Bus, chip.Name));
        var through = sensor.Count == 0 ? "" : $", read through it: {string.Join(", ", Enumerable.Range(0, sensor.Count).Select(sensor.LabelOf))}";
        return new PlannedDevice(chip.Node.Path, $"chip {chip.Name}", PlannedUse.Kernel, $"the kernel's driver {chip.Holder} has it{through}");
    }

    private static PlannedDevice Consumer(MachineNode node, KernelDevices kernel)
    {
        var names = string.Join(", ", kernel.AllOf(node.Node.Path, node.Kind).Select(device => device.Name));
        return new PlannedDevice(node.Node.Path, node.Kind.What, PlannedUse.Kernel, $"the kernel's driver {node.Device!.Driver ?? "(unnamed)"} has it, used through {kernel.Folder(node.Kind.Folder).FolderPath}: {names}");
    }
}
