using System.Globalization;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Linux.Sysfs;

/// <summary>
/// What the running kernel has made of the machine, by the nodes of a device tree. A node's device is the one whose of_node it is; where the kernel has no node for
/// a device (a PC, a USB adapter), an alias of the tree gives its number: <c>i2c1 = &amp;bus</c> is /dev/i2c-1. Reads links and names alone.
/// </summary>
public sealed class KernelDevices
{
    /// <param name="systemFolder">/sys, or a folder in its place.</param>
    /// <param name="deviceFolder">/dev, or a folder in its place.</param>
    public KernelDevices(string systemFolder, string deviceFolder)
    {
        SystemFolder = systemFolder;
        DeviceFolder = deviceFolder;
    }

    /// <summary>Those of this machine.</summary>
    public static KernelDevices OfThisMachine { get; } = new("/sys", "/dev");

    /// <summary>/sys, or a folder in its place.</summary>
    public string SystemFolder { get; }

    /// <summary>/dev, or a folder in its place.</summary>
    public string DeviceFolder { get; }

    /// <summary>All devices of a kind, sorted by name.</summary>
    public IReadOnlyList<KernelDevice> All(KernelClass kind) =>
        Folder(kind.Folder).Entries(kind.Prefix).Select(folder => new KernelDevice(kind, folder)).Where(device => kind.Prefix.Length == 0 || device.Number >= 0).ToList();

    /// <summary>All devices of a kind that the kernel made from a node; LEDs and keys have one node for several.</summary>
    public IReadOnlyList<KernelDevice> AllOf(string nodePath, KernelClass kind) => All(kind).Where(device => device.NodePath == nodePath).ToList();

    /// <summary>The device of a node, or null.</summary>
    public KernelDevice? Find(TreeNode node, KernelClass kind)
    {
        var path = node.Path;
        var all = All(kind);
        // One with a node of its own is that node's, whatever an alias says.
        return all.FirstOrDefault(device => device.NodePath == path)
            ?? AliasNumbers(node, kind).Select(number => all.FirstOrDefault(device => device.Number == number && device.NodePath is null)).FirstOrDefault(device => device is not null);
    }

    /// <summary>The device of a node.</summary>
    /// <exception cref="HardwareException">There is none; the message says what was looked for.</exception>
    public KernelDevice Require(TreeNode node, KernelClass kind) => Find(node, kind) ?? throw new HardwareException($"{node.Path}: {Missing(node, kind)}");

    /// <summary>Why there is no device of a kind for a node: what was looked for, and where.</summary>
    public string Missing(TreeNode node, KernelClass kind)
    {
        var numbers = AliasNumbers(node, kind);
        var alias = kind.Alias.Length == 0 ? ""
            : numbers.Count == 0 ? $", and no alias {kind.Alias}N names the node"
            : string.Concat(numbers.Select(number => $", and {kind.Prefix}{number}, for the alias {kind.Alias}{number}, {(All(kind).Any(device => device.Number == number) ? "is another node's" : "is not there")}"));
        return $"no {kind.What}: of {All(kind).Count} {kind.Prefix}N in {Folder(kind.Folder).FolderPath} none has the node as of_node{alias}";
    }

    /// <summary>The kernel's driver of a chip on one of its buses ("1-0076" of "i2c", "spi0.1" of "spi"); null when none has it.</summary>
    public string? DriverOf(string bus, string chip) => Chip(bus, chip).LinkName("driver");

    /// <summary>A chip on one of the kernel's buses.</summary>
    public SysfsFolder Chip(string bus, string chip) => Folder($"bus/{bus}/devices").Below(chip);

    /// <summary>A file of /dev.</summary>
    public string DeviceFile(string name) => Path.Combine(DeviceFolder, name);

    internal SysfsFolder Folder(string path) => new(Path.Combine(SystemFolder, path));

    private static List<int> AliasNumbers(TreeNode node, KernelClass kind)
    {
        var numbers = new List<int>();
        var tree = node.Tree;
        var aliases = tree.FindNode("/aliases");
        if (aliases == FlattenedTree.None || kind.Alias.Length == 0)
        {
            return numbers;
        }

        for (var property = tree.FirstProperty(aliases); property != FlattenedTree.None; property = tree.NextProperty(property))
        {
            var name = tree.PropertyName(property);
            if (name.StartsWith(kind.Alias, StringComparison.Ordinal)
                && int.TryParse(name[kind.Alias.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && tree.StringCount(property) == 1 && tree.FindNode(tree.StringAt(property, 0)) == node.Index)
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }
}
